import { DomainError } from '../errors.js';
import type { Instant } from '../time/instant.js';
import { localDateOf } from '../time/zone.js';
import { assertReasonHolds } from './closure-reasons.js';
import { assertStable, assertVisits } from './closure-visits.js';
import type { ClosureChecks, ClosureReason } from './commands.js';
import { policyOf } from './handlers/support.js';
import type { CaseState, ClosureRequest } from './state.js';
import { pendingTransfer } from './transfers.js';

export interface ClosureRule {
  /** The 2 + 1 gate: visits after the plan concluded (3.10). */
  readonly visits: 'needed' | 'waived';
  /** POST-1; `per_supervisor`: yes unless the approver says no; `if_agreed`: only when the approver says so. */
  readonly finalReview: 'yes' | 'no' | 'per_supervisor' | 'if_agreed';
  /** CLOSE-1: a supervisor's decision at any level. */
  readonly supervisorOnly: boolean;
  /** The reason is told in the form. */
  readonly reasonText: boolean;
}

const ordinary = { supervisorOnly: false, reasonText: false } as const;

/** Specification 3.10. */
export const CLOSURE_RULES: Readonly<Record<ClosureReason, ClosureRule>> = {
  goal_met: { ...ordinary, visits: 'needed', finalReview: 'yes' },
  no_longer_at_risk: { ...ordinary, visits: 'needed', finalReview: 'yes' },
  no_risk_found: { ...ordinary, visits: 'waived', finalReview: 'no' },
  turned_18: { ...ordinary, visits: 'waived', finalReview: 'no' },
  wish_to_stop: { ...ordinary, visits: 'waived', finalReview: 'if_agreed' },
  relocated: { ...ordinary, visits: 'waived', finalReview: 'no' },
  durable_solution: { ...ordinary, visits: 'waived', finalReview: 'no' },
  not_contactable: { ...ordinary, visits: 'waived', finalReview: 'no' },
  death: { visits: 'waived', finalReview: 'no', supervisorOnly: true, reasonText: false },
  no_further_action: { visits: 'needed', finalReview: 'per_supervisor', supervisorOnly: false, reasonText: true },
  opened_in_error: { visits: 'waived', finalReview: 'if_agreed', supervisorOnly: true, reasonText: true },
  other: { visits: 'needed', finalReview: 'per_supervisor', supervisorOnly: false, reasonText: true },
};

/** Whether the final review three months later is owed. @param choice what the approver says */
export function owesFinalReview(reason: ClosureReason, choice: boolean | undefined): boolean {
  const { finalReview } = CLOSURE_RULES[reason];
  if (finalReview === 'per_supervisor') return choice !== false;
  return finalReview === 'if_agreed' ? choice === true : finalReview === 'yes';
}

const CHECK_WORDS: Readonly<Record<Exclude<keyof ClosureChecks, 'keepUntil'>, string>> = {
  childAndFamilyInvolved: 'child and family were involved, or why not',
  workersTold: 'everybody who works with the child is told',
  contactForLaterGiven: 'child and family know whom to contact',
  feedbackOffered: 'feedback was offered, or why not',
  fileComplete: 'the file is complete',
  storageFormAgreed: 'how the file is stored',
};
type Check = keyof typeof CHECK_WORDS;
/** CLOSE-5: nobody asks a family in mourning for forms. */
const NOT_ASKED_AFTER_DEATH: readonly Check[] = ['childAndFamilyInvolved', 'contactForLaterGiven', 'feedbackOffered'];

/** A61: checked at the request and again at approval. @throws DomainError */
export function assertClosureGate(
  state: CaseState,
  { reason, checks, evidence }: Pick<ClosureRequest, 'reason' | 'checks' | 'evidence'>,
  at: Instant,
): void {
  assertNoTransfer(state);
  assertReasonHolds(state, reason, evidence, at);
  if (CLOSURE_RULES[reason].visits === 'needed') {
    assertStable(state, at);
    assertVisits(state, reason, at);
  }
  assertChecks(reason, checks);
  assertKept(state, checks, at);
}

/** TR-4: the sender owns the case until it is accepted, and does not close it meanwhile. */
function assertNoTransfer(state: CaseState): void {
  const pending = pendingTransfer(state);
  if (pending === undefined) return;
  throw new DomainError('TRANSFER_PENDING', 'TR-4', 'A transfer of this case is not accepted yet.', {
    inputs: { transferId: pending.transferId, sentAt: pending.sentAt },
    remedy: 'Wait for the answer of the other agency, or revoke the transfer.',
  });
}

function assertChecks(reason: ClosureReason, checks: ClosureChecks): void {
  for (const check of Object.keys(CHECK_WORDS) as Check[]) {
    if (checks[check] || (reason === 'death' && NOT_ASKED_AFTER_DEATH.includes(check))) continue;
    throw new DomainError('CLOSURE_GATE', 'SPEC-3.10', `The closure form does not say yet: ${CHECK_WORDS[check]}.`, {
      field: `/payload/checks/${check}`,
      remedy: 'Complete the closure form.',
    });
  }
}

/** IM-7: the file is kept at least until the case is closed. */
function assertKept(state: CaseState, { keepUntil }: ClosureChecks, at: Instant): void {
  const today = localDateOf(policyOf(state).zone, at);
  if (keepUntil >= today) return;
  throw new DomainError('CLOSURE_GATE', 'SPEC-3.10', 'The file would be kept until a day that is already over.', {
    field: '/payload/checks/keepUntil',
    inputs: { keepUntil, today },
    remedy: 'Give the date until which the file is kept, by the data protection protocol.',
  });
}
