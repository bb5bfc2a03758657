import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readPolicyDocument } from '@caseward/contracts';
import type { PolicyDocument } from '@caseward/domain';
import {
  adoptionProgress,
  ConflictError,
  digestOfDocument,
  endAdoption,
  openDataSource,
  orderAdoption,
  pendingAdoptions,
  policyInForceAt,
  publishDocument,
  publishedPolicies,
  publishedPolicy,
  snapshotOf,
  type PublishedPolicy,
} from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { root } from '../support/repository.js';
import { aCase, intake, OWNER } from './a-case.js';

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

const text = readFileSync(`${root}/libs/contracts/policies/south-sudan.yaml`, 'utf8');
const NOON = '2026-06-15T12:00:00.000Z';

async function published(changes: Partial<PolicyDocument>, publishedAt = NOON): Promise<PublishedPolicy> {
  const document = { ...readPolicyDocument(text), ...changes };
  const { approvedBy: approvals } = document;
  return publishDocument(record, { document, text, approvals, publishedBy: 'p-adm', publishedAt });
}

it('keeps the text that was agreed, its digest, who agreed and what it means for each place [SPEC-6, SPEC-2]', async () => {
  const policy = await published({ version: 'sop-a', effectiveFrom: '2026-07-01' });
  expect(policy).toMatchObject({
    document: text,
    digest: digestOfDocument(text),
    publishedBy: 'p-adm',
    publishedAt: NOON,
    effectiveFrom: '2026-07-01',
    effectiveAt: '2026-06-30T22:00:00.000Z',
    approvedBy: [{ agency: 'agency-a', by: 'COORD', on: '2025-12-10' }, { by: 'SOPF' }],
  });
  expect(await publishedPolicy(record, 'sop-a')).toEqual(policy);
  expect(snapshotOf(policy)).toMatchObject({
    version: 'sop-a',
    effectiveFrom: '2026-07-01',
    zone: { name: 'Africa/Juba' },
  });
  const dry = snapshotOf(policy, { agencyId: 'a-1', areaId: 'area-dry' });
  expect([dry.version, dry.values['followup.low'], dry.values['review.low']]).toEqual([
    'sop-a@area-dry',
    { times: 1, days: 14 },
    2,
  ]);
});

it('a version is published once: the same again changes nothing, anything else is refused [SPEC-6]', async () => {
  const first = await published({ version: 'sop-once', effectiveFrom: '2026-07-01' });
  const later = await published({ version: 'sop-once', effectiveFrom: '2026-07-01' }, '2026-06-20T00:00:00.000Z');
  expect(later).toEqual(first);
  await expect(published({ version: 'sop-once', effectiveFrom: '2026-08-01' })).rejects.toThrow(ConflictError);
  const changing = record.query(`UPDATE caseward.policy_version SET title = 'x' WHERE version = 'sop-once'`);
  await expect(changing).rejects.toThrow(/permission denied/);
});

it('a version is in force from the first moment of its day, and never before it was published [SPEC-6, TIME-2]', async () => {
  await published({ version: 'sop-past', effectiveFrom: '2026-01-01' }, '2026-09-01T09:00:00.000Z');
  await published({ version: 'sop-next', effectiveFrom: '2026-10-01' }, '2026-09-02T09:00:00.000Z');
  const inForce = async (at: string): Promise<string | undefined> => (await policyInForceAt(record, at))?.version;
  expect(await inForce('2026-09-01T08:59:59.999Z')).not.toBe('sop-past');
  expect(await inForce('2026-09-01T09:00:00.000Z')).toBe('sop-past');
  expect(await inForce('2026-09-30T21:59:59.999Z')).toBe('sop-past');
  expect(await inForce('2026-09-30T22:00:00.000Z')).toBe('sop-next');
  expect((await publishedPolicies(record)).map(({ version }) => version).slice(-2)).toEqual(['sop-past', 'sop-next']);
});

it('an order names its open cases once, and each answer stands [A31]', async () => {
  await published({ version: 'sop-order', effectiveFrom: '2026-06-01' });
  const [one, other, elsewhere] = [
    await aCase(record),
    await aCase(record),
    await aCase(record, intake({ ...OWNER, teamId: 't-9' })),
  ];
  const order = {
    adoptionId: randomUUID(),
    version: 'sop-order',
    scope: { kind: 'team', id: OWNER.teamId },
    orderedBy: 'p-adm',
    orderedAt: NOON,
  } as const;
  await orderAdoption(record, order);
  await orderAdoption(record, order);
  const waiting = await pendingAdoptions(record, order.adoptionId, 10);
  expect(waiting.map(({ caseId }) => caseId).sort()).toEqual([one.caseId, other.caseId].sort());
  expect(waiting.some(({ caseId }) => caseId === elsewhere.caseId)).toBe(false);
  expect(waiting[0]).toMatchObject({
    isDutyFile: false,
    place: { officeId: OWNER.officeId, agencyId: OWNER.agencyId },
  });
  await endAdoption(record, order.adoptionId, one.caseId, null);
  await endAdoption(record, order.adoptionId, other.caseId, { code: 'CHILD_DIED', rule: 'A62' });
  await endAdoption(record, order.adoptionId, one.caseId, { code: 'X', rule: 'X' });
  expect(await adoptionProgress(record, order.adoptionId)).toEqual({
    ...order,
    cases: 2,
    pending: 0,
    adopted: 1,
    refused: 1,
    refusals: [{ caseId: other.caseId, code: 'CHILD_DIED', rule: 'A62' }],
    dutyFiles: { files: 0, pending: 0, adopted: 0, refused: 0, refusals: [] },
  });
  expect(await adoptionProgress(record, randomUUID())).toBeNull();
});
