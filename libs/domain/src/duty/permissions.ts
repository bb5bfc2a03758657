import type { Actor, Role } from '../access/actor.js';
import { DomainError } from '../errors.js';
import type { DutyCommandType } from './commands.js';
import type { DutyFileKind, DutyScope, DutyState } from './file.js';
import type { DutyGrant, DutyRelation } from './kind.js';
import { DUTY_FILES } from './kinds/index.js';

/** What standing needs of a duty file: the row of the read model has it too. */
export interface DutyPlace {
  readonly fileKind: DutyFileKind;
  readonly subjectId: string;
  readonly scope: DutyScope;
  readonly hiddenFrom: readonly string[];
}

const LEADERS: readonly DutyGrant[] = [
  ['SUP', 'team'],
  ['MGR', 'office'],
  ['HEAD', 'agency'],
];
/** Who looks after a missed duty stands above whoever missed it. */
const ABOVE: readonly DutyGrant[] = [
  ['MGR', 'office'],
  ['HEAD', 'agency'],
  ['COORD', 'common'],
];

function relationsOf({ subjectId, scope }: DutyPlace, actor: Actor): ReadonlySet<DutyRelation> {
  const relations = new Set<DutyRelation>(['any']);
  if (actor.personId === subjectId) relations.add('subject');
  if (scope.agencyId === null) relations.add('common');
  if (scope.agencyId === null || actor.agencyId !== scope.agencyId) return relations;
  relations.add('agency');
  if (scope.officeId !== null && actor.officeId === scope.officeId) relations.add('office');
  if (scope.teamId !== null && actor.teamId === scope.teamId) relations.add('team');
  return relations;
}

function isGranted(place: DutyPlace, actor: Actor, grants: readonly DutyGrant[]): boolean {
  if (place.hiddenFrom.includes(actor.personId)) return false;
  const relations = relationsOf(place, actor);
  return grants.some(([role, relation]) => role === actor.role && relations.has(relation));
}

/** Who may find and open a duty file. */
export function mayReadDutyFile(place: DutyPlace, actor: Actor): boolean {
  return isGranted(place, actor, DUTY_FILES[place.fileKind].reads);
}

/** Every right to open a duty file, for whoever has to keep a copy of it. */
export function dutyFileReaders(): { kind: DutyFileKind; role: Role; relation: DutyRelation }[] {
  const kinds = Object.keys(DUTY_FILES) as DutyFileKind[];
  return kinds.flatMap((kind) => DUTY_FILES[kind].reads.map(([role, relation]) => ({ kind, role, relation })));
}

/** Who may give a command on this kind of file. */
export function dutyGrants(kind: DutyFileKind, type: DutyCommandType): readonly DutyGrant[] {
  const rules = DUTY_FILES[kind];
  switch (type) {
    case 'openDutyFile':
      return rules.opens;
    case 'endDutyFile':
      return rules.commands.endDutyFile?.may ?? rules.opens;
    case 'adoptDutyPolicy':
      return [...LEADERS, ['SYSTEM', 'any']];
    case 'acknowledgeDutyEscalation':
    case 'resolveDutyEscalation':
      return ABOVE;
    default:
      return rules.commands[type]?.may ?? [];
  }
}

/** Every role that may give a command on some file: what the guard of the API asks before the file is known. */
export function rolesForDuty(type: DutyCommandType): readonly Role[] {
  const kinds = Object.keys(DUTY_FILES) as DutyFileKind[];
  return [...new Set(kinds.flatMap((kind) => dutyGrants(kind, type).map(([role]) => role)))];
}

export function isDutyPermitted(place: DutyPlace, actor: Actor, type: DutyCommandType): boolean {
  return isGranted(place, actor, dutyGrants(place.fileKind, type));
}

/** @throws DomainError NOT_PERMITTED (specification, section 2) */
export function assertDutyPermitted(place: DutyPlace, actor: Actor, type: DutyCommandType): void {
  if (isDutyPermitted(place, actor, type)) return;
  const grants = dutyGrants(place.fileKind, type);
  throw new DomainError('NOT_PERMITTED', 'SPEC-2', `Your role for this file does not include "${type}".`, {
    inputs: { command: type, role: actor.role, allowed: [...new Set(grants.map(([role]) => role))].join(' ') },
    remedy:
      grants.length === 0
        ? 'See what this kind of file allows.'
        : `Ask one of: ${grants.map(([role, relation]) => `${role} (${relation})`).join(', ')}.`,
  });
}

/** What somebody may do on a file now. */
export function availableDutyCommands(state: DutyState, actor: Actor): DutyCommandType[] {
  const own = Object.keys(DUTY_FILES[state.fileKind].commands) as DutyCommandType[];
  const known: DutyCommandType[] = [...own, 'endDutyFile', 'acknowledgeDutyEscalation', 'resolveDutyEscalation'];
  if (state.endedAt !== null) return [];
  return [...new Set(known)].filter((type) => isDutyPermitted(state, actor, type));
}
