import { randomBytes, randomUUID } from 'node:crypto';
import {
  addAgencyKey,
  CASE_WRAPPING,
  caseKeyOf,
  countStaleKeys,
  openDataSource,
  readContent,
  rewrapAgencyKeys,
  rewrapCaseKeys,
  row,
  rows,
  storeContent,
} from '@caseward/persistence';
import { createCaseKey, FileKeyService, MemoryCaseSecrets, RootKeys, UnknownKeyError } from '@caseward/security';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { aCase, START } from './a-case.js';

let database: TestDatabase;
let record: DataSource;
const [older, newer] = [randomBytes(32), randomBytes(32)];
const secrets = new MemoryCaseSecrets();
const of = (current: string, keys: Readonly<Record<string, Buffer>>) =>
  new FileKeyService(new RootKeys(current, new Map(Object.entries(keys))), secrets);
const keys = of('older', { older });
const rotated = of('newer', { older, newer });

beforeAll(async () => {
  database = await testDatabase();
  record = await openDataSource({ url: database.url });
});
afterAll(async () => {
  await record.destroy();
  await database.drop();
});

interface Stored {
  readonly agency: string | null;
  readonly version: number | null;
  readonly root: string | null;
}
const stored = (caseId: string) =>
  row<Stored>(
    record,
    `SELECT agency_id AS agency, agency_key_version AS version, root_key_id AS root FROM caseward.case_key WHERE case_id = $1`,
    [caseId],
  );
const write = (caseId: string, by = keys) =>
  storeContent(record, by, {
    ...{ contentId: randomUUID(), caseId, form: 'note', formVersion: 1, content: 'invented' },
    ...{ createdBy: 'p-cw', createdAt: START },
  });
const read = async (contentId: string, by = keys) => (await readContent(record, by, contentId))?.content;

/** As releases before this one wrapped: with the root key alone. */
async function wrappedByRoot(caseId: string): Promise<Buffer> {
  const key = createCaseKey();
  const { keyId, wrapped } = await keys.wrap(key, caseId);
  const values = [caseId, keyId, wrapped];
  await rows(record, 'INSERT INTO caseward.case_key (case_id, root_key_id, wrapped_key) VALUES ($1, $2, $3)', values);
  return key;
}

describe('the key of a case', () => {
  it('is wrapped by the key of its agency, and opens with nothing less than all three', async () => {
    const { caseId } = await aCase(record);
    const { contentId } = await write(caseId);
    expect(await stored(caseId)).toEqual({ agency: 'a-1', version: 1, root: null });
    expect(await read(contentId)).toBe('invented');
    await expect(read(contentId, of('newer', { newer }))).rejects.toThrow(UnknownKeyError);
    const elsewhere = new FileKeyService(new RootKeys('older', new Map([['older', older]])), new MemoryCaseSecrets());
    await expect(read(contentId, elsewhere)).rejects.toThrow('cannot be opened');
  });

  it('of an older release opens as before, and is wrapped anew without a change of what it opens', async () => {
    const { caseId } = await aCase(record);
    const key = await wrappedByRoot(caseId);
    expect((await caseKeyOf(record, keys, caseId)).equals(key)).toBe(true);
    expect(await countStaleKeys(record, keys)).toBe(1);
    expect(await rewrapCaseKeys(record, keys, 10)).toBe(1);
    expect(await countStaleKeys(record, keys)).toBe(0);
    expect(await stored(caseId)).toEqual({ agency: 'a-1', version: 1, root: null });
    expect((await caseKeyOf(record, keys, caseId)).equals(key)).toBe(true);
  });

  it('follows a case that another agency carries now', async () => {
    const { caseId } = await aCase(record);
    const { contentId } = await write(caseId);
    await rows(record, `UPDATE caseward.case_summary SET agency_id = 'a-2' WHERE case_id = $1`, [caseId]);
    expect(await rewrapCaseKeys(record, keys, 10)).toBe(1);
    expect(await stored(caseId)).toMatchObject({ agency: 'a-2' });
    expect(await read(contentId)).toBe('invented');
  });
});

describe('rotation', () => {
  it('replaces root, agency and secret while everything is read on, and the old ones then open nothing', async () => {
    const cases = await Promise.all(Array.from({ length: 12 }, () => aCase(record)));
    const contents = await Promise.all(cases.map(({ caseId }) => write(caseId)));
    const before = await secrets.currentTree();
    let [reads, isOver] = [0, false];
    const reading = (async () => {
      while (!isOver) {
        for (const { contentId } of contents) expect(await read(contentId, rotated)).toBe('invented');
        reads += contents.length;
      }
    })();
    expect(await rewrapAgencyKeys(record, rotated, CASE_WRAPPING)).toBeGreaterThan(0);
    await addAgencyKey(record, rotated, CASE_WRAPPING, 'a-1', 2);
    await secrets.addTree();
    while ((await rewrapCaseKeys(record, rotated, 5)) > 0);
    isOver = true;
    await reading;
    expect(reads).toBeGreaterThan(0);
    expect(await countStaleKeys(record, rotated)).toBe(0);
    await secrets.dropTree(before);
    expect(await read(contents[0]!.contentId, rotated)).toBe('invented');
    await expect(read(contents[0]!.contentId, keys)).rejects.toThrow(UnknownKeyError);
    const used = await rows(record, `SELECT FROM caseward.case_key WHERE agency_id = 'a-1' AND agency_key_version = 1`);
    expect(used).toEqual([]);
  });
});
