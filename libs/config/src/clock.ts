import { simulatedInstant, type ClockSegment, type Instant } from '@caseward/domain';

/** The only source of the present moment outside workflow code. */
export interface Clock {
  now(): Instant;
  /** Real milliseconds, for patience and log times only. */
  realMs(): number;
  readonly segments: readonly ClockSegment[];
}

/** @param segments of the simulation clock, from the record; none for the real clock */
export function createClock(segments: readonly ClockSegment[] = []): Clock {
  const realMs = (): number => Date.now();
  return { realMs, now: () => simulatedInstant(segments, realMs()), segments };
}
