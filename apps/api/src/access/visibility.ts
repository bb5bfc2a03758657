import { opens, sightOf, type Actor, type CasePlace, type Guest } from '@caseward/domain';

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
