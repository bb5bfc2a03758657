import { describe, expect, it } from 'vitest';
import { RELATIONS, ROLES, type Actor, type CasePlace, type Relation, type Role } from '../access/actor.js';
import { PERMISSIONS } from '../access/permissions.js';
import { DomainError } from '../errors.js';
import { OWNER } from '../testing/a-case.js';
import { payloadFor } from '../testing/payloads.js';
import { SECTION_2 } from '../testing/section-2.js';
import { IN_EMERGENCY, LATER, MEMBER, PROVIDER, RECEIVER_AGENCY, SITUATIONS, TOLD } from '../testing/situations.js';
import { availableCommands } from './available-commands.js';
import type { Command, CommandType } from './commands.js';
import { decide } from './decide.js';
import { isAllowedIn, STAGES } from './lifecycle.js';
import type { CaseState } from './state.js';
import type { Referral } from './vocabulary/implementation.js';

const COMMANDS = (Object.keys(PERMISSIONS) as CommandType[]).filter((type) => type !== 'alarm' && type !== 'sync');

/** Somebody who stands to the case in this way and, as far as that is possible, in no other. */
function somebody(role: Role, relation: Relation, { caseId, owner }: CasePlace): Actor {
  const { caseworkerId, ...ours } = owner ?? OWNER;
  const places: Readonly<Record<Relation, Omit<Actor, 'role'>>> = {
    own: { personId: caseworkerId, ...ours },
    team: { personId: 'p-team', ...ours },
    office: { personId: 'p-office', ...ours, teamId: 'team-2' },
    agency: { personId: 'p-agency', ...ours, teamId: 'team-3', officeId: 'office-3' },
    assigned: { personId: 'p-assigned', ...ours, teamId: 'team-4', officeId: 'office-4', assignedCaseIds: [caseId] },
    any: { personId: 'p-any', teamId: 'team-x', officeId: 'office-x', agencyId: 'agency-x' },
    provider: { personId: PROVIDER, agencyId: 'agency-p' },
    receiver: { personId: 'p-receiver', teamId: 'team-r', officeId: 'office-r', agencyId: RECEIVER_AGENCY },
    member: { personId: MEMBER, agencyId: 'agency-c' },
    addressee: { personId: TOLD, agencyId: 'agency-t' },
    emergency: { ...ours, personId: IN_EMERGENCY.personId, teamId: 'team-4', officeId: 'office-4' },
  };
  const { personId, ...place } = places[relation];
  // Data entry acts for an author, and reaches by that nothing that it is not assigned to.
  const authoredBy = relation === 'assigned' ? caseworkerId : personId;
  return role === 'DE' && relation !== 'addressee'
    ? { personId: `clerk-${relation}`, role, ...place, authoredBy }
    : { personId, role, ...place };
}

/** What the relation implies: the own case is one of the team, the office and the agency. */
const IMPLIED: Readonly<Record<Relation, readonly Relation[]>> = {
  own: ['own', 'team', 'office', 'agency', 'any'],
  team: ['team', 'office', 'agency', 'any'],
  office: ['office', 'agency', 'any'],
  agency: ['agency', 'any'],
  assigned: ['assigned', 'agency', 'any'],
  any: ['any'],
  provider: ['provider', 'any'],
  receiver: ['receiver', 'any'],
  member: ['member', 'any'],
  addressee: ['any'],
  emergency: ['emergency', 'agency', 'any'],
};

/** CONS-6: agreed to, shared for safety outside the consent (CONS-5), or so urgent that nobody was asked before (UA-2). */
function isCovered({ consent }: CaseState, { service, overridden }: Referral): boolean {
  return consent === null || overridden || consent.services?.includes(service) === true;
}

/** PERM-4, CONS-6: whether the case shares what the relation is about, told from the state and not from the guest list. */
function isShared(state: CaseState, relation: Relation): boolean {
  const open = state.closure === null;
  const maySpeak = state.consent === null || state.consent.participate || state.legalBasis !== null;
  const has = (record: Readonly<Record<string, { status: string }>>, ...statuses: string[]): boolean =>
    open && Object.values(record).some(({ status }) => statuses.includes(status));
  if (relation === 'provider') {
    const covered = Object.entries(state.referrals).filter(([, referral]) => isCovered(state, referral));
    return has(Object.fromEntries(covered), 'sent', 'accepted');
  }
  if (relation === 'receiver') return has(state.transfers, 'sent');
  if (relation === 'member') return maySpeak && has(state.conferences, 'convened');
  if (relation === 'emergency') return Object.keys(state.emergencyAccesses ?? {}).length > 0;
  return state.stage !== 'NONE' || relation === 'any';
}

function mayBySection2(state: CaseState, role: Role, relation: Relation, type: CommandType): boolean {
  // This clerk names no author, so it is no transcription.
  if (role === 'DE' && relation === 'addressee' && type !== 'acknowledgeNotice') return false;
  const row = SECTION_2.find(({ commands }) => commands.includes(type));
  if (type === 'approveClosure' && state.stage === 'CLOSURE_REQUESTED' && state.level === 'HIGH' && role === 'MGR') {
    return false;
  }
  const { personId, agencyId } = somebody(role, relation, state);
  const told: readonly Relation[] = state.notices.some((notice) => notice.personId === personId) ? ['addressee'] : [];
  const arrived: readonly Relation[] = agencyId === state.owner?.agencyId ? ['agency'] : [];
  const held = [...IMPLIED[relation].filter((one) => isShared(state, one)), ...told, ...arrived];
  return row?.cells[role]?.some((one) => held.includes(one)) ?? false;
}

