import { dirname, join } from 'node:path';
import { RootKeys, UnknownKeyError } from './root-keys.js';
import { FileCaseSecrets, type CaseSecrets } from './secret-keeper.js';
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
  /** The id of the root key that wraps now. */
  currentRoot(): Promise<string>;
  /** What the wrapping of a case's key needs besides, and what is destroyed with the case. */
  readonly secrets: CaseSecrets;
}

export interface KeyFiles {
  /** The file with the root keys. */
  readonly path: string;
  /** The file with the secrets of the cases; beside the root keys where nothing else is said. */
  readonly secretsPath?: string | undefined;
  /** Where destroyed keys are listed; beside the root keys where nothing else is said. */
  readonly journalPath?: string | undefined;
  /** `NODE_ENV`. In production a missing file is a fault: a new one could read nothing of what exists. */
  readonly environment: string | undefined;
}

/** A folder of its own beside the root keys: those are only read, these are written. */
const WRITTEN = 'cases';

export function secretsPathOf({ path, secretsPath }: Pick<KeyFiles, 'path' | 'secretsPath'>): string {
  return secretsPath ?? join(dirname(path), WRITTEN, 'case-secrets.json');
}

export function journalPathOf({ path, journalPath }: Pick<KeyFiles, 'path' | 'journalPath'>): string {
  return journalPath ?? join(dirname(path), WRITTEN, 'key-journal.jsonl');
}

/** Root keys from a file on this machine: for development, and for deployments whose secret store mounts files. */
export class FileKeyService implements KeyService {
  readonly #roots: RootKeys;

  constructor(
    roots: RootKeys,
    readonly secrets: CaseSecrets,
  ) {
    this.#roots = roots;
  }

  /** @throws KeyFileError when a file is missing in production, or malformed */
  static async load(files: KeyFiles): Promise<FileKeyService> {
    const { path, environment } = files;
    const roots = await RootKeys.load({ path, environment });
    return new FileKeyService(roots, await FileCaseSecrets.load({ path: secretsPathOf(files), environment }));
  }

  async wrap(dataKey: Buffer, about: string): Promise<WrappedKey> {
    // Seldom, and never with a key that an operator has just replaced.
    const keyId = await this.currentRoot();
    const sealed = seal(this.#roots.derive(keyId, 'case-keys'), dataKey, { keyId, about });
    return { keyId, wrapped: packed(sealed) };
  }

  async unwrap({ keyId, wrapped }: WrappedKey, about: string): Promise<Buffer> {
    return unseal(await this.#derived(keyId), unpacked(wrapped), { keyId, about });
  }

  async currentRoot(): Promise<string> {
    await this.#roots.refresh();
    return this.#roots.currentId;
  }

  async #derived(keyId: string): Promise<Buffer> {
    try {
      return this.#roots.derive(keyId, 'case-keys');
    } catch (error) {
      if (!(error instanceof UnknownKeyError)) throw error;
      await this.#roots.refresh();
      return this.#roots.derive(keyId, 'case-keys');
    }
  }
}
