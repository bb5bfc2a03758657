import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTree, secretOf, SecretGoneError, withoutSecrets, type SecretTree } from './case-secrets.js';
import { UnknownKeyError } from './root-keys.js';
import { FileCaseSecrets } from './secret-keeper.js';

const labels = (count: number, of: string): string[] => Array.from({ length: count }, (_, at) => `${of}-${String(at)}`);

describe('a tree of secrets', () => {
  it('gives each label its own secret, always the same', () => {
    const tree = freshTree();
    const all = labels(200, 'case').map((label) => secretOf(tree, label).toString('hex'));
    expect(new Set(all).size).toBe(200);
    expect(labels(200, 'case').map((label) => secretOf(tree, label).toString('hex'))).toEqual(all);
    expect(secretOf(freshTree(), 'case-0').toString('hex')).not.toBe(all[0]);
  });

  it('loses what was destroyed and nothing else, in whatever order it was destroyed [IM-7]', () => {
    const tree = freshTree();
    const [gone, kept] = [labels(60, 'gone'), labels(60, 'kept')];
    const before = kept.map((label) => secretOf(tree, label).toString('hex'));
    const left = withoutSecrets(tree, gone);
    const back = withoutSecrets(withoutSecrets(tree, gone.slice(30)), gone.slice(0, 30));
    expect(kept.map((label) => secretOf(left, label).toString('hex'))).toEqual(before);
    const held = (seeds: SecretTree) => [...seeds].map(([at, seed]) => `${at} ${seed.toString('hex')}`).sort();
    expect(held(back)).toEqual(held(left));
    for (const label of gone) expect(() => secretOf(left, label)).toThrow(SecretGoneError);
    expect(withoutSecrets(left, gone).size).toBe(left.size);
  });

  it('keeps no seed that leads to what was destroyed', () => {
    const tree = freshTree();
    const secret = secretOf(tree, 'gone').toString('hex');
    const left = withoutSecrets(tree, ['gone']);
    const held = [...left.values()].map((seed) => seed.toString('hex'));
    expect(held).not.toContain(secret);
    expect(held).not.toContain([...tree.values()][0]!.toString('hex'));
    expect(held).toHaveLength(64);
  });
});

describe('the file of secrets', () => {
  let folder: string;
  beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'caseward-secrets-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const settings = (name: string) => ({ path: join(folder, name), environment: 'test' });

  it('is one for all processes: what one destroys, the others no longer have [IM-7]', async () => {
    const [here, there] = [await FileCaseSecrets.load(settings('a')), await FileCaseSecrets.load(settings('a'))];
    const tree = await here.currentTree();
    const kept = await here.secret('kept', tree);
    expect((await there.secret('gone', tree)).equals(await here.secret('gone', tree))).toBe(true);
    const before = await there.version();
    await here.destroy(['gone']);
    expect(await there.version()).not.toBe(before);
    await expect(there.secret('gone', tree)).rejects.toThrow(SecretGoneError);
    expect((await there.secret('kept', tree)).equals(kept)).toBe(true);
    const again = await FileCaseSecrets.load({ ...settings('a'), environment: 'production' });
    await expect(again.secret('gone', tree)).rejects.toThrow(SecretGoneError);
  });

  it('takes new secrets from a new tree, and has none of a tree that was given up', async () => {
    const secrets = await FileCaseSecrets.load(settings('b'));
    const old = await secrets.currentTree();
    const before = await secrets.secret('case', old);
    const next = await secrets.addTree();
    expect((await secrets.secret('case', next)).equals(before)).toBe(false);
    expect((await secrets.secret('case', old)).equals(before)).toBe(true);
    await secrets.destroy(['other']);
    for (const tree of [old, next]) await expect(secrets.secret('other', tree)).rejects.toThrow(SecretGoneError);
    await secrets.dropTree(old);
    await expect(secrets.secret('case', old)).rejects.toThrow(UnknownKeyError);
    await expect(secrets.dropTree(next)).rejects.toThrow('in use');
  });

  it.each(['', '{}', '{"current":"a","trees":{}}'])('refuses a malformed file %j without showing it', async (text) => {
    const path = join(folder, `malformed-${String(text.length)}`);
    await writeFile(path, text);
    await expect(FileCaseSecrets.load({ path, environment: 'test' })).rejects.toThrow(path);
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('is never made by a process in production', async () => {
    const path = join(folder, randomBytes(4).toString('hex'));
    await expect(FileCaseSecrets.load({ path, environment: 'production' })).rejects.toThrow('in production none');
  });
});
