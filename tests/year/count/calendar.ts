import type { Chronicle } from './chronicle.js';

const DAY = 86_400_000;

/** The last millisecond of a local date, found by looking at the calendar and not at the zone's table. */
export function lastMomentOf(chronicle: Chronicle, date: string): number {
  let low = Date.parse(`${date}T00:00:00.000Z`) - DAY;
  let high = low + 3 * DAY;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (chronicle.localDate(new Date(middle).toISOString()) > date) high = middle;
    else low = middle;
  }
  return low;
}

/** TIME-4, by the calendar of the machine: the day that does not exist is the last one of its month. */
export function monthsLater(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}
