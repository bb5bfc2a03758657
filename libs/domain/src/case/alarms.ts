import { annulledFacts, effectiveAt } from '../clocks/death.js';
import { policyAt } from '../clocks/policy-in-time.js';
import { timelineOf } from '../clocks/timeline.js';
import type { Owner } from '../access/actor.js';
import { firstPolicyOf } from '../policy/adopted.js';
import type { RiskLevel } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';
import { nextBirthdayAt } from './birthday.js';
import { openObligations, remindAt, stepsAhead } from './escalation.js';
import { ruleOf, type KnownObligation, type Obligation } from './obligation.js';
import type { CaseState, Clocked } from './state.js';

/** A running clock: its due date, where it comes from and who has to act. */
export interface RunningObligation extends KnownObligation {
  readonly overdue: boolean;
  readonly responsible: string | null;
}

/** Every running clock. @param now to say which are overdue */
export function runningObligations(state: CaseState, now: Instant): RunningObligation[] {
  return openObligations(state).map((obligation) => ({
    ...obligation,
    overdue: now >= obligation.due.overdueFrom,
    responsible:
      ruleOf(obligation.kind).doneBy === 'supervisor'
        ? (state.owner?.teamId ?? null)
        : (state.owner?.caseworkerId ?? null),
  }));
}

/** The earliest instant at which an `alarm` has something to do; may lie in the past; null when nothing is awaited. */
export function nextAlarmAt(state: CaseState): Instant | null {
  return state.policy === null ? null : earliest([...clockAlarms(state), nextBirthdayAt(state)]);
}

/** The instants at which the clocks of a case or a duty file have something to do. */
export function clockAlarms(state: Clocked): Instant[] {
  const { policy } = state;
  if (policy === null) return [];
  return openObligations(state).flatMap((obligation) => {
    const missed = state.breaches.some(({ key, withdrawnAt }) => key === obligation.key && withdrawnAt === null);
    const ahead = stepsAhead(state, policy, obligation).map(({ at }) => at);
    const reminder = remindAt(state, policy, obligation);
    const pending = missed || !ruleOf(obligation.kind).breaches ? ahead : [obligation.due.overdueFrom];
    return [...pending, ...(reminder === null || missed ? [] : [reminder])];
  });
}

export function earliest(instants: readonly (Instant | null)[]): Instant | null {
  return instants.reduce((first, at) => (first === null || (at !== null && at < first) ? at : first), null);
}

/** TIME-9: a case at an instant by the order of occurrence, with everything that is known today. */
export interface AsItHappened {
  readonly level: RiskLevel;
  readonly owner: Owner | null;
  readonly obligations: readonly Obligation[];
}

export function asItHappened(state: CaseState, at: Instant): AsItHappened {
  const first = firstPolicyOf(state);
  if (first === null) return { level: state.level, owner: state.owner, obligations: [] };
  // A79, CLOSE-5: what was annulled never was, and a death counts from its own day, whenever it was told.
  const annulled = annulledFacts(state.facts);
  const facts = state.facts.filter(
    (fact) => !annulled.has(fact) && effectiveAt(policyAt(state, fact.occurredAt), fact) <= at,
  );
  const timeline = timelineOf(first, state.owner, facts);
  return { level: timeline.level, owner: timeline.ownerAt(at), obligations: timeline.obligations };
}
