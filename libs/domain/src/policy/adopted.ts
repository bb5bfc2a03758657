import type { PolicySnapshot } from './policy.js';

/** What runs on a policy and may have run on others before (A31). */
export interface OnPolicy {
  readonly policy: PolicySnapshot | null;
  /** What it ran on before, oldest first; missing where it never changed. */
  readonly formerPolicies?: readonly PolicySnapshot[];
}

/** The policy that the first clocks were armed by. */
export function firstPolicyOf({ policy, formerPolicies = [] }: OnPolicy): PolicySnapshot | null {
  return formerPolicies[0] ?? policy;
}

/** A31: the policy that a clock was armed by, which its ladder of reminders and escalations comes from too. */
export function policyOfClock(
  { formerPolicies = [] }: OnPolicy,
  policy: PolicySnapshot,
  { derivation }: { readonly derivation: { readonly policyVersion: string } },
): PolicySnapshot {
  if (derivation.policyVersion === policy.version) return policy;
  return formerPolicies.findLast(({ version }) => version === derivation.policyVersion) ?? policy;
}
