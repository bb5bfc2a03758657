import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { checkpointRound, noteAccess, openDataSource } from '@caseward/persistence';
import { CheckpointFolder, loadCheckpointKey } from '@caseward/security';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { root } from '../support/repository.js';
import { aCase } from './a-case.js';

const NOW = '2026-03-01T08:00:00.000Z';
let database: TestDatabase;
let record: DataSource;
let superuser: DataSource;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caseward-audit-'));
  database = await testDatabase();
  record = await openDataSource({ url: database.url });
  superuser = await openDataSource({ url: database.superUrl });
  const key = await loadCheckpointKey({ path: join(folder, 'checkpoint-key.pem'), environment: 'test' });
  const access = {
    accessedAt: NOW,
    personId: 'p-cw',
    role: 'CW',
    what: 'cases.file',
    detail: null,
    reason: null,
  } as const;
  const { caseId } = await aCase(record);
  for (let looks = 0; looks < 5; looks += 1) await noteAccess(record, { ...access, caseId });
  const store = new CheckpointFolder(join(folder, 'checkpoints'));
  await checkpointRound({ dataSource: record, key, store, madeAt: NOW });
});
afterAll(async () => {
  await record.destroy();
  await superuser.destroy();
  await database.drop();
  await rm(folder, { recursive: true });
});

/** `caseward audit verify` as an auditor runs it who was given an address, a key and a folder. */
async function verify(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { DATABASE_URL: database.url, CASEWARD_KEY_FILE: join(folder, 'root.key'), CASEWARD_DATA_DIR: folder };
  const program = join(root, 'apps/cli/dist/main.js');
  const child = spawn(process.execPath, [program, 'audit', 'verify', ...args], {
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

describe('caseward audit verify', () => {
  it('says that all is as it was signed, in words and as JSON [IM-6]', async () => {
    const [plain, json] = await Promise.all([verify(), verify('--json')]);
    expect(plain, plain.stderr).toMatchObject({ code: 0, stdout: expect.stringContaining('as they were signed') });
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: true, entries: 9, checkpoints: 1, cases: 1, uncovered: 0 });
  });

  it('names the entry that whoever rules the database changed [IM-6]', async () => {
    const change = (reason: string | null) =>
      superuser.transaction(async (sql) => {
        await sql.query(`SET LOCAL session_replication_role = 'replica'`);
        return sql.query<[{ entry: string }[], number]>(
          `UPDATE caseward.access_log SET reason = $1 WHERE access_id = (SELECT min(access_id) FROM caseward.access_log)
            RETURNING chain || '/' || entry_no AS entry`,
          [reason],
        );
      });
    const [[changed]] = await change('planted');
    const verified = await verify();
    await change(null);
    expect(verified.code).toBe(1);
    expect(verified.stdout).toContain(`entry ${changed!.entry}: an entry was changed`);
  });

  it('says that nothing was signed where no checkpoint is, and whose key it needs', async () => {
    const elsewhere = await verify('--checkpoints', join(folder, 'nowhere'));
    expect(elsewhere.stderr).toContain('1 checkpoints are not in their second place yet');
    const keyless = await verify('--key', join(folder, 'nowhere.pem'));
    expect(keyless).toMatchObject({ code: 2, stderr: expect.stringContaining('Fix: give the public key') });
    await writeFile(join(folder, 'no-key.pem'), 'not a key');
    expect((await verify('--key', join(folder, 'no-key.pem'))).code).toBe(2);
  });
});
