import type { Instant } from '@caseward/domain';
import { row, rows, type Sql } from './query.js';

/** Failures of one kind, from one place or for one account, since a moment that is not longer ago than the window. */
export interface Failures {
  readonly count: number;
  readonly since: Instant;
}

/** @param bucket keyed digest of what is counted */
export async function failuresOf(
  sql: Sql,
  bucket: Buffer,
  realAt: Instant,
  windowSeconds: number,
): Promise<Failures | null> {
  return row<Failures>(
    sql,
    `SELECT failures AS count, since_real_at AS since FROM caseward.sign_in_failure
      WHERE bucket = $1 AND since_real_at > $2::timestamptz - make_interval(secs => $3)`,
    [bucket, realAt, windowSeconds],
  );
}

/**
 * One more in each of these buckets, before it is known how it ends: what arrives side by side, at whichever process, is
 * counted one after the other.
 * @returns how it stands with each bucket, in no order
 */
export async function countTry(
  sql: Sql,
  buckets: readonly Buffer[],
  realAt: Instant,
  windowSeconds: number,
): Promise<(Failures & { readonly bucket: Buffer })[]> {
  // In one order for everybody, so that nobody waits for each other.
  const sorted = [...buckets].sort((a, b) => a.compare(b));
  return rows(
    sql,
    `INSERT INTO caseward.sign_in_failure AS f (bucket, failures, since_real_at)
      SELECT b, 1, $2 FROM unnest($1::bytea[]) AS b
      ON CONFLICT (bucket) DO UPDATE SET
        failures = CASE WHEN f.since_real_at > $2::timestamptz - make_interval(secs => $3) THEN f.failures + 1 ELSE 1 END,
        since_real_at = CASE WHEN f.since_real_at > $2::timestamptz - make_interval(secs => $3)
          THEN f.since_real_at ELSE $2 END
      RETURNING bucket, failures AS count, since_real_at AS since`,
    [sorted, realAt, windowSeconds],
  );
}

/** The try that was counted was no failure. */
export async function uncountTry(sql: Sql, buckets: readonly Buffer[]): Promise<void> {
  await rows(
    sql,
    'UPDATE caseward.sign_in_failure SET failures = failures - 1 WHERE bucket = ANY ($1::bytea[]) AND failures > 0',
    [buckets],
  );
}

export async function forgetFailures(sql: Sql, buckets: readonly Buffer[]): Promise<void> {
  await rows(sql, 'DELETE FROM caseward.sign_in_failure WHERE bucket = ANY ($1::bytea[])', [buckets]);
}

/** Buckets whose window is over count for nothing. */
export async function pruneFailures(sql: Sql, realAt: Instant, windowSeconds: number): Promise<void> {
  await rows(
    sql,
    'DELETE FROM caseward.sign_in_failure WHERE since_real_at < $1::timestamptz - make_interval(secs => $2)',
    [realAt, windowSeconds],
  );
}
