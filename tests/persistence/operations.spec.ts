import { randomUUID } from 'node:crypto';
import { policySnapshot } from '@caseward/domain';
import {
  actorOf,
  addClockSegment,
  archivedHistories,
  archiveHistory,
  ConflictError,
  findAccount,
  findPerson,
  latestPolicy,
  openDataSource,
  policyVersion,
  policyVersions,
  publishPolicy,
  readClockSegments,
  staffOf,
  upsertAccounts,
  upsertOrganisation,
  type Account,
  type ArchivedHistory,
} from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';

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

it('keeps the histories of closed runs once, in the order of archiving', async () => {
  const caseId = randomUUID();
  const run = (runId: string): ArchivedHistory => ({
    caseId,
    workflowId: caseId,
    runId,
    firstEventId: 1,
    lastEventId: 57,
    encoding: 'json',
    history: Buffer.from(JSON.stringify({ runId })),
  });
  await archiveHistory(record, run('z-first'));
  await archiveHistory(record, run('a-second'));
  await archiveHistory(record, { ...run('z-first'), lastEventId: 1 });
  expect(await archivedHistories(record, caseId)).toEqual([run('z-first'), run('a-second')]);
  expect(await archivedHistories(record, randomUUID())).toEqual([]);
});

it('only ever adds to the simulation clock', async () => {
  expect(await readClockSegments(record)).toEqual([]);
  const first = { realFromMs: 1_772_000_000_000, simulatedFrom: '2026-01-01T00:00:00.000Z', speed: 86_400 };
  const second = { ...first, realFromMs: first.realFromMs + 1, speed: 0.5 };
  await addClockSegment(record, first);
  await addClockSegment(record, second);
  await expect(addClockSegment(record, first)).rejects.toThrow(ConflictError);
  expect(await readClockSegments(record)).toEqual([first, second]);
});

it('publishes a policy once and never changes it', async () => {
  const policy = policySnapshot('sop-1');
  expect(await latestPolicy(record, '2026-03-01T00:00:00.000Z')).toBeNull();
  await publishPolicy(record, policy, '2026-02-01T00:00:00.000Z');
  await publishPolicy(record, policy, '2026-02-15T00:00:00.000Z');
  await expect(
    publishPolicy(record, policySnapshot('sop-1', { 'plan.low': 99 }), '2026-02-01T00:00:00.000Z'),
  ).rejects.toThrow(ConflictError);
  await publishPolicy(record, policySnapshot('sop-2', { 'plan.low': 10 }), '2026-04-01T00:00:00.000Z');
  expect(await policyVersion(record, 'sop-1')).toEqual(policy);
  expect(await policyVersion(record, 'sop-3')).toBeNull();
  expect((await latestPolicy(record, '2026-03-01T00:00:00.000Z'))?.version).toBe('sop-1');
  expect((await latestPolicy(record, '2026-04-01T00:00:00.000Z'))?.version).toBe('sop-2');
  expect(await policyVersions(record)).toEqual([
    { version: 'sop-1', publishedAt: '2026-02-01T00:00:00.000Z' },
    { version: 'sop-2', publishedAt: '2026-04-01T00:00:00.000Z' },
  ]);
});

it('finds people by login, whatever its letter case, and keeps the last change', async () => {
  await upsertOrganisation(record, {
    agencies: [{ agencyId: 'a-1', name: 'Agency' }],
    offices: [{ officeId: 'o-1', agencyId: 'a-1', name: 'North' }],
    teams: [{ teamId: 't-1', officeId: 'o-1', name: 'One' }],
  });
  const rana: Account = {
    login: 'Rana@example.org',
    personId: 'p-1',
    displayName: 'Rana',
    role: 'CW',
    teamId: 't-1',
    officeId: 'o-1',
    agencyId: 'a-1',
    active: true,
    passwordHash: 'hash-1',
  };
  const head: Account = {
    ...rana,
    login: 'head',
    personId: 'p-2',
    displayName: 'Ahmad',
    role: 'HEAD',
    teamId: null,
    officeId: null,
  };
  await upsertAccounts(record, [rana, head]);
  await upsertAccounts(record, [{ ...rana, passwordHash: 'hash-2' }]);
  expect(await findAccount(record, 'RANA@example.org')).toEqual({
    ...rana,
    login: 'rana@example.org',
    passwordHash: 'hash-2',
  });
  expect(await findAccount(record, 'nobody')).toBeNull();
  expect((await staffOf(record, 'a-1')).map(({ displayName }) => displayName)).toEqual(['Ahmad', 'Rana']);
  expect((await staffOf(record, 'a-1', 't-1')).map(({ personId }) => personId)).toEqual(['p-1']);
  expect(actorOf((await findPerson(record, 'p-2'))!)).toEqual({ personId: 'p-2', role: 'HEAD', agencyId: 'a-1' });
  await upsertAccounts(record, [{ ...rana, active: false }]);
  expect((await staffOf(record, 'a-1', 't-1')).map(({ personId }) => personId)).toEqual([]);
  expect((await findAccount(record, 'rana@example.org'))?.active).toBe(false);
});
