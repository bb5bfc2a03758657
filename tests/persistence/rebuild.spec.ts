import {
  countRecordedCases,
  examineCase,
  guestsOfCase,
  openDataSource,
  readRecord,
  readRecords,
  rebuild,
  recordedCases,
  tasksOf,
  transfersOf,
} from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { aCase, command, give, SYSTEM } from './a-case.js';
import { aTransferredCase } from './shared-cases.js';

let database: TestDatabase;
let record: DataSource;
let caseIds: string[];

beforeEach(async () => {
  database = await testDatabase();
  record = await openDataSource({ url: database.url });
  caseIds = [];
  for (let made = 0; made < 5; made += 1) {
    const { caseId } = await aCase(record);
    await give(record, caseId, command('alarm', {}, '2026-04-20T12:00:00.000Z', SYSTEM));
    caseIds.push(caseId);
  }
  caseIds.sort();
});
afterEach(async () => {
  await record.destroy();
  await database.drop();
});

describe('a rebuild', () => {
  it('finds no difference where the append wrote', async () => {
    const progress: number[] = [];
    const report = await rebuild(record, {
      check: true,
      batchSize: 2,
      onProgress: ({ cases }) => progress.push(cases),
    });
    expect(report).toMatchObject({ cases: 5, differingCases: 0, first: null, rewrittenCases: 0 });
    expect(report.events).toBeGreaterThan(25);
    expect(progress.at(-1)).toBe(5);
  });

  it.each([
    [
      'task',
      'due_at',
      `UPDATE caseward.task SET due_at = due_at + interval '1 second' WHERE case_id = $1 AND due_at IS NOT NULL`,
    ],
    ['task', 'team_id', `UPDATE caseward.task SET team_id = 't-9' WHERE case_id = $1`],
    ['task', '*', 'DELETE FROM caseward.task WHERE case_id = $1'],
    ['obligation', 'derivation', `UPDATE caseward.obligation SET derivation = '{}' WHERE case_id = $1`],
    ['breach', '*', 'DELETE FROM caseward.breach WHERE case_id = $1'],
    [
      'breach',
      '*',
      `INSERT INTO caseward.breach SELECT case_id, 'planted', key, kind, due_on, overdue_from, level, caseworker_id, agency_id, raised_at, withdrawn_at FROM caseward.breach WHERE case_id = $1 LIMIT 1`,
    ],
    ['escalation', 'assignee_role', `UPDATE caseward.escalation SET assignee_role = 'HEAD' WHERE case_id = $1`],
    ['case_summary', 'level', `UPDATE caseward.case_summary SET level = 'LOW' WHERE case_id = $1`],
    ['case_summary', '*', 'DELETE FROM caseward.case_summary WHERE case_id = $1'],
    [
      'case_guest',
      '*',
      `INSERT INTO caseward.case_guest (case_id, guest_id, relation, about, person_id) VALUES ($1, 'planted', 'provider', 'r', 'p')`,
    ],
    [
      'case_custody',
      '*',
      `INSERT INTO caseward.case_custody (case_id, custody_id, agency_id, caseworker_id, until, ended_as)
        VALUES ($1, 'planted', 'a-9', 'p', now(), 'TRANSFERRED_OUT')`,
    ],
  ])('finds and repairs a planted difference in %s.%s', async (table, column, plant) => {
    const caseId = caseIds[3]!;
    await record.query(plant, [caseId]);
    const checked = await rebuild(record, { check: true, batchSize: 2 });
    expect(checked).toMatchObject({ differingCases: 1, rewrittenCases: 0, first: { caseId, table, column } });
    expect(checked.first?.expected).not.toEqual(checked.first?.found);
    expect(await rebuild(record, { check: true })).toMatchObject({ differingCases: 1 });
    expect(await rebuild(record, { check: false, batchSize: 2 })).toMatchObject({
      differingCases: 1,
      rewrittenCases: 1,
    });
    expect(await rebuild(record, { check: true })).toMatchObject({ differingCases: 0 });
  });

  it('PERM-4, TR-5: knows guests and former holders, and repairs them', async () => {
    const { caseId } = await aTransferredCase(record);
    const guests = () => guestsOfCase(record, caseId);
    expect(await guests()).toMatchObject([{ relation: 'provider', about: 'r-1', personId: 'p-rfp', agencyId: null }]);
    const before = await transfersOf(record, 'a-1');
    expect(before.custody).toMatchObject([{ caseId, caseworkerId: 'p-cw', endedAs: 'TRANSFERRED_OUT' }]);
    expect(await rebuild(record, { check: true })).toMatchObject({ differingCases: 0 });
    await record.query('DELETE FROM caseward.case_guest');
    await record.query('DELETE FROM caseward.case_custody');
    expect(await rebuild(record, { check: false })).toMatchObject({ differingCases: 1, rewrittenCases: 1 });
    expect(await guests()).toHaveLength(1);
    expect(await transfersOf(record, 'a-1')).toEqual(before);
  });

  it('finds and removes rows of a case without any event', async () => {
    const ghost = '00000000-0000-0000-0000-00000000dead';
    await record.query(
      `INSERT INTO caseward.task (case_id, task_id, kind, command, risk_level, opened_at) VALUES ($1, 'x', 'plan', 'agreePlan', 'LOW', now())`,
      [ghost],
    );
    const found = await rebuild(record, { check: true });
    expect(found).toMatchObject({
      differingCases: 1,
      first: { caseId: ghost, table: 'task', key: 'x', expected: null },
    });
    await rebuild(record, { check: false });
    expect(await tasksOf(record, ghost)).toEqual([]);
  });

  it('finds no difference while cases go on', async () => {
    let isDone = false;
    const writing = (async () => {
      for (let hour = 0; !isDone; hour += 1) {
        for (const caseId of caseIds) {
          const given = command('recordEncounterEnd', { encounterId: `e-${hour}` }, '2026-04-20T12:00:00.000Z');
          await give(record, caseId, given, '2026-04-20T12:00:00.000Z');
        }
      }
    })();
    for (let check = 0; check < 10; check += 1) {
      expect(await rebuild(record, { check: true, batchSize: 2 })).toMatchObject({ differingCases: 0, first: null });
    }
    isDone = true;
    await writing;
  });
});

describe('the examination of one case', () => {
  it('gives its record, and where its read models differ first', async () => {
    const caseId = caseIds[2]!;
    const events = await readRecord(record, caseId);
    expect(await examineCase(record, caseId)).toEqual({ events, difference: null });
    await record.query('UPDATE caseward.breach SET agency_id = $2 WHERE case_id = $1', [caseId, 'a-9']);
    const { difference } = await examineCase(record, caseId);
    expect(difference).toMatchObject({ caseId, table: 'breach', column: 'agency_id', found: 'a-9' });
    expect((await examineCase(record, caseIds[3]!)).difference).toBeNull();
  });

  it('knows nothing of a case that is not there', async () => {
    expect(await examineCase(record, '00000000-0000-0000-0000-00000000dead')).toEqual({ events: [], difference: null });
  });
});

describe('the cases of the record', () => {
  it('are listed page by page, in their order', async () => {
    expect(await countRecordedCases(record)).toBe(5);
    const first = await recordedCases(record, null, 2);
    const rest = await recordedCases(record, first.at(-1)!, 10);
    expect([...first, ...rest]).toEqual(caseIds);
    const records = await readRecords(record, first);
    expect(records.get(first[0]!)).toEqual(await readRecord(record, first[0]!));
    expect([...records.keys()]).toEqual(first);
  });
});
