import { readChain, type Sql } from '@caseward/persistence';
import { chainHash, GENESIS_HASH, sha256 } from '@caseward/security';
import type { Chance } from '../properties/random.js';

/** One entry of the trail. */
export interface Place {
  readonly chain: number;
  readonly entryNo: number;
}

/** Any entry; with `from`, none before it in its chain. */
export async function anyEntry(sql: Sql, chance: Chance, from = 1): Promise<Place> {
  const all = await sql.query<Place[]>(
    `SELECT chain, entry_no::float8 AS "entryNo" FROM caseward.access_log WHERE entry_no >= $1 ORDER BY chain, entry_no`,
    [from],
  );
  return chance.one(all);
}

export async function lastOf(sql: Sql, chain: number): Promise<number> {
  const [last] = await sql.query<{ no: number }[]>(
    'SELECT max(entry_no)::float8 AS no FROM caseward.access_log WHERE chain = $1',
    [chain],
  );
  return last?.no ?? 0;
}

/** Makes room for an entry, or closes the gap that one left; links stay as they were. */
export async function shift(sql: Sql, chain: number, from: number, by: 1 | -1): Promise<void> {
  await sql.query('UPDATE caseward.access_log SET entry_no = -(entry_no + $3) WHERE chain = $1 AND entry_no >= $2', [
    ...[chain, from, by],
  ]);
  await sql.query('UPDATE caseward.access_log SET entry_no = -entry_no WHERE chain = $1 AND entry_no < 0', [chain]);
}

/** Computes every link of a chain anew from an entry on, as the database itself would. */
export async function rehash(sql: Sql, chain: number, from: number): Promise<void> {
  const entries = await sql.query<{ entryNo: number; line: string; hash: Buffer }[]>(
    `SELECT entry_no::float8 AS "entryNo", caseward.access_line(e) AS line, hash FROM caseward.access_log e
      WHERE chain = $1 ORDER BY entry_no`,
    [chain],
  );
  let previous: Buffer = GENESIS_HASH;
  for (const { entryNo, line, hash } of entries) {
    const link = entryNo < from ? hash : sha256(previous, line);
    if (entryNo >= from) {
      await sql.query(
        'UPDATE caseward.access_log SET previous_hash = $3, hash = $4 WHERE chain = $1 AND entry_no = $2',
        [chain, entryNo, previous, link],
      );
    }
    previous = link;
  }
}

/** The same for the record of a case. */
export async function rehashCase(sql: Sql, caseId: string): Promise<Buffer> {
  let previous: Buffer = GENESIS_HASH;
  for (const { event } of await readChain(sql, caseId)) {
    const hash = chainHash(previous, event);
    await sql.query('UPDATE caseward.case_event SET previous_hash = $3, hash = $4 WHERE case_id = $1 AND seq = $2', [
      ...[caseId, event.seq, previous, hash],
    ]);
    previous = hash;
  }
  return previous;
}

export async function lastSeq(sql: Sql, caseId: string): Promise<number> {
  const [last] = await sql.query<{ seq: number }[]>(
    'SELECT max(seq) AS seq FROM caseward.case_event WHERE case_id = $1',
    [caseId],
  );
  return last?.seq ?? 0;
}

/** The entries that say how far a case had come. */
export async function sealsOf(sql: Sql, caseId: string): Promise<(Place & { readonly seq: number })[]> {
  return sql.query(
    `SELECT chain, entry_no::float8 AS "entryNo", event_seq AS seq FROM caseward.access_log
      WHERE case_id = $1 AND event_seq IS NOT NULL ORDER BY event_seq, access_id`,
    [caseId],
  );
}
