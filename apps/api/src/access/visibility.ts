import { opens, type Actor, type CasePlace, type Guest } from '@caseward/domain';

/**
 * How much of a case somebody sees: all of it; its structure without anything that people wrote; or only the part that is
 * shared with a guest, as long as it is shared (PERM-4).
 */
export type Sight = 'whole' | 'structure' | 'shared';

/** Specification, section 2, "see identifiable data"; an administrator sees structure. */
export function sightOf(actor: Actor, place: CasePlace, guests: readonly Guest[] = []): Sight | null {
  if (opens(actor, place, [])) return 'whole';
  if (actor.role === 'ADM') return 'structure';
  return opens(actor, place, guests) ? 'shared' : null;
}

/** Whether the case itself is visible, and not only a part that is shared. */
export function canSee(actor: Actor, place: CasePlace): boolean {
  return sightOf(actor, place) !== null;
}

/** An administrator sees structure only: no forms, no references to them. */
export function canSeeContent(actor: Actor, place: CasePlace): boolean {
  return sightOf(actor, place) === 'whole';
}

const NOWHERE: CasePlace = { caseId: '', owner: null };

/** Of those whom a case is shared with, the ones that mean this person. */
export function guestsThatAre<Row extends Guest>(actor: Actor, guests: readonly Row[]): Row[] {
  return guests.filter((guest) => opens(actor, NOWHERE, [guest]));
}
