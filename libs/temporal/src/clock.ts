import { fromMs, type Instant } from '@caseward/domain';

/** Real UTC milliseconds. */
export function realMs(): number {
  return Date.now();
}

/** A real moment for a call to give up at. */
export function inMs(ms: number): Date {
  return new Date(Date.now() + ms);
}

/** Real time, for messages that no rule reads. */
export function realNow(): Instant {
  return fromMs(Date.now());
}
