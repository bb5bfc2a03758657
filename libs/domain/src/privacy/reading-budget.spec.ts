import { describe, expect, it } from 'vitest';
import { policySnapshot } from '../policy/policy.js';
import { readingBaseline, unusualEmergencies, unusualReading, type Reading } from './reading-budget.js';

const policy = policySnapshot();
const nothing: Reading = { day: 0, week: 0, month: 0, misses: 0, emergencies: 0 };
const fresh = { days: [], weeks: [], month: 0 };
const supervisor = { role: 'SUP', reach: 150 } as const;
const signalOf = (seen: Partial<Reading>, usual = fresh): string | null =>
  unusualReading(policy, supervisor, { ...nothing, ...seen }, usual)?.signal ?? null;

describe('how much reading is usual', () => {
  it('is the own work for a caseworker and a guest, and what a day needs for the others [IM-3]', () => {
    expect(readingBaseline(policy, { role: 'CW', reach: 17 }, fresh)).toEqual({ day: 17, week: 17, month: 17 });
    expect(readingBaseline(policy, supervisor, fresh)).toEqual({ day: 30, week: 120, month: 150 });
    expect(readingBaseline(policy, { role: 'ADM', reach: 1000 }, fresh)).toEqual({ day: 0, week: 0, month: 0 });
  });

  it('is learned from the weeks before, up to a cap: nobody widens the measure without end [IM-3]', () => {
    const days = [22, 24, 26];
    expect(readingBaseline(policy, supervisor, { ...fresh, days }).day).toBe(48);
    expect(readingBaseline(policy, supervisor, { ...fresh, days: [500, 500, 500] }).day).toBe(60);
    expect(
      readingBaseline(policy, { role: 'MGR', reach: 600 }, { days: [], weeks: [90, 90, 500], month: 0 }).week,
    ).toBe(112);
  });

  it('one case more is unusual when the margin beyond it is used up, by day, week or month [IM-3]', () => {
    expect([signalOf({ day: 49 }), signalOf({ day: 50 })]).toEqual([null, 'day']);
    expect([signalOf({ week: 139 }), signalOf({ week: 140 })]).toEqual([null, 'week']);
    expect([signalOf({ month: 169 }), signalOf({ month: 170 })]).toEqual([null, 'month']);
    expect(unusualReading(policy, supervisor, { ...nothing, day: 50 }, fresh)).toEqual({
      ...{ signal: 'day', seen: 50, baseline: 30 },
    });
  });

  it('the margin is below 30 cases, whatever a context chooses [IM-3]', () => {
    for (const margin of [5, 29]) {
      const context = policySnapshot('context', { 'reading.margin_cases': margin });
      const most = { ...nothing, day: 30 + margin };
      expect(unusualReading(context, supervisor, most, fresh)).not.toBeNull();
      expect(unusualReading(context, supervisor, { ...most, day: 29 + margin }, fresh)).toBeNull();
    }
  });

  it('guessed addresses, and one emergency after the other, are unusual too [IM-3]', () => {
    expect([signalOf({ misses: 19 }), signalOf({ misses: 20 })]).toEqual([null, 'misses']);
    const emergencies = (count: number) => unusualEmergencies(policy, { ...nothing, emergencies: count });
    expect([emergencies(4), emergencies(5)?.signal]).toEqual([null, 'emergencies']);
  });
});
