import type { Instant, LocalDate } from '@caseward/domain';
import { row, rows, type Sql } from './query.js';

/** A closure or a re-opening that the retention file of the case does not know yet. */
export interface OwedRetention {
  readonly caseId: string;
  /** The event of the case. */
  readonly seq: number;
  readonly commandId: string;
  /** Null for a re-opening, and for a closure without a date. */
  readonly keepUntil: LocalDate | null;
  readonly isClosure: boolean;
  readonly occurredAt: Instant;
  /** The file that is to know; the next one when the case has none that goes on. */
  readonly fileId: string;
  readonly hasFile: boolean;
}

/** IM-7: in the order of each case; a later one of a case waits for the earlier. */
export async function owedRetentions(sql: Sql, limit: number): Promise<OwedRetention[]> {
  return rows<OwedRetention>(
    sql,
    `SELECT o.case_id AS "caseId", o.seq, o.command_id AS "commandId", o.keep_until AS "keepUntil",
        e.type = 'CaseClosed' AS "isClosure", o.occurred_at AS "occurredAt",
        coalesce(f.open_id, caseward.retention_id(o.case_id, -f.ended)) AS "fileId", f.open_id IS NOT NULL AS "hasFile"
      FROM caseward.owed_retention o JOIN caseward.case_event e USING (case_id, seq)
        CROSS JOIN LATERAL (SELECT (array_agg(d.case_id) FILTER (WHERE d.ended_at IS NULL))[1] AS open_id,
            (count(*) FILTER (WHERE d.ended_at IS NOT NULL))::integer AS ended
          FROM caseward.duty_file d WHERE d.kind = 'retention' AND d.subject_id = o.case_id::text) f
      WHERE o.done_real_at IS NULL AND NOT EXISTS (SELECT FROM caseward.owed_retention p
        WHERE p.case_id = o.case_id AND p.seq < o.seq AND p.done_real_at IS NULL)
      ORDER BY o.case_id, o.seq LIMIT $1`,
    [limit],
  );
}

export async function endOwedRetention(sql: Sql, { caseId, seq }: OwedRetention): Promise<void> {
  await rows(
    sql,
    `UPDATE caseward.owed_retention SET done_real_at = clock_timestamp()
      WHERE case_id = $1 AND seq = $2 AND done_real_at IS NULL`,
    [caseId, seq],
  );
}

/** Whether everything about a case that people wrote is gone for good. */
export async function isErased(sql: Sql, caseId: string): Promise<boolean> {
  return (await row(sql, 'SELECT FROM caseward.erased_case WHERE case_id = $1', [caseId])) !== null;
}
