import { randomUUID } from 'node:crypto';
import {
  CaseEventEntity,
  CaseSummaryEntity,
  openDataSource,
  readRecord,
  TaskEntity,
  tasksOf,
} from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { aCase } from './a-case.js';

let database: TestDatabase;
let record: DataSource;

beforeAll(async () => {
  database = await testDatabase();
  record = await openDataSource({ url: database.url });
});
afterAll(async () => {
  await record.destroy();
  await database.drop();
});

it('describe exactly the tables that the migrations make', async () => {
  const tables = await record.query<{ line: string }[]>(`
    SELECT format('%s.%s.%s %s null=%s pk=%s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
        NOT a.attnotnull, coalesce(a.attnum = ANY (k.conkey), false)) AS line
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
      WHERE n.nspname IN ('caseward', 'names') AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
        AND c.relname NOT IN ('migration', 'inbox_change')`);
  const typeOf = (type: unknown, precision: number | null | undefined) =>
    type === 'timestamptz' ? `timestamp${precision ? `(${precision})` : ''} with time zone` : String(type);
  const columns = record.entityMetadatas.flatMap(({ schema, tableName, columns }) =>
    columns.map(
      ({ databaseName, type, precision, isArray, isNullable, isPrimary }) =>
        `${schema ?? 'caseward'}.${tableName}.${databaseName} ${typeOf(type, precision)}${isArray ? '[]' : ''} null=${isNullable ? 't' : 'f'} pk=${isPrimary ? 't' : 'f'}`,
    ),
  );
  expect(columns.sort()).toEqual(tables.map(({ line }) => line).sort());
});

it('read rows in the form of the domain', async () => {
  const { caseId, state } = await aCase(record);
  const summary = await record.getRepository(CaseSummaryEntity).findOneByOrFail({ caseId });
  expect(summary).toMatchObject({ stage: state.stage, seq: state.seq, closedAt: null });
  const [event] = await record.getRepository(CaseEventEntity).find({ where: { caseId }, order: { seq: 'ASC' } });
  expect(event).toMatchObject((await readRecord(record, caseId))[0] as object);
  const [task] = await record.getRepository(TaskEntity).find({ where: { caseId }, order: { dueAt: 'ASC' } });
  const [expected] = await tasksOf(record, caseId);
  expect(task).toMatchObject({ taskId: expected!.taskId, dueAt: expected!.dueAt, dueOn: expected!.dueOn });
  expect(await record.getRepository(CaseSummaryEntity).findOneBy({ caseId: randomUUID() })).toBeNull();
});
