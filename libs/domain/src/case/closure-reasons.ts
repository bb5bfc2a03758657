import { DomainError } from '../errors.js';
import { NO_RISK, numberOf } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';
import { localDateOf, startOfDate } from '../time/zone.js';
import { comingOfAge } from './birthday.js';
import type { ClosureReason } from './commands.js';
import { failedContacts, notContactableFrom } from './contact.js';
import { policyOf } from './handlers/support.js';
import type { CaseState } from './state.js';
import type { ClosureEvidence } from './vocabulary/transfer-and-closure.js';

type Condition = (state: CaseState, evidence: ClosureEvidence, at: Instant) => void;

const nothingMore: Condition = () => undefined;

/** What a reason needs beyond the common gates and the visits (3.10). */
const CONDITIONS: Readonly<Record<ClosureReason, Condition>> = {
  goal_met: goalMet,
  no_longer_at_risk: (state) => {
    if (state.level === NO_RISK && state.implementationStarted) return;
    throw unavailable(
      'no_longer_at_risk',
      'The child is still rated at risk.',
      'Have the level lowered to NO and confirmed first.',
    );
  },
  no_risk_found: (state) => {
    if (state.level === NO_RISK && state.plan === null) return;
    throw unavailable(
      'no_risk_found',
      'This reason is for cases rated NO risk before any plan.',
      'Choose another reason.',
    );
  },
  turned_18: turnedEighteen,
  wish_to_stop: nothingMore,
  relocated: noAgencyThere,
  durable_solution: noAgencyThere,
  not_contactable: notContactable,
  death: (state) => {
    if (state.death !== null) return;
    throw unavailable('death', 'No death is recorded for this case.', 'Record the date of death first.');
  },
  no_further_action: nothingMore,
  opened_in_error: (state) => {
    if (state.plan === null) return;
    throw unavailable('opened_in_error', 'This case already has a plan.', 'Choose another reason.');
  },
  other: nothingMore,
};

/** @throws DomainError REASON_NOT_AVAILABLE, CLOSURE_GATE, NOT_CONTACTABLE_GATE, TOO_EARLY */
export function assertReasonHolds(
  state: CaseState,
  reason: ClosureReason,
  evidence: ClosureEvidence,
  at: Instant,
): void {
  if (state.death !== null && reason !== 'death') {
    throw unavailable(reason, 'The death of the child is recorded.', 'Close the case for that reason.', 'CLOSE-5');
  }
  CONDITIONS[reason](state, evidence, at);
}

function unavailable(reason: ClosureReason, message: string, remedy: string, rule = 'SPEC-3.10'): DomainError {
  return new DomainError('REASON_NOT_AVAILABLE', rule, message, {
    field: '/payload/reason',
    inputs: { reason },
    remedy,
  });
}

function lacking(evidence: keyof ClosureEvidence, message: string, remedy: string): DomainError {
  return new DomainError('CLOSURE_GATE', 'SPEC-3.10', message, { field: `/payload/evidence/${evidence}`, remedy });
}

/** A78: from STABILISING only. Concluding the plan says that its goal is met, unless the form says otherwise. */
function goalMet(state: CaseState, { goalMet: isMet }: ClosureEvidence): void {
  if (state.planConcludedAt === null) {
    throw unavailable('goal_met', 'The plan is not concluded.', 'Conclude the plan when its goal is met.');
  }
  if (isMet !== false) return;
  throw lacking('goalMet', 'The closure form says that the goal is not met.', 'Go on with the plan, or revise it.');
}

/** CLOSE-6, A66. */
function turnedEighteen(state: CaseState, evidence: ClosureEvidence, at: Instant): void {
  const on = comingOfAge(state);
  if (on === null || state.birth?.estimated !== false) {
    throw unavailable(
      'turned_18',
      'The date of birth is not certain.',
      'Check it and record the date of birth as not estimated.',
      'CLOSE-6',
    );
  }
  if (at < startOfDate(policyOf(state).zone, on)) {
    throw new DomainError('TOO_EARLY', 'CLOSE-6', `The child turns 18 on ${on}.`, {
      field: '/payload/reason',
      inputs: { on },
      remedy: `Request it on ${on} or later, or choose another reason.`,
    });
  }
  if (evidence.transitionPlan !== true) {
    throw lacking(
      'transitionPlan',
      'No transition plan is in place.',
      'Make one together and record that it is there.',
    );
  }
  if (evidence.supportInformationGiven !== true) {
    const remedy = 'Tell the young person where to get support and record it.';
    throw lacking('supportInformationGiven', 'The young person does not know yet where to get support.', remedy);
  }
}

function noAgencyThere(_: CaseState, { agencySearchRecorded }: ClosureEvidence): void {
  if (agencySearchRecorded === true) return;
  const remedy =
    'Search for an agency there: transfer the case when there is one, record the search when there is none.';
  throw lacking('agencySearchRecorded', 'No search for an agency at the new place is recorded.', remedy);
}

/** CLOSE-4, A21, A64, A81. */
function notContactable(state: CaseState, _: ClosureEvidence, at: Instant): void {
  const policy = policyOf(state);
  const contacts = failedContacts(state, at);
  const from = notContactableFrom(state, contacts);
  const { since, attempts, channels } = contacts;
  const attemptsNeeded = numberOf(policy, 'closure.not_contactable.min_attempts');
  const channelsNeeded = numberOf(policy, 'closure.not_contactable.min_channels');
  const isLongEnough = from !== null && localDateOf(policy.zone, at) >= from;
  if (isLongEnough && attempts >= attemptsNeeded && channels >= channelsNeeded) return;
  const wanted = [
    ...(attempts < attemptsNeeded ? [moreAttempts(attemptsNeeded - attempts)] : []),
    ...(channels < channelsNeeded ? [`attempts over ${String(channelsNeeded)} channels`] : []),
    ...(from === null ? ['the months that run from the first failed contact'] : []),
    ...(from !== null && !isLongEnough ? [`to wait until ${from}`] : []),
  ];
  throw new DomainError('NOT_CONTACTABLE_GATE', 'CLOSE-4', 'The child has not been out of reach for long enough.', {
    field: '/payload/reason',
    inputs: { notContactableSince: since, earliest: from, attempts, attemptsNeeded, channels, channelsNeeded },
    remedy: `Closure needs ${wanted.join(' and ')}.`,
  });
}

function moreAttempts(missing: number): string {
  return missing === 1 ? 'one more attempt' : `${String(missing)} more attempts`;
}
