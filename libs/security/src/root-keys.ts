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
export type KeyPurpose = 'case-keys' | 'payloads' | 'requests';

/** The root keys of a deployment, from a file. */
export class RootKeys {
  readonly #keys: ReadonlyMap<string, Buffer>;

  constructor(
    readonly currentId: string,
    keys: ReadonlyMap<string, Buffer>,
  ) {
    this.#keys = keys;
    this.derive(currentId, 'case-keys');
  }

  /** @throws KeyFileError */
  static async load(settings: KeyFileSettings): Promise<RootKeys> {
    return parsed(await readKeyFile(settings, newRootKeyFile), settings.path);
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

function newRootKeyFile(): string {
  const id = `root-${randomBytes(4).toString('hex')}`;
  const file: RootKeyFile = { current: id, keys: { [id]: randomBytes(KEY_BYTES).toString('base64') } };
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
