import * as domain from '@caseward/domain';
import { describe, expect, it } from 'vitest';
import { checkDueDates } from './due-dates.js';

const TUPLES = 1_000_000;

describe('due dates against the calendar and the clock on the wall', () => {
  it('TIME-2 TIME-3 TIME-4 CLK-1 CLK-2 CLK-4 CLK-6 PLAN-2 POST-1 A36 A72: agree for a million policies, zones and instants, every change of the clocks from 2000 to 2040 among them', () => {
    const { checked, zones, changes, byKind, failures } = checkDueDates(domain, TUPLES);
    console.log(
      `${String(checked)} due dates, ${String(zones)} zones, ${String(changes)} changes of the clocks`,
      byKind,
    );
    expect(failures).toEqual([]);
    expect(checked).toBeGreaterThanOrEqual(TUPLES);
    expect(changes).toBeGreaterThan(1_300);
  });
});
