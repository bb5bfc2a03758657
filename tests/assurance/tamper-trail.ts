import { randomUUID } from 'node:crypto';
import type { Sql } from '@caseward/persistence';
import type { Chance } from '../properties/random.js';
import { anyEntry, lastOf, rehash, shift, type Place } from './tamper-hands.js';

/** What a finding has to name for an edit to count as named. */
export interface Victim {
  readonly chain?: number;
  readonly caseId?: string;
  readonly checkpointNo?: number;
}

export interface Scene {
  readonly sql: Sql;
  readonly chance: Chance;
  readonly caseIds: readonly string[];
}
export type Edit = (scene: Scene) => Promise<Victim>;

const CHANGES = [
  `person_id = coalesce(person_id, '') || 'x'`,
  `role = CASE role WHEN 'CW' THEN 'SUP' ELSE 'CW' END`,
  `kind = CASE kind WHEN 'read' THEN 'write' ELSE 'read' END`,
  `what = what || '_other'`,
  `detail = CASE WHEN detail IS NULL THEN 'x' END`,
  `reason = 'planted'`,
  `status = coalesce(status, 0) + 1`,
  `times = times + 1`,
  `case_id = gen_random_uuid()`,
  `case_ids = case_ids || gen_random_uuid()`,
  `case_ids = '{}', case_id = gen_random_uuid()`,
  `accessed_at = accessed_at - interval '1 hour'`,
  `logged_real_at = logged_real_at + interval '1 microsecond'`,
  `event_seq = coalesce(event_seq, 0) + 1`,
  `event_hash = sha256(coalesce(event_hash, 'x'))`,
  `previous_hash = sha256(previous_hash)`,
  `hash = sha256(hash)`,
];
const AT = 'WHERE chain = $1 AND entry_no = $2';

async function change({ sql, chance }: Scene, { chain, entryNo }: Place, choices = CHANGES): Promise<void> {
  await sql.query(`UPDATE caseward.access_log SET ${chance.one(choices)} ${AT}`, [chain, entryNo]);
}

/** Links apart: those are computed anew. */
const CONTENT = CHANGES.slice(0, -2);

async function copyTo({ sql }: Scene, from: Place, to: Place): Promise<void> {
  await sql.query(
    `INSERT INTO caseward.access_log (accessed_at, logged_real_at, kind, what, person_id, role, case_id, case_ids, detail,
        reason, status, times, chain, entry_no, previous_hash, hash)
      SELECT accessed_at, logged_real_at, kind, what, 'p-planted', role, case_id, case_ids, detail, reason, status, times,
        $3, $4, previous_hash, hash FROM caseward.access_log ${AT}`,
    [from.chain, from.entryNo, to.chain, to.entryNo],
  );
}

const takeOut = (sql: Sql, { chain, entryNo }: Place): Promise<unknown> =>
  sql.query(`DELETE FROM caseward.access_log ${AT}`, [chain, entryNo]);

const SWAPPED = ['person_id', 'what', 'accessed_at', 'case_id', 'case_ids', 'detail', 'kind', 'logged_real_at'];

async function swap({ sql, chance }: Scene, { chain, entryNo }: Place, isOfContent: boolean): Promise<void> {
  const other = chance.between(1, entryNo - 1);
  const swapped = isOfContent ? SWAPPED.map((name) => `${name} = o.${name}`).join(', ') : 'entry_no = -o.entry_no';
  await sql.query(
    `UPDATE caseward.access_log e SET ${swapped} FROM caseward.access_log o
      WHERE e.chain = $1 AND o.chain = $1 AND (e.entry_no, o.entry_no) IN (($2, $3), ($3, $2))`,
    [chain, entryNo, other],
  );
  await sql.query('UPDATE caseward.access_log SET entry_no = -entry_no WHERE chain = $1 AND entry_no < 0', [chain]);
}

