import { generateKeyPairSync } from 'node:crypto';
import { readChain } from '@caseward/persistence';
import { checkpointKey, eventDigest, sha256, signCheckpoint, type CheckpointBody } from '@caseward/security';
import { anyEntry, lastSeq, rehash, rehashCase, sealsOf, shift } from './tamper-hands.js';
import type { Edit, Scene } from './tamper-trail.js';

const CHANGES = [
  `data = data || '{"planted": true}'`,
  `actor = actor || '{"personId": "p-planted"}'`,
  `occurred_at = occurred_at - interval '1 day'`,
  `recorded_at = recorded_at + interval '1 millisecond'`,
  `type = type || 'Planted'`,
  `command_id = command_id || 'x'`,
  `hash = sha256(hash)`,
  `previous_hash = sha256(previous_hash)`,
];
const CONTENT = CHANGES.slice(0, -2);
const AT = 'WHERE case_id = $1 AND seq = $2';

interface Chosen {
  readonly caseId: string;
  readonly seq: number;
}

async function anyEvent({ sql, chance, caseIds }: Scene): Promise<Chosen> {
  const caseId = chance.one(caseIds);
  return { caseId, seq: chance.between(1, await lastSeq(sql, caseId)) };
}

async function change({ sql, chance }: Scene, { caseId, seq }: Chosen, choices = CHANGES): Promise<void> {
  await sql.query(`UPDATE caseward.case_event SET ${chance.one(choices)} ${AT}`, [caseId, seq]);
}

async function renumber({ sql }: Scene, caseId: string, after: number): Promise<void> {
  await sql.query('UPDATE caseward.case_event SET seq = seq + 999 WHERE case_id = $1 AND seq > $2', [caseId, after]);
  await sql.query('UPDATE caseward.case_event SET seq = seq - 1000 WHERE case_id = $1 AND seq > 1000', [caseId]);
}

/** Whoever rules the database edits the record of a case, and knows that the trail speaks of it. */
export const CASE_EDITS: Readonly<Record<string, Edit>> = {
  'an event changed': async (scene) => {
    const event = await anyEvent(scene);
    await change(scene, event);
    return { caseId: event.caseId };
  },
  'a case written anew': async (scene) => {
    const event = await anyEvent(scene);
    await change(scene, event, CONTENT);
    await rehashCase(scene.sql, event.caseId);
    return { caseId: event.caseId };
  },
  'an event taken out': async (scene) => {
    const { caseId, seq } = await anyEvent(scene);
    await scene.sql.query(`DELETE FROM caseward.case_event ${AT}`, [caseId, seq]);
    return { caseId };
  },
  'an event taken out and the case closed up': async (scene) => {
    const { caseId, seq } = await anyEvent(scene);
    await scene.sql.query(`DELETE FROM caseward.case_event ${AT}`, [caseId, seq]);
    await renumber(scene, caseId, seq);
    await rehashCase(scene.sql, caseId);
    return { caseId };
  },
  'the end of a case cut off': async (scene) => {
    const { caseId, seq } = await anyEvent(scene);
    await scene.sql.query('DELETE FROM caseward.case_event WHERE case_id = $1 AND seq >= $2', [caseId, seq]);
    return { caseId };
  },
  'an event put at the end of a case, chained': async ({ sql, chance, caseIds }) => {
    const caseId = chance.one(caseIds);
    const last = (await readChain(sql, caseId)).at(-1)!;
    const event = { ...last.event, seq: last.event.seq + 1 };
    await sql.query(
      `INSERT INTO caseward.case_event (case_id, seq, type, occurred_at, recorded_at, command_id, actor, data, previous_hash, hash)
        SELECT case_id, seq + 1, type, occurred_at, recorded_at, command_id, actor, data, $3, $4 FROM caseward.case_event ${AT}`,
      [caseId, last.event.seq, last.hash, sha256(last.hash, eventDigest(event))],
    );
    return { caseId };
  },
  'two events of a case swapped': async (scene) => {
    const { caseId, seq } = await anyEvent(scene);
    const other = seq === 1 ? 2 : seq - 1;
    const { sql } = scene;
    await sql.query('UPDATE caseward.case_event SET seq = seq + 1000 WHERE case_id = $1 AND seq IN ($2, $3)', [
      ...[caseId, seq, other],
    ]);
    await sql.query(
      'UPDATE caseward.case_event SET seq = $2::integer + $3::integer - (seq - 1000) WHERE case_id = $1 AND seq > 1000',
      [...[caseId, seq, other]],
    );
    if (scene.chance.next() < 0.5) await rehashCase(sql, caseId);
    return { caseId };
  },
  'a case written anew, and the trail with it': async (scene) => {
    const { sql } = scene;
    const { caseId, seq } = await anyEvent(scene);
    await change(scene, { caseId, seq }, CONTENT);
    await rehashCase(sql, caseId);
    const events = new Map((await readChain(sql, caseId)).map(({ event, hash }) => [event.seq, hash]));
    const seals = await sealsOf(sql, caseId);
    for (const { chain, entryNo, seq: sealed } of seals) {
      await sql.query('UPDATE caseward.access_log SET event_hash = $3 WHERE chain = $1 AND entry_no = $2', [
        ...[chain, entryNo, events.get(sealed)],
      ]);
    }
    for (const chain of new Set(seals.map((seal) => seal.chain))) await rehash(sql, chain, 1);
    return { chain: seals.at(-1)!.chain };
  },
  'the end of a case cut off, and the trail with it': async ({ sql, chance, caseIds }) => {
    const caseId = chance.one(caseIds);
    const last = (await sealsOf(sql, caseId)).at(-1)!;
    await sql.query('DELETE FROM caseward.case_event WHERE case_id = $1 AND seq >= $2', [caseId, last.seq]);
    await sql.query('DELETE FROM caseward.access_log WHERE chain = $1 AND entry_no = $2', [last.chain, last.entryNo]);
    await shift(sql, last.chain, last.entryNo + 1, -1);
    await rehash(sql, last.chain, last.entryNo);
    return { chain: last.chain };
  },
};

