import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { canonicalJson } from './canonical.js';

/** AES-256-GCM with a random 12-byte IV and a 16-byte tag. */
export interface Sealed {
  readonly iv: Buffer;
  readonly tag: Buffer;
  readonly ciphertext: Buffer;
}

/** Wrong key, wrong associated data, or changed bytes: which of them cannot be known. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';

  constructor() {
    super('this cannot be opened with the given key and associated data');
  }
}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** @param about what the sealed bytes belong to; opening with anything else fails */
export function seal(key: Buffer, plaintext: Buffer, about: unknown): Sealed {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(canonicalJson(about)));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return { iv, tag: cipher.getAuthTag(), ciphertext };
}

/** @throws SealBrokenError */
export function unseal(key: Buffer, { iv, tag, ciphertext }: Sealed, about: unknown): Buffer {
  try {
    const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(canonicalJson(about)));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    throw new SealBrokenError();
  }
}

/** IV, tag and ciphertext in one piece. */
export function packed({ iv, tag, ciphertext }: Sealed): Buffer {
  return Buffer.concat([iv, tag, ciphertext]);
}

/** @throws SealBrokenError when it is too short to be one */
export function unpacked(bytes: Buffer): Sealed {
  if (bytes.length < IV_BYTES + TAG_BYTES) throw new SealBrokenError();
  return {
    iv: bytes.subarray(0, IV_BYTES),
    tag: bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES),
    ciphertext: bytes.subarray(IV_BYTES + TAG_BYTES),
  };
}
