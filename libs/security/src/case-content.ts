import { randomBytes } from 'node:crypto';
import { sha256 } from './canonical.js';
import { KEY_BYTES } from './root-keys.js';
import { packed, seal, unseal, type Sealed } from './sealing.js';

/** What a content belongs to; it opens for nothing else. */
export interface ContentPlace {
  readonly caseId: string;
  readonly contentId: string;
  readonly form: string;
  readonly version: number;
}

/** A new data key for one case: destroying its wrapped form makes all content of the case unreadable. */
export function createCaseKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

export function encryptContent(caseKey: Buffer, plaintext: Buffer, place: ContentPlace): Sealed {
  return seal(caseKey, plaintext, place);
}

/** @throws SealBrokenError when the key or the place is another one, or a byte was changed */
export function decryptContent(caseKey: Buffer, sealed: Sealed, place: ContentPlace): Buffer {
  return unseal(caseKey, sealed, place);
}

/**
 * SHA-256, hexadecimal, of the sealed bytes: what events carry. It can be checked without any key, and once the key of a
 * case is destroyed nobody can find out by guessing what was written.
 */
export function sealedDigest(sealed: Sealed): string {
  return sha256(packed(sealed)).toString('hex');
}
