import { keyFrom, SecretGoneError } from './case-secrets.js';
import { UnknownKeyError, type RootKeys } from './root-keys.js';
import type { CaseSecrets } from './secret-keeper.js';

export interface CodecKey {
  readonly keyId: string;
  /** The case whose own key it is; none for a key of the deployment. */
  readonly caseId?: string;
  readonly key: Buffer;
}

/** Which key encrypts and decrypts the payloads of the engine. */
export interface CodecKeys {
  current(workflowId?: string): Promise<CodecKey>;
  /** Also keys that no longer encrypt. @throws UnknownKeyError, SecretGoneError */
  byId(keyId: string, caseId?: string): Promise<Buffer>;
}

/** One key for the whole deployment, derived from its current root key; older root keys still decode. */
export class DeploymentCodecKeys implements CodecKeys {
  readonly #roots: RootKeys;
  readonly #derived = new Map<string, Buffer>();

  constructor(roots: RootKeys) {
    this.#roots = roots;
  }

  async current(): Promise<CodecKey> {
    const keyId = this.#roots.currentId;
    return { keyId, key: await this.byId(keyId) };
  }

  async byId(keyId: string): Promise<Buffer> {
    const key = this.#derived.get(keyId) ?? (await this.#derive(keyId));
    this.#derived.set(keyId, key);
    return key;
  }

  async #derive(keyId: string): Promise<Buffer> {
    try {
      return this.#roots.derive(keyId, 'payloads');
    } catch (error) {
      if (!(error instanceof UnknownKeyError)) throw error;
      await this.#roots.refresh();
      return this.#roots.derive(keyId, 'payloads');
    }
  }
}

const CASE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const REMEMBERED = 5_000;

/** What the payloads of a case hang on; destroyed with the case. */
export const payloadLabel = (caseId: string): string => `payloads/${caseId}`;

/**
 * A key for each case, from its secret; workflows that are no case, and cases that were erased, use the one of the
 * deployment: whatever still calls an erased case must get its answer rather than hang for ever.
 */
export class CaseCodecKeys implements CodecKeys {
  readonly #known = new Map<string, Buffer>();
  #version = '';

  constructor(
    private readonly deployment: CodecKeys,
    private readonly secrets: CaseSecrets,
  ) {}

  async current(workflowId?: string): Promise<CodecKey> {
    if (workflowId === undefined || !CASE.test(workflowId)) return this.deployment.current();
    try {
      const keyId = await this.secrets.currentTree();
      return { keyId, caseId: workflowId, key: await this.byId(keyId, workflowId) };
    } catch (error) {
      if (!(error instanceof SecretGoneError)) throw error;
      return this.deployment.current();
    }
  }

  async byId(keyId: string, caseId?: string): Promise<Buffer> {
    if (caseId === undefined) return this.deployment.byId(keyId);
    await this.#forgetWhatChanged();
    const name = `${keyId}/${caseId}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const key = keyFrom(await this.secrets.secret(payloadLabel(caseId), keyId), 'caseward/payloads');
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(name, key);
    return key;
  }

  /** A secret that another process destroyed must not live on here. */
  async #forgetWhatChanged(): Promise<void> {
    const version = await this.secrets.version();
    if (version === this.#version) return;
    this.#known.clear();
    this.#version = version;
  }
}
