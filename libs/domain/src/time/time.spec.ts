import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysInMonth, isLocalDate } from './civil-date.js';
import { realMsUntil, simulatedInstant, type ClockSegment } from './clock-segments.js';
import { endOfDate, fixedZone, instantOfLocal, localDateOf, type Zone } from './zone.js';

const at = (iso: string): number => Date.parse(iso);
/** Midnight of 2026-03-29 does not exist here: clocks jump from 00:00 to 01:00. */
const skipsMidnight: Zone = {
  name: 'test/skip',
  offsets: [
    { fromMs: at('2000-01-01T00:00:00Z'), minutes: 120 },
    { fromMs: at('2026-03-28T22:00:00Z'), minutes: 180 },
  ],
};
/** The hour from 00:00 to 01:00 of 2026-10-25 occurs twice here. */
const repeatsMidnight: Zone = {
  name: 'test/repeat',
  offsets: [
    { fromMs: at('2000-01-01T00:00:00Z'), minutes: 180 },
    { fromMs: at('2026-10-24T22:00:00Z'), minutes: 120 },
  ],
};

describe('local dates', () => {
  it('TIME-3: a date ends at 00:00 of the next one in the zone', () => {
    expect(endOfDate(fixedZone('+03:00', 180), '2026-06-08')).toBe('2026-06-08T21:00:00.000Z');
  });

  it('A72: a date ends at 01:00 where midnight is skipped', () => {
    expect(endOfDate(skipsMidnight, '2026-03-28')).toBe('2026-03-28T22:00:00.000Z');
    expect(localDateOf(skipsMidnight, '2026-03-28T22:00:00.000Z')).toBe('2026-03-29');
  });

  it('A72: a time that occurs twice is the first, one that does not occur moves forward', () => {
    expect(instantOfLocal(repeatsMidnight, '2026-10-25T00:30')).toBe('2026-10-24T21:30:00.000Z');
    expect(endOfDate(repeatsMidnight, '2026-10-24')).toBe('2026-10-24T21:00:00.000Z');
    expect(instantOfLocal(skipsMidnight, '2026-03-29T00:30')).toBe('2026-03-28T22:00:00.000Z');
  });

  it('TIME-4 A3: months are clamped to the end of the month, from the anchor', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
  });

  it('TIME-2 TIME-4: date sums agree with the JavaScript calendar', () => {
    const date = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, fc.integer({ min: -400, max: 400 }), fc.integer({ min: 0, max: 24 }), (day, days, months) => {
        const text = day.toISOString().slice(0, 10);
        const shifted = new Date(`${text}T00:00:00Z`);
        shifted.setUTCDate(shifted.getUTCDate() + days);
        expect(addDays(text, days)).toBe(shifted.toISOString().slice(0, 10));
        const later = addMonths(text, months);
        expect(isLocalDate(later)).toBe(true);
        const [year = 0, month = 0] = later.split('-').map(Number);
        expect(Number(later.slice(8))).toBe(Math.min(Number(text.slice(8)), daysInMonth(year, month)));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the simulation clock', () => {
  const segments: ClockSegment[] = [
    { realFromMs: 1_000, simulatedFrom: '2026-06-01T00:00:00.000Z', speed: 86_400 },
    { realFromMs: 3_000, simulatedFrom: '2026-06-03T00:00:00.000Z', speed: 0 },
    { realFromMs: 9_000, simulatedFrom: '2026-06-03T00:00:00.000Z', speed: 3_600 },
  ];

  it('runs at the speed of its segment, stands still at speed 0 and never goes back', () => {
    expect(simulatedInstant(segments, 2_000)).toBe('2026-06-02T00:00:00.000Z');
    expect(simulatedInstant(segments, 8_000)).toBe('2026-06-03T00:00:00.000Z');
    expect(simulatedInstant(segments, 10_000)).toBe('2026-06-03T01:00:00.000Z');
    expect(simulatedInstant([], 0)).toBe('1970-01-01T00:00:00.000Z');
  });

  it('tells how long to wait in real time, and never early', () => {
    expect(realMsUntil(segments, 10_000, '2026-06-03T02:00:00.000Z')).toBe(1_000);
    expect(realMsUntil(segments, 5_000, '2026-06-04T00:00:00.000Z')).toBeNull();
    const real = 9_500 + (realMsUntil(segments, 9_500, '2026-06-03T07:13:11.123Z') ?? 0);
    expect(simulatedInstant(segments, real) >= '2026-06-03T07:13:11.123Z').toBe(true);
  });
});
