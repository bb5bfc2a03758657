import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';

/**
 * RFC 8785 text of a value as JSON carries it: absent and `undefined` are the same, and so is a value that was stored and read back.
 * @throws TypeError when the value has no JSON form
 */
export function canonicalJson(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError('only JSON values have a canonical form');
  return canonicalize(JSON.parse(text));
}

export function sha256(...parts: readonly (Buffer | string)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** SHA-256, hexadecimal, of the bytes given or of the canonical JSON of any other value. */
export function contentDigest(content: unknown): string {
  return sha256(Buffer.isBuffer(content) ? content : canonicalJson(content)).toString('hex');
}
