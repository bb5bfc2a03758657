import { describe, expect, it } from 'vitest';
import { realMsUntil, simulatedInstant, type ClockSegment } from './clock-segments.js';

const segments: readonly ClockSegment[] = [
  { realFromMs: 0, simulatedFrom: '2026-06-01T00:00:00.000Z', speed: 0 },
  { realFromMs: 10_000, simulatedFrom: '2026-06-01T00:00:00.000Z', speed: 3600 },
  { realFromMs: 34_000, simulatedFrom: '2026-06-02T00:00:00.000Z', speed: 86_400 },
];

describe('a clock that changes its pace', () => {
  it.each([
    ['within a pace', 12_000, '2026-06-01T12:00:00.000Z', 10_000],
    ['into the next pace', 12_000, '2026-06-04T00:00:00.000Z', 24_000],
  ])('knows how long it takes %s', (_, nowMs, target, ms) => {
    expect(realMsUntil(segments, nowMs, target)).toBe(ms);
    expect(simulatedInstant(segments, nowMs + ms)).toBe(target);
  });

  it('waits for nothing while it stands still, whatever is announced', () => {
    expect(realMsUntil(segments, 4_000, '2026-06-01T02:00:00.000Z')).toBeNull();
    expect(realMsUntil(segments.slice(0, 1), 5_000, '2026-06-02T00:00:00.000Z')).toBeNull();
  });

  it('waits as long as it knew to wait where it is to stand still: a replay finds the same timer', () => {
    const stopping = [...segments.slice(0, 2), { ...segments[2]!, speed: 0 }];
    const target = '2026-06-04T00:00:00.000Z';
    expect(realMsUntil(stopping, 12_000, target)).toBe(realMsUntil(segments.slice(0, 2), 12_000, target));
  });

  it('is the real clock without segments, and never in the past', () => {
    expect(realMsUntil([], 1_000, '1970-01-01T00:00:03.000Z')).toBe(2_000);
    expect(realMsUntil(segments, 40_000, '2026-06-01T00:00:00.000Z')).toBe(1);
  });
});
