import type { CaseState } from '../case/state.js';
import { relationsTo, type Actor, type Owner, type Relation, type Role } from './actor.js';
import { guestsOf, type Guest } from './relations.js';

/**
 * Specification, section 2, "see identifiable data": what relation to a case lets a role see the child's data.
 * Administrators and coordination see none; data entry sees the cases of the team that it writes for.
 */
const SEES: Readonly<Partial<Record<Role, Relation>>> = {
  CW: 'own',
  SUP: 'team',
  MGR: 'office',
  HEAD: 'agency',
  DE: 'team',
};

/** What a guest has to be for each way in which a case is shared (PERM-4); a referral names one person, whatever the role. */
const ANSWERS: Readonly<Record<Guest['relation'], readonly Role[]>> = {
  provider: ['CW', 'SUP', 'MGR', 'RFP'],
  receiver: ['SUP', 'MGR'],
  member: ['CW', 'SUP', 'MGR', 'RFP', 'CONF', 'BIDP'],
};

/** Whether somebody can open a case, from what any reader of it knows: its owner and whom it is shared with. */
export function opens(actor: Actor, owner: Owner | null, guests: readonly Guest[]): boolean {
  const relation = SEES[actor.role];
  if (relation !== undefined && relationsTo(owner, actor).has(relation)) return true;
  return guests.some(
    (guest) =>
      ANSWERS[guest.relation].includes(actor.role) &&
      (guest.personId === actor.personId || (guest.agencyId !== null && guest.agencyId === actor.agencyId)),
  );
}

export function canOpen(state: CaseState, actor: Actor): boolean {
  return opens(actor, state.owner, guestsOf(state));
}
