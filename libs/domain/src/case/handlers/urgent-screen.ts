import { DomainError } from '../../errors.js';
import { listOf } from '../../policy/policy.js';
import type { Instant } from '../../time/instant.js';
import type { CommandPayloads } from '../commands.js';
import { assertNoImmediateConcern } from '../gates.js';
import type { CaseState } from '../state.js';
import { assertNotBefore, contentOf, encounterOf, policyOf, type Handler } from './support.js';

/** FLOW-1, UA-1: somebody looked for immediate concerns, whether or not there are any. */
export const recordUrgentScreen: Handler<'recordUrgentScreen'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  const { outcome, asked, questions } = payload;
  assertNotBefore(occurredAt, state.identifiedAt, 'the child was identified');
  assertKindsAsked(state, payload);
  assertOutcome(state, payload, occurredAt);
  const put = questions === undefined ? {} : { questions };
  recorder.emit('UrgentScreenRecorded', occurredAt, {
    outcome,
    asked,
    ...put,
    ...encounterOf(payload),
    ...contentOf(payload),
  });
};

/** UA-1: "nothing" can only be said about what was asked. */
function assertKindsAsked(
  state: CaseState,
  { outcome, asked }: Pick<CommandPayloads['recordUrgentScreen'], 'outcome' | 'asked'>,
): void {
  const kinds = listOf(policyOf(state), 'urgent.types');
  const field = '/payload/asked';
  if (asked.some((kind) => !kinds.includes(kind))) {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'UA-1', 'This SOP does not know that kind of immediate concern.', {
      field,
      remedy: `Use ${kinds.join(', ')}.`,
    });
  }
  const missing = kinds.filter((kind) => !asked.some((one) => one === kind));
  if (outcome !== 'nothing_found' || missing.length === 0) return;
  throw new DomainError('FIELD_MISSING', 'UA-1', 'Nothing was found only when every kind was asked about.', {
    field,
    inputs: { missing: missing.join(' ') },
    remedy: `Ask about ${missing.join(', ')} as well.`,
  });
}

function assertOutcome(
  state: CaseState,
  { outcome }: Pick<CommandPayloads['recordUrgentScreen'], 'outcome'>,
  at: Instant,
): void {
  if (outcome === 'nothing_found') return assertNoImmediateConcern(state, at);
  if (Object.values(state.immediateConcerns).some(({ raisedAt }) => raisedAt <= at)) return;
  throw new DomainError('UNKNOWN_REFERENCE', 'UA-1', 'No immediate concern is recorded that this screen found.', {
    field: '/payload/outcome',
    remedy: 'Raise each concern first; that counts as a screen already.',
  });
}
