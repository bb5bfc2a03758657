import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createCaseKey, decryptContent, encryptContent, sealedDigest, type ContentPlace } from './case-content.js';
import { FileKeyService } from './key-service.js';
import { UnknownKeyError } from './root-keys.js';
import { SealBrokenError } from './sealing.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caseward-keys-'));
});

const place: ContentPlace = { caseId: 'case-1', contentId: 'content-1', form: 'assessment', version: 3 };

describe('content of a case', () => {
  const key = createCaseKey();
  const sealed = encryptContent(key, Buffer.from('what was said'), place);

  it('opens with its key and place', () => {
    expect(decryptContent(key, sealed, place).toString()).toBe('what was said');
    expect(sealed.ciphertext.toString('latin1')).not.toContain('said');
  });

  it.each(Object.keys(place))('refuses another %s', (name) => {
    const other = { ...place, [name]: name === 'version' ? 4 : 'another' };
    expect(() => decryptContent(key, sealed, other)).toThrow(SealBrokenError);
  });

  it('refuses another key and any changed byte', () => {
    expect(() => decryptContent(createCaseKey(), sealed, place)).toThrow(SealBrokenError);
    for (const part of ['iv', 'tag', 'ciphertext'] as const) {
      const changed = Buffer.from(sealed[part]);
      changed[0]! ^= 1;
      expect(() => decryptContent(key, { ...sealed, [part]: changed }, place)).toThrow(SealBrokenError);
    }
    expect(() => decryptContent(key, { ...sealed, tag: sealed.tag.subarray(0, 4) }, place)).toThrow(SealBrokenError);
  });

  it('never encrypts the same twice alike, so that its digest tells nothing about what was written', () => {
    const again = encryptContent(key, Buffer.from('what was said'), place);
    expect(again.iv.equals(sealed.iv)).toBe(false);
    expect(sealedDigest(again)).not.toBe(sealedDigest(sealed));
  });
});

describe('root keys from a file', () => {
  it('wraps a key for one case only', async () => {
    const service = await FileKeyService.load({ path: join(folder, 'a', 'root.json'), environment: undefined });
    const key = createCaseKey();
    const wrapped = await service.wrap(key, 'case-1');
    expect((await service.unwrap(wrapped, 'case-1')).equals(key)).toBe(true);
    await expect(service.unwrap(wrapped, 'case-2')).rejects.toThrow(SealBrokenError);
    await expect(service.unwrap({ ...wrapped, keyId: 'root-0' }, 'case-1')).rejects.toThrow(UnknownKeyError);
  });

  it('creates one file however many processes start, readable by the owner only', async () => {
    const path = join(folder, 'b', 'root.json');
    const services = await Promise.all(
      Array.from({ length: 8 }, () => FileKeyService.load({ path, environment: 'test' })),
    );
    const wrapped = await services[0]!.wrap(createCaseKey(), 'case-1');
    for (const service of services) await service.unwrap(wrapped, 'case-1');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'b'))).toEqual(['cases', 'root.json']);
  });

  it('creates none in production', async () => {
    const path = join(folder, 'c', 'root.json');
    await expect(FileKeyService.load({ path, environment: 'production' })).rejects.toThrow(
      'in production none is created',
    );
  });

  it.each(['', '{}', '{"current":"a","keys":{"b":"AA=="}}', '{"current":"b","keys":{"b":"AA=="}}'])(
    'refuses a malformed file %j without showing it',
    async (text) => {
      const path = join(folder, `malformed-${text.length}.json`);
      await writeFile(path, text);
      await expect(FileKeyService.load({ path, environment: 'test' })).rejects.toThrow(path);
    },
  );

  it('opens what an older root key wrapped after rotation', async () => {
    const path = join(folder, 'd', 'root.json');
    const before = await FileKeyService.load({ path, environment: 'test' });
    const key = createCaseKey();
    const old = await before.wrap(key, 'case-1');
    const file = JSON.parse(await readFile(path, 'utf8')) as { keys: Record<string, string> };
    const keys = { ...file.keys, 'root-new': Buffer.alloc(32, 7).toString('base64') };
    await writeFile(path, JSON.stringify({ current: 'root-new', keys }));
    // The process that is running finds the new key, and goes on wrapping with it.
    expect((await before.wrap(key, 'case-1')).keyId).toBe('root-new');
    const after = await FileKeyService.load({ path, environment: 'test' });
    expect((await after.unwrap(old, 'case-1')).equals(key)).toBe(true);
    expect((await after.wrap(key, 'case-1')).keyId).toBe('root-new');
  });
});
