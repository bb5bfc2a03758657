import { policyAt } from '../../clocks/policy-in-time.js';
import { DomainError } from '../../errors.js';
import { documentVersionOf } from '../../policy/document.js';
import { levelsOf, rankOf, type PolicySnapshot } from '../../policy/policy.js';
import { laterOf, type Instant } from '../../time/instant.js';
import { localDateOf } from '../../time/zone.js';
import type { ConcernRating } from '../commands.js';
import type { Recorder } from '../recorder.js';
import type { CaseState } from '../state.js';
import { contentOf, policyOf, type Handler } from './support.js';

/**
 * A31: from the moment of recording on, clocks are armed by the new version; those that run keep their due dates. An
 * adoption is never dated back: it would move dates that people were told.
 */
export const adoptPolicy: Handler<'adoptPolicy'> = (recorder, { payload }) => {
  const present = policyOf(recorder.state);
  const { policy } = payload;
  if (policy.version === present.version) {
    throw new DomainError('NOTHING_PENDING', 'A31', 'The case runs on this version already.', {
      field: '/payload/version',
      inputs: { version: policy.version },
      remedy: 'Nothing is to be done.',
    });
  }
  assertInForce(policy, recorder.now);
  assertKnowsLevels(recorder.state, policy);
  recorder.emit('PolicyAdopted', recorder.now, { from: present.version, policy, ...contentOf(payload) });
};

/**
 * SPEC-6: the registration says where the child lives, and its clocks are armed by the values of that area. It is the
 * same version, so that it may count from the day of the registration; never from before a version that came since.
 */
export function takeOverPlace(recorder: Recorder, occurredAt: Instant, policy: PolicySnapshot | undefined): void {
  const { state } = recorder;
  const present = policyOf(state);
  if (policy === undefined || policy.version === present.version) return;
  if (documentVersionOf(policy) !== documentVersionOf(present)) return;
  const last = state.facts.findLast(({ type }) => type === 'PolicyAdopted');
  const from = last === undefined ? occurredAt : laterOf(occurredAt, last.occurredAt);
  recorder.emit('PolicyAdopted', from, { from: present.version, policy });
}

/** SPEC-6: a version has an effect from its day on. */
function assertInForce({ zone, effectiveFrom, version }: PolicySnapshot, now: Instant): void {
  if (effectiveFrom === undefined || localDateOf(zone, now) >= effectiveFrom) return;
  throw new DomainError('TOO_EARLY', 'SPEC-6', 'This version of the policy is not in force yet.', {
    field: '/payload/version',
    inputs: { version, earliest: effectiveFrom },
    remedy: `Adopt it from ${effectiveFrom} on.`,
  });
}

/** A28: no concern may have a level that the version has no terms for. */
function assertKnowsLevels(state: CaseState, policy: PolicySnapshot): void {
  const used = [
    ...Object.values(state.concerns).map(({ level }) => level),
    ...Object.values(state.lowerings).map(({ to }) => to),
  ];
  const unknown = [...new Set(used)].filter((level) => rankOf(policy, level) < 0);
  if (unknown.length === 0) return;
  throw new DomainError('UNKNOWN_LEVEL', 'A28', 'The case has a level that this version does not know.', {
    field: '/payload/version',
    inputs: { version: policy.version, level: unknown.join(', ') },
    remedy: `Rate the concern by one of ${levelsOf(policy).join(', ')} first.`,
  });
}

/**
 * TIME-9, A28: what is entered late is judged by the policy of its day, which has to know the level.
 * @throws DomainError UNKNOWN_LEVEL
 */
export function assertLevelsOfThen(state: CaseState, ratings: readonly ConcernRating[], occurredAt: Instant): void {
  if (state.formerPolicies === undefined) return;
  const then = policyAt(state, occurredAt);
  const unknown = ratings.find(({ level }) => rankOf(then, level) < 0);
  if (unknown === undefined) return;
  throw new DomainError('UNKNOWN_LEVEL', 'A28', 'The policy of that day has no such level.', {
    field: '/occurredAt',
    inputs: { level: unknown.level },
    remedy: `Use one of ${levelsOf(then).join(', ')}, or rate the concern as it is now.`,
  });
}
