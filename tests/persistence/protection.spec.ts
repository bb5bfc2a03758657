import { openDataSource, readChain, verifyRecord } from '@caseward/persistence';
import { verifyChain } from '@caseward/security';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { aCase } from './a-case.js';

let database: TestDatabase;
let record: DataSource;
let superuser: DataSource;

beforeAll(async () => {
  database = await testDatabase();
  record = await openDataSource({ url: database.url });
  superuser = await openDataSource({ url: database.superUrl });
});
afterAll(async () => {
  await record.destroy();
  await superuser.destroy();
  await database.drop();
});

const denied = { code: '42501' };

describe('the app role', () => {
  it.each([
    `UPDATE caseward.case_event SET data = '{}'`,
    'DELETE FROM caseward.case_event',
    'TRUNCATE caseward.case_event',
    'ALTER TABLE caseward.case_event DISABLE TRIGGER ALL',
    'DROP TABLE caseward.case_event',
    `UPDATE caseward.form_content SET digest = ''`,
    'DELETE FROM caseward.form_content',
    'DELETE FROM caseward.case_key',
    'DELETE FROM caseward.command',
    'DELETE FROM caseward.workflow_history',
    'DELETE FROM caseward.policy_version',
    'UPDATE caseward.simulation_clock_segment SET speed = 2',
    'SELECT * FROM names.name_code',
    `UPDATE caseward.access_log SET person_id = ''`,
    'DELETE FROM caseward.access_log',
    'DELETE FROM caseward.erased_case',
    `INSERT INTO caseward.erased_case SELECT gen_random_uuid(), gen_random_uuid(), '', now()`,
    'CREATE TABLE caseward.own (id integer)',
    'SET ROLE caseward_names',
  ])('may not: %s', async (statement) => {
    await expect(record.query(statement)).rejects.toMatchObject(denied);
  });
});

describe('the owner', () => {
  it.each([
    `UPDATE caseward.case_event SET data = '{}'`,
    'DELETE FROM caseward.case_event',
    'TRUNCATE caseward.case_event',
  ])('does not by accident: %s', async (statement) => {
    await expect(superuser.query(statement)).rejects.toMatchObject(denied);
  });
});

describe('a superuser who means it', () => {
  const tampered = async (change: string, caseId: string) => {
    await superuser.transaction(async (sql) => {
      await sql.query(`SET LOCAL session_replication_role = 'replica'`);
      await sql.query(change, [caseId]);
    });
    return verifyChain(await readChain(record, caseId));
  };

  it.each([
    [
      'changes a fact',
      `UPDATE caseward.case_event SET data = data || '{"caseCode": "X"}' WHERE case_id = $1 AND seq = 4`,
      'hash',
    ],
    [
      'moves a moment',
      `UPDATE caseward.case_event SET occurred_at = occurred_at - interval '1 day' WHERE case_id = $1 AND seq = 2`,
      'hash',
    ],
    [
      'blames another',
      `UPDATE caseward.case_event SET actor = actor || '{"personId": "x"}' WHERE case_id = $1 AND seq = 2`,
      'hash',
    ],
    ['takes an event out', 'DELETE FROM caseward.case_event WHERE case_id = $1 AND seq = 2', 'gap'],
    [
      'changes a fact and its hash',
      `UPDATE caseward.case_event SET data = '{}', hash = sha256('x') WHERE case_id = $1 AND seq = 2`,
      'hash',
    ],
  ])('%s, and the chain shows it', async (_, change, fault) => {
    const { caseId } = await aCase(record);
    expect(verifyChain(await readChain(record, caseId))).toBeNull();
    expect(await tampered(change, caseId)).toMatchObject({ fault });
  });

  it('is found by the check of the whole record', async () => {
    const { caseId } = await aCase(record);
    const before = await verifyRecord(record, { batchSize: 2 });
    expect(before.broken.map((fault) => fault.caseId)).not.toContain(caseId);
    await tampered(`UPDATE caseward.case_event SET type = 'CaseKeptOpen' WHERE case_id = $1 AND seq = 3`, caseId);
    const progress: number[] = [];
    const after = await verifyRecord(record, { batchSize: 2, onProgress: ({ cases }) => progress.push(cases) });
    expect(after.broken).toContainEqual({ caseId, seq: 3, fault: 'hash' });
    expect(after.broken).toHaveLength(before.broken.length + 1);
    expect(after.cases).toBe(before.cases);
    expect(progress.at(-1)).toBe(after.cases);
  });
});
