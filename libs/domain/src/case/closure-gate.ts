import { DomainError } from '../errors.js';
import { NO_RISK, numberOf } from '../policy/policy.js';
import { addDays } from '../time/civil-date.js';
import { laterOf, type Instant } from '../time/instant.js';
import { endOfDate, localDateOf } from '../time/zone.js';
import type { ClosureChecks, ClosureReason } from './commands.js';
import { episodeFacts, implementationStart, policyOf } from './handlers/support.js';
import type { CaseState } from './state.js';

export interface ClosureRule {
  /** The 2 + 1 gate: visits after the plan concluded (3.10). */
  readonly visits: 'needed' | 'waived';
  /** POST-1; `per_supervisor`: yes unless the approver says no; `if_agreed`: only when the approver says so. */
  readonly finalReview: 'yes' | 'no' | 'per_supervisor' | 'if_agreed';
  /** CLOSE-1: a supervisor's decision at any level. */
  readonly supervisorOnly: boolean;
}

/** Specification 3.10. */
export const CLOSURE_RULES: Readonly<Record<ClosureReason, ClosureRule>> = {
  goal_met: { visits: 'needed', finalReview: 'yes', supervisorOnly: false },
  no_longer_at_risk: { visits: 'needed', finalReview: 'yes', supervisorOnly: false },
  no_risk_found: { visits: 'waived', finalReview: 'no', supervisorOnly: false },
  turned_18: { visits: 'waived', finalReview: 'no', supervisorOnly: false },
  wish_to_stop: { visits: 'waived', finalReview: 'if_agreed', supervisorOnly: false },
  relocated: { visits: 'waived', finalReview: 'no', supervisorOnly: false },
  durable_solution: { visits: 'waived', finalReview: 'no', supervisorOnly: false },
  not_contactable: { visits: 'waived', finalReview: 'no', supervisorOnly: false },
  death: { visits: 'waived', finalReview: 'no', supervisorOnly: true },
  no_further_action: { visits: 'needed', finalReview: 'per_supervisor', supervisorOnly: false },
  opened_in_error: { visits: 'waived', finalReview: 'no', supervisorOnly: true },
  other: { visits: 'needed', finalReview: 'per_supervisor', supervisorOnly: false },
};

const CHECK_WORDS: Readonly<Record<Exclude<keyof ClosureChecks, 'keepUntil'>, string>> = {
  childAndFamilyInvolved: 'child and family were involved, or why not',
  workersTold: 'everybody who works with the child is told',
  contactForLaterGiven: 'child and family know whom to contact',
  feedbackOffered: 'feedback was offered, or why not',
  fileComplete: 'the file is complete',
  storageFormAgreed: 'how the file is stored',
};

/** What the 2 + 1 gate has counted so far; `since` is null while counting cannot start. */
export interface ClosureProgress {
  readonly since: Instant | null;
  readonly followUps: number;
  readonly followUpsNeeded: number;
  readonly reviews: number;
  readonly reviewsNeeded: number;
}

/** From when visits count: 3.10, A60. */
function countedSince(state: CaseState, reason: ClosureReason): Instant | null {
  const started = implementationStart(state);
  switch (reason) {
    case 'goal_met':
      return state.planConcludedAt;
    case 'no_longer_at_risk':
      if (started === null || state.levelSince === null) return null;
      return laterOf(laterOf(started, state.levelSince), state.planConcludedAt ?? started);
    default:
      return state.planConcludedAt ?? started;
  }
}

/** A57, A59: qualifying follow-ups on distinct dates and reviews after that moment, as recorded by now. */
export function closureProgress(state: CaseState, reason: ClosureReason): ClosureProgress {
  const policy = policyOf(state);
  const since = countedSince(state, reason);
  const datesOf = (type: 'FollowUpRecorded' | 'ReviewHeld'): number => {
    const dates = episodeFacts(state).flatMap((fact) => {
      if (since === null || fact.type !== type || fact.occurredAt <= since) return [];
      return fact.type === 'FollowUpRecorded' && !fact.data.qualifies
        ? []
        : [localDateOf(policy.zone, fact.occurredAt)];
    });
    return new Set(dates).size;
  };
  return {
    since,
    followUps: datesOf('FollowUpRecorded'),
    followUpsNeeded: numberOf(policy, 'closure.min_followups'),
    reviews: datesOf('ReviewHeld'),
    reviewsNeeded: numberOf(policy, 'closure.min_reviews'),
  };
}