/** What happened before the closure can still be entered after it (A58). */
function momentOf({ closure }: CaseState, type: CommandType): string {
  const isFact = ['completeAssessment', 'recordFollowUp', 'holdReview', 'rateConcern', 'recordEncounterEnd'];
  return closure !== null && isFact.includes(type) ? closure.closedAt.replace(/T.*/, 'T00:30:00.000Z') : LATER;
}

function outcomeOf(state: CaseState, actor: Actor, type: CommandType): string {
  const { authoredBy, ...given } = actor;
  const author = authoredBy === undefined ? {} : { authoredBy };
  const payload = payloadFor(state, type, actor.personId) as { owner?: { agencyId: string } };
  const owned = payload.owner === undefined ? payload : { ...payload, owner: { ...OWNER, agencyId: actor.agencyId } };
  const command = { commandId: 'c', type, actor: given, occurredAt: momentOf(state, type), payload: owned, ...author };
  try {
    return decide(state, command as unknown as Command, { now: LATER }).length > 0 ? 'accepted' : 'nothing';
  } catch (error) {
    if (error instanceof DomainError) return `${error.code} ${error.rule}`;
    throw error;
  }
}

/** What is on offer and can still be refused for what the person would have to say or to do before. */
const OFFERED_BUT: Readonly<Record<string, string>> = {
  // The members have not agreed yet; signing off comes next.
  'approveClosure at closure requested at HIGH': 'CONFERENCE_NEEDED CLOSE-1',
  // A transfer that waits is answered or taken back before the case can close.
  'requestClosure at implementing, transfer sent': 'TRANSFER_PENDING TR-4',
  'requestClosure at transfer sent, died': 'TRANSFER_PENDING TR-4',
};

/** Whoever has no right and proposed it as well hears the rule that says more. */
const NO_RIGHT = ['NOT_PERMITTED SPEC-2', 'OWN_WORK PERM-1'];
const NO_PLACE = ['NOT_ALLOWED_IN_STAGE SPEC-3.4', 'CASE_ALREADY_IDENTIFIED REOP-2'];
const CELLS = Object.keys(SITUATIONS).length * COMMANDS.length * ROLES.length * RELATIONS.length;
let seen = 0;

/** What a cell wants, and whether it gets it; null when it does. */
function wanted(situation: string, state: CaseState, cell: Cell, outcome: string): string | null {
  const { role, relation, type, isOffered } = cell;
  const is = (want: string, holds: boolean): string | null => (holds ? null : want);
  if (state.stage === 'NONE' && type !== 'identifyChild') {
    return is('no case', outcome === 'CASE_NOT_IDENTIFIED FLOW-1' && !isOffered);
  }
  if (!mayBySection2(state, role, relation, type)) return is('no right', NO_RIGHT.includes(outcome) && !isOffered);
  if (!isAllowedIn(state.stage, type)) return is('no place', NO_PLACE.includes(outcome) && !isOffered);
  // IM-3: who is shown an offer can open the case already.
  if (type === 'openEmergencyAccess') return is('no offer', !isOffered);
  if (!isOffered) return is('an offer', outcome !== 'accepted' && outcome !== 'nothing');
  return is('acceptance', outcome === 'accepted' || OFFERED_BUT[`${type} at ${situation}`] === outcome);
}

interface Cell {
  readonly role: Role;
  readonly relation: Relation;
  readonly type: CommandType;
  readonly isOffered: boolean;
}

function faultsOf(situation: string, state: CaseState, role: Role, relation: Relation): string[] {
  const actor = somebody(role, relation, state);
  const offered = availableCommands(state, actor);
  return COMMANDS.flatMap((type) => {
    seen += 1;
    const isOffered = offered.includes(type);
    const outcome = outcomeOf(state, actor, type);
    const want = wanted(situation, state, { role, relation, type, isOffered }, outcome);
    return want === null
      ? []
      : [`${role} (${relation}) ${type}: ${outcome}, offered ${String(isOffered)}; wanted ${want}`];
  });
}

describe('stage x command x role x relation', () => {
  it('names every command in exactly one row of section 2', () => {
    const rows = SECTION_2.flatMap(({ commands }) => commands);
    expect([...rows].sort()).toEqual(Object.keys(PERMISSIONS).sort());
  });

  it('reaches every stage', () => {
    expect(new Set(Object.values(SITUATIONS).map((make) => make().state.stage)).size).toBe(STAGES.length);
  });

  it.each(Object.entries(SITUATIONS))(
    'SPEC-2 SPEC-3.4: what is decided, offered and in the table agrees when %s',
    (situation, make) => {
      const { state } = make().until(LATER);
      const faults = ROLES.flatMap((role) =>
        RELATIONS.flatMap((relation) => faultsOf(situation, state, role, relation)),
      );
      expect(faults).toEqual([]);
    },
  );

  it('TR-7 SPEC-2: after an acceptance nobody of the sending agency can do anything with the case', () => {
    const { state } = SITUATIONS['transfer accepted']!().until(LATER);
    const outcomes = ROLES.filter((role) => role !== 'SYSTEM').flatMap((role) =>
      (['own', 'team', 'office', 'agency', 'assigned'] as const).flatMap((relation) => {
        const former = somebody(role, relation, { caseId: state.caseId, owner: OWNER });
        // The administrator of the deployment is of no agency.
        const ofNoAgency = role === 'ADM' ? ['adoptPolicy'] : [];
        expect(availableCommands(state, former)).toEqual(ofNoAgency);
        return COMMANDS.filter((type) => type !== 'identifyChild' && !ofNoAgency.includes(type)).map((type) =>
          outcomeOf(state, former, type),
        );
      }),
    );
    expect(new Set(outcomes)).toEqual(new Set(['NOT_PERMITTED SPEC-2']));
  });

  it(`has seen all ${String(CELLS)} cells`, () => {
    expect(seen).toBe(CELLS);
  });
});
