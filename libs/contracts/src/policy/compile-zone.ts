import { DAY_MS, MINUTE_MS, fixedZone, type Zone, type ZoneOffset } from '@caseward/domain';

const STEP_MS = 7 * DAY_MS;
const FIXED = /^(?:UTC|GMT)?([+-])(\d{2}):?(\d{2})$/;

function clockFor(name: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new RangeError(
      `"${name}" is no time zone. Use an IANA name such as Asia/Amman, or an offset such as +03:00.`,
    );
  }
}

/** Minutes ahead of UTC at a whole second. */
function offsetMinutes(clock: Intl.DateTimeFormat, ms: number): number {
  const read = Object.fromEntries(clock.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read;
  return Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - ms) / MINUTE_MS);
}

/** The first whole second in (from, to] at which the offset is no longer the one at `from`. */
function findChange(clock: Intl.DateTimeFormat, from: number, to: number): number {
  const before = offsetMinutes(clock, from);
  let [low, high] = [from / 1000, to / 1000];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMinutes(clock, middle * 1000) === before) low = middle;
    else high = middle;
  }
  return high * 1000;
}

function compileOffsets(clock: Intl.DateTimeFormat, fromMs: number, toMs: number): ZoneOffset[] {
  let minutes = offsetMinutes(clock, fromMs);
  const offsets: ZoneOffset[] = [{ fromMs: Number.MIN_SAFE_INTEGER, minutes }];
  // No zone changes twice within a week; the shortest stretch known, Morocco's Ramadan, takes a month.
  for (let at = fromMs; at < toMs; at += STEP_MS) {
    const after = offsetMinutes(clock, at + STEP_MS);
    if (after === minutes) continue;
    offsets.push({ fromMs: findChange(clock, at, at + STEP_MS), minutes: after });
    minutes = after;
  }
  return offsets;
}

/**
 * A time zone as data, from the zone database of this runtime. A policy is published with it, so that no workflow and no
 * fold ever asks a zone database. Before `fromYear` the first offset holds, after `toYear` the last one.
 * @throws RangeError for an unknown name
 */
export function compileZone(name: string, fromYear = 2000, toYear = 2100): Zone {
  const fixed = FIXED.exec(name);
  if (fixed !== null) {
    const [, sign = '+', hours, minutes] = fixed;
    return fixedZone(name, (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)));
  }
  const offsets = compileOffsets(clockFor(name), Date.UTC(fromYear, 0, 1), Date.UTC(toYear + 1, 0, 1));
  return { name, offsets };
}
