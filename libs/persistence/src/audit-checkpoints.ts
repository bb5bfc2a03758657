import {
  checkpointDigest,
  rootOf,
  signCheckpoint,
  type ChainHead,
  type CheckpointBody,
  type CheckpointKey,
  type CheckpointStore,
  type SignedCheckpoint,
} from '@caseward/security';
import type { DataSource, EntityManager } from 'typeorm';
import { guarded } from './errors.js';
import { CHECKPOINT_LOCK } from './locks.js';
import { row, rows, type Sql } from './query.js';

/** Chains of the audit trail, side by side; the migration has the same number. */
export const AUDIT_CHAINS = 16;
export const EMPTY_HASH = '00'.repeat(32);
/** Every so many checkpoints one names all chains, so that nobody has to look further back. */
const FULL_EVERY = 60;
/** Checkpoints copied at once. */
const COPIES = 500;

/** Where every chain stands, as of one moment. */
export async function chainHeads(sql: Sql): Promise<ChainHead[]> {
  return rows<ChainHead>(
    sql,
    `SELECT c.chain, coalesce(last.entry_no, 0)::float8 AS "entryNo", coalesce(encode(last.hash, 'hex'), $2) AS hash
      FROM generate_series(0, $1::integer - 1) AS c (chain) LEFT JOIN LATERAL (
        SELECT e.entry_no, e.hash FROM caseward.access_log e WHERE e.chain = c.chain ORDER BY e.entry_no DESC LIMIT 1
      ) AS last ON true ORDER BY c.chain`,
    [AUDIT_CHAINS, EMPTY_HASH],
  );
}

export interface KeptCheckpoint extends SignedCheckpoint {
  /** Its number by the table; the body says it too. */
  readonly no: number;
}

/** Checkpoints of the table, in their order. */
export async function checkpointsAfter(sql: Sql, no: number, limit = COPIES): Promise<KeptCheckpoint[]> {
  return rows<KeptCheckpoint>(
    sql,
    `SELECT checkpoint_no::float8 AS no, body, replace(encode(signature, 'base64'), chr(10), '') AS signature FROM caseward.audit_checkpoint
      WHERE checkpoint_no > $1 ORDER BY checkpoint_no LIMIT $2`,
    [no, limit],
  );
}

/** What a round of checkpointing came to. */
export interface CheckpointRound {
  /** Null where another process is at it, or nothing was done since the one before. */
  readonly made: CheckpointBody | null;
  /** Ends of chains that an earlier checkpoint names and that are no longer there: somebody changed the trail. */
  readonly contradicted: readonly ChainHead[];
  /** Checkpoints that the second place got. */
  readonly copied: number;
}

export interface CheckpointRoundParts {
  readonly dataSource: DataSource;
  readonly key: CheckpointKey;
  readonly store: CheckpointStore;
  /** Real time, ISO 8601. */
  readonly madeAt: string;
}

/**
 * Signs where the chains stand and brings the second place up to date, also with what it missed while it could not be
 * written or another process made them. Reads a few rows, however long the trail is.
 */
export async function checkpointRound(parts: CheckpointRoundParts): Promise<CheckpointRound> {
  const made = await asOnlyOne(parts.dataSource, (sql) => make(sql, parts));
  // Only what is committed: a copy of what was never kept would contradict its successor.
  const copied = await asOnlyOne(parts.dataSource, (sql) => copyTo(sql, parts.store));
  return { made: null, contradicted: [], ...made, copied: copied ?? 0 };
}

/** @returns null where another process is at it */
async function asOnlyOne<T>(dataSource: DataSource, work: (sql: EntityManager) => Promise<T>): Promise<T | null> {
  return guarded(() =>
    dataSource.transaction(async (sql) => {
      const lock = 'SELECT pg_try_advisory_xact_lock($1, $2) AS held';
      const answer = await row<{ held: boolean }>(sql, lock, [...CHECKPOINT_LOCK]);
      return answer?.held === true ? work(sql) : null;
    }),
  );
}

