import type { Fact } from '../case/events.js';
import { firstPolicyOf, type OnPolicy } from '../policy/adopted.js';
import type { PolicySnapshot } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';

/** A31: the policy that held at a moment, by the order of occurrence. @param first the one that the case began with */
export function policyInTime(first: PolicySnapshot, facts: readonly Fact[], at: Instant): PolicySnapshot {
  const adopted = facts.findLast((fact) => fact.type === 'PolicyAdopted' && fact.occurredAt <= at);
  return adopted?.type === 'PolicyAdopted' ? adopted.data.policy : first;
}

/** The same for a case as recorded. */
export function policyAt(state: OnPolicy & { readonly facts: readonly Fact[] }, at: Instant): PolicySnapshot {
  const first = firstPolicyOf(state);
  if (first === null) throw new RangeError('a case that is not in the record has no policy');
  return policyInTime(first, state.facts, at);
}
