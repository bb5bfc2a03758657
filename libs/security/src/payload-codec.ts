import type { Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import proto from '@temporalio/proto';
import type { CodecKeys } from './codec-keys.js';
import { packed, seal, SealBrokenError, unpacked, unseal } from './sealing.js';

export type { Payload, PayloadCodec };

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;
const ENCODING = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';
const CASE_ID = 'encryption-case';
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const read = (value: Uint8Array | null | undefined): string => new TextDecoder().decode(value ?? undefined);

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
    const { keyId, caseId, key } = await this.#keys.current(context?.workflowId);
    const about = caseId === undefined ? { keyId } : { keyId, caseId };
    return payloads.map((payload) => {
      const sealed = seal(key, Buffer.from(PayloadMessage.encode(payload).finish()), about);
      const metadata = { encoding: text(ENCODING), [KEY_ID]: text(keyId) };
      return {
        metadata: caseId === undefined ? metadata : { ...metadata, [CASE_ID]: text(caseId) },
        data: packed(sealed),
      };
    });
  }

  /** @throws UnknownKeyError, SealBrokenError, SecretGoneError after the erasure of the case */
  async decode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => this.#decoded(payload, context?.workflowId)));
  }

  async #decoded(payload: Payload, workflowId?: string): Promise<Payload> {
    if (!isEncrypted(payload)) return payload;
    const keyId = read(payload.metadata?.[KEY_ID]);
    const caseId = caseOf(payload);
    // What belongs to one case does not pass for another's, whoever put it there.
    if (caseId !== undefined && workflowId !== undefined && workflowId !== caseId) throw new SealBrokenError();
    const key = await this.#keys.byId(keyId, caseId);
    const about = caseId === undefined ? { keyId } : { keyId, caseId };
    return PayloadMessage.decode(unseal(key, unpacked(Buffer.from(payload.data ?? [])), about));
  }
}

export function isEncrypted(payload: Payload): boolean {
  return read(payload.metadata?.['encoding']) === ENCODING;
}

/** The case whose key encrypts a payload; undefined for one of the deployment. */
export function caseOf(payload: Payload): string | undefined {
  const given = payload.metadata?.[CASE_ID];
  return given == null ? undefined : read(given);
}