async function make(
  sql: EntityManager,
  { key, madeAt }: CheckpointRoundParts,
): Promise<Pick<CheckpointRound, 'made' | 'contradicted'>> {
  const { last, heads: known } = await lastKnown(sql);
  const heads = await chainHeads(sql);
  const isSame = ({ chain, entryNo, hash }: ChainHead): boolean => {
    const before = known.get(chain);
    return before === undefined ? entryNo === 0 : before.entryNo === entryNo && before.hash === hash;
  };
  const changed = heads.filter((head) => !isSame(head));
  if (changed.length === 0) return { made: null, contradicted: [] };
  const no = (last?.no ?? 0) + 1;
  const body: CheckpointBody = {
    no,
    madeAt,
    previous: last === null ? null : checkpointDigest(last),
    size: heads.reduce((sum, { entryNo }) => sum + entryNo, 0),
    root: rootOf(heads),
    moved: no % FULL_EVERY === 1 ? heads : changed,
  };
  const { body: text, signature } = signCheckpoint(key, body);
  await rows(sql, 'INSERT INTO caseward.audit_checkpoint (checkpoint_no, body, signature) VALUES ($1, $2, $3)', [
    ...[no, text, Buffer.from(signature, 'base64')],
  ]);
  return { made: body, contradicted: await contradictedBy(sql, [...known.values()]) };
}

/** The checkpoint before, and where it knew each chain; one in sixty names all of them. */
async function lastKnown(
  sql: Sql,
): Promise<{ readonly last: KeptCheckpoint | null; readonly heads: ReadonlyMap<number, ChainHead> }> {
  const top = await row<{ no: number }>(
    sql,
    'SELECT coalesce(max(checkpoint_no), 0)::float8 AS no FROM caseward.audit_checkpoint',
  );
  const recent = await checkpointsAfter(sql, (top?.no ?? 0) - FULL_EVERY, FULL_EVERY);
  const heads = new Map<number, ChainHead>();
  for (const { body } of recent) {
    for (const head of (JSON.parse(body) as CheckpointBody).moved) heads.set(head.chain, head);
  }
  return { last: recent.at(-1) ?? null, heads };
}

async function contradictedBy(sql: Sql, known: readonly ChainHead[]): Promise<ChainHead[]> {
  return rows<ChainHead>(
    sql,
    `SELECT k.chain, k."entryNo", k.hash FROM jsonb_to_recordset($1) AS k (chain smallint, "entryNo" float8, hash text)
      WHERE k."entryNo" > 0 AND NOT EXISTS (SELECT FROM caseward.access_log e
        WHERE e.chain = k.chain AND e.entry_no = k."entryNo"::bigint AND e.hash = decode(k.hash, 'hex'))`,
    [JSON.stringify(known)],
  );
}

async function copyTo(sql: Sql, store: CheckpointStore): Promise<number> {
  let copied = 0;
  let last = await store.lastNo();
  for (;;) {
    const missing = await checkpointsAfter(sql, last);
    for (const { body, signature } of missing) await store.append({ body, signature });
    copied += missing.length;
    last = missing.at(-1)?.no ?? last;
    if (missing.length < COPIES) return copied;
  }
}

/** Whether signing keeps up. */
export interface CheckpointState {
  /** Number of the last checkpoint; 0 without any. */
  readonly lastNo: number;
  /** Real seconds since it was written; null without any. */
  readonly ageSeconds: number | null;
  /** Entries that it does not cover. */
  readonly unsigned: number;
}

export async function checkpointState(sql: Sql): Promise<CheckpointState> {
  const size = (await chainHeads(sql)).reduce((sum, { entryNo }) => sum + entryNo, 0);
  const last = await row<{ no: number; ageSeconds: number; body: string }>(
    sql,
    `SELECT checkpoint_no::float8 AS no, body, extract(epoch FROM clock_timestamp() - written_real_at)::float8 AS "ageSeconds"
      FROM caseward.audit_checkpoint ORDER BY checkpoint_no DESC LIMIT 1`,
  );
  if (last === null) return { lastNo: 0, ageSeconds: null, unsigned: size };
  const signed = (JSON.parse(last.body) as CheckpointBody).size;
  return { lastNo: last.no, ageSeconds: last.ageSeconds, unsigned: size - signed };
}
