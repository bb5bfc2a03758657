import type { DataSource } from 'typeorm';

/** What no opening goes without. */
export const FIVE = [
  'reason',
  'second factor',
  'end within the hour',
  'alert at once',
  'review with a deadline',
] as const;
export type Part = (typeof FIVE)[number];

const REASONS = ['police_or_court'];
const HOUR_SECONDS = 3600;
/** A day of the policy, and the rest of the minute in which it ends. */
const REVIEW_SECONDS = 25 * HOUR_SECONDS;

/** An opening as record and lists have it. */
export interface Grant {
  readonly caseId: string;
  readonly seq: number;
  readonly accessId: string;
  readonly commandId: string;
  readonly reason: string | null;
  readonly contentId: string | null;
  /** How long it stands open; null where the list of openings does not know it. */
  readonly openSeconds: number | null;
  /** Whether the supervisors' inbox changed in the very transaction that recorded it. */
  readonly isToldAtOnce: boolean;
  readonly alertMs: number | null;
  readonly reviewSeconds: number | null;
}

const GRANTS = `
  SELECT e.case_id AS "caseId", e.seq, e.data ->> 'accessId' AS "accessId", e.command_id AS "commandId",
    e.data ->> 'reason' AS reason, coalesce(e.data ->> 'contentId', e.data -> 'content' ->> 'contentId') AS "contentId",
    (SELECT extract(epoch FROM greatest(a.ends_at, (e.data ->> 'until')::timestamptz) - e.recorded_at)::float8
      FROM caseward.emergency_access a WHERE a.case_id = e.case_id AND a.access_id = e.data ->> 'accessId') AS "openSeconds",
    coalesce(told.at_once, false) AS "isToldAtOnce", told.ms AS "alertMs",
    (SELECT extract(epoch FROM t.due_at - e.recorded_at)::float8 FROM caseward.task t WHERE t.case_id = e.case_id
      AND t.kind = 'emergency_review' AND t.command = 'reviewEmergencyAccess'
      AND t.task_id LIKE 'duty:emergency_review:%:' || e.seq) AS "reviewSeconds"
  FROM caseward.case_event e LEFT JOIN LATERAL (
    SELECT bool_or(e.xmin::text::bigint = c.transaction_id::text::bigint % 4294967296) AS at_once,
      min(extract(epoch FROM c.changed_real_at - e.recorded_at) * 1000)::float8 AS ms
    FROM caseward.inbox_change c WHERE c.case_id = e.case_id AND c.kind = 'put' AND c.assignee_role = 'SUP'
      AND c.task_id LIKE 'duty:emergency_review:%:' || e.seq) told ON true
  WHERE e.type = 'EmergencyAccessOpened' AND e.case_id = ANY ($1)`;

/** As whoever rules the database: also what no person sees. */
export async function grantsOf(owner: DataSource, caseIds: readonly string[]): Promise<Grant[]> {
  const found = await owner.query<Grant[]>(GRANTS, [caseIds]);
  return found.map((grant) => ({ ...grant, alertMs: grant.alertMs === null ? null : Math.round(grant.alertMs) }));
}

/** @param good keys of the requests that came with a second factor */
export function missingOf(grant: Grant, good: ReadonlySet<string>): Part[] {
  const { reason, contentId, commandId, openSeconds, isToldAtOnce, reviewSeconds } = grant;
  const has: Readonly<Record<Part, boolean>> = {
    reason: reason !== null && REASONS.includes(reason) && contentId !== null,
    'second factor': good.has(commandId),
    'end within the hour': openSeconds !== null && openSeconds <= HOUR_SECONDS,
    'alert at once': isToldAtOnce,
    'review with a deadline': reviewSeconds !== null && reviewSeconds > 0 && reviewSeconds <= REVIEW_SECONDS,
  };
  return FIVE.filter((part) => !has[part]);
}

/** Takes one part away from one grant each, as a program that forgot it would have left it. @returns what was seen to be missing */
export async function spoil(owner: DataSource, grants: readonly Grant[], good: ReadonlySet<string>): Promise<Part[]> {
  const [a, b, c, d, e] = grants;
  if (e === undefined) return [];
  const event = `WHERE case_id = $1 AND type = 'EmergencyAccessOpened' AND seq = $2`;
  const task = `WHERE case_id = $1 AND task_id LIKE 'duty:emergency_review:%:' || $2::integer`;
  const acts: readonly (readonly [Part, Grant, string])[] = [
    ['reason', a!, `UPDATE caseward.case_event SET data = data - 'reason' ${event}`],
    ['second factor', b!, `UPDATE caseward.case_event SET command_id = gen_random_uuid()::text ${event}`],
    [
      'end within the hour',
      c!,
      `UPDATE caseward.case_event SET data = jsonb_set(data, '{until}', '"2099-01-01T00:00:00.000Z"') ${event}`,
    ],
    ['alert at once', d!, `DELETE FROM caseward.inbox_change ${task}`],
    ['review with a deadline', e, `DELETE FROM caseward.task ${task}`],
  ];
  await owner.transaction(async (sql) => {
    await sql.query('SET LOCAL session_replication_role = replica');
    for (const [, { caseId, seq }, statement] of acts) await sql.query(statement, [caseId, seq]);
  });
  const after = new Map(
    (
      await grantsOf(
        owner,
        grants.map(({ caseId }) => caseId),
      )
    ).map((grant) => [grant.accessId, grant]),
  );
  return acts.flatMap(([part, { accessId }]) => {
    const now = after.get(accessId);
    return now !== undefined && missingOf(now, good).includes(part) ? [part] : [];
  });
}
