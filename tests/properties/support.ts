import * as domain from '@caseward/domain';
import { expect } from 'vitest';
import { checkDueDates } from './due-dates.js';

/** Both halves of the world together: a million. */
const TUPLES = 500_000;

/** Compares due dates in these zones as `npm test` does it, and says how many. */
export function compareHere(zones: readonly string[], seed: number): void {
  const { checked, changes, byKind, failures } = checkDueDates(domain, TUPLES, seed, zones);
  console.log(
    `${String(checked)} due dates, ${String(zones.length)} zones, ${String(changes)} changes of the clocks`,
    byKind,
  );
  expect(failures).toEqual([]);
  expect(checked).toBeGreaterThanOrEqual(TUPLES);
  expect(changes).toBeGreaterThan(450);
}
