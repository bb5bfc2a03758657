import { listOf } from '../policy/policy.js';
import type { Instant, LocalDate } from '../time/instant.js';
import { localDateOf } from '../time/zone.js';
import type { EventOf } from './events.js';
import { episodeFacts, policyOf } from './handlers/support.js';
import type { CaseState } from './state.js';

/** CLOSE-4, A64: failed contacts after the last success, as they happened. */
export interface FailedContacts {
  /** Date of the first one; null while the child can be reached. */
  readonly since: LocalDate | null;
  readonly attempts: number;
  readonly channels: number;
}

/** Reaching nobody is a failure, reaching child or caregiver a success; provider or teacher are neither. */
export function failedContacts(state: CaseState): FailedContacts {
  if (state.policy === null) return { since: null, attempts: 0, channels: 0 };
  const reached = listOf(state.policy, 'followup.qualifying_contacts');
  const contacts = episodeFacts(state).filter(
    (fact): fact is EventOf<'FollowUpRecorded'> => fact.type === 'FollowUpRecorded',
  );
  const lastSuccess = contacts
    .filter(({ data }) => reached.includes(data.reached))
    .reduce<Instant>((last, { occurredAt }) => (occurredAt > last ? occurredAt : last), '');
  const failed = contacts.filter(({ data, occurredAt }) => data.reached === 'nobody' && occurredAt > lastSuccess);
  const first = failed.map(({ occurredAt }) => occurredAt).sort()[0];
  return {
    since: first === undefined ? null : localDateOf(policyOf(state).zone, first),
    attempts: failed.length,
    channels: new Set(failed.map(({ data }) => data.channel)).size,
  };
}
