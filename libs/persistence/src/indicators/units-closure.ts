import { CLOSURE_REASONS, CLOSURE_RULES } from '@caseward/domain';

const NEEDS_VISITS = CLOSURE_REASONS.filter((reason) => CLOSURE_RULES[reason].visits === 'needed')
  .map((reason) => `'${reason}'`)
  .join(', ');

/** The closures of the period, each with what P9, P10 and P13c ask about it. */
const CLOSURES = `
  SELECT c.*, k.values, k.offsets, k.levels,
    (SELECT max(array_position(k.levels, r.level)) FROM rating r
      WHERE r.case_id = c.case_id AND r.at <= c.at AND c.at < r.until) AS last_rank,
    caseward.local_date(k.offsets, c.at) AS closed_on,
    (SELECT min(caseward.local_date(k.offsets, p.starts)) FROM episode p
      WHERE p.case_id = c.case_id AND p.type = 'CaseReopened' AND p.starts > c.at) AS reopened_on,
    coalesce((SELECT max(e.at) FROM ev e WHERE e.case_id = c.case_id AND e.type = 'PlanConcluded'
        AND e.at >= c.starts AND e.at <= c.at AND NOT EXISTS (SELECT FROM ev x WHERE x.case_id = e.case_id
          AND x.type = 'PlanConclusionCleared' AND x.seq > e.seq)),
      (SELECT min(e.at) FROM ev e WHERE e.case_id = c.case_id AND e.type = 'PlanSignedOff'
        AND e.at >= c.starts AND e.at <= c.at)) AS visits_since,
    EXISTS (SELECT FROM ev d LEFT JOIN annulled a USING (case_id) WHERE d.case_id = c.case_id
      AND d.type = 'DeathRecorded' AND d.seq > coalesce(a.seq, 0)) AS has_died
  FROM closing c JOIN kase k USING (case_id) WHERE c.at >= k.starts AND c.at < k.ends`;

const days = (type: string, more: string): string => `(
      SELECT count(DISTINCT caseward.local_date(c.offsets, e.at)) FROM ev e WHERE e.case_id = c.case_id
        AND e.type = '${type}' AND e.at > c.visits_since AND e.at <= c.at ${more})`;

/** P9c: as it happened; a late entry may show that a gate was shut after all (A57). */
const PASSED = `
  NOT EXISTS (SELECT FROM ev t WHERE t.case_id = c.case_id AND t.type = 'TransferSent' AND t.at <= c.at
    AND NOT EXISTS (SELECT FROM ev a WHERE a.case_id = t.case_id
      AND a.type IN ('TransferAccepted', 'TransferRejected', 'TransferRevoked')
      AND a.data ->> 'transferId' = t.data ->> 'transferId' AND a.at <= c.at))
  AND (c.has_died OR NOT EXISTS (SELECT FROM ev r WHERE r.case_id = c.case_id AND r.type = 'ImmediateConcernRaised'
    AND r.at <= c.at AND NOT EXISTS (SELECT FROM ev a WHERE a.case_id = r.case_id
      AND a.type = 'ImmediateConcernAddressed' AND a.at <= c.at
      AND a.data ->> 'immediateConcernId' = r.data ->> 'immediateConcernId')))
  AND (c.reason NOT IN (${NEEDS_VISITS}) OR (
    ${days('FollowUpRecorded', "AND (e.data ->> 'qualifies')::boolean")} >= (c.values ->> 'closure.min_followups')::numeric
    AND ${days('ReviewHeld', '')} >= (c.values ->> 'closure.min_reviews')::numeric))`;

const heard = (from: string): string => `EXISTS (
    SELECT FROM ev f WHERE f.case_id = c.case_id AND f.type = 'FeedbackRecorded' AND f.data ->> 'from' = '${from}'
      AND f.at >= c.starts AND f.at < c.ends)`;

const back = (months: string): string => `coalesce(c.reopened_on <= (c.closed_on + interval '${months}')::date, false)`;

/** P9a to P9e, P10b to P10d, P13c. */
export const CLOSURE_UNITS = `
  SELECT i.indicator, c.case_id, 'closure:' || c.seq, c.at, NULL::date,
    CASE i.indicator
      WHEN 'P9c' THEN ${PASSED}
      WHEN 'P9d' THEN ${heard('child')}
      WHEN 'P9e' THEN ${heard('caregiver')}
      WHEN 'P10b' THEN ${back('3 months')}
      WHEN 'P10c' THEN ${back('6 months')}
      WHEN 'P10d' THEN ${back('12 months')}
      WHEN 'P13c' THEN coalesce(c.last_rank < array_position(c.levels, c.first_level), false)
      ELSE true
    END, extract(epoch FROM c.at - c.starts)::float8 / 604800, c.reason
  FROM (${CLOSURES}) c
  CROSS JOIN (VALUES ('P9a'), ('P9b'), ('P9c'), ('P9d'), ('P9e'), ('P10b'), ('P10c'), ('P10d'), ('P13c')) i (indicator)`;
