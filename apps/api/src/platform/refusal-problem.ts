import { DomainError, type RefusalCode } from '@caseward/domain';
import type { Refusal } from '@caseward/workflows/messages';
import { notFound, RefusalProblem, type ProblemError } from './problem.js';

/** How a refusal by a rule answers over HTTP: stage and gate 409, a value in a field 422, permission 403. */
const ANSWERS: Readonly<Record<RefusalCode, readonly [status: number, title: string]>> = {
  CASE_NOT_IDENTIFIED: [404, 'Not found'],
  CASE_ALREADY_IDENTIFIED: [409, 'The case exists already'],
  NOT_ALLOWED_IN_STAGE: [409, 'Not possible at this stage'],
  NOT_PERMITTED: [403, 'Not permitted'],
  STALE_VERSION: [412, 'The case has changed'],
  OWN_WORK: [403, 'Somebody else has to decide'],
  OCCURRED_IN_FUTURE: [422, 'The date lies in the future'],
  OCCURRED_OUT_OF_ORDER: [422, 'The date does not fit the record'],
  UNKNOWN_LEVEL: [422, 'Unknown risk level'],
  UNKNOWN_CONCERN: [422, 'Unknown concern'],
  CONSENT_MISSING: [409, 'Consent is missing'],
  NOTHING_PENDING: [409, 'Nothing to decide on'],
  ALREADY_PENDING: [409, 'Already recorded'],
  REASON_NOT_AVAILABLE: [422, 'This reason is not available'],
  CLOSURE_GATE: [409, 'The closure gate is not passed'],
  CONFERENCE_NEEDED: [409, 'A case conference is needed'],
  TOO_EARLY: [409, 'Too early'],
  RISE_AFTER_CLOSURE: [409, 'The case is closed'],
  CONSULTATION_MISSING: [422, 'Consultation is missing'],
  SAME_OWNER: [422, 'The same caseworker'],
  FIELD_MISSING: [422, 'A field is missing'],
  IMMEDIATE_CONCERN_OPEN: [409, 'An immediate concern comes first'],
  SCREEN_MISSING: [409, 'Immediate concerns are looked for first'],
  CHILD_DIED: [409, 'The child has died'],
  GROUND_MISSING: [422, 'A ground is missing'],
  OUTSIDE_CONSENT: [409, 'The consent does not cover this'],
  SIGN_OFF_MISSING: [409, 'The plan is not signed off'],
  BID_NEEDED: [409, 'A best interests determination is needed'],
  UNKNOWN_REFERENCE: [422, 'Unknown reference'],
  ALREADY_USED: [422, 'This id is already used'],
  OVER_LIMIT: [409, 'The caseload is full'],
  PREFERENCE_UNSAID: [422, 'The wish of the child is not answered'],
  TRANSFER_PENDING: [409, 'A transfer waits for its answer'],
  NOT_REOPENABLE: [409, 'This case cannot be re-opened'],
  NOT_CONTACTABLE_GATE: [409, 'Not enough attempts to reach the family'],
  VALUE_NOT_POSSIBLE: [422, 'This value is not possible'],
  NOT_HANDED_OVER: [409, 'Not handed over yet'],
};

/** The domain points into a command, `/payload/to/agencyId`; a body has the payload flat, `/to/agencyId`. */
export function bodyPointer(field: string): string {
  return field.replace(/^\/payload(?=\/|$)/, '');
}

export interface RefusalLike extends Pick<Refusal, 'code' | 'rule' | 'message' | 'details'> {}

export function refusalProblem(refusal: RefusalLike, draftContentId?: string): ProblemError {
  const [status, title] = ANSWERS[refusal.code];
  if (status === 404) return notFound();
  const { field, remedy, inputs } = refusal.details;
  return new RefusalProblem(status, title, refusal, {
    detail: refusal.message,
    rule: refusal.rule,
    ...(remedy === undefined ? {} : { remedy }),
    ...(inputs === undefined ? {} : { inputs }),
    ...(draftContentId === undefined ? {} : { draftContentId }),
    ...(field === undefined ? {} : { errors: [{ pointer: bodyPointer(field), detail: refusal.message }] }),
  });
}

/** A rule's no as an answer over HTTP. */
export function refusing<T>(decide: () => T): T {
  try {
    return decide();
  } catch (error) {
    throw error instanceof DomainError ? refusalProblem(error) : error;
  }
}
