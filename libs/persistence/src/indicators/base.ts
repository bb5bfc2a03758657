/**
 * What every indicator is counted from, as the record knew it at one instant. The statements read the record itself and
 * not the read models: those only know the present.
 *
 * Parameters: $1 the instant; $2 the period, once for each time zone (`Period`); $3 the default values of the policy.
 */

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

/** Not materialized: looking up what happened in a case goes through the index of the record. */
const EVENTS = `
  ev AS NOT MATERIALIZED (
    SELECT case_id, seq, type, occurred_at AS at, data FROM caseward.case_event WHERE recorded_at <= $1),
  ${PERIOD}`;

/** One row for each case, with the policy that it runs on and the period in the zone of that policy. */
const CASES = `
  kase AS MATERIALIZED (
    SELECT i.case_id, i.source, i.first_owner, p.zone -> 'offsets' AS offsets, p.starts, p.ends, p.first_day, p.last_day,
      p.snapshot, i.values, ARRAY(SELECT jsonb_array_elements_text(i.values -> 'risk.levels')) AS levels
    FROM (
      SELECT DISTINCT ON (e.case_id) e.case_id, first.data ->> 'source' AS source, first.data -> 'owner' AS first_owner,
        e.data -> 'policy' -> 'zone' AS zone, $3::jsonb || jsonb_strip_nulls(e.data -> 'policy' -> 'values') AS values
      FROM counted JOIN ev e USING (case_id) JOIN ev first ON first.case_id = e.case_id AND first.type = 'CaseIdentified'
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
      SELECT case_id, at, seq, data -> 'to' FROM kase JOIN ev USING (case_id)
        WHERE type IN ('CaseAssigned', 'CaseReassigned', 'TransferAccepted')) changes)`;

/** A79: an annulled record of death, and the closure that followed from it, never were. */
const EPISODES = `
  annulled AS MATERIALIZED (SELECT case_id, max(seq) AS seq FROM ev WHERE type = 'DeathAnnulled' GROUP BY case_id),
  episode AS MATERIALIZED (
    SELECT case_id, seq, at AS starts, type, data ->> 'level' AS first_level,
      coalesce(lead(at) OVER (PARTITION BY case_id ORDER BY at, seq), 'infinity') AS ends
    FROM kase JOIN ev USING (case_id) WHERE type IN ('CaseRegistered', 'CaseReopened')),
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
      FROM kase JOIN ${events} USING (case_id) WHERE type IN ('ObligationArmed', 'ObligationRescheduled')
      ORDER BY case_id, data ->> 'key', seq DESC) d
    LEFT JOIN (
      SELECT DISTINCT ON (case_id, data ->> 'key') case_id, data ->> 'key' AS key, seq, type,
        (data ->> 'at')::timestamptz AS ended_at, data ->> 'cause' AS cause
      FROM kase JOIN ${events} USING (case_id) WHERE type IN ('ObligationMet', 'ObligationCancelled')
      ORDER BY case_id, data ->> 'key', seq DESC) x ON x.case_id = d.case_id AND x.key = d.key AND x.seq > d.seq)`;

/** TIME-8, TIME-9: due in the period of `k`, its deadline over, and not cancelled while there was still time. */
export const FELL_DUE = `d.overdue_from <= $1
    AND CASE WHEN d.due_on IS NULL THEN d.due_at >= k.starts AND d.due_at < k.ends
      ELSE d.due_on BETWEEN k.first_day AND k.last_day END
    AND NOT (d.ended_at IS NOT NULL AND NOT d.is_done AND (d.is_on_time OR d.cause = 'TIME-9'))`;

/** One row for each case with all that its units may be broken down by; ratings and owners as arrays, to be looked through. */
const PEOPLE = `
  person AS MATERIALIZED (
    SELECT k.case_id, k.source, k.offsets, k.levels, k.values -> 'reporting.age_bands' AS age_bands,
      (SELECT data FROM ev WHERE ev.case_id = k.case_id AND type = 'ProfileRecorded' ORDER BY seq DESC LIMIT 1) AS profile,
      (SELECT (data ->> 'bornOn')::date FROM ev WHERE ev.case_id = k.case_id AND type = 'BirthRecorded'
        ORDER BY seq DESC LIMIT 1) AS born_on,
      r.ats, r.untils, r.categories, r.ranks, o.since, o.until, o.agencies, o.offices, o.teams, o.caseworkers
    FROM kase k
    JOIN (
      SELECT case_id, array_agg(at) AS since, array_agg(until) AS until, array_agg(agency) AS agencies,
        array_agg(office) AS offices, array_agg(team) AS teams, array_agg(caseworker) AS caseworkers
      FROM owner GROUP BY case_id) o USING (case_id)
    LEFT JOIN (
      SELECT r.case_id, array_agg(r.at) AS ats, array_agg(r.until) AS untils, array_agg(r.category) AS categories,
        array_agg(array_position(k.levels, r.level)) AS ranks
      FROM rating r JOIN kase k USING (case_id) GROUP BY r.case_id) r USING (case_id))`;

/** The common table expressions that the units of each indicator are selected from. */
export const BASE = [COUNTED, EVENTS, CASES, OWNERS, EPISODES, RATINGS, duties('duty', 'ev'), PEOPLE].join(',');
