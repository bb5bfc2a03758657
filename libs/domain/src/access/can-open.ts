import type { CaseState } from '../case/state.js';
import { standingTo, type Actor, type CasePlace, type Relation, type Role } from './actor.js';
import type { Instant } from '../time/instant.js';
import { mayResolveName } from './name-code.js';
import { emergencyAccessesOf, isOpenInEmergency, OPEN_IN_EMERGENCY, windowOf } from './emergency.js';
import { guestsOf, type Guest } from './relations.js';

/**
 * Specification, section 2, "see identifiable data": what relation to a case lets a role see the child's data.
 * Administrators and coordination see none; data entry sees the cases that it types in.
 */
const SEES: Readonly<Partial<Record<Role, Relation>>> = {
  CW: 'own',
  SUP: 'team',
  MGR: 'office',
  HEAD: 'agency',
  DE: 'assigned',
};

/** What a guest has to be for each way in which a case is shared (PERM-4); a referral names one person, whatever the role. */
const ANSWERS: Readonly<Record<Guest['relation'], readonly Role[]>> = {
  provider: ['CW', 'SUP', 'MGR', 'RFP'],
  receiver: ['SUP', 'MGR'],
  member: ['CW', 'SUP', 'MGR', 'RFP', 'CONF', 'BIDP'],
};

function isOneOfOurs(actor: Actor, place: CasePlace): boolean {
  const relation = SEES[actor.role];
  return relation !== undefined && standingTo(place, actor).has(relation);
}

/** IM-3: for a while, as long as the case is the agency's; the server says which these are now. */
function isInEmergency({ role, agencyId, emergencyCaseIds = [] }: Actor, { caseId, owner }: CasePlace): boolean {
  return OPEN_IN_EMERGENCY.includes(role) && owner?.agencyId === agencyId && emergencyCaseIds.includes(caseId);
}

/** IM-3: an emergency opens a file to be read; whoever sees it for that reason alone writes nothing. */
export function readsOnlyInEmergency(actor: Actor, place: CasePlace): boolean {
  return isInEmergency(actor, place) && !isOneOfOurs(actor, place);
}

/** Whether somebody can open a case, from what any reader of it knows: its owner and whom it is shared with. */
export function opens(actor: Actor, place: CasePlace, guests: readonly Guest[]): boolean {
  if (isOneOfOurs(actor, place) || isInEmergency(actor, place)) return true;
  return guests.some(
    (guest) =>
      ANSWERS[guest.relation].includes(actor.role) &&
      (guest.personId === actor.personId || (guest.agencyId !== null && guest.agencyId === actor.agencyId)),
  );
}

/** @param at what an emergency opened shuts by itself; without a moment only what lasts counts */
export function canOpen(state: CaseState, actor: Actor, at?: Instant): boolean {
  if (opens(actor, state, guestsOf(state))) return true;
  return at !== undefined && isOpenInEmergency(actor, emergencyAccessesOf(state).map(windowOf), at);
}

/**
 * How much of a case somebody sees: all of it; its structure without anything that people wrote; or only the part that is
 * shared with a guest, as long as it is shared (PERM-4).
 */
export type Sight = 'whole' | 'structure' | 'shared';

/** Structure without content: what runs a system has to be seen by those who run it. */
const SEES_STRUCTURE: readonly Role[] = ['ADM'];

/** Specification, section 2, "see identifiable data"; null: what is invisible is as good as absent. */
export function sightOf(actor: Actor, place: CasePlace, guests: readonly Guest[] = []): Sight | null {
  if (opens(actor, place, [])) return 'whole';
  if (SEES_STRUCTURE.includes(actor.role)) return 'structure';
  return opens(actor, place, guests) ? 'shared' : null;
}

export interface IdentifiableView {
  /** Stage, level and dates. */
  readonly structure: boolean;
  /** What people wrote: all of it, or of a case that is shared only the shared part. */
  readonly content: 'all' | 'shared_part' | 'none';
  readonly codeList: boolean;
}

/** Specification, section 2, IM-2: how much of a case somebody sees. */
export function identifiableView(actor: Actor, place: CasePlace, guests: readonly Guest[]): IdentifiableView {
  const sight = sightOf(actor, place, guests);
  return {
    structure: sight !== null,
    content: sight === 'whole' ? 'all' : sight === 'shared' ? 'shared_part' : 'none',
    codeList: mayResolveName(actor, place.owner),
  };
}
