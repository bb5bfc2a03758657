import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  caseKeyOf,
  ConflictError,
  contentsOf,
  openDataSource,
  readContent,
  reserveCaseCode,
  storeContent,
  type NewContent,
} from '@caseward/persistence';
import { FileKeyService, SealBrokenError, UnknownKeyError } from '@caseward/security';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { START } from './a-case.js';

const CANARY = 'Zaytuna Alqanari';
let database: TestDatabase;
let record: DataSource;
let superuser: DataSource;
let keys: FileKeyService;
let otherKeys: FileKeyService;

beforeAll(async () => {
  database = await testDatabase();
  record = await openDataSource({ url: database.url });
  superuser = await openDataSource({ url: database.superUrl });
  const folder = await mkdtemp(join(tmpdir(), 'caseward-contents-'));
  keys = await FileKeyService.load({ path: join(folder, 'root.json'), environment: 'test' });
  otherKeys = await FileKeyService.load({ path: join(folder, 'other.json'), environment: 'test' });
});
afterAll(async () => {
  await record.destroy();
  await superuser.destroy();
  await database.drop();
});

const aContent = (over: Partial<NewContent> = {}): NewContent => ({
  contentId: randomUUID(),
  caseId: randomUUID(),
  form: 'assessment',
  formVersion: 2,
  content: { told: `${CANARY} said so`, at: [1, null] },
  createdBy: 'p-cw',
  createdAt: START,
  ...over,
});

describe('form content', () => {
  it('comes back as it was written', async () => {
    const given = aContent();
    const ref = await storeContent(record, keys, given);
    expect(ref).toMatchObject({ contentId: given.contentId, form: 'assessment', formVersion: 2 });
    const { caseId, content, createdBy, createdAt } = given;
    expect(await readContent(record, keys, given.contentId)).toEqual({ caseId, ref, content, createdBy, createdAt });
    expect(await contentsOf(record, given.caseId)).toEqual([ref]);
    expect(await readContent(record, keys, randomUUID())).toBeNull();
  });

  it('rests unreadable', async () => {
    await storeContent(record, keys, aContent());
    const found = await superuser.query<Record<string, unknown>[]>('SELECT * FROM caseward.form_content');
    const texts = found.flatMap((row) =>
      Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value))),
    );
    const dump = texts.join(' ');
    expect(dump).not.toContain(CANARY);
    expect(dump).not.toContain('told');
  });

  it('is stored once when sent again, and never replaced', async () => {
    const given = aContent();
    const refs = await Promise.all(Array.from({ length: 5 }, () => storeContent(record, keys, given)));
    expect(new Set(refs.map(({ digest }) => digest)).size).toBe(1);
    await expect(storeContent(record, keys, { ...given, content: 'other' })).rejects.toThrow(ConflictError);
    await expect(storeContent(record, keys, { ...given, caseId: randomUUID() })).rejects.toThrow(ConflictError);
    await expect(storeContent(record, keys, { ...given, formVersion: 3 })).rejects.toThrow(ConflictError);
    expect((await readContent(record, keys, given.contentId))?.content).toEqual(given.content);
  });

  it('opens with no other root key, for no other case, and not once a byte has changed', async () => {
    const [given, other] = [aContent(), aContent()];
    await storeContent(record, keys, given);
    await storeContent(record, keys, other);
    await expect(readContent(record, otherKeys, given.contentId)).rejects.toThrow(UnknownKeyError);
    const change = async (assignment: string) =>
      superuser.transaction(async (sql) => {
        await sql.query(`SET LOCAL session_replication_role = 'replica'`);
        await sql.query(`UPDATE caseward.form_content f SET ${assignment} WHERE f.content_id = $1`, [given.contentId]);
      });
    await change(`case_id = '${other.caseId}'`);
    await expect(readContent(record, keys, given.contentId)).rejects.toThrow(SealBrokenError);
    await change(`case_id = '${given.caseId}'`);
    await change('ciphertext = set_byte(ciphertext, 0, get_byte(ciphertext, 0) # 1)');
    await expect(readContent(record, keys, given.contentId)).rejects.toThrow(SealBrokenError);
    await change(`digest = encode(sha256(iv || tag || ciphertext), 'hex')`);
    await expect(readContent(record, keys, given.contentId)).rejects.toThrow(SealBrokenError);
  });

  it('has a digest that anybody with the database can check', async () => {
    const ref = await storeContent(record, keys, aContent());
    const [row] = await superuser.query<{ digest: string }[]>(
      `SELECT encode(sha256(iv || tag || ciphertext), 'hex') AS digest FROM caseward.form_content WHERE content_id = $1`,
      [ref.contentId],
    );
    expect(row?.digest).toBe(ref.digest);
  });
});

describe('the key of a case', () => {
  it('is one, whoever asks first', async () => {
    const caseId = randomUUID();
    const found = await Promise.all(Array.from({ length: 10 }, () => caseKeyOf(record, keys, caseId)));
    expect(new Set(found.map((key) => key.toString('hex'))).size).toBe(1);
    expect((await caseKeyOf(record, keys, randomUUID())).equals(found[0]!)).toBe(false);
  });
});

describe('a case code', () => {
  it('belongs to one case', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    expect(await reserveCaseCode(record, one, 'C-1')).toBe(true);
    expect(await reserveCaseCode(record, one, 'C-1')).toBe(true);
    expect(await reserveCaseCode(record, other, 'C-1')).toBe(false);
    expect(await reserveCaseCode(record, one, 'C-2')).toBe(false);
    const contest = await Promise.all(
      [randomUUID(), randomUUID(), randomUUID()].map((id) => reserveCaseCode(record, id, 'C-3')),
    );
    expect(contest.filter(Boolean)).toHaveLength(1);
  });
});
