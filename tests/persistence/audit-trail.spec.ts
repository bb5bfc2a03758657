import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  accessesOf,
  AUDIT_CHAINS,
  checkpointRound,
  checkpointState,
  createDataSource,
  noteAccess,
  openDataSource,
  verifyAudit,
  withKeyLock,
  type Access,
  type AuditReport,
} from '@caseward/persistence';
import { CheckpointFolder, loadCheckpointKey, type CheckpointKey } from '@caseward/security';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { aCase } from './a-case.js';

let database: TestDatabase;
let record: DataSource;
let superuser: DataSource;
let folder: string;
let key: CheckpointKey;

beforeAll(async () => {
  database = await testDatabase();
  record = await openDataSource({ url: database.url, poolSize: 12 });
  superuser = await openDataSource({ url: database.superUrl });
  folder = await mkdtemp(join(tmpdir(), 'caseward-audit-'));
  key = await loadCheckpointKey({ path: join(folder, 'keys', 'checkpoint-key.pem'), environment: 'test' });
});
afterAll(async () => {
  await record.destroy();
  await superuser.destroy();
  await database.drop();
  await rm(folder, { recursive: true });
});

const NOW = '2026-03-01T08:00:00.000Z';
const look = (over: Partial<Access> = {}): Access => ({
  ...{ accessedAt: NOW, personId: 'p-cw', role: 'CW', what: 'cases.file', caseId: null, detail: null, reason: null },
  ...over,
});
const store = () => new CheckpointFolder(join(folder, 'checkpoints'));
const round = (madeAt = NOW) => checkpointRound({ dataSource: record, key, store: store(), madeAt });
const verified = (): Promise<AuditReport> => verifyAudit(record, { store: store(), publicKey: key.publicKey });

