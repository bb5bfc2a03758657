import { createHash } from 'node:crypto';
import { caseCodeOf } from '@caseward/domain';

/**
 * A pseudonymous code for a case, such as `5739-4863-7459`. It follows from the case id, so it says nothing about the child
 * (IM-1) and a repeated registration gets the same one.
 * @param attempt 0, and on when another case has the code
 */
export function caseCodeFor(caseId: string, attempt: number): string {
  const digest = createHash('sha256')
    .update(`case code ${String(attempt)} of ${caseId}`)
    .digest('hex');
  return caseCodeOf(BigInt(`0x${digest}`));
}
