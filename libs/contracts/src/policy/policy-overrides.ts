import {
  POLICY_CATALOGUE,
  levelKey,
  policySnapshot,
  verdictOn,
  type LintFinding,
  type PolicyKey,
  type PolicyOverrides,
  type PolicyValue,
  type PolicyVerdict,
} from '@caseward/domain';
import type { z } from 'zod';
import { nearest } from './nearest.js';
import { PER_LEVEL, POLICY_VALUES } from './policy-values.js';

/** Policy values that cannot be used, all of them at once, each with its way out. */
export class PolicyOverridesError extends Error {
  override readonly name = 'PolicyOverridesError';

  constructor(
    readonly problems: readonly string[],
    /** The key at fault of each problem, where one key alone is. */
    readonly keys: readonly (string | null)[] = problems.map(() => null),
  ) {
    super(problems.join('\n'));
  }
}

type Schemas = Readonly<Record<string, z.ZodType<PolicyValue>>>;

/** A28: a context may have further levels; each brings its own keys, such as `assessment.critical`. */
function schemasFor(record: Readonly<Record<string, unknown>>): Schemas {
  const levels = POLICY_VALUES['risk.levels'].safeParse(record['risk.levels'] ?? POLICY_CATALOGUE['risk.levels'].value);
  const names = levels.success ? (levels.data as readonly string[]) : [];
  const ofLevels = Object.entries(PER_LEVEL).flatMap(([name, schema]) =>
    names.filter((level) => level !== 'NO').map((level) => [levelKey(name, level), schema] as const),
  );
  return { ...Object.fromEntries(ofLevels), ...POLICY_VALUES };
}

function problemOf(
  key: string,
  schema: Schemas[string] | undefined,
  value: unknown,
  known: readonly string[],
): string | null {
  if (schema === undefined) return `There is no policy value "${key}". The nearest is "${nearest(key, known)}".`;
  const parsed = schema.safeParse(value);
  return parsed.success ? null : `"${key}": ${parsed.error.issues[0]?.message ?? 'not a value of this kind'}`;
}

/**
 * Policy values as people write them (`"assessment.high": "24h"`, `"followup.high": "2/7"`) as the domain's values.
 * @param levelsFrom values that these belong to, such as those of the whole document: they say which levels there are
 * @throws PolicyOverridesError naming every unknown key with the nearest known one, and every unusable value
 */
export function readPolicyOverrides(
  record: Readonly<Record<string, unknown>>,
  levelsFrom: Readonly<Record<string, unknown>> = record,
): PolicyOverrides {
  const schemas = schemasFor({ ...levelsFrom, ...record });
  const known = Object.keys(schemas);
  const entries = Object.entries(record);
  const faults = entries.flatMap(([key, value]) => {
    const problem = problemOf(key, schemas[key], value, known);
    return problem === null ? [] : [{ key, problem }];
  });
  if (faults.length > 0) {
    const problems = faults.map(({ problem }) => problem);
    throw new PolicyOverridesError(
      problems,
      faults.map(({ key }) => key),
    );
  }
  return Object.fromEntries(entries.map(([key, value]) => [key, schemas[key]?.parse(value) as PolicyValue]));
}

/** What the specification's lint says of the SOP with these values; what cannot be read is an error like any other. */
export function judgePolicyOverrides(record: Readonly<Record<string, unknown>>): PolicyVerdict {
  try {
    return verdictOn(policySnapshot('lint', readPolicyOverrides(record)));
  } catch (error) {
    if (!(error instanceof PolicyOverridesError)) throw error;
    const errors = error.problems.map((message): LintFinding => ({
      severity: 'error',
      rule: 'SPEC-6',
      keys: Object.keys(record).filter((key) => message.includes(`"${key}"`)),
      message,
      remedy: 'Write the value in the notation of the policy.',
    }));
    return { accepted: false, mayGoLive: false, errors, blocksGoLive: [], warnings: [] };
  }
}

/**
 * The same values, for use: what the lint refuses is refused.
 * @throws PolicyOverridesError naming every value that cannot be read, else every value that the SOP does not allow
 */
export function parsePolicyOverrides(record: Readonly<Record<string, unknown>>): PolicyOverrides {
  const overrides = readPolicyOverrides(record);
  const { errors } = verdictOn(policySnapshot('lint', overrides));
  if (errors.length === 0) return overrides;
  throw new PolicyOverridesError(errors.map(({ rule, message, remedy }) => `${message} ${remedy} (${rule})`));
}

/** The keys of the catalogue with unit and clause, for those who write overrides. */
export const POLICY_KEYS = Object.keys(POLICY_CATALOGUE) as readonly PolicyKey[];
