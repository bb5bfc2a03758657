import type { Role } from '../access/actor.js';
import { DomainError } from '../errors.js';
import { numberOf, type PolicySnapshot } from '../policy/policy.js';

/** SUPV-1: somebody takes on more than the limit; the reason stands in the form. */
export interface LimitOverride {
  readonly by: Role;
  readonly reasonGiven: boolean;
}

export interface Load {
  readonly count: number;
  readonly limit: number;
  readonly isOverLimit: boolean;
}

function loadOf(policy: PolicySnapshot, key: string, count: number): Load {
  const limit = numberOf(policy, key);
  return { count, limit, isOverLimit: count > limit };
}

/** SUPV-1: what reporting shows of a caseworker, a supervisor and a data entry person. */
export const caseloadOf = (policy: PolicySnapshot, openCases: number): Load =>
  loadOf(policy, 'caseload.max', openCases);
export const spanOf = (policy: PolicySnapshot, caseworkers: number): Load => loadOf(policy, 'span.max', caseworkers);
export const dataEntryLoadOf = (policy: PolicySnapshot, cases: number): Load => loadOf(policy, 'dataentry.max', cases);

/**
 * SUPV-1: one caseworker more for a supervisor; above the limit the manager says why.
 * @throws DomainError OVER_LIMIT, FIELD_MISSING
 */
export function attachCaseworker(policy: PolicySnapshot, attached: number, override?: LimitOverride): Load {
  return oneMore(spanOf(policy, attached + 1), override);
}

/** SUPV-1: one case more for a data entry person. */
export function attachToDataEntry(policy: PolicySnapshot, cases: number, override?: LimitOverride): Load {
  return oneMore(dataEntryLoadOf(policy, cases + 1), override);
}

const OVERRIDERS: readonly Role[] = ['MGR', 'HEAD'];

function oneMore(load: Load, override: LimitOverride | undefined): Load {
  if (!load.isOverLimit) return load;
  if (override === undefined || !OVERRIDERS.includes(override.by)) {
    throw new DomainError('OVER_LIMIT', 'SUPV-1', `The limit is ${String(load.limit)}.`, {
      inputs: { count: load.count, limit: load.limit },
      remedy: 'Choose somebody with fewer, or ask the manager to override with a reason.',
    });
  }
  if (!override.reasonGiven) {
    throw new DomainError('FIELD_MISSING', 'SUPV-1', 'Say why the limit is exceeded.', {
      field: '/form',
      remedy: 'Write the reason into the form.',
    });
  }
  return load;
}
