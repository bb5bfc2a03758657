import type { PolicySnapshot } from '@caseward/domain';

const DAY = 86_400_000;

/** The last millisecond of a local date, found by looking at the calendar and not at the zone's table. */
export function lastMomentOf(policy: PolicySnapshot, date: string): number {
  let low = Date.parse(`${date}T00:00:00.000Z`) - DAY;
  let high = low + 3 * DAY;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (localDateIn(policy, new Date(middle).toISOString()) > date) high = middle;
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

/** TIME-2: the date on the clocks of the policy's zone. */
export function localDateIn({ zone }: PolicySnapshot, moment: string): string {
  const ms = Date.parse(moment);
  const offset = zone.offsets.findLast(({ fromMs }) => fromMs <= ms) ?? zone.offsets[0];
  return new Date(ms + (offset?.minutes ?? 0) * 60_000).toISOString().slice(0, 10);
}

/** The last moment of the period, or that of knowledge when it is earlier. */
export function snapshotMoment(policy: PolicySnapshot, to: string, asKnownAt: string): string {
  const moment = new Date(lastMomentOf(policy, to)).toISOString();
  return moment < asKnownAt ? moment : asKnownAt;
}
