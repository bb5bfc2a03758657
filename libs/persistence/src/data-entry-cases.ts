import type { Instant, Stage } from '@caseward/domain';
import { row, rows, type Sql } from './query.js';

export interface DataEntryCase {
  readonly assignmentId: string;
  readonly personId: string;
  readonly caseId: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
  readonly isOverLimit: boolean;
  readonly reason: string | null;
  readonly assignedBy: string;
}

/** A new assignment, and the moment at which it is recorded: never before it begins. */
export type NewDataEntryCase = DataEntryCase & { readonly recordedAt: Instant };

const ASSIGNMENT = `d.assignment_id AS "assignmentId", d.person_id AS "personId", d.case_id AS "caseId",
  d.starts_at AS "startsAt", d.ends_at AS "endsAt", d.over_limit AS "isOverLimit", d.reason,
  d.assigned_by AS "assignedBy" FROM caseward.data_entry_case d`;

export async function findDataEntryCase(sql: Sql, assignmentId: string): Promise<DataEntryCase | null> {
  return row(sql, `SELECT ${ASSIGNMENT} WHERE d.assignment_id = $1`, [assignmentId]);
}

/** The assignment that lasts, if any. */
export async function currentDataEntryCase(sql: Sql, personId: string, caseId: string): Promise<DataEntryCase | null> {
  return row(sql, `SELECT ${ASSIGNMENT} WHERE d.person_id = $1 AND d.case_id = $2 AND d.ends_at IS NULL`, [
    personId,
    caseId,
  ]);
}

/** The cases that somebody types in now. */
export async function assignedCases(sql: Sql, personId: string): Promise<string[]> {
  const found = await rows<{ caseId: string }>(
    sql,
    `SELECT d.case_id AS "caseId" FROM caseward.data_entry_case d WHERE d.person_id = $1 AND d.ends_at IS NULL`,
    [personId],
  );
  return found.map(({ caseId }) => caseId);
}

export async function insertDataEntryCase(sql: Sql, assigned: NewDataEntryCase): Promise<void> {
  const { assignmentId, personId, caseId, startsAt, recordedAt, isOverLimit, reason, assignedBy } = assigned;
  await rows(
    sql,
    `INSERT INTO caseward.data_entry_case (assignment_id, person_id, case_id, starts_at, recorded_at, over_limit, reason,
        assigned_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [assignmentId, personId, caseId, startsAt, recordedAt, isOverLimit, reason, assignedBy],
  );
}

export interface DataEntryEnd {
  readonly assignmentId: string;
  readonly endsAt: Instant;
  readonly recordedAt: Instant;
  readonly endedBy: string;
}

export async function endDataEntryCase(sql: Sql, end: DataEntryEnd): Promise<void> {
  const { assignmentId, endsAt, recordedAt, endedBy } = end;
  await rows(
    sql,
    `UPDATE caseward.data_entry_case SET ends_at = greatest(starts_at, $2), ended_by = $3, end_recorded_at = $4
      WHERE assignment_id = $1 AND ends_at IS NULL`,
    [assignmentId, endsAt, endedBy, recordedAt],
  );
}

/** SUPV-1: how many cases in these stages each data entry person has, of those named. */
export async function dataEntryLoads(
  sql: Sql,
  personIds: readonly string[],
  stages: readonly Stage[],
): Promise<ReadonlyMap<string, number>> {
  const found = await rows<{ personId: string; count: number }>(
    sql,
    `SELECT d.person_id AS "personId", count(*)::integer AS count
      FROM caseward.data_entry_case d JOIN caseward.case_summary c USING (case_id)
      WHERE d.person_id = ANY ($1) AND d.ends_at IS NULL AND c.stage = ANY ($2) GROUP BY 1`,
    [personIds, stages],
  );
  return new Map(found.map(({ personId, count }) => [personId, count]));
}
