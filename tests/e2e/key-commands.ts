import { randomUUID } from 'node:crypto';
import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { keyFileOf, seedDemo } from '@caseward/cli';
import { factorsOf, readContent, storeContent } from '@caseward/persistence';
import { loadKeyring, SignInKeys, UnknownKeyError, type Keyring } from '@caseward/security';
import type { DataSource } from 'typeorm';
import { expect } from 'vitest';
import type { Finished } from './support.js';

interface Site {
  readonly operator: (...args: string[]) => Promise<Finished>;
  readonly record: DataSource;
  readonly dataDir: string;
  readonly caseId: string;
}

/**
 * Everything that was written before opens with the new keys, and nothing with the old ones.
 * The last thing that is done to a deployment: what its engine holds from before cannot be read afterwards.
 */
export async function replaceKeys({ operator, record, dataDir, caseId }: Site): Promise<void> {
  const keyFile = keyFileOf(dataDir);
  const keyring = (path = keyFile): Promise<Keyring> => loadKeyring({ path, environment: 'production' });
  const { contentId } = await storeContent(record, (await keyring()).keyService, {
    ...{ contentId: randomUUID(), caseId, form: 'note', formVersion: 1, content: 'invented' },
    ...{ createdBy: 'demo-cw-amal', createdAt: '2026-03-02T06:00:00.000Z' },
  });
  const written = async (by: Keyring): Promise<unknown> =>
    (await readContent(record, by.keyService, contentId))?.content;
  const stolen = join(dataDir, 'stolen');
  await cp(dirname(keyFile), stolen, { recursive: true });

  const codes = async (by: Keyring): Promise<number> =>
    (await factorsOf(record, new SignInKeys(by.roots), 'demo-cw-amal')).length;
  await seedDemo(record, new SignInKeys((await keyring()).roots));

  const rotated = await operator('keys', 'rotate', '--json');
  expect(rotated.code, rotated.stderr).toBe(0);
  expect(JSON.parse(rotated.stdout)).toMatchObject({ renewed: ['root', 'agencies', 'secrets', 'names'], cases: 1 });
  expect((await operator('replay', '--all')).code, 'histories from before').toBe(0);
  expect(await written(await keyring())).toBe('invented');
  await expect(written(await keyring(join(stolen, 'root.json')))).rejects.toThrow(UnknownKeyError);

  expect((await operator('keys', 'forget-old')).code).toBe(0);
  expect(await written(await keyring())).toBe('invented');
  expect(await codes(await keyring()), 'second factors are sealed anew').toBe(1);
  expect((await operator('keys', 'erase-again', '--json')).stdout).toContain('"erased":0');
}
