import type { KeyFileSettings } from './key-files.js';
import { RootKeys } from './root-keys.js';
import { packed, seal, unpacked, unseal } from './sealing.js';

/** A data key as it may rest in a database. */
export interface WrappedKey {
  /** The root key that unwraps it. */
  readonly keyId: string;
  readonly wrapped: Buffer;
}

/** Wraps data keys with root keys that never leave it: a file here, a key management service elsewhere. */
export interface KeyService {
  /** @param about what the key is for; unwrapping for anything else fails */
  wrap(dataKey: Buffer, about: string): Promise<WrappedKey>;
  /** @throws UnknownKeyError, SealBrokenError */
  unwrap(wrappedKey: WrappedKey, about: string): Promise<Buffer>;
}

/** Root keys from a file on this machine: for development, and for deployments whose secret store mounts files. */
export class FileKeyService implements KeyService {
  readonly #roots: RootKeys;

  constructor(roots: RootKeys) {
    this.#roots = roots;
  }

  /** @throws KeyFileError when it is missing in production, or malformed */
  static async load(settings: KeyFileSettings): Promise<FileKeyService> {
    return new FileKeyService(await RootKeys.load(settings));
  }

  async wrap(dataKey: Buffer, about: string): Promise<WrappedKey> {
    const keyId = this.#roots.currentId;
    const sealed = seal(this.#roots.derive(keyId, 'case-keys'), dataKey, { keyId, about });
    return { keyId, wrapped: packed(sealed) };
  }

  async unwrap({ keyId, wrapped }: WrappedKey, about: string): Promise<Buffer> {
    return unseal(this.#roots.derive(keyId, 'case-keys'), unpacked(wrapped), { keyId, about });
  }
}
