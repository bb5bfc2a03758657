import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConflictError,
  draftsOf,
  dropAbandonedDrafts,
  dropDraft,
  formVersions,
  openDataSource,
  publishForms,
  publishPolicy,
  readDraft,
  saveDraft,
  storeContent,
  type DraftPlace,
} from '@caseward/persistence';
import { DAY_MS, fromMs, policySnapshot, toMs } from '@caseward/domain';
import { FileKeyService } from '@caseward/security';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { START } from './a-case.js';

const CANARY = 'Zaytuna Alqanari';
const LATER = '2026-06-01T00:00:00.000Z';
let database: TestDatabase;
let record: DataSource;
let superuser: DataSource;
let keys: FileKeyService;

beforeAll(async () => {
  database = await testDatabase();
  record = await openDataSource({ url: database.url });
  superuser = await openDataSource({ url: database.superUrl });
  const folder = await mkdtemp(join(tmpdir(), 'caseward-forms-'));
  keys = await FileKeyService.load({ path: join(folder, 'root.json'), environment: 'test' });
});
afterAll(async () => {
  await record.destroy();
  await superuser.destroy();
  await database.drop();
});

describe('form versions', () => {
  const visit = { form: 'visit', version: 2, context: 'standard', definition: { title: { en: 'Visit' }, fields: [1] } };

  it('are kept for ever, with the date on which they were first there', async () => {
    await publishForms(record, [visit], START);
    await publishForms(record, [{ ...visit, definition: { fields: [1], title: { en: 'Visit' } } }], LATER);
    await publishForms(record, [{ ...visit, version: 3, definition: {} }], LATER);

    expect((await formVersions(record)).map(({ version, publishedAt }) => [version, publishedAt])).toEqual([
      [2, START],
      [3, LATER],
    ]);
    for (const change of [`UPDATE caseward.form_version SET context = 'x'`, 'DELETE FROM caseward.form_version']) {
      await expect(record.query(change)).rejects.toMatchObject({ code: '42501' });
      await expect(superuser.query(change)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('are never published again with another definition', async () => {
    await publishForms(record, [visit], START);
    const edited = { ...visit, definition: { title: { en: 'A visit' } } };

    await expect(publishForms(record, [edited], LATER)).rejects.toThrow(ConflictError);
    expect((await formVersions(record))[0]?.definition).toEqual(visit.definition);
  });
});

describe('drafts of forms', () => {
  const aPlace = (): DraftPlace => ({ caseId: randomUUID(), form: 'visit', personId: 'p-cw' });
  const half = { formVersion: 2, content: { told: CANARY }, onlyOn: null, savedAt: START };

  it('come back to who wrote them, and rest unreadable', async () => {
    const place = aPlace();
    const saved = await saveDraft(record, keys, place, half);

    expect(await readDraft(record, keys, place)).toEqual({ ...saved, content: half.content });
    expect(await readDraft(record, keys, { ...place, personId: 'p-other' })).toBeNull();
    expect(await draftsOf(record, place.caseId, 'p-cw')).toEqual([saved]);
    const rests = await superuser.query<{ text: string }[]>('SELECT d::text AS text FROM caseward.form_draft d');
    expect(JSON.stringify(rests)).not.toContain(Buffer.from(CANARY).toString('hex'));
  });

  it('are not overwritten by a device that read an older one', async () => {
    const place = aPlace();
    const first = await saveDraft(record, keys, place, half);
    const second = await saveDraft(record, keys, place, { ...half, content: 2, onlyOn: first?.revision ?? null });

    expect(await saveDraft(record, keys, place, half)).toBeNull();
    expect(await saveDraft(record, keys, place, { ...half, onlyOn: first?.revision ?? null })).toBeNull();
    expect(await dropDraft(record, place, first?.revision ?? null)).toBe(false);
    expect((await readDraft(record, keys, place))?.content).toBe(2);
    expect(await dropDraft(record, place, second?.revision ?? null)).toBe(true);
    expect(await readDraft(record, keys, place)).toBeNull();
  });

  it('go when nobody went on with them for the days that the policy in force allows [SPEC-5] [IM-4]', async () => {
    const [old, young] = [aPlace(), aPlace()];
    const after = (days: number): string => fromMs(toMs(START) + days * DAY_MS);
    await saveDraft(record, keys, old, half);
    await saveDraft(record, keys, young, { ...half, savedAt: after(1) });
    await dropAbandonedDrafts(record, after(89.9));
    expect(await readDraft(record, keys, old)).not.toBeNull();
    await dropAbandonedDrafts(record, after(90));
    expect(await readDraft(record, keys, old)).toBeNull();
    expect(await readDraft(record, keys, young)).not.toBeNull();

    await publishPolicy(record, policySnapshot('sop-drafts', { 'forms.draft_days': 10 }), after(20));
    expect(await dropAbandonedDrafts(record, after(19.9))).toBe(0);
    expect(await dropAbandonedDrafts(record, after(20))).toBeGreaterThan(0);
    expect(await readDraft(record, keys, young)).toBeNull();
  });

  it('go with the key of their case', async () => {
    const place = aPlace();
    await saveDraft(record, keys, place, half);
    await storeContent(record, keys, {
      ...{ contentId: randomUUID(), caseId: place.caseId, form: 'visit', formVersion: 2 },
      ...{ content: {}, createdBy: 'p-cw', createdAt: START },
    });
    await superuser.query('DELETE FROM caseward.form_content WHERE case_id = $1', [place.caseId]);
    await superuser.query('DELETE FROM caseward.case_key WHERE case_id = $1', [place.caseId]);

    expect(await draftsOf(record, place.caseId, 'p-cw')).toEqual([]);
  });
});
