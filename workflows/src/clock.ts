import { realMsUntil, simulatedInstant, type ClockSegment, type Instant } from '@caseward/domain';

/**
 * The deployment's simulation clock is part of the bundle: the worker writes its segments over this token before it
 * loads the code. Segments are only ever added, and in time, so every past moment reads the same in a replay.
 */
const BAKED: string = '@@CASEWARD_CLOCK_SEGMENTS@@';

const segments = BAKED.startsWith('@@') ? [] : (JSON.parse(BAKED) as readonly ClockSegment[]);

/** Inside a workflow the engine's own time, not the machine's. */
export function now(): Instant {
  return simulatedInstant(segments, Date.now());
}

/** Real milliseconds until the clock reads `instant`; null while the clock stands still. */
export function realMsTo(instant: Instant): number | null {
  return realMsUntil(segments, Date.now(), instant);
}

/** How many segments have begun: a timer armed under an earlier one runs at the wrong speed. */
export function clockRevision(): number {
  return segments.filter(({ realFromMs }) => realFromMs <= Date.now()).length;
}
