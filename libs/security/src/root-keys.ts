import { hkdfSync, randomBytes } from 'node:crypto';
import { KeyFileError, readKeyFile, type KeyFileSettings } from './key-files.js';

export const KEY_BYTES = 32;

/** Root keys by id. To rotate, add a key to the file and name it `current`; the older ones stay for reading. */
interface RootKeyFile {
  readonly current: string;
  /** Base64, 32 bytes each. */
  readonly keys: Readonly<Record<string, string>>;
}

/** What a root key is used for: each purpose has its own derived key, so that no key serves two algorithms or places. */
export type KeyPurpose = 'case-keys' | 'payloads' | 'requests' | 'sign-in';

/** The root keys of a deployment, from a file. */
export class RootKeys {
  #currentId: string;
  #keys: ReadonlyMap<string, Buffer>;
  #readAgain: (() => Promise<RootKeys>) | undefined;

  constructor(currentId: string, keys: ReadonlyMap<string, Buffer>) {
    this.#currentId = currentId;
    this.#keys = keys;
    this.derive(currentId, 'case-keys');
  }

  /** @throws KeyFileError */
  static async load(settings: KeyFileSettings): Promise<RootKeys> {
    const read = async (): Promise<RootKeys> =>
      parsed(await readKeyFile(settings, () => newRootKeyFile()), settings.path);
    const roots = await read();
    roots.#readAgain = read;
    return roots;
  }

  get currentId(): string {
    return this.#currentId;
  }

  get ids(): readonly string[] {
    return [...this.#keys.keys()];
  }

  /** What an operator has changed in the file since; a process need not end for that. */
  async refresh(): Promise<void> {
    const fresh = await this.#readAgain?.();
    if (fresh === undefined) return;
    this.#currentId = fresh.#currentId;
    this.#keys = fresh.#keys;
  }

  /**
   * @returns 32 bytes
   * @throws UnknownKeyError
   */
  derive(id: string, purpose: KeyPurpose): Buffer {
    const key = this.#keys.get(id);
    if (key === undefined) throw new UnknownKeyError(id);
    return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `caseward/${purpose}`, KEY_BYTES));
  }
}

/** Something was encrypted with a key that this deployment does not hold. */
export class UnknownKeyError extends Error {
  override readonly name = 'UnknownKeyError';

  constructor(readonly keyId: string) {
    super(`there is no key "${keyId}"`);
  }
}

/**
 * The text of a key file with one more key, which is the current one from now on; the others stay for reading.
 * @throws KeyFileError
 */
export function withNewRootKey(text: string, path: string): string {
  parsed(text, path);
  const { keys } = JSON.parse(text) as RootKeyFile;
  return newRootKeyFile(keys);
}

/** The text of a key file with its current key only. @throws KeyFileError */
export function withoutOldRootKeys(text: string, path: string): string {
  const { currentId } = parsed(text, path);
  const { keys } = JSON.parse(text) as RootKeyFile;
  return written({ current: currentId, keys: { [currentId]: keys[currentId] ?? '' } });
}

function newRootKeyFile(others: RootKeyFile['keys'] = {}): string {
  const id = `root-${randomBytes(4).toString('hex')}`;
  return written({ current: id, keys: { ...others, [id]: randomBytes(KEY_BYTES).toString('base64') } });
}

function written(file: RootKeyFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

function parsed(text: string, path: string): RootKeys {
  const file = asRootKeyFile(text);
  if (file === null) throw new KeyFileError(`the key file at ${path} is not {"current": id, "keys": {id: base64}}`);
  const keys = new Map(Object.entries(file.keys).map(([id, key]) => [id, Buffer.from(key, 'base64')]));
  for (const [id, key] of keys) {
    if (key.length !== KEY_BYTES) throw new KeyFileError(`key "${id}" at ${path} is not ${KEY_BYTES} bytes long`);
  }
  if (!keys.has(file.current)) throw new KeyFileError(`the current key at ${path} is not among its keys`);
  return new RootKeys(file.current, keys);
}

function asRootKeyFile(text: string): RootKeyFile | null {
  try {
    const { current, keys } = JSON.parse(text) as Partial<Record<keyof RootKeyFile, unknown>>;
    if (typeof current !== 'string' || typeof keys !== 'object' || keys === null) return null;
    if (!Object.values(keys).every((key) => typeof key === 'string')) return null;
    return { current, keys: keys as Record<string, string> };
  } catch {
    return null;
  }
}
