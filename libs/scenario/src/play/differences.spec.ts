import type { Instant } from '@caseward/domain';
import { describe, expect, it } from 'vitest';
import { castOf } from '../format/cast.js';
import { readScenario } from '../format/parse.js';
import { policyOf } from '../format/policy.js';
import { Comparison } from './differences.js';

const look = { at: '2026-06-01 09:00', expect: {} };
const cast = { 'CW-A': { role: 'CW', agency: 'A' } };
const scenario = readScenario({ id: 'x', title: 'x', rules: [], cast, cases: { K: { owner: 'CW-A' } }, steps: [look] });
const MINUTE_MS = 60_000;

function differencesOf(dueAt: Instant, delaysMs: readonly number[]): number {
  const { zone } = policyOf(scenario);
  const now = '2026-06-01T06:00:00.000Z';
  const to = new Comparison({ zone, cast: castOf(scenario), now, recordedAs: (expected) => expected, delaysMs });
  to.due('due', '2026-06-02 09:00', { dueOn: null, dueAt });
  return to.differences.length;
}

describe('hours that count from when something was entered', () => {
  it('end as much later as it was entered, on a clock that runs', () => {
    expect(differencesOf('2026-06-02T06:07:00.000Z', [0, 7 * MINUTE_MS])).toBe(0);
    expect(differencesOf('2026-06-02T06:00:00.000Z', [7 * MINUTE_MS])).toBe(0);
  });

  it('and at no other moment', () => {
    expect(differencesOf('2026-06-02T06:06:00.000Z', [0, 7 * MINUTE_MS])).toBe(1);
    expect(differencesOf('2026-06-02T05:53:00.000Z', [7 * MINUTE_MS])).toBe(1);
  });
});
