import { fromMs, toMs, type Instant } from './instant.js';

/**
 * A simulation clock is a line of segments that is only ever added to, so that the past keeps its meaning:
 * from `realFromMs` on (real UTC milliseconds) simulated time starts at `simulatedFrom` and runs `speed` times as fast.
 */
export interface ClockSegment {
  readonly realFromMs: number;
  readonly simulatedFrom: Instant;
  /** 1 real time, 86 400 one day per second, 0 standing still. */
  readonly speed: number;
}

function segmentAt(segments: readonly ClockSegment[], realMs: number): ClockSegment | undefined {
  let found: ClockSegment | undefined = segments[0];
  for (const segment of segments) if (segment.realFromMs <= realMs) found = segment;
  return found;
}

/** Without segments the clock is the real one. */
export function simulatedInstant(segments: readonly ClockSegment[], realMs: number): Instant {
  const segment = segmentAt(segments, realMs);
  if (segment === undefined) return fromMs(realMs);
  const elapsed = Math.max(0, realMs - segment.realFromMs) * segment.speed;
  return fromMs(Math.floor(toMs(segment.simulatedFrom) + elapsed));
}

/**
 * Real milliseconds, at least 1, until the clock reads `target`; null while it stands still. Segments that are announced
 * already change the length of the wait, never whether there is one: a replay, which knows them all, must find the
 * timers that were started before they were announced.
 */
export function realMsUntil(segments: readonly ClockSegment[], realMs: number, target: Instant): number | null {
  const current = segmentAt(segments, realMs);
  const speed = current?.speed ?? 1;
  if (speed === 0) return null;
  const next = segments.find(
    ({ realFromMs }) => realFromMs > realMs && realFromMs > (current?.realFromMs ?? -Infinity),
  );
  if (next !== undefined && target > next.simulatedFrom) {
    const fromNext = realMsUntil(segments, next.realFromMs, target);
    if (fromNext !== null) return Math.max(1, Math.ceil(next.realFromMs - realMs) + fromNext);
  }
  const simulatedMs = toMs(target) - toMs(simulatedInstant(segments, realMs));
  return Math.max(1, Math.ceil(simulatedMs / speed));
}
