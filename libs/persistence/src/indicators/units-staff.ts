import { duties, FELL_DUE, PERIOD } from './base.js';

/** The duty files of caseworkers (section 3.11), as known at $1, with the period in the zone of their policy. */
const FILES = `
  staff_event AS MATERIALIZED (
    SELECT e.case_id, e.seq, e.type, e.occurred_at AS at, e.data
    FROM caseward.case_event f JOIN caseward.case_event e ON e.case_id = f.case_id AND e.recorded_at <= $1
    WHERE f.seq = 1 AND f.type = 'DutyFileOpened' AND f.data ->> 'kind' = 'caseworker' AND f.recorded_at <= $1),
  ${PERIOD},
  kase AS MATERIALIZED (
    SELECT f.case_id, f.at AS opened_at, f.data ->> 'subjectId' AS caseworker, f.data -> 'scope' ->> 'teamId' AS team,
      f.data -> 'scope' ->> 'officeId' AS office, f.data -> 'scope' ->> 'agencyId' AS agency,
      p.starts, p.ends, p.first_day, p.last_day, p.snapshot,
      caseward.local_date(p.zone -> 'offsets', p.snapshot) AS snapshot_day,
      $3::jsonb || jsonb_strip_nulls(f.data -> 'policy' -> 'values') AS values,
      NOT EXISTS (SELECT FROM staff_event x WHERE x.case_id = f.case_id AND x.type = 'DutyFileEnded'
        AND x.at <= p.snapshot) AS is_on_staff
    FROM staff_event f JOIN period p ON p.zone = f.data -> 'policy' -> 'zone' WHERE f.seq = 1)`;

const columns = (hit: string, subject: string): string =>
  `k.agency, k.office, k.team, k.caseworker, k.case_id, ${subject} AS subject, ${hit} AS hit, NULL::float8 AS value`;

/**
 * K1: trained and supervised, with at least two scores by the end of the period; above the line when the last one is the
 * higher. A training counts from the day on which it was completed, also before the file.
 */
const COMPETENCE = `
  SELECT 'K1' AS indicator, ${columns('s.scores[1] > s.scores[2]', "'caseworker'")}
  FROM kase k JOIN (
    SELECT e.case_id, array_agg((e.data ->> 'scorePercent')::numeric ORDER BY e.at DESC, e.seq DESC) AS scores
    FROM staff_event e JOIN kase k USING (case_id) WHERE e.type = 'CapacityAssessed' AND e.at <= k.snapshot
    GROUP BY e.case_id) s USING (case_id)
  WHERE k.is_on_staff AND k.opened_at <= k.snapshot AND cardinality(s.scores) >= 2
    AND EXISTS (SELECT FROM staff_event h WHERE h.case_id = k.case_id AND h.at <= k.snapshot
      AND h.type IN ('SupervisionHeld', 'CaseloadReviewHeld'))
    AND EXISTS (SELECT FROM staff_event t WHERE t.case_id = k.case_id AND t.type = 'TrainingRecorded'
      AND (t.data ->> 'completedOn')::date <= k.snapshot_day)`;

/** P6c: the caseworkers on staff of each team, which one supervisor leads (SUPV-1). */
const SPANS = `
  SELECT 'P6c', t.agency, t.office, t.team, NULL::text, NULL::uuid, 'team', t.caseworkers <= t.most, NULL::float8
  FROM (
    SELECT agency, office, team, count(DISTINCT caseworker) AS caseworkers, min((values ->> 'span.max')::numeric) AS most
    FROM kase WHERE is_on_staff AND opened_at <= snapshot AND team IS NOT NULL GROUP BY agency, office, team) t`;

const SUPERVISION = `
  SELECT i.indicator, ${columns('coalesce(d.is_done AND d.is_on_time, false)', 'd.key')}
  FROM staff_duty d JOIN kase k USING (case_id)
  JOIN (VALUES ('caseload_review', 'P7a'), ('file_check', 'P7b'), ('capacity_assessment', 'P7c')) i (kind, indicator)
    ON i.kind = d.kind
  WHERE ${FELL_DUE} AND (i.kind <> 'capacity_assessment' OR d.key = 'capacity_assessment:1')`;

export const STAFF_BASE = [FILES, duties('staff_duty', 'staff_event')].join(',');
export const STAFF_UNITS = [COMPETENCE, SPANS, SUPERVISION].join(' UNION ALL ');
