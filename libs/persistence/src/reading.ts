import type { Instant, Reading, UsualReading } from '@caseward/domain';
import { row, rows, type Sql } from './query.js';

export interface ReadingSoFar {
  readonly seen: Reading;
  readonly usual: UsualReading;
  /** Whether the case was opened by this person within the last day. */
  readonly isKnown: boolean;
}

export interface ReadingQuestion {
  readonly personId: string;
  readonly at: Instant;
  readonly caseId: string;
  readonly letIn: readonly string[];
}

/** Looks into single files and names; a list shows codes and stages, and counts for nobody. */
const LOOKS = `SELECT case_id, age FROM (
    SELECT l.case_id, $2::timestamptz - l.accessed_at AS age
      FROM caseward.access_log l JOIN caseward.case_summary USING (case_id)
      WHERE l.person_id = $1 AND l.kind IN ('read', 'export', 'name')
        AND l.accessed_at <= $2 AND l.accessed_at > $2::timestamptz - interval '60 days') looks`;

const COUNTS = `WITH looks AS MATERIALIZED (${LOOKS})
  SELECT (SELECT count(*)::integer FROM unnest($4::uuid[]) let_in
      WHERE NOT EXISTS (SELECT FROM looks l WHERE l.case_id = let_in AND l.age < interval '1 day')) AS pending,
    count(DISTINCT case_id) FILTER (WHERE age < interval '1 day')::integer AS day,
    count(DISTINCT case_id) FILTER (WHERE age < interval '7 days')::integer AS week,
    count(DISTINCT case_id) FILTER (WHERE age < interval '30 days')::integer AS month,
    count(DISTINCT case_id) FILTER (WHERE age >= interval '7 days' AND age < interval '14 days')::integer AS week1,
    count(DISTINCT case_id) FILTER (WHERE age >= interval '14 days' AND age < interval '21 days')::integer AS week2,
    count(DISTINCT case_id) FILTER (WHERE age >= interval '21 days' AND age < interval '28 days')::integer AS week3,
    count(DISTINCT case_id) FILTER (WHERE age >= interval '30 days')::integer AS earlier,
    coalesce(bool_or(case_id = $3::uuid AND age < interval '1 day'), false) AS known,
    ARRAY(SELECT count(DISTINCT case_id)::integer FROM looks
      WHERE age >= interval '1 day' AND age < interval '28 days'
      GROUP BY floor(extract(epoch FROM age) / 86400)) AS days
  FROM looks`;

/** What was looked for and is not there, and names that were looked up and found. */
const MISSES = `SELECT coalesce(sum(times), 0)::integer AS misses FROM caseward.access_log
  WHERE person_id = $1 AND (kind = 'refusal' AND (status = 404 OR times > 1)
      OR kind = 'name' AND what = 'name_searched' AND case_ids <> '{}')
    AND accessed_at <= $2 AND accessed_at > $2::timestamptz - interval '1 day'`;

const EMERGENCIES = `SELECT count(*)::integer AS emergencies FROM caseward.emergency_access
  WHERE person_id = $1 AND starts_at <= $2 AND starts_at > $2::timestamptz - interval '7 days'`;

interface Counted {
  readonly pending: number;
  readonly day: number;
  readonly week: number;
  readonly month: number;
  readonly week1: number;
  readonly week2: number;
  readonly week3: number;
  readonly earlier: number;
  readonly known: boolean;
  readonly days: readonly number[];
}

/**
 * IM-3: what somebody has read, from the audit trail.
 * @param caseId of the file that is asked for now
 * @param letIn cases that were let through a moment ago, whose lines may not stand in the trail yet
 */
export async function readingSoFar(sql: Sql, { personId, at, caseId, letIn }: ReadingQuestion): Promise<ReadingSoFar> {
  const counted = (await row<Counted>(sql, COUNTS, [personId, at, caseId, letIn])) as Counted;
  const [missed] = await rows<{ misses: number }>(sql, MISSES, [personId, at]);
  const [broken] = await rows<{ emergencies: number }>(sql, EMERGENCIES, [personId, at]);
  const { pending, day, week, month, week1, week2, week3, earlier, known, days } = counted;
  return {
    seen: {
      ...{ day: day + pending, week: week + pending, month: month + pending },
      misses: missed?.misses ?? 0,
      emergencies: broken?.emergencies ?? 0,
    },
    usual: { days, weeks: [week1, week2, week3], month: earlier },
    isKnown: known,
  };
}

/** Whose cases somebody may open in the ordinary way. */
export interface Reach {
  readonly personId: string;
  readonly role: string;
  readonly teamId?: string;
  readonly officeId?: string;
  readonly agencyId?: string;
}

/** Section 2: the condition on a case, and what it compares with. */
function ownCases({ personId, role, teamId, officeId, agencyId }: Reach): [condition: string, value: string | null] {
  switch (role) {
    case 'CW':
      return ['s.caseworker_id = $3', personId];
    case 'SUP':
      return ['s.team_id = $3', teamId ?? null];
    case 'MGR':
      return ['s.office_id = $3', officeId ?? null];
    case 'HEAD':
      return ['s.agency_id = $3', agencyId ?? null];
    default:
      return [
        `s.case_id IN (SELECT d.case_id FROM caseward.data_entry_case d WHERE d.person_id = $3 AND d.ends_at IS NULL)`,
        role === 'DE' ? personId : null,
      ];
  }
}

/** How many cases somebody may open: the own, those of team, office or agency, and what is shared; each counted once. */
export async function reachOf(sql: Sql, reader: Reach): Promise<number> {
  const [condition, value] = ownCases(reader);
  const [found] = await rows<{ cases: number }>(
    sql,
    `SELECT count(*)::integer AS cases FROM (
        SELECT s.case_id FROM caseward.case_summary s WHERE ${condition}
        UNION SELECT g.case_id FROM caseward.case_guest g WHERE g.person_id = $1 OR g.agency_id = $2) within_reach`,
    [reader.personId, reader.agencyId ?? null, value],
  );
  return found?.cases ?? 0;
}
