import { createHmac } from 'node:crypto';
import type { RootKeys } from './root-keys.js';
import { packed, seal, SealBrokenError, unpacked, unseal } from './sealing.js';

/** What signing in keeps secret: second factors, the state of the embedded provider, cookies of a sign-in on its way. */
export class SignInKeys {
  readonly #roots: Pick<RootKeys, 'currentId' | 'derive'>;

  constructor(roots: Pick<RootKeys, 'currentId' | 'derive'>) {
    this.#roots = roots;
  }

  /** The root key with which is sealed now. */
  get currentId(): string {
    return this.#roots.currentId;
  }

  /** The id of the root key stands before the sealed bytes. @param about what they belong to */
  seal(plaintext: Buffer, about: unknown): Buffer {
    const keyId = this.#roots.currentId;
    const name = Buffer.from(keyId);
    const key = this.#roots.derive(keyId, 'sign-in');
    return Buffer.concat([Buffer.from([name.length]), name, packed(seal(key, plaintext, about))]);
  }

  /** @throws SealBrokenError, UnknownKeyError */
  open(bytes: Buffer, about: unknown): Buffer {
    const length = bytes[0] ?? 0;
    if (bytes.length <= length) throw new SealBrokenError();
    const keyId = bytes.subarray(1, 1 + length).toString();
    return unseal(this.#roots.derive(keyId, 'sign-in'), unpacked(bytes.subarray(1 + length)), about);
  }

  /** A keyed digest: the same text gives the same, and nobody without the key can try texts. */
  digest(purpose: string, text: string): Buffer {
    const key = this.#roots.derive(this.#roots.currentId, 'sign-in');
    return createHmac('sha256', key)
      .update(JSON.stringify([purpose, text]))
      .digest();
  }
}
