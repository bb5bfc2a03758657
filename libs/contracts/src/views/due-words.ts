import { DAY_MS, HOUR_MS, MINUTE_MS, toMs, type Instant } from '@caseward/domain';

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

function span(ms: number): string {
  const [unit, size] =
    Math.abs(ms) >= 2 * DAY_MS
      ? (['day', DAY_MS] as const)
      : Math.abs(ms) >= HOUR_MS
        ? (['hour', HOUR_MS] as const)
        : (['minute', MINUTE_MS] as const);
  return relative.format(Math.trunc(ms / size), unit);
}

/** The due date as a caseworker would say it: "due in 3 days", "overdue since 5 hours ago". `overdueFrom` is the first instant that is too late. */
export function dueInWords(overdueFrom: Instant, now: Instant): string {
  const ms = toMs(overdueFrom) - toMs(now);
  if (ms > 0) return ms < MINUTE_MS ? 'due within a minute' : `due ${span(ms)}`;
  return ms > -MINUTE_MS ? 'overdue since this minute' : `overdue since ${span(ms)}`;
}

export const URGENCIES = ['critically_overdue', 'overdue', 'today', 'this_week', 'later', 'no_date'] as const;
/** How an inbox groups its items. */
export type Urgency = (typeof URGENCIES)[number];

/** Overdue for more than a day is critical; `today` and `this_week` are the next 24 hours and 7 days. */
export function urgencyOf(overdueFrom: Instant | null, now: Instant): Urgency {
  if (overdueFrom === null) return 'no_date';
  const ms = toMs(overdueFrom) - toMs(now);
  if (ms <= -DAY_MS) return 'critically_overdue';
  if (ms <= 0) return 'overdue';
  if (ms <= DAY_MS) return 'today';
  return ms <= 7 * DAY_MS ? 'this_week' : 'later';
}
