import type { CaseEvent } from '@caseward/domain';
import { instant } from '../world.js';
import { all, last, openDuties } from './history.js';
import { invariant, noneOf } from './invariant.js';
import { offeredTo } from './offered.js';

/** Whose work an entry decides on; undefined when it is no decision on somebody's work. */
function proposerOf(event: CaseEvent, before: readonly CaseEvent[]): string | null | undefined {
  const by = (found: CaseEvent | undefined): string | null => found?.actor.personId ?? null;
  switch (event.type) {
    case 'PlanSignedOff':
    case 'PlanReturned':
      return by(last(before, 'PlanAgreed'));
    case 'CaseClosed':
    case 'ClosureReturned':
      return by(last(before, 'ClosureRequested'));
    case 'CaseReopened':
      return by(last(before, 'ReopeningRequested'));
    case 'ConcernRated':
      return event.data.confirmedBy === null
        ? undefined
        : by(all(before, 'LoweringProposed').findLast(({ data }) => data.concernId === event.data.concernId));
    case 'WithoutConsentAuthorised':
    case 'WithoutConsentRefused':
      return by(last(before, 'WithoutConsentProposed'));
    case 'SharingOverridden':
      return by(all(before, 'ReferralDrafted').findLast(({ data }) => data.referralId === event.data.referralId));
    case 'TransferSent': {
      const proposed = all(before, 'TransferProposed').findLast(
        ({ data }) => data.transferId === event.data.transferId,
      );
      return proposed === undefined ? undefined : by(proposed);
    }
    case 'TransferAccepted':
      return by(all(before, 'TransferSent').findLast(({ data }) => data.transferId === event.data.transferId));
    case 'DeathAnnulled':
      return by(last(before, 'DeathCorrectionProposed'));
    case 'MandatoryReportDecided':
      return by(all(before, 'MandatoryReportRaised').findLast(({ data }) => data.reportId === event.data.reportId));
    case 'EmergencyAccessReviewed':
      return by(all(before, 'EmergencyAccessOpened').findLast(({ data }) => data.accessId === event.data.accessId));
    default:
      return undefined;
  }
}

/** Section 2: what only a supervisor or a manager decides. */
const DECISIONS = new Set<CaseEvent['type']>([
  'PlanSignedOff',
  'PlanReturned',
  'CaseClosed',
  'ClosureReturned',
  'CaseKeptOpen',
  'CaseReopened',
  'LoweringReturned',
  'WithoutConsentAuthorised',
  'SharingOverridden',
  'TransferSent',
  'CaseReassigned',
  'CaseAssigned',
  'DeathAnnulled',
  'MandatoryReportDecided',
  'EmergencyAccessReviewed',
]);

const ownerChanges = ['CaseIdentified', 'CaseAssigned', 'CaseReassigned', 'TransferAccepted'];

export const PEOPLE_STEPS = [
  invariant('PERM-1', 'nobody decides on own work', ({ before, fresh }) => {
    const decided = fresh.flatMap((event) => {
      const proposer = proposerOf(event, before.events);
      return proposer === undefined ? [] : [{ event, proposer }];
    });
    if (decided.length === 0) return undefined;
    return noneOf(
      decided
        .filter(({ event, proposer }) => proposer === null || proposer === event.actor.personId)
        .map(({ event, proposer }) => `${event.type} by ${event.actor.personId} on work of ${proposer ?? 'nobody'}`),
    );
  }),
  invariant(
    'SPEC-2',
    'decisions are taken by a supervisor of the team or a manager of the office',
    ({ before, fresh }) => {
      const decisions = fresh.filter(({ type }) => DECISIONS.has(type));
      if (decisions.length === 0) return undefined;
      const { owner } = before.state;
      return noneOf(
        decisions
          .filter(({ actor }) => {
            if (actor.role === 'SUP') return actor.teamId !== owner?.teamId;
            if (actor.role === 'MGR') return actor.officeId !== owner?.officeId;
            return actor.role !== 'HEAD' || actor.agencyId !== owner?.agencyId;
          })
          .map(({ type, actor }) => `${type} by ${actor.role} ${actor.personId}`),
      );
    },
  ),
  invariant('SPEC-2', 'what is accepted was offered', ({ domain, before, after, command }) => {
    // What is offered is offered for now; a late entry may be about a time at which it was still possible.
    if (command === null || command.occurredAt < instant(after.ms)) return undefined;
    // IM-3: who has to break in is shown no offers.
    if (command.type === 'openEmergencyAccess') return undefined;
    const isOffered = offeredTo(domain, before.state, command.actor).has(command.type);
    return isOffered || after.events.length === before.events.length
      ? null
      : `${command.type} to ${command.actor.role}`;
  }),
  invariant(
    'TR-2',
    'the case changes hands only by assignment, re-assignment or an accepted transfer',
    ({ before, after, fresh }) => {
      if (before.state.owner?.caseworkerId === after.state.owner?.caseworkerId) return undefined;
      return fresh.some(({ type }) => ownerChanges.includes(type))
        ? null
        : (after.state.owner?.caseworkerId ?? 'nobody');
    },
  ),
  invariant('TR-5', 'only the agency that was asked takes a case over', ({ before, fresh }) => {
    const accepted = last(fresh, 'TransferAccepted');
    if (accepted === undefined) return undefined;
    const sent = all(before.events, 'TransferSent').find(({ data }) => data.transferId === accepted.data.transferId);
    const { actor, data } = accepted;
    return sent?.data.toAgencyId === actor.agencyId && actor.agencyId === data.to.agencyId
      ? null
      : (actor.agencyId ?? '');
  }),
  invariant('REF-1', 'a referral changes neither stage nor level nor owner', ({ before, after, fresh }) => {
    const isAboutReferral = fresh.some(({ type }) => type.startsWith('Referral'));
    if (!isAboutReferral) return undefined;
    const [was, is] = [before.state, after.state];
    const isSame =
      was.stage === is.stage && was.level === is.level && was.owner?.caseworkerId === is.owner?.caseworkerId;
    return isSame ? null : `${was.stage} ${was.level} became ${is.stage} ${is.level}`;
  }),
  invariant(
    'RISK-2',
    'a level falls only with a supervisor, where the policy asks for one',
    ({ world, before, fresh }) => {
      if (world.policy.values['risk.lowering_needs_supervisor'] !== true) return undefined;
      const order = world.policy.values['risk.levels'] as readonly string[];
      const lowered = all(fresh, 'ConcernRated').filter(({ data }) => {
        const known = before.state.concerns[data.concernId];
        return known !== undefined && order.indexOf(data.to) < order.indexOf(known.level);
      });
      if (lowered.length === 0) return undefined;
      return noneOf(lowered.filter(({ data }) => data.confirmedBy === null).map(({ data }) => data.concernId));
    },
  ),
];

