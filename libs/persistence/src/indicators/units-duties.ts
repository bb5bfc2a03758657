import { FELL_DUE } from './base.js';

/**
 * Units of the indicators that count duties. Every unit names its indicator, case and subject, the moment that decides
 * whose it is, the day that counts for the age where that is another, and whether it stands above the line.
 */
/** P1, P2a, P3a, P4, P5b, P10a: met / due (TIME-8, TIME-9). */
export const DUTY_UNITS = `
  SELECT i.indicator, d.case_id, d.key AS subject, d.overdue_from - interval '1 millisecond' AS at,
    coalesce(d.due_on, caseward.local_date(k.offsets, d.due_at)) AS day,
    coalesce(d.is_done AND d.is_on_time, false) AS hit, NULL::float8 AS value, NULL::text AS reason
  FROM duty d JOIN kase k USING (case_id)
  JOIN (VALUES ('assessment', 'P1'), ('plan', 'P2a'), ('follow_up', 'P3a'), ('review', 'P4'), ('urgent_action', 'P5b'),
    ('post_closure_review', 'P10a')) i (kind, indicator) ON i.kind = d.kind
  WHERE ${FELL_DUE}`;
