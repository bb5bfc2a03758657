import { epochDay } from './civil-date.js';
import { DAY_MS, MINUTE_MS, fromMs, toMs, type Instant, type LocalDate } from './instant.js';

/**
 * A time zone compiled to data when a policy is published, so that no runtime zone database is asked inside a workflow.
 * `offsets` is ordered; each entry holds from `fromMs` (UTC milliseconds) until the next one; the first holds since ever.
 */
export interface Zone {
  readonly name: string;
  readonly offsets: readonly ZoneOffset[];
}

export interface ZoneOffset {
  readonly fromMs: number;
  /** Minutes ahead of UTC. */
  readonly minutes: number;
}

export function fixedZone(name: string, minutes: number): Zone {
  return { name, offsets: [{ fromMs: Number.MIN_SAFE_INTEGER, minutes }] };
}

function offsetIndexAt(zone: Zone, ms: number): number {
  let low = 0;
  let high = zone.offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((zone.offsets[middle]?.fromMs ?? 0) <= ms) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function localDateOf(zone: Zone, instant: Instant): LocalDate {
  const ms = toMs(instant);
  const minutes = zone.offsets[offsetIndexAt(zone, ms)]?.minutes ?? 0;
  return fromMs(ms + minutes * MINUTE_MS).slice(0, 10);
}

/**
 * The first instant at which local clocks read `localMs` (local wall time as if it were UTC) or later.
 * A72: a time that occurs twice is the first; one that does not occur moves forward.
 */
export function firstInstantAtOrAfter(zone: Zone, localMs: number): Instant {
  let index = offsetIndexAt(zone, localMs - DAY_MS);
  for (;;) {
    const entry = zone.offsets[index];
    if (entry === undefined) throw new RangeError(`zone ${zone.name} has no offsets`);
    const candidate = Math.max(entry.fromMs, localMs - entry.minutes * MINUTE_MS);
    const until = zone.offsets[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
    if (candidate < until) return fromMs(candidate);
    index += 1;
  }
}

/** TIME-3, A72: the first instant of the next local date; an act before it is on time. */
export function endOfDate(zone: Zone, date: LocalDate): Instant {
  return firstInstantAtOrAfter(zone, (epochDay(date) + 1) * DAY_MS);
}

/** The first instant of a local date, where midnight is skipped too (A72). */
export function startOfDate(zone: Zone, date: LocalDate): Instant {
  return firstInstantAtOrAfter(zone, epochDay(date) * DAY_MS);
}

/** The instant of a local wall time `YYYY-MM-DDTHH:mm[:ss[.sss]]` in the zone. */
export function instantOfLocal(zone: Zone, local: string): Instant {
  const ms = Date.parse(`${local.replace(' ', 'T')}Z`);
  if (Number.isNaN(ms)) throw new RangeError('not a local date and time');
  return firstInstantAtOrAfter(zone, ms);
}