/** CONS-6: consent was asked for and does not stand, and no authorisation stands in its place (CONS-3). */
function isTakenBack(events: readonly CaseEvent[]): boolean {
  let basis: 'unasked' | 'none' | 'consent' | 'authorised' = 'unasked';
  for (const event of events) {
    const takes = event.type === 'ConsentRecorded' && event.data.participate && event.data.storeData;
    const refuses = event.type === 'ConsentRecorded' && !takes;
    const withdraws =
      event.type === 'ConsentWithdrawn' &&
      event.data.scopes.some((one) => one === 'participate' || one === 'storeData');
    if (event.type === 'WithoutConsentAuthorised') basis = 'authorised';
    else if (takes || (event.type === 'CaseReopened' && basis === 'none')) basis = 'consent';
    else if ((refuses || withdraws) && basis !== 'authorised') basis = 'none';
  }
  return basis === 'none';
}

export const PEOPLE_STATES = [
  invariant('TR-4', 'at most one transfer waits for an answer', ({ after: { state } }) => {
    const waiting = Object.values(state.transfers).filter(({ status }) => status === 'sent');
    return waiting.length <= 1 ? null : waiting.map(({ transferId }) => transferId).join(' ');
  }),
  invariant(
    'PERM-4',
    'guests see the case only while something of theirs is open',
    ({ domain, after: { events, state } }) => {
      const guests = domain.guestsOf(state);
      const ended = (id: string): boolean =>
        all(events, 'ReferralDone', 'ReferralRevoked').some(({ data }) => data.referralId === id) ||
        all(events, 'ReferralAnswered').some(({ data }) => data.referralId === id && !data.accepted) ||
        all(events, 'ConsentWithdrawn').some(({ data }) => data.recalledReferralIds.includes(id));
      const providers = all(events, 'ReferralSent')
        .filter(({ data }) => !ended(data.referralId))
        .map(({ data }) => data.providerId);
      const answered = all(events, 'TransferAccepted', 'TransferRejected', 'TransferRevoked').map(
        ({ data }) => data.transferId,
      );
      const receivers = all(events, 'TransferSent')
        .filter(({ data }) => !answered.includes(data.transferId))
        .map(({ data }) => data.toAgencyId);
      const over = all(events, 'ConferenceConcluded', 'ConferenceCancelled').map(({ data }) => data.conferenceId);
      const members = all(events, 'ConferenceConvened', 'ConferenceMembersInvited')
        .filter(({ data }) => !over.includes(data.conferenceId) && !isTakenBack(events))
        .flatMap(({ data }) => data.members.map(({ memberId }) => memberId));
      const allowed = { provider: providers, receiver: receivers, member: members };
      return noneOf(
        guests
          .filter(({ relation, personId, agencyId }) => !allowed[relation].includes(personId ?? agencyId ?? ''))
          .map(({ relation, personId, agencyId }) => `${relation} ${personId ?? agencyId ?? ''}`),
      );
    },
  ),
  invariant('FLOW-2', 'a case without a caseworker has somebody who looks for one', ({ after }) => {
    const { stage, unassigned, death } = after.state;
    const isOver = stage === 'CLOSED' || stage === 'NOT_ELIGIBLE' || stage === 'CONSENT_REFUSED' || death !== null;
    if (!unassigned || isOver) return undefined;
    return openDuties(after).some(({ kind }) => kind === 'assignment') ? null : stage;
  }),
  invariant(
    'A47',
    'no lowering waits in a case that is closed, or that has risen since',
    ({ world, after: { state, events } }) => {
      const waiting = Object.values(state.lowerings);
      if (waiting.length === 0) return undefined;
      const order = world.policy.values['risk.levels'] as readonly string[];
      const wrong = waiting.filter(({ concernId, to }) => {
        const proposal = all(events, 'LoweringProposed').findLast(({ data }) => data.concernId === concernId);
        const rises = all(events, 'RiskLevelChanged').filter(
          ({ seq, data }) => seq > (proposal?.seq ?? 0) && order.indexOf(data.to) > order.indexOf(data.from),
        );
        return rises.length > 0 || order.indexOf(to) >= order.indexOf(state.concerns[concernId]?.level ?? 'NO');
      });
      if (state.stage === 'CLOSED') return 'it waits in a closed case';
      return noneOf(wrong.map(({ concernId }) => concernId));
    },
  ),
];
