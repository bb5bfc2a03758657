import { FEEDBACK_STATEMENTS, type FeedbackStatement } from '@caseward/domain';

const within = (moment: string): string => `${moment} >= k.starts AND ${moment} < k.ends`;
const count = (key: string): string => `(k.values ->> '${key}')::numeric`;

/** K2, K3: the last form of the period that answers the statement, for the child and for the caregiver each. */
function satisfaction(child: string, caregiver: string, statement: FeedbackStatement, needed: string): string {
  const score = `(e.data -> 'scores' ->> ${String(FEEDBACK_STATEMENTS.indexOf(statement))})::numeric`;
  return `
  SELECT CASE f.side WHEN 'child' THEN '${child}' ELSE '${caregiver}' END, f.case_id, 'feedback:' || f.seq, f.at,
    NULL::date, f.score >= ${count('feedback.positive_min')}, NULL::float8, NULL::text
  FROM (
    SELECT DISTINCT ON (e.case_id, e.data ->> 'from') e.case_id, e.data ->> 'from' AS side, e.seq, e.at, ${score} AS score
    FROM ev e JOIN kase k USING (case_id)
    WHERE e.type = 'FeedbackRecorded' AND ${score} IS NOT NULL AND ${within('e.at')}
    ORDER BY e.case_id, e.data ->> 'from', e.at DESC, e.seq DESC) f
  JOIN kase k USING (case_id)
  WHERE ${needed}`;
}

const ADDRESSED_NEED = `EXISTS (
    SELECT FROM ev n WHERE n.case_id = f.case_id AND n.at <= f.at
      AND (n.type IN ('ReferralDone', 'ServiceRecorded', 'PlanActionCompleted')
        OR (n.type = 'ImmediateConcernAddressed' AND n.data ->> 'by' <> 'informed_refusal')))`;

/** P2b: the first act under a plan of an episode, and whether the plan was signed off by then (PLAN-2). */
const IMPLEMENTED = `
  SELECT 'P2b', a.case_id, 'episode:' || a.seq, a.at, NULL::date,
    EXISTS (SELECT FROM ev s WHERE s.case_id = a.case_id AND s.type = 'PlanSignedOff'
      AND s.at >= a.starts AND s.at <= a.at), NULL::float8, NULL::text
  FROM (
    SELECT p.case_id, p.seq, p.starts, min(e.at) AS at
    FROM episode p JOIN ev e ON e.case_id = p.case_id AND e.at >= p.starts AND e.at < p.ends
      AND (e.type = 'PlanActionStarted' OR (e.type = 'ReferralSent' AND NOT (e.data ->> 'urgent')::boolean))
    GROUP BY p.case_id, p.seq, p.starts) a
  JOIN kase k USING (case_id) WHERE ${within('a.at')}`;

/** UA-2: the steps that wait for an immediate concern. */
const GATED = `('CaseRegistered', 'AssessmentCompleted', 'PlanAgreed', 'PlanSignedOff', 'ReviewHeld', 'ClosureRequested',
  'CaseClosed')`;

/** Immediate concerns of the period with their first answer; `incident` as late as it may have been (UA-7). */
const RAISED = `
  SELECT r.case_id, r.data ->> 'immediateConcernId' AS id, r.data ->> 'type' AS type, r.at,
    (SELECT min(a.at) FROM ev a WHERE a.case_id = r.case_id AND a.type = 'ImmediateConcernAddressed'
      AND a.data ->> 'immediateConcernId' = r.data ->> 'immediateConcernId') AS addressed_at,
    coalesce((r.data -> 'incident' ->> 'at')::timestamptz,
      caseward.end_of_date(k.offsets, (r.data -> 'incident' ->> 'on')::date) - interval '1 millisecond') AS incident_at,
    k.values
  FROM ev r JOIN kase k USING (case_id) WHERE r.type = 'ImmediateConcernRaised' AND ${within('r.at')}`;

const ADDRESSED_FIRST = `
  SELECT 'P5a', r.case_id, 'immediate_concern:' || r.id, r.at, NULL::date,
    r.addressed_at IS NOT NULL AND NOT EXISTS (SELECT FROM ev s WHERE s.case_id = r.case_id AND s.type IN ${GATED}
      AND s.at > r.at AND s.at < r.addressed_at), NULL::float8, NULL::text
  FROM (${RAISED}) r`;

/** UA-6: reached or referred within the hours after the incident. */
function cared(indicator: string, hoursKey: string): string {
  return `
  SELECT '${indicator}', r.case_id, 'immediate_concern:' || r.id, r.at, NULL::date,
    EXISTS (SELECT FROM ev c WHERE c.case_id = r.case_id
      AND c.at <= r.incident_at + make_interval(hours => (r.values ->> '${hoursKey}')::integer)
      AND ((c.type IN ('ReferralSent', 'ServiceRecorded') AND c.at >= r.at
          AND c.data ->> 'service' IN ('medical', 'mental_health', 'psychosocial'))
        OR (c.type = 'ImmediateConcernAddressed' AND c.data ->> 'immediateConcernId' = r.id
          AND c.data ->> 'by' IN ('service_reached', 'referral_accepted')))), NULL::float8, NULL::text
  FROM (${RAISED}) r WHERE r.type = 'health' AND r.incident_at IS NOT NULL`;
}