/** Whoever rules the database edits the audit trail. */
export const TRAIL_EDITS: Readonly<Record<string, Edit>> = {
  'an entry changed': async (scene) => {
    const place = await anyEntry(scene.sql, scene.chance);
    await change(scene, place);
    return { chain: place.chain };
  },
  'an entry changed, with its hash': async (scene) => {
    const { chain, entryNo } = await anyEntry(scene.sql, scene.chance);
    await change(scene, { chain, entryNo }, CONTENT);
    await scene.sql.query(
      `UPDATE caseward.access_log e SET hash = sha256(previous_hash || convert_to(caseward.access_line(e), 'UTF8')) ${AT}`,
      [chain, entryNo],
    );
    return { chain };
  },
  'a chain written anew': async (scene) => {
    const { chain, entryNo } = await anyEntry(scene.sql, scene.chance);
    await change(scene, { chain, entryNo }, CONTENT);
    await rehash(scene.sql, chain, entryNo);
    return { chain };
  },
  'an entry taken out': async ({ sql, chance }) => {
    const place = await anyEntry(sql, chance);
    await takeOut(sql, place);
    return { chain: place.chain };
  },
  'an entry taken out and the gap closed': async ({ sql, chance }) => {
    const { chain, entryNo } = await anyEntry(sql, chance);
    await takeOut(sql, { chain, entryNo });
    await shift(sql, chain, entryNo + 1, -1);
    if (chance.next() < 0.5) await rehash(sql, chain, entryNo);
    return { chain };
  },
  'an entry put in': async (scene) => {
    const { sql, chance } = scene;
    const { chain, entryNo } = await anyEntry(sql, chance);
    await shift(sql, chain, entryNo, 1);
    await copyTo(scene, { chain, entryNo: entryNo + 1 }, { chain, entryNo });
    if (chance.next() < 0.5) await rehash(sql, chain, entryNo);
    return { chain };
  },
  'an entry put at the end, unchained': async (scene) => {
    const { chain, entryNo } = await anyEntry(scene.sql, scene.chance);
    await copyTo(scene, { chain, entryNo }, { chain, entryNo: (await lastOf(scene.sql, chain)) + 1 });
    return { chain };
  },
  'an entry in a chain that is none': async (scene) => {
    await copyTo(scene, await anyEntry(scene.sql, scene.chance), { chain: 16, entryNo: 1 });
    return { chain: 16 };
  },
  'two entries swapped': async (scene) => {
    const place = await anyEntry(scene.sql, scene.chance, 2);
    await swap(scene, place, scene.chance.next() < 0.5);
    if (scene.chance.next() < 0.3) await rehash(scene.sql, place.chain, 1);
    return { chain: place.chain };
  },
  'the end of a chain cut off': async ({ sql, chance }) => {
    const { chain, entryNo } = await anyEntry(sql, chance);
    await sql.query('DELETE FROM caseward.access_log WHERE chain = $1 AND entry_no >= $2', [chain, entryNo]);
    return { chain };
  },
  'a chain emptied': async ({ sql, chance }) => {
    const { chain } = await anyEntry(sql, chance);
    await sql.query('DELETE FROM caseward.access_log WHERE chain = $1', [chain]);
    return { chain };
  },
  'an entry moved to another chain': async (scene) => {
    const { sql, chance } = scene;
    const [from, to] = [await anyEntry(sql, chance), await anyEntry(sql, chance)];
    const end = { chain: to.chain, entryNo: (await lastOf(sql, to.chain)) + 1 };
    await copyTo(scene, from, end);
    await rehash(sql, end.chain, end.entryNo);
    await takeOut(sql, from);
    await shift(sql, from.chain, from.entryNo + 1, -1);
    await rehash(sql, from.chain, from.entryNo);
    return { chain: from.chain };
  },
  'somebody taken out of the whole trail': async ({ sql, chance, caseIds }) => {
    const { chain, entryNo } = await anyEntry(sql, chance);
    await sql.query(`UPDATE caseward.access_log SET person_id = $3 ${AT}`, [chain, entryNo, randomUUID()]);
    await sql.query('DELETE FROM caseward.access_log WHERE case_ids @> ARRAY[$1::uuid] AND event_seq IS NULL', [
      chance.one(caseIds),
    ]);
    return {};
  },
};
