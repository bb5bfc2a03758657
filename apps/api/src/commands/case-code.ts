import { createHash } from 'node:crypto';

/** Digits and letters that cannot be mistaken for each other when read aloud or copied by hand. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/**
 * A pseudonymous code for a case, such as `C-7KQ2M-X94TB`. It follows from the case id, so it says nothing about the child
 * (IM-1) and a repeated registration gets the same one.
 * @param attempt 0, and on when another case has the code
 */
export function caseCodeFor(caseId: string, attempt: number): string {
  const digest = createHash('sha256')
    .update(`case code ${String(attempt)} of ${caseId}`)
    .digest();
  let number = BigInt(`0x${digest.toString('hex')}`);
  let code = '';
  for (let place = 0; place < LENGTH; place += 1) {
    code += ALPHABET[Number(number % BigInt(ALPHABET.length))] ?? '';
    number /= BigInt(ALPHABET.length);
  }
  return `C-${code.slice(0, 5)}-${code.slice(5)}`;
}
