/** A moment in UTC, always written as `YYYY-MM-DDTHH:mm:ss.sssZ`, so that text order is time order. */
export type Instant = string;
/** A calendar date `YYYY-MM-DD` in the policy's time zone. */
export type LocalDate = string;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export function toMs(instant: Instant): number {
  return Date.parse(instant);
}

export function fromMs(ms: number): Instant {
  return new Date(ms).toISOString();
}

/** @throws RangeError when the text is no instant with a zone. */
export function normaliseInstant(text: string): Instant {
  if (!/(Z|[+-]\d{2}:?\d{2})$/.test(text)) throw new RangeError('an instant needs a zone');
  return fromMs(Date.parse(text));
}

export function isInstant(text: string): boolean {
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && fromMs(ms) === text;
}

export function plusMs(instant: Instant, ms: number): Instant {
  return fromMs(toMs(instant) + ms);
}

export function plusHours(instant: Instant, hours: number): Instant {
  return plusMs(instant, hours * HOUR_MS);
}

/** Whole hours from the earlier to the later instant, rounded down. */
export function hoursBetween(earlier: Instant, later: Instant): number {
  return Math.floor((toMs(later) - toMs(earlier)) / HOUR_MS);
}

export function earlierOf<T extends string>(a: T, b: T): T {
  return a <= b ? a : b;
}

export function laterOf<T extends string>(a: T, b: T): T {
  return a >= b ? a : b;
}
