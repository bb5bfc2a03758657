import { numberOf } from '../policy/policy.js';
import { addMonths } from '../time/civil-date.js';
import type { Instant, LocalDate } from '../time/instant.js';
import { localDateOf } from '../time/zone.js';
import { PLAN_PARTIES } from './commands.js';
import type { EventOf, Fact } from './events.js';
import { episodeFacts, policyOf } from './handlers/support.js';
import type { CaseState } from './state.js';

/** CLOSE-4, A64: failed contacts after the last success, as they happened. */
export interface FailedContacts {
  /** Date of the first one; null while the child can be reached. */
  readonly since: LocalDate | null;
  readonly attempts: number;
  readonly channels: number;
}

/** Child or caregiver was there: a follow-up that reached one of them, or a plan that was made with them. */
function isSuccess(fact: Fact): boolean {
  if (fact.type === 'PlanAgreed') return fact.data.involved.length > 0;
  return fact.type === 'FollowUpRecorded' && (PLAN_PARTIES as readonly string[]).includes(fact.data.reached);
}

/**
 * Reaching nobody is a failure, reaching child or caregiver a success; provider or teacher are neither.
 * @param until contacts after that moment are left out
 */
export function failedContacts(state: CaseState, until?: Instant): FailedContacts {
  if (state.policy === null) return { since: null, attempts: 0, channels: 0 };
  const facts = episodeFacts(state).filter(({ occurredAt }) => until === undefined || occurredAt <= until);
  const lastSuccess = facts
    .filter(isSuccess)
    .reduce<Instant>((last, { occurredAt }) => (occurredAt > last ? occurredAt : last), '');
  const failed = facts.filter(
    (fact): fact is EventOf<'FollowUpRecorded'> =>
      fact.type === 'FollowUpRecorded' && fact.data.reached === 'nobody' && fact.occurredAt > lastSuccess,
  );
  const first = failed.map(({ occurredAt }) => occurredAt).sort()[0];
  return {
    since: first === undefined ? null : localDateOf(policyOf(state).zone, first),
    attempts: failed.length,
    channels: new Set(failed.map(({ data }) => data.channel)).size,
  };
}

/** CLOSE-4, A21: the first date on which a child who is not found can be closed; null while contact is there. */
export function notContactableFrom(state: CaseState, { since }: FailedContacts): LocalDate | null {
  return since === null ? null : addMonths(since, numberOf(policyOf(state), 'closure.not_contactable_months'));
}