async function anyCheckpoint({ sql, chance }: Scene): Promise<number> {
  const all = await sql.query<{ no: number }[]>(
    'SELECT checkpoint_no::float8 AS no FROM caseward.audit_checkpoint ORDER BY checkpoint_no',
  );
  return chance.one(all).no;
}

/** The copies in the database; those of the second place are out of reach. */
export const CHECKPOINT_EDITS: Readonly<Record<string, Edit>> = {
  'a checkpoint changed': async (scene) => {
    const no = await anyCheckpoint(scene);
    const changed = scene.chance.one([`body = replace(body, '"size":', '"size":1')`, `signature = sha512(signature)`]);
    await scene.sql.query(`UPDATE caseward.audit_checkpoint SET ${changed} WHERE checkpoint_no = $1`, [no]);
    return { checkpointNo: no };
  },
  'a checkpoint taken out': async (scene) => {
    const no = await anyCheckpoint(scene);
    await scene.sql.query('DELETE FROM caseward.audit_checkpoint WHERE checkpoint_no = $1', [no]);
    return { checkpointNo: no };
  },
  'a chain written anew, and signed with another key': async (scene) => {
    const { sql, chance } = scene;
    const { chain, entryNo } = await anyEntry(sql, chance);
    await sql.query(`UPDATE caseward.access_log SET person_id = 'p-planted' WHERE chain = $1 AND entry_no = $2`, [
      ...[chain, entryNo],
    ]);
    await rehash(sql, chain, entryNo);
    const key = checkpointKey(
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    );
    const kept = await sql.query<{ no: string; body: string }[]>(
      'SELECT checkpoint_no AS no, body FROM caseward.audit_checkpoint',
    );
    for (const { no, body } of kept) {
      const { signature } = signCheckpoint(key, JSON.parse(body) as CheckpointBody);
      await sql.query('UPDATE caseward.audit_checkpoint SET signature = $2 WHERE checkpoint_no = $1', [
        ...[no, Buffer.from(signature, 'base64')],
      ]);
    }
    return { chain };
  },
};
