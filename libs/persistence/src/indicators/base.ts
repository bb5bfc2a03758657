/**
 * What every indicator is counted from, as the record knew it at one instant. The statements read the record itself and
 * not the read models: those only know the present.
 *
 * Parameters: $1 the instant; $2 the period, once for each time zone (`Period`); $3 the default values of the policy.
 */

/** Types of events that anything is counted from. */
const COUNTED_TYPES = [
  ...['CaseIdentified', 'PolicyAdopted', 'CaseAssigned', 'CaseReassigned', 'BirthRecorded', 'ProfileRecorded'],
  ...['ConsentRecorded', 'WithoutConsentAuthorised', 'CaseRegistered', 'CaseReopened', 'ConcernRated'],
  ...['AssessmentCompleted', 'PlanAgreed', 'PlanSignedOff', 'PlanConcluded', 'PlanConclusionCleared'],
  ...['PlanActionStarted', 'PlanActionCompleted', 'ServiceRecorded', 'FollowUpRecorded', 'ReviewHeld'],
  ...['ImmediateConcernRaised', 'ImmediateConcernAddressed', 'FeedbackRecorded'],
  ...['ReferralSent', 'ReferralAnswered', 'ReferralDone'],
  ...['TransferSent', 'TransferAccepted', 'TransferRejected', 'TransferRevoked'],
  ...['ClosureRequested', 'CaseClosed', 'DeathRecorded', 'DeathAnnulled'],
  ...['ObligationArmed', 'ObligationRescheduled', 'ObligationMet', 'ObligationCancelled'],
];

const list = (types: readonly string[]): string => types.map((type) => `'${type}'`).join(', ');

/** CONS-7: the last word on scope 3 is yes; what was not asked, refused or withdrawn keeps the case out. */
const COUNTED = `
  counted AS MATERIALIZED (
    SELECT case_id FROM (
      SELECT DISTINCT ON (e.case_id) e.case_id, e.type, e.data ->> 'reporting' AS reporting
      FROM caseward.case_event e
      WHERE e.recorded_at <= $1
        AND (e.type = 'ConsentRecorded' OR (e.type = 'ConsentWithdrawn' AND e.data -> 'scopes' ? 'reporting'))
      ORDER BY e.case_id, e.seq DESC) asked
    WHERE asked.type = 'ConsentRecorded' AND asked.reporting = 'true')`;

export const PERIOD = `period AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($2::jsonb)
      AS p (zone jsonb, starts timestamptz, ends timestamptz, first_day date, last_day date, snapshot timestamptz))`;

const EVENTS = `
  ev AS MATERIALIZED (
    SELECT e.case_id, e.seq, e.type, e.occurred_at AS at, e.data
    FROM caseward.case_event e JOIN counted USING (case_id)
    WHERE e.recorded_at <= $1 AND e.type IN (${list(COUNTED_TYPES)})),
  ${PERIOD}`;

/** One row for each case, with the policy that it runs on and the period in the zone of that policy. */
const CASES = `
  kase AS MATERIALIZED (
    SELECT i.case_id, i.source, i.first_owner, p.zone -> 'offsets' AS offsets, p.starts, p.ends, p.first_day, p.last_day,
      p.snapshot, i.values, ARRAY(SELECT jsonb_array_elements_text(i.values -> 'risk.levels')) AS levels
    FROM (
      SELECT DISTINCT ON (e.case_id) e.case_id, first.data ->> 'source' AS source, first.data -> 'owner' AS first_owner,
        e.data -> 'policy' -> 'zone' AS zone, $3::jsonb || jsonb_strip_nulls(e.data -> 'policy' -> 'values') AS values
      FROM ev e JOIN ev first ON first.case_id = e.case_id AND first.type = 'CaseIdentified'
      WHERE e.type IN ('CaseIdentified', 'PolicyAdopted')
      ORDER BY e.case_id, e.seq DESC) i
    JOIN period p ON p.zone = i.zone)`;

/** A34: who was responsible when, in the order of occurrence. */
const OWNERS = `
  owner AS MATERIALIZED (
    SELECT case_id, at, coalesce(lead(at) OVER (PARTITION BY case_id ORDER BY at, seq), 'infinity') AS until,
      owner ->> 'agencyId' AS agency, owner ->> 'officeId' AS office, owner ->> 'teamId' AS team,
      owner ->> 'caseworkerId' AS caseworker
    FROM (
      SELECT case_id, '-infinity'::timestamptz AS at, 0 AS seq, first_owner AS owner FROM kase
      UNION ALL
      SELECT case_id, at, seq, data -> 'to' FROM ev WHERE type IN ('CaseAssigned', 'CaseReassigned', 'TransferAccepted')
    ) changes)`;

