import { PolicyDocumentError, readPolicyDocument } from '@caseward/contracts';
import { isAgreed, verdictOnDocument, type PolicyDocument } from '@caseward/domain';
import { ProblemError } from '../platform/problem.js';

/** @throws ProblemError 422 with a pointer into the document for every fault */
export function documentFrom(text: string): PolicyDocument {
  try {
    return readPolicyDocument(text);
  } catch (error) {
    if (!(error instanceof PolicyDocumentError)) throw error;
    throw notAccepted(
      error.faults.map(({ pointer, line, message }) => ({
        pointer,
        detail: line === null ? message : `Line ${String(line)}: ${message}`,
      })),
    );
  }
}

/**
 * Section 6: what the lint refuses is not published, and where time is real neither what is not ready for real cases.
 * @throws ProblemError 422
 */
export function assertPublishable(document: PolicyDocument, isReal: boolean): void {
  const { errors, blocksGoLive } = verdictOnDocument(document);
  const findings = [...errors, ...(isReal ? blocksGoLive : [])];
  if (findings.length === 0) return;
  throw notAccepted(
    findings.flatMap(({ keys, message, remedy }) =>
      keys.map((key) => ({ pointer: `/values/${key}`, detail: `${message} ${remedy}` })),
    ),
  );
}

/**
 * Section 2: the administrator loads what the coordination group agreed to.
 * @throws ProblemError 422
 */
export function assertAgreed(document: PolicyDocument): void {
  if (isAgreed(document)) return;
  throw new ProblemError(422, 'AGREEMENT_MISSING', 'The coordination group has not agreed', {
    detail: 'No approval of the role COORD is recorded.',
    rule: 'SPEC-2',
    errors: [{ pointer: '/approvals', detail: 'Add agency, the role COORD and the day on which it was agreed.' }],
    remedy: 'Record the agreement in the document under approvedBy, or send it with the document.',
  });
}

function notAccepted(errors: readonly { readonly pointer: string; readonly detail: string }[]): ProblemError {
  return new ProblemError(422, 'POLICY_NOT_ACCEPTED', 'The policy cannot be published', {
    detail: errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join(' '),
    rule: 'SPEC-6',
    errors: [...errors],
    remedy: 'Correct the document; caseward policy lint shows the same findings.',
  });
}
