import { randomUUID } from 'node:crypto';
import {
  findPerson,
  freePlace,
  insertPost,
  openDataSource,
  postsOfPerson,
  recordRefusal,
  setOfficeArea,
  structureOf,
  takePlace,
  upsertAccounts,
  upsertOrganisation,
  writePostEnd,
  type Account,
} from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';

let database: TestDatabase;
let record: DataSource;

beforeAll(async () => {
  database = await testDatabase();
  record = await openDataSource({ url: database.url });
  await upsertOrganisation(record, {
    agencies: [{ agencyId: 'a-1', name: 'Agency' }],
    offices: [{ officeId: 'o-1', agencyId: 'a-1', name: 'North' }],
    teams: [{ teamId: 't-1', officeId: 'o-1', name: 'One' }],
  });
});
afterAll(async () => {
  await record.destroy();
  await database.drop();
});

const place = { teamId: 't-1', officeId: 'o-1', agencyId: 'a-1' };
const NOON = '2026-06-01T12:00:00.000Z';
const account = (personId: string, more: Partial<Account> = {}): Account => ({
  ...{ personId, displayName: 'Invented', login: personId, role: 'CW', ...place, active: true, passwordHash: 'x' },
  ...more,
});

it('a directory that is loaded again changes its own posts and takes back nothing that people decided [SPEC-3.11]', async () => {
  await upsertAccounts(record, [account('p-1'), account('p-2')]);
  await upsertAccounts(record, [account('p-1', { role: 'SUP' }), account('p-2')]);
  const roles = async (id: string) => (await postsOfPerson(record, id)).map(({ role, endReason }) => [role, endReason]);
  expect(await roles('p-1')).toEqual([
    ['CW', 'changed'],
    ['SUP', null],
  ]);
  const [post] = await postsOfPerson(record, 'p-2');
  const end = { postId: post!.postId, endId: randomUUID(), endsAt: NOON, reason: 'left', endedBy: 'p-1' } as const;
  await writePostEnd(record, end, NOON);
  await upsertAccounts(record, [account('p-2')]);
  expect(await roles('p-2')).toEqual([['CW', 'left']]);
  expect((await findPerson(record, 'p-2'))?.active).toBe(false);
});

it('an area that somebody gave an office stays when the directory is loaded again without one [SPEC-6]', async () => {
  const area = async () => (await structureOf(record, 'a-1')).offices.map((office) => office.area);
  const again = { agencies: [], teams: [], offices: [{ officeId: 'o-1', agencyId: 'a-1', name: 'North' }] };
  expect(await setOfficeArea(record, { officeId: 'o-1', agencyId: 'a-2' }, 'area-far')).toBeNull();
  expect(await area()).toEqual([null]);
  expect(await setOfficeArea(record, { officeId: 'o-1', agencyId: 'a-1' }, 'area-far')).toMatchObject({
    name: 'North',
  });
  await upsertOrganisation(record, again);
  expect(await area()).toEqual(['area-far']);
  await upsertOrganisation(record, { ...again, offices: [{ ...again.offices[0]!, area: 'area-near' }] });
  expect(await area()).toEqual(['area-near']);
});

it('a person acts from the beginning of a post to its end, and by the role of the last one [SPEC-3.11]', async () => {
  await upsertAccounts(record, [account('p-3', { active: false })]);
  const row = { postId: randomUUID(), personId: 'p-3', role: 'DE', ...place, supervisorId: null } as const;
  const times = { startsAt: '2026-06-01T08:00:00.000Z', endsAt: null };
  await insertPost(record, { ...row, ...times, isOverLimit: false, reason: null, openedBy: 'p-1' });
  expect(await findPerson(record, 'p-3', NOON)).toMatchObject({ role: 'DE', active: true });
  const end = { postId: row.postId, endId: randomUUID(), endsAt: NOON, reason: 'moved', endedBy: 'p-1' } as const;
  await writePostEnd(record, end, '2026-06-01T11:00:00.000Z');
  expect((await findPerson(record, 'p-3', '2026-06-01T11:59:59.999Z'))?.active).toBe(true);
  expect((await findPerson(record, 'p-3', NOON))?.active).toBe(false);
});

it('a place in a caseload is taken until its command is answered [SUPV-1]', async () => {
  const [first, second, third] = [1, 2, 3].map(() => ({ commandId: randomUUID(), caseId: randomUUID() }));
  const take = (one: { commandId: string; caseId: string }) =>
    takePlace(record, { ...one, caseworkerId: 'cw-1', stages: ['REGISTERED'] });
  expect([await take(first!), await take(second!), await take(first!)]).toEqual([0, 1, 1]);
  await freePlace(record, second!.commandId);
  expect(await take(third!)).toBe(1);
  const refusal = { code: 'OVER_LIMIT', rule: 'SUPV-1', message: 'no', details: {} } as const;
  const refused = { type: 'reassignCase', actorPersonId: 'p-1', occurredAt: NOON, recordedAt: NOON, refusal } as const;
  await recordRefusal(record, { ...first!, ...refused });
  expect(await take(third!)).toBe(0);
  const both = await Promise.all([take(second!), take({ commandId: randomUUID(), caseId: randomUUID() })]);
  expect(both.sort()).toEqual([1, 2]);
});

it.each([
  `UPDATE caseward.post SET person_id = 'p-1'`,
  'UPDATE caseward.post SET starts_at = NULL',
  'DELETE FROM caseward.post',
  'DELETE FROM caseward.handover_case',
  `UPDATE caseward.handover_case SET payload = '{}'`,
  'DELETE FROM caseward.data_entry_case',
])('the app role may not: %s [SPEC-3.11]', async (statement) => {
  await expect(record.query(statement)).rejects.toMatchObject({ code: '42501' });
});
