import type { Instant } from '@caseward/domain';
import type { DataSource } from 'typeorm';
import { guarded } from './errors.js';
import { KEY_LOCK } from './locks.js';
import { row, rows, type Sql } from './query.js';

/** A key that was deleted from this database, and that older copies of it still hold. */
export interface EndedKey {
  readonly caseId: string;
  readonly generation: number;
  /** Real time at which it was deleted. */
  readonly at: Instant;
  /** The file with both signatures; null for a refused intake, which nobody signs, and for what goes with another case. */
  readonly signed: { readonly fileId: string; readonly manner: string; readonly erasedAt: Instant } | null;
}

/** Deleted, and not destroyed for good yet. */
export async function endedKeys(sql: Sql, limit: number): Promise<EndedKey[]> {
  return rows<EndedKey>(
    sql,
    `SELECT e.case_id AS "caseId", e.generation,
        e.ended_real_at AS at, CASE WHEN x.case_id IS NOT NULL THEN jsonb_build_object('fileId', x.file_id,
          'manner', x.manner, 'erasedAt', to_char(x.erased_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END AS signed
      FROM caseward.case_key_end e LEFT JOIN caseward.erased_case x USING (case_id) WHERE e.destroyed_real_at IS NULL ORDER BY e.ended_real_at, e.case_id LIMIT $1`,
    [limit],
  );
}

/** Of a case that was erased: the histories that were kept for replay. @returns how many */
export async function purgeErased(sql: Sql, caseId: string): Promise<number> {
  return (await row<{ purged: number }>(sql, 'SELECT caseward.purge_erased($1) AS purged', [caseId]))?.purged ?? 0;
}

export async function noteDestroyed(sql: Sql, { caseId, generation }: EndedKey): Promise<void> {
  await rows(
    sql,
    `UPDATE caseward.case_key_end SET destroyed_real_at = clock_timestamp()
      WHERE case_id = $1 AND generation = $2 AND destroyed_real_at IS NULL`,
    [caseId, generation],
  );
}

/** Of several processes that change the files of keys, one at a time does. */
export async function withKeyLock<T>(record: DataSource, work: () => Promise<T>): Promise<T> {
  return guarded(() =>
    record.transaction(async (locked) => {
      await locked.query('SELECT pg_advisory_xact_lock($1, $2)', [...KEY_LOCK]);
      return work();
    }),
  );
}

/**
 * By the owner of the tables, in a database that was restored from before: deletes once more what two people had erased,
 * or a refusal had. The key is gone in any case.
 * @returns whether anything had come back
 */
export async function eraseAgain(owner: Sql, { caseId, generation, signed }: EndedKey): Promise<boolean> {
  const answer = await row<{ erased: boolean }>(owner, 'SELECT caseward.erase_again($1, $2, $3, $4, $5) AS erased', [
    ...[caseId, generation, signed?.fileId ?? null, signed?.manner ?? null, signed?.erasedAt ?? null],
  ]);
  return answer?.erased === true;
}
