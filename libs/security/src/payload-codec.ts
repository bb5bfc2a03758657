import type { Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import proto from '@temporalio/proto';
import type { RootKeys } from './root-keys.js';
import { packed, seal, unpacked, unseal } from './sealing.js';

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;
const ENCODING = 'binary/encrypted';
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const read = (value: Uint8Array | null | undefined): string => new TextDecoder().decode(value ?? undefined);

/** Which key encrypts and decrypts the payloads of the engine. The context names the workflow, so a case may have its own. */
export interface CodecKeys {
  current(context?: SerializationContext): Promise<{ readonly keyId: string; readonly key: Buffer }>;
  /** Also keys that no longer encrypt. @throws UnknownKeyError */
  byId(keyId: string, context?: SerializationContext): Promise<Buffer>;
}

/** One key for the whole deployment, derived from its current root key; older root keys still decode. */
export class DeploymentCodecKeys implements CodecKeys {
  readonly #roots: RootKeys;
  readonly #derived = new Map<string, Buffer>();

  constructor(roots: RootKeys) {
    this.#roots = roots;
  }

  async current(): Promise<{ readonly keyId: string; readonly key: Buffer }> {
    const keyId = this.#roots.currentId;
    return { keyId, key: await this.byId(keyId) };
  }

  async byId(keyId: string): Promise<Buffer> {
    const key = this.#derived.get(keyId) ?? this.#roots.derive(keyId, 'payloads');
    this.#derived.set(keyId, key);
    return key;
  }
}

/**
 * Encrypts whole payloads, their metadata included, before they leave for the engine. What is not encrypted passes
 * decoding untouched: the engine adds payloads of its own.
 */
export class EncryptingPayloadCodec implements PayloadCodec {
  readonly #keys: CodecKeys;

  constructor(keys: CodecKeys) {
    this.#keys = keys;
  }

  async encode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    if (payloads.length === 0) return [];
    const { keyId, key } = await this.#keys.current(context);
    return payloads.map((payload) => {
      const inner = PayloadMessage.encode(payload).finish();
      const sealed = seal(key, Buffer.from(inner), { keyId });
      return { metadata: { encoding: text(ENCODING), 'encryption-key-id': text(keyId) }, data: packed(sealed) };
    });
  }

  /** @throws UnknownKeyError, SealBrokenError */
  async decode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => this.#decoded(payload, context)));
  }

  async #decoded(payload: Payload, context?: SerializationContext): Promise<Payload> {
    if (read(payload.metadata?.['encoding']) !== ENCODING) return payload;
    const keyId = read(payload.metadata?.['encryption-key-id']);
    const key = await this.#keys.byId(keyId, context);
    const inner = unseal(key, unpacked(Buffer.from(payload.data ?? [])), { keyId });
    return PayloadMessage.decode(inner);
  }
}