/** A61: checked at the request and again at approval. @throws DomainError REASON_NOT_AVAILABLE, CLOSURE_GATE, TOO_EARLY */
export function assertClosureGate(state: CaseState, reason: ClosureReason, checks: ClosureChecks, at: Instant): void {
  assertReasonAvailable(state, reason);
  if (CLOSURE_RULES[reason].visits === 'needed') {
    assertStable(state, at);
    assertVisits(state, reason);
  }
  for (const [check, words] of Object.entries(CHECK_WORDS)) {
    if (checks[check as keyof typeof CHECK_WORDS]) continue;
    throw new DomainError('CLOSURE_GATE', 'SPEC-3.10', `The closure form does not say yet: ${words}.`, {
      field: `/payload/checks/${check}`,
      remedy: 'Complete the closure form.',
    });
  }
}

function unavailable(message: string, remedy: string): DomainError {
  return new DomainError('REASON_NOT_AVAILABLE', 'SPEC-3.10', message, { field: '/payload/reason', remedy });
}

function assertReasonAvailable(state: CaseState, reason: ClosureReason): void {
  const planned = state.plan !== null;
  if (reason === 'goal_met' && state.planConcludedAt === null) {
    throw unavailable('The plan is not concluded.', 'Conclude the plan when its goal is met.');
  }
  if (reason === 'no_longer_at_risk' && (state.level !== NO_RISK || !state.implementationStarted)) {
    throw unavailable('The child is still rated at risk.', 'Have the level lowered to NO and confirmed first.');
  }
  if (reason === 'no_risk_found' && (state.level !== NO_RISK || planned)) {
    throw unavailable('This reason is for cases rated NO risk before any plan.', 'Choose another reason.');
  }
  if (reason === 'opened_in_error' && planned) {
    throw unavailable('This case already has a plan.', 'Choose another reason.');
  }
}

/** CLOSE-2, A63. */
function assertStable(state: CaseState, at: Instant): void {
  const policy = policyOf(state);
  const days = numberOf(policy, 'closure.stability_days');
  if (state.planConcludedAt === null || days === 0) return;
  const earliest = addDays(localDateOf(policy.zone, state.planConcludedAt), days);
  if (at >= endOfDate(policy.zone, addDays(earliest, -1))) return;
  throw new DomainError('TOO_EARLY', 'CLOSE-2', `Closure can be requested from ${earliest} on.`, {
    inputs: { earliest, stabilityDays: days },
    remedy: `Request it again on ${earliest} or later.`,
  });
}

function assertVisits(state: CaseState, reason: ClosureReason): void {
  const progress = closureProgress(state, reason);
  const { followUps, followUpsNeeded, reviews, reviewsNeeded, since } = progress;
  const missing = [
    ...(followUps < followUpsNeeded ? [`${String(followUpsNeeded - followUps)} more follow-up(s) on other days`] : []),
    ...(reviews < reviewsNeeded ? [`${String(reviewsNeeded - reviews)} more review(s)`] : []),
  ];
  if (missing.length === 0) return;
  const sentence = `${String(followUps)} of ${String(followUpsNeeded)} follow-ups and ${String(reviews)} of ${String(reviewsNeeded)} reviews`;
  throw new DomainError('CLOSURE_GATE', 'SPEC-3.10', `Closure has ${sentence}.`, {
    inputs: { followUps, followUpsNeeded, reviews, reviewsNeeded, countedSince: since },
    remedy: `Closure needs ${missing.join(' and ')}${since === null ? '' : ` after ${since}`}.`,
  });
}
