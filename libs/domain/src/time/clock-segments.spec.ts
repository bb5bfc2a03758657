import { describe, expect, it } from 'vitest';
import { realMsUntil, simulatedInstant, type ClockSegment } from './clock-segments.js';

const segments: readonly ClockSegment[] = [
  { realFromMs: 0, simulatedFrom: '2026-06-01T00:00:00.000Z', speed: 0 },
  { realFromMs: 10_000, simulatedFrom: '2026-06-01T00:00:00.000Z', speed: 3600 },
  { realFromMs: 34_000, simulatedFrom: '2026-06-02T00:00:00.000Z', speed: 86_400 },
];

describe('a clock that changes its pace', () => {
  it.each([
    ['while it stands still, to the moment where it begins', 4_000, '2026-06-01T00:00:00.000Z', 6_000],
    ['while it stands still, into the first pace', 4_000, '2026-06-01T02:00:00.000Z', 8_000],
    ['within a pace', 12_000, '2026-06-01T12:00:00.000Z', 10_000],
    ['into the next pace', 12_000, '2026-06-04T00:00:00.000Z', 24_000],
    ['over all of them', 0, '2026-06-03T00:00:00.000Z', 35_000],
  ])('knows how long it takes %s', (_, nowMs, target, ms) => {
    expect(realMsUntil(segments, nowMs, target)).toBe(ms);
    expect(simulatedInstant(segments, nowMs + ms)).toBe(target);
  });

  it('waits for nothing where it stands still for good', () => {
    expect(realMsUntil(segments.slice(0, 1), 5_000, '2026-06-02T00:00:00.000Z')).toBeNull();
  });

  it('is the real clock without segments, and never in the past', () => {
    expect(realMsUntil([], 1_000, '1970-01-01T00:00:03.000Z')).toBe(2_000);
    expect(realMsUntil(segments, 40_000, '2026-06-01T00:00:00.000Z')).toBe(1);
  });
});