/** A79: an annulled record of death, and the closure that followed from it, never were. */
const EPISODES = `
  annulled AS MATERIALIZED (SELECT case_id, max(seq) AS seq FROM ev WHERE type = 'DeathAnnulled' GROUP BY case_id),
  episode AS MATERIALIZED (
    SELECT case_id, seq, at AS starts, type, data ->> 'level' AS first_level,
      coalesce(lead(at) OVER (PARTITION BY case_id ORDER BY at, seq), 'infinity') AS ends
    FROM ev WHERE type IN ('CaseRegistered', 'CaseReopened')),
  closing AS MATERIALIZED (
    SELECT e.case_id, e.seq, e.at, e.data ->> 'reason' AS reason, p.starts, p.ends, p.first_level
    FROM ev e JOIN episode p ON p.case_id = e.case_id AND p.starts <= e.at AND e.at < p.ends
    LEFT JOIN annulled a ON a.case_id = e.case_id
    WHERE e.type = 'CaseClosed' AND NOT (e.data ->> 'reason' = 'death' AND e.seq < coalesce(a.seq, 0)))`;

/** RISK-1: what each concern was rated, from when until when, within its episode. */
const RATINGS = `
  rating AS MATERIALIZED (
    SELECT case_id, at, least(coalesce(lead(at) OVER ordered, 'infinity'), ends) AS until, level,
      coalesce(max(category) OVER (PARTITION BY case_id, starts, concern, named), 'other') AS category
    FROM (
      SELECT f.*, p.starts, p.ends, count(f.category) OVER (PARTITION BY f.case_id, p.starts, f.concern
        ORDER BY f.at, f.seq) AS named
      FROM (
        SELECT e.case_id, e.at, e.seq, r ->> 'concernId' AS concern, r ->> 'category' AS category, r ->> 'level' AS level
          FROM ev e CROSS JOIN jsonb_array_elements(e.data -> 'concerns') r
          WHERE e.type IN ('CaseRegistered', 'CaseReopened')
        UNION ALL
        SELECT case_id, at, seq, data ->> 'concernId', data ->> 'category', data ->> 'to' FROM ev
          WHERE type = 'ConcernRated') f
      JOIN episode p ON p.case_id = f.case_id AND p.starts <= f.at AND f.at < p.ends) g
    WINDOW ordered AS (PARTITION BY case_id, starts, concern ORDER BY at, seq))`;

/** Duties with a clock: the last due date that was known, and what ended them after it was set. */
export const duties = (name: string, events: string): string => `
  ${name} AS MATERIALIZED (
    SELECT d.case_id, d.key, split_part(d.key, ':', 1) AS kind, d.due_on, d.due_at, d.overdue_from,
      x.type = 'ObligationMet' AS is_done, x.ended_at, x.cause,
      CASE WHEN d.due_at IS NULL THEN x.ended_at < d.overdue_from ELSE x.ended_at <= d.due_at END AS is_on_time
    FROM (
      SELECT DISTINCT ON (case_id, data ->> 'key') case_id, data ->> 'key' AS key, seq,
        (data -> 'due' ->> 'dueOn')::date AS due_on, (data -> 'due' ->> 'dueAt')::timestamptz AS due_at,
        (data -> 'due' ->> 'overdueFrom')::timestamptz AS overdue_from
      FROM ${events} WHERE type IN ('ObligationArmed', 'ObligationRescheduled')
      ORDER BY case_id, data ->> 'key', seq DESC) d
    LEFT JOIN (
      SELECT DISTINCT ON (case_id, data ->> 'key') case_id, data ->> 'key' AS key, seq, type,
        (data ->> 'at')::timestamptz AS ended_at, data ->> 'cause' AS cause
      FROM ${events} WHERE type IN ('ObligationMet', 'ObligationCancelled')
      ORDER BY case_id, data ->> 'key', seq DESC) x ON x.case_id = d.case_id AND x.key = d.key AND x.seq > d.seq)`;

/** TIME-8, TIME-9: due in the period of `k`, its deadline over, and not cancelled while there was still time. */
export const FELL_DUE = `d.overdue_from <= $1
    AND CASE WHEN d.due_on IS NULL THEN d.due_at >= k.starts AND d.due_at < k.ends
      ELSE d.due_on BETWEEN k.first_day AND k.last_day END
    AND NOT (d.ended_at IS NOT NULL AND NOT d.is_done AND (d.is_on_time OR d.cause = 'TIME-9'))`;

/** The common table expressions that the units of each indicator are selected from. */
export const BASE = [COUNTED, EVENTS, CASES, OWNERS, EPISODES, RATINGS, duties('duty', 'ev')].join(',');
