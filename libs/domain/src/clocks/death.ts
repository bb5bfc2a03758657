import type { Fact } from '../case/events.js';
import type { PolicySnapshot } from '../policy/policy.js';
import { addDays } from '../time/civil-date.js';
import type { Instant } from '../time/instant.js';
import { endOfDate } from '../time/zone.js';
import { cancelAll, type Board } from './board.js';

/** CLOSE-5, A65: clocks stop with the day of death, whenever it was entered; every other fact counts from its moment. */
export function effectiveAt(policy: PolicySnapshot, fact: Fact): Instant {
  return fact.type === 'DeathRecorded' ? endOfDate(policy.zone, addDays(fact.data.diedOn, -1)) : fact.occurredAt;
}

/** A79: an annulled record of death, and the closure that followed from it, never were. */
export function annulledFacts(facts: readonly Fact[]): ReadonlySet<Fact> {
  const last = facts.findLast(({ type }) => type === 'DeathAnnulled');
  if (last === undefined) return new Set();
  const isAnnulled = (fact: Fact): boolean =>
    fact.seq < last.seq &&
    (fact.type === 'DeathRecorded' || (fact.type === 'CaseClosed' && fact.data.reason === 'death'));
  return new Set(facts.filter(isAnnulled));
}

/** Duties that were overdue are cancelled too; their breaches stay (A56). No clock starts afterwards (CLOSE-5). */
export function recordDeath(board: Board, at: Instant): void {
  cancelAll(board, at, 'CLOSE-5');
  board.died = true;
  board.closed = true;
}