/** P8: what became of each referral of the period. */
const REFERRALS = `
  SELECT i.indicator, s.case_id, 'referral:' || s.seq, s.at, NULL::date,
    CASE i.indicator WHEN 'P8a' THEN s.is_accepted WHEN 'P8b' THEN s.is_answered ELSE s.is_completed END,
    NULL::float8, NULL::text
  FROM (
    SELECT r.case_id, r.seq, r.at,
      coalesce((SELECT (a.data ->> 'accepted')::boolean FROM ev a
        WHERE a.case_id = r.case_id AND a.type = 'ReferralAnswered' AND a.data ->> 'referralId' = r.data ->> 'referralId'
        ORDER BY a.at DESC, a.seq DESC LIMIT 1), false) AS is_accepted,
      coalesce(d.is_done AND d.is_on_time, false) AS is_answered,
      EXISTS (SELECT FROM ev a WHERE a.case_id = r.case_id AND a.type = 'ReferralDone'
        AND a.data ->> 'referralId' = r.data ->> 'referralId') AS is_completed
    FROM ev r JOIN kase k USING (case_id)
    LEFT JOIN duty d ON d.case_id = r.case_id AND d.kind = 'referral_answer' AND split_part(d.key, ':', 3) = r.seq::text
    WHERE r.type = 'ReferralSent' AND ${within('r.at')}) s
  CROSS JOIN (VALUES ('P8a'), ('P8b'), ('P8c')) i (indicator)`;

/** P11: transfers by who sent them; the days until the other agency said yes or no. */
const TRANSFERS = `
  SELECT i.indicator, t.case_id, 'transfer:' || t.seq, t.at, NULL::date,
    coalesce(CASE i.indicator WHEN 'P11a' THEN t.answer = 'TransferAccepted' WHEN 'P11b' THEN t.answer = 'TransferRejected'
      END, false), extract(epoch FROM t.answered_at - t.at)::float8 / 86400, NULL::text
  FROM (
    SELECT s.case_id, s.seq, s.at, a.type AS answer, a.at AS answered_at
    FROM ev s JOIN kase k USING (case_id)
    LEFT JOIN LATERAL (SELECT a.type, a.at FROM ev a WHERE a.case_id = s.case_id
      AND a.type IN ('TransferAccepted', 'TransferRejected') AND a.data ->> 'transferId' = s.data ->> 'transferId'
      ORDER BY a.at, a.seq LIMIT 1) a ON true
    WHERE s.type = 'TransferSent' AND ${within('s.at')}) t
  CROSS JOIN (VALUES ('P11a'), ('P11b'), ('P11c')) i (indicator)
  WHERE i.indicator <> 'P11c' OR t.answered_at IS NOT NULL`;

/** P12, P13a: registrations, and what let them take place. */
const REGISTRATIONS = `
  SELECT i.indicator, r.case_id, 'registration:' || r.seq, r.at, NULL::date,
    CASE i.indicator WHEN 'P12a' THEN r.consented WHEN 'P12b' THEN r.authorised
      WHEN 'P12c' THEN r.consented OR r.authorised ELSE true END, NULL::float8, NULL::text
  FROM (
    SELECT e.case_id, e.seq, e.at,
      EXISTS (SELECT FROM ev c WHERE c.case_id = e.case_id AND c.type = 'ConsentRecorded' AND c.at <= e.at
        AND (c.data ->> 'participate')::boolean AND (c.data ->> 'storeData')::boolean) AS consented,
      EXISTS (SELECT FROM ev c WHERE c.case_id = e.case_id AND c.type = 'WithoutConsentAuthorised'
        AND c.at <= e.at) AS authorised
    FROM ev e JOIN kase k USING (case_id) WHERE e.type = 'CaseRegistered' AND ${within('e.at')}) r
  CROSS JOIN (VALUES ('P12a'), ('P12b'), ('P12c'), ('P13a')) i (indicator)`;

export const CASEWORK_UNITS = [
  satisfaction('K2a', 'K2b', 'overall_satisfied', 'true'),
  satisfaction('K3a', 'K3b', 'situation_improved', ADDRESSED_NEED),
  IMPLEMENTED,
  ADDRESSED_FIRST,
  cared('P5c', 'sv.care_target_hours'),
  cared('P5d', 'sv.urgent_hours'),
  REFERRALS,
  TRANSFERS,
  REGISTRATIONS,
];
