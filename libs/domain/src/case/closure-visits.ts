import { DomainError } from '../errors.js';
import { missingVisitsInWords } from '../explain/missing-visits.js';
import { numberOf } from '../policy/policy.js';
import { addDays } from '../time/civil-date.js';
import { laterOf, type Instant } from '../time/instant.js';
import { localDateOf, startOfDate } from '../time/zone.js';
import type { ClosureReason } from './commands.js';
import { episodeFacts, implementationStart, policyOf } from './handlers/support.js';
import type { CaseState } from './state.js';

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

/**
 * A57, A59: qualifying follow-ups on distinct dates and reviews after that moment, as recorded by now.
 * @param until visits after that moment are left out
 */
export function closureProgress(state: CaseState, reason: ClosureReason, until?: Instant): ClosureProgress {
  const policy = policyOf(state);
  const since = countedSince(state, reason);
  const datesOf = (type: 'FollowUpRecorded' | 'ReviewHeld'): number => {
    const dates = episodeFacts(state).flatMap((fact) => {
      if (since === null || fact.type !== type || fact.occurredAt <= since) return [];
      if (until !== undefined && fact.occurredAt > until) return [];
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

/** CLOSE-2, A63: for every reason that needs visits. @throws DomainError TOO_EARLY */
export function assertStable(state: CaseState, at: Instant): void {
  const policy = policyOf(state);
  const days = numberOf(policy, 'closure.stability_days');
  if (state.planConcludedAt === null || days === 0) return;
  const earliest = addDays(localDateOf(policy.zone, state.planConcludedAt), days);
  if (at >= startOfDate(policy.zone, earliest)) return;
  throw new DomainError('TOO_EARLY', 'CLOSE-2', `Closure can be requested from ${earliest} on.`, {
    inputs: { earliest, stabilityDays: days },
    remedy: `Request it again on ${earliest} or later.`,
  });
}

/** SPEC-3.10. @throws DomainError CLOSURE_GATE */
export function assertVisits(state: CaseState, reason: ClosureReason, at: Instant): void {
  const progress = closureProgress(state, reason, at);
  const { followUps, followUpsNeeded, reviews, reviewsNeeded, since } = progress;
  const missing = {
    followUps: Math.max(0, followUpsNeeded - followUps),
    reviews: Math.max(0, reviewsNeeded - reviews),
    after: since === null ? null : localDateOf(policyOf(state).zone, since),
  };
  if (missing.followUps + missing.reviews === 0) return;
  const sentence = `${String(followUps)} of ${String(followUpsNeeded)} follow-ups and ${String(reviews)} of ${String(reviewsNeeded)} reviews`;
  throw new DomainError('CLOSURE_GATE', 'SPEC-3.10', `Closure has ${sentence}.`, {
    inputs: { followUps, followUpsNeeded, reviews, reviewsNeeded, countedSince: since, countedAfter: missing.after },
    remedy: missingVisitsInWords('en', missing),
  });
}