describe('the audit trail', () => {
  it('shows who saw a case, also in a list, and who wrote in the transaction that wrote [IM-6]', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    await noteAccess(record, look({ caseId: one }));
    await noteAccess(record, look({ kind: 'list', what: 'cases.list', caseIds: [other, one] }));
    await noteAccess(record, look({ kind: 'refusal', caseId: one, detail: 'NOT_FOUND', status: 404 }));
    const seen = await accessesOf(record, one);
    expect(seen.items.map(({ what, shown }) => [what, shown])).toEqual([
      ['cases.list', 2],
      ['cases.file', 1],
    ]);
    const { caseId, state } = await aCase(record);
    const writes = await accessesOf(record, caseId, { kinds: ['record'] });
    expect(writes.items.map(({ what, role }) => [what, role])).toEqual([
      ['record.registerCase', 'CW'],
      ['record.recordConsent', 'CW'],
      ['record.answerEligibility', 'CW'],
      ['record.identifyChild', 'CW'],
    ]);
    expect(state.seq).toBeGreaterThan(0);
  });

  it('takes no sentence in which somebody could be named', async () => {
    await expect(noteAccess(record, look({ reason: 'asked by an aunt' }))).rejects.toMatchObject({ code: '23514' });
  });

  it('lets the application say nothing about the place of an entry', async () => {
    const forged = `INSERT INTO caseward.access_log (accessed_at, what, chain, entry_no) VALUES (now(), 'x', 1, 1)`;
    await expect(record.query(forged)).rejects.toMatchObject({ code: '42501' });
    await expect(record.query('TRUNCATE caseward.access_log')).rejects.toMatchObject({ code: '42501' });
    await expect(record.query('DELETE FROM caseward.audit_checkpoint')).rejects.toMatchObject({ code: '42501' });
  });

  it('makes writers wait for nobody while a chain is free, and stays whole', async () => {
    await Promise.all(Array.from({ length: 200 }, () => noteAccess(record, look({ caseId: randomUUID() }))));
    const held = superuser.createQueryRunner();
    await held.startTransaction();
    await held.query(`INSERT INTO caseward.access_log (accessed_at, what) VALUES (now(), 'held')`);
    await Promise.all(Array.from({ length: 20 }, () => noteAccess(record, look())));
    await held.rollbackTransaction();
    await held.release();
    await round();
    const report = await verified();
    expect(report).toMatchObject({ findings: [], uncovered: 0, checkpoints: 1 });
    expect(report.entries).toBeGreaterThan(220);
  });

  it('has in the database exactly the chains that are signed and verified', async () => {
    const looks = superuser.createQueryRunner();
    await looks.startTransaction();
    // Which chain an entry takes: whatever a transaction asks for, as far as there are chains.
    const taken = async (wish: number): Promise<number> => {
      await looks.query(`SELECT set_config('caseward.access_chain', $1, true)`, [String(wish)]);
      const insert = `INSERT INTO caseward.access_log (accessed_at, what) VALUES (now(), 'chain') RETURNING chain`;
      return ((await looks.query(insert)) as { chain: number }[])[0]!.chain;
    };
    const chains = new Set<number>();
    for (let wish = 0; wish < 3 * AUDIT_CHAINS; wish += 1) chains.add(await taken(wish));
    await looks.rollbackTransaction();
    await looks.release();
    expect([...chains]).toEqual(Array.from({ length: AUDIT_CHAINS }, (_, chain) => chain));
  });

  it('is signed again only where it moved, and the second place is brought up to date later', async () => {
    const before = (await verified()).checkpoints;
    expect((await round()).made).toBeNull();
    await noteAccess(record, look());
    const broken = {
      append: () => Promise.reject(new Error('full')),
      read: () => store().read(),
      lastNo: () => store().lastNo(),
    };
    await expect(checkpointRound({ dataSource: record, key, store: broken, madeAt: NOW })).rejects.toThrow('full');
    expect(await checkpointState(record)).toMatchObject({ lastNo: before + 1, unsigned: 0 });
    expect(await verified()).toMatchObject({ findings: [], checkpoints: before + 1, uncopied: 1 });
    expect(await round()).toMatchObject({ made: null, copied: 1 });
    expect(await verified()).toMatchObject({ findings: [], uncopied: 0 });
  });

  it('is signed, and keys are destroyed, also while every chain is being written to', async () => {
    await noteAccess(record, look());
    await superuser.transaction(async (writers) => {
      await writers.query('SELECT pg_advisory_xact_lock(3166, chain) FROM generate_series(0, 15) AS chain');
      expect((await round()).made).not.toBeNull();
      expect(await withKeyLock(record, async () => (await round()).copied)).toBe(0);
    });
    expect((await verified()).findings).toEqual([]);
  });

  it('tells an administrator who saw a case without reading the whole trail, and nobody else [IM-6]', async () => {
    const other = await testDatabase();
    const owner = await openDataSource({ url: other.superUrl, poolSize: 1 });
    let role: 'ADM' | 'CW' = 'ADM';
    const ofApi = await createDataSource({
      ...{ url: other.apiUrl, poolSize: 1 },
      behalf: () => ({ kind: 'person', reader: { personId: 'p-adm', role }, now: NOW }),
    }).initialize();
    try {
      const caseId = randomUUID();
      await noteAccess(owner, look({ caseId }));
      await owner.query(`SET session_replication_role = replica`);
      await owner.query(
        `INSERT INTO caseward.access_log (accessed_at, what, case_ids, chain, entry_no, previous_hash, hash)
          SELECT now(), 'cases.file', ARRAY[gen_random_uuid()], 0, 1000 + g, $1, $1 FROM generate_series(1, 20000) AS g`,
        [Buffer.alloc(32)],
      );
      await owner.query('VACUUM ANALYZE caseward.access_log');
      const seen = (): Promise<[number, string]> =>
        ofApi.transaction(async (sql) => {
          const { items } = await accessesOf(sql, caseId);
          const [read] = await sql.query<{ rows: string }[]>(
            `SELECT seq_tup_read::text AS rows FROM pg_stat_xact_user_tables WHERE relid = 'caseward.access_log'::regclass`,
          );
          return [items.length, read?.rows ?? ''];
        });
      expect(await seen()).toEqual([1, '0']);
      role = 'CW';
      expect((await seen())[0]).toBe(0);
    } finally {
      await ofApi.destroy();
      await owner.destroy();
      await other.drop();
    }
  });

  it('goes over many checkpoints', async () => {
    for (let no = 0; no < 70; no += 1) {
      await noteAccess(record, look());
      await round();
    }
    expect(await verified()).toMatchObject({ findings: [], uncovered: 0 });
  });
});
