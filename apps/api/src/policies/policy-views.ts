import type { PolicyVersionView, PolicyView, PublishedPolicyView } from '@caseward/contracts';
import { POLICY_CATALOGUE, type PolicyEntry, type PolicyOverrides } from '@caseward/domain';
import { snapshotOf, type PublishedPolicy } from '@caseward/persistence';

const catalogue: Readonly<Record<string, PolicyEntry>> = POLICY_CATALOGUE;

/** Values with their unit and where they come from. */
export function valuesView(values: PolicyOverrides): PolicyView['values'] {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value,
    unit: catalogue[key]?.unit ?? 'of the context',
    clause: catalogue[key]?.clause ?? 'value of the context',
  }));
}

export function versionView(policy: PublishedPolicy, inForce: string | undefined): PolicyVersionView {
  const { version, title, effectiveFrom, effectiveAt, publishedAt, publishedBy, basedOn, digest } = policy;
  const approvals = policy.approvedBy.map((approval) => ({ ...approval }));
  const when = { effectiveFrom, effectiveAt, publishedAt, publishedBy };
  return { version, title, ...when, basedOn, approvals, digest, inForce: version === inForce };
}

export function publishedView(policy: PublishedPolicy, inForce: string | undefined): PublishedPolicyView {
  const contexts = Object.entries(policy.contexts).map(([id, values]) => [id, valuesView(values)] as const);
  return {
    ...versionView(policy, inForce),
    document: policy.document,
    zone: policy.zone.name,
    values: valuesView(snapshotOf(policy).values),
    contexts: Object.fromEntries(contexts),
  };
}
