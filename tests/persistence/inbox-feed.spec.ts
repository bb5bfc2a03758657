import { randomUUID } from 'node:crypto';
import {
  InboxFeed,
  inboxChanges,
  inboxPosition,
  openDataSource,
  pruneInboxChanges,
  type InboxChange,
} from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { aCase, command, give, SUPERVISOR } from './a-case.js';

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

describe('inbox changes', () => {
  it('say what came into and left whose inbox', async () => {
    const { caseId } = await aCase(record);
    const from = await inboxPosition(record);
    const to = { caseworkerId: 'p-new', teamId: 't-1', officeId: 'o-1', agencyId: 'a-1' };
    await give(
      record,
      caseId,
      command('reassignCase', { to, childAndFamilyConsulted: true }, '2026-03-01T12:00:00.000Z', SUPERVISOR),
    );
    const { changes } = await inboxChanges(record, from);
    const seen = new Set(changes.map(({ kind, assigneePerson }) => `${kind} ${String(assigneePerson)}`));
    expect(seen).toContain('put p-new');
    expect(seen).toContain('removed p-cw');
    expect(changes.every((change) => change.caseId === caseId)).toBe(true);
  });

  it('can be read on from any of them', async () => {
    const from = await inboxPosition(record);
    await aCase(record);
    await aCase(record);
    const all = (await inboxChanges(record, from)).changes;
    expect(all.length).toBeGreaterThan(2);
    const rest = await inboxChanges(record, all[0]!.cursor);
    expect(rest.changes).toEqual(all.slice(1));
    expect((await inboxChanges(record, rest.cursor)).changes).toEqual([]);
    expect((await inboxChanges(record, from, 1)).changes).toEqual(all.slice(0, 1));
  });

  it('are never skipped because of a writer that commits later', async () => {
    const from = await inboxPosition(record);
    const slow = record.createQueryRunner();
    await slow.startTransaction();
    await slow.query(`INSERT INTO caseward.inbox_change (case_id, task_id, kind) VALUES ($1, 'slow', 'put')`, [
      randomUUID(),
    ]);
    await aCase(record);
    const meanwhile = await inboxChanges(record, from);
    expect(meanwhile).toMatchObject({ changes: [], isWaiting: true });
    await slow.commitTransaction();
    await slow.release();
    const after = await inboxChanges(record, meanwhile.cursor);
    expect(after.isWaiting).toBe(false);
    expect(after.changes.map(({ taskId }) => taskId)).toContain('slow');
    expect(after.changes.length).toBeGreaterThan(1);
  });

  it('are pruned by age', async () => {
    await aCase(record);
    expect(await pruneInboxChanges(record, 3600)).toBe(0);
    expect(await pruneInboxChanges(record, 0)).toBeGreaterThan(0);
    expect((await inboxChanges(record, null)).changes).toEqual([]);
  });
});

describe('the feed', () => {
  it('brings what any process commits, and goes on after its connection was cut', async () => {
    const feed = new InboxFeed(record, { url: database.url, lookEveryMs: 60_000 });
    const seen: InboxChange[] = [];
    feed.on('changes', (changes) => seen.push(...changes));
    await feed.start();
    const elsewhere = await openDataSource({ url: database.url });
    const first = await aCase(elsewhere);
    await vi.waitFor(() => expect(seen.some(({ caseId }) => caseId === first.caseId)).toBe(true), { timeout: 3000 });

    const admin = await openDataSource({ url: database.superUrl });
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'caseward-inbox'`,
    );
    const second = await aCase(elsewhere);
    await vi.waitFor(() => expect(seen.some(({ caseId }) => caseId === second.caseId)).toBe(true), { timeout: 5000 });
    expect(new Set(seen.map(({ cursor }) => cursor)).size).toBe(seen.length);
    await feed.close();
    await admin.destroy();
    await elsewhere.destroy();
  });
});
