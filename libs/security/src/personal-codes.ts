import { createHash, randomBytes } from 'node:crypto';

/** Without signs that are taken for each other when somebody reads them out (Crockford). */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS_A_SIGN = 5;
const BYTES = 16;
const SIGNS_IN_ALL = Math.ceil((BYTES * 8) / BITS_A_SIGN);
const GROUP = /.{1,5}/g;

/** A code to be read out and typed in: 128 random bits in groups of five signs. */
export function newPersonalCode(): string {
  const bits = Array.from(randomBytes(BYTES), (byte) => byte.toString(2).padStart(8, '0')).join('');
  const all = bits.padEnd(SIGNS_IN_ALL * BITS_A_SIGN, '0').match(/.{5}/g) ?? [];
  const signs = all.map((five) => SIGNS.charAt(Number.parseInt(five, 2))).join('');
  return (signs.match(GROUP) ?? []).join('-');
}

/**
 * What the record keeps of it. With so many random bits a plain digest tells nothing. Case, groups and signs that are
 * easily taken for others do not matter.
 */
export function personalCodeHash(code: string): Buffer {
  const read = code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return createHash('sha256').update(`personal code ${read}`).digest();
}
