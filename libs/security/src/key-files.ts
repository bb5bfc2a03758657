import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface KeyFileSettings {
  readonly path: string;
  /** `NODE_ENV`. In production a missing key is a fault: a new one could read nothing of what exists. */
  readonly environment: string | undefined;
}

/** A key file that should be there and is not, or does not hold what it should. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
}

/**
 * The text of a key file. Outside production a missing one is created, readable by its owner only; of several processes
 * that start at once, one creates it and all read the same.
 * @throws KeyFileError
 */
export async function readKeyFile(settings: KeyFileSettings, generate: () => string): Promise<string> {
  const existing = await readIfThere(settings.path);
  if (existing !== null) return existing;
  if (settings.environment === 'production') {
    throw new KeyFileError(`there is no key file at ${settings.path}; in production none is created: provide it`);
  }
  await createOnce(settings.path, generate());
  const created = await readIfThere(settings.path);
  if (created === null) throw new KeyFileError(`the key file at ${settings.path} cannot be created`);
  return created;
}

export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Puts another text in the place of a key file: readers see the old one or the new one. The bytes of the old one are
 * written over, as far as the file system lets anybody do that.
 */
export async function replaceKeyFile(path: string, text: string): Promise<void> {
  const draft = await draftOf(path, text);
  const old = await open(path, 'r+');
  try {
    const { size } = await old.stat();
    await rename(draft, path);
    await syncFolder(dirname(path));
    await old.write(randomBytes(size), 0, size, 0);
    await old.sync();
  } finally {
    await old.close();
  }
}

/** A rename survives a power cut only when the folder was written too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function draftOf(path: string, text: string): Promise<string> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}

/** Written aside and linked into place, so that nobody ever reads half a key. */
async function createOnce(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = await draftOf(path, text);
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
