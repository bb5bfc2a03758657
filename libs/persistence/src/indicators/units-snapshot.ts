/** Cases that are open at the end of the period: the last thing that happened by then is no closure. */
export const OPEN_CASES = `
  open_case AS MATERIALIZED (
    SELECT s.case_id, k.snapshot, k.values FROM (
      SELECT DISTINCT ON (m.case_id) m.case_id, m.is_start FROM (
        SELECT case_id, starts AS at, seq, true AS is_start FROM episode
        UNION ALL
        SELECT case_id, at, seq, false FROM closing) m
      JOIN kase k USING (case_id) WHERE m.at <= k.snapshot
      ORDER BY m.case_id, m.at DESC, m.seq DESC) s
    JOIN kase k USING (case_id) WHERE s.is_start)`;

/** P3b, P13b. */
export const SNAPSHOT_UNITS = `
  SELECT i.indicator, o.case_id, 'case', o.snapshot, NULL::date,
    i.indicator = 'P13b' OR NOT EXISTS (SELECT FROM duty d WHERE d.case_id = o.case_id AND d.kind = 'follow_up'
      AND d.overdue_from <= o.snapshot AND (d.ended_at IS NULL OR d.ended_at > o.snapshot)
      AND d.cause IS DISTINCT FROM 'TIME-9'), NULL::float8, NULL::text
  FROM open_case o CROSS JOIN (VALUES ('P3b'), ('P13b')) i (indicator)`;

/** P6a, P6b, P6d: caseworkers with open cases, data entry staff with assigned ones, and how many they have (SUPV-1). */
export const CASELOADS = `
  SELECT i.indicator, l.agency, l.office, l.team, l.caseworker, NULL::uuid AS case_id, 'caseworker' AS subject,
    i.indicator = 'P6a' OR l.cases <= l.most AS hit, l.cases::float8 AS value
  FROM (
    SELECT w.caseworker, min(w.agency) AS agency, min(w.office) AS office, min(w.team) AS team, count(*) AS cases,
      min((o.values ->> 'caseload.max')::numeric) AS most
    FROM open_case o JOIN owner w ON w.case_id = o.case_id AND w.at <= o.snapshot AND o.snapshot < w.until
    GROUP BY w.caseworker) l
  CROSS JOIN (VALUES ('P6a'), ('P6b')) i (indicator)
  UNION ALL
  SELECT 'P6d', p.agency_id, p.office_id, p.team_id, NULL, NULL, 'data_entry', l.cases <= l.most, NULL
  FROM (
    SELECT d.person_id, count(*) AS cases, min((o.values ->> 'dataentry.max')::numeric) AS most
    FROM open_case o JOIN caseward.data_entry_case d ON d.case_id = o.case_id
      AND d.recorded_at <= $1 AND d.starts_at <= o.snapshot
      AND (d.ends_at IS NULL OR d.end_recorded_at > $1 OR d.ends_at > o.snapshot)
    GROUP BY d.person_id) l
  JOIN caseward.person p USING (person_id)`;
