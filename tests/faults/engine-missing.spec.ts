import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@caseward/embedded';
import { checkpointState, endedKeys, noteAccess, openDataSource, storeContent } from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { TEST_KEY_FILE, TEST_SECRETS_FILE, testKeys } from '../support/test-codec.js';
import { WorkerProgram } from '../support/worker-program.js';

const NOW = '2026-03-01T08:00:00.000Z';
const PATIENCE = { timeout: 25_000, interval: 100 };

let database: TestDatabase;
let record: DataSource;
let folder: string;
let worker: WorkerProgram;

beforeAll(async () => {
  database = await testDatabase();
  record = await openDataSource({ url: database.url, poolSize: 2 });
  folder = await mkdtemp(join(tmpdir(), 'caseward-missing-'));
  await writeFile(join(folder, 'root-key.json'), TEST_KEY_FILE, { mode: 0o600 });
  await mkdir(join(folder, 'cases'));
  await writeFile(join(folder, 'cases', 'case-secrets.json'), TEST_SECRETS_FILE, { mode: 0o600 });
});
afterAll(async () => {
  await (worker as WorkerProgram | undefined)?.end();
  await record.destroy();
  await database.drop();
  await rm(folder, { recursive: true });
});

/** Its key is deleted, as when an intake is refused. */
async function refusedIntake(): Promise<void> {
  const caseId = randomUUID();
  const content = { caseId, contentId: randomUUID(), form: 'note', formVersion: 1, content: 'fictional' };
  await storeContent(record, testKeys(), { ...content, createdBy: 'p-cw', createdAt: NOW });
  const owner = await openDataSource({ url: database.superUrl, poolSize: 1 });
  await owner.query('DELETE FROM caseward.form_content; DELETE FROM caseward.case_key');
  await owner.destroy();
}

/** The engine would have to be told of it, and is not there. */
async function unconfirmedCommand(): Promise<void> {
  await record.query(
    `INSERT INTO caseward.command (case_id, command_id, type, actor_person_id, outcome, last_seq, occurred_at, recorded_at,
        committed_real_at) VALUES ($1::uuid, $1::uuid::text, 'sync', 'p-cw', 'accepted', 1, $2::timestamptz, $2::timestamptz, now() - interval '1 hour')`,
    [randomUUID(), NOW],
  );
}

it('a worker that finds no engine signs the trail and destroys keys all the same [IM-7]', async () => {
  await refusedIntake();
  await unconfirmedCommand();
  const access = { accessedAt: NOW, personId: 'p-cw', role: 'CW', what: 'cases.file', caseId: null } as const;
  await noteAccess(record, { ...access, detail: null, reason: null });
  worker = await WorkerProgram.launch({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: `127.0.0.1:${String(await freePort())}`,
    CASEWARD_KEY_FILE: join(folder, 'root-key.json'),
    CASEWARD_CHECKPOINT_EVERY_SECONDS: '1',
    CASEWARD_RELAY_EVERY_SECONDS: '1',
  });
  await vi.waitFor(async () => expect((await checkpointState(record)).lastNo).toBeGreaterThan(0), PATIENCE);
  await vi.waitFor(async () => expect(await endedKeys(record, 1)).toEqual([]), PATIENCE);
});
