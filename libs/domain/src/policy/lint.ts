import { CADENCE_BOUNDS, isWithin, POLICY_BOUNDS, type Bounds } from './bounds.js';
import { POLICY_CATALOGUE } from './catalogue.js';
import { isCadence, isLooser, lengthOf, writtenAs } from './measure.js';
import {
  levelKey,
  levelsOf,
  NO_RISK,
  textOf,
  type OuterLimit,
  type PolicySnapshot,
  type PolicyValue,
} from './policy.js';

/** `error`: the policy is refused. `go_live`: it can be tried, but not with real children. `warning`: somebody should know. */
export type LintSeverity = 'error' | 'go_live' | 'warning';

export interface LintFinding {
  readonly severity: LintSeverity;
  readonly rule: string;
  readonly keys: readonly string[];
  readonly message: string;
  readonly remedy: string;
}

export interface PolicyVerdict {
  readonly accepted: boolean;
  readonly mayGoLive: boolean;
  readonly errors: readonly LintFinding[];
  readonly blocksGoLive: readonly LintFinding[];
  readonly warnings: readonly LintFinding[];
}

type Values = Readonly<Record<string, PolicyValue>>;

/** What each level has a term of its own for. */
const PER_LEVEL = ['assessment', 'plan', 'followup', 'review', 'referral.response', 'transfer.response'] as const;
/** What a level needs besides, so that its cases can run at all. */
const NEEDED = [...PER_LEVEL.filter((name) => name !== 'referral.response'), 'escalation', 'closure.approval'];
const OUTER_PER_LEVEL = ['assessment', 'plan', 'followup', 'review'] as const;
/** What has an outer limit and the same term at every level. */
const OUTER = [...OUTER_PER_LEVEL, 'observation'] as const;

function activeLevels(policy: PolicySnapshot): string[] {
  return levelsOf(policy).filter((level) => level !== NO_RISK);
}

function error(rule: string, keys: readonly string[], message: string, remedy: string): LintFinding {
  return { severity: 'error', rule, keys, message, remedy };
}

/** Section 6: of two neighbouring levels the higher one is at least as strict, obligation by obligation. */
function orderFindings(policy: PolicySnapshot): LintFinding[] {
  const levels = activeLevels(policy);
  return PER_LEVEL.flatMap((name) =>
    levels.slice(1).flatMap((level, index) => {
      const [higher, lower] = [levelKey(name, level), levelKey(name, levels[index] ?? '')];
      const [strict, loose] = [policy.values[higher], policy.values[lower]];
      if (!isLooser(strict, loose)) return [];
      const message = `${level} is looser than ${levels[index] ?? ''}: ${higher} = ${writtenAs(strict)}, ${lower} = ${writtenAs(loose)}.`;
      return [error('A76', [higher, lower], message, `Make ${higher} at least as strict as ${lower}.`)];
    }),
  );
}

function boundText({ min, max }: Bounds): string {
  if (min === undefined) return `at most ${String(max)}`;
  return max === undefined ? `at least ${String(min)}` : `from ${String(min)} to ${String(max)}`;
}

function outOfBounds(key: string, value: PolicyValue, length: number | null, bounds: Bounds): LintFinding[] {
  if (length === null || isWithin(length, bounds)) return [];
  const message = `${key} = ${writtenAs(value)} is out of bounds: ${boundText(bounds)}.`;
  return [error('SPEC-6', [key], message, `Choose ${boundText(bounds)}.`)];
}

function boundFindings({ values }: PolicySnapshot): LintFinding[] {
  return Object.entries(values).flatMap(([key, value]) => {
    if (isCadence(value)) {
      return (['times', 'days'] as const).flatMap((part) => outOfBounds(key, value, value[part], CADENCE_BOUNDS[part]));
    }
    const bounds = POLICY_BOUNDS[key];
    return bounds === undefined ? [] : outOfBounds(key, value, lengthOf(value), bounds);
  });
}

/** A1: the longest that anything may take, unless the context says why it needs longer. */
function outerFindings(policy: PolicySnapshot): LintFinding[] {
  const { values } = policy;
  const widened = OUTER.flatMap((name): LintFinding[] => {
    const key = `outer.${name}`;
    const limit = values[key] as OuterLimit;
    if (!isLooser(limit, POLICY_CATALOGUE[`outer.${name}`].value)) return [];
    if (limit.reason === undefined) {
      const message = `${key} = ${writtenAs(limit)} is looser than the SOP and says no reason.`;
      return [error('A1', [key], message, `Give a reason, such as {"days": ..., "reason": "..."}.`)];
    }
    const message = `${key} = ${writtenAs(limit)} is looser than the SOP: ${limit.reason}`;
    return [
      {
        severity: 'warning',
        rule: 'A1',
        keys: [key],
        message,
        remedy: 'Look at the reason again at every review of the SOP.',
      },
    ];
  });
  const exceeding = OUTER_PER_LEVEL.flatMap((name) =>
    activeLevels(policy).flatMap((level) => outerExceeded(values, levelKey(name, level), `outer.${name}`)),
  );
  return [...widened, ...exceeding, ...outerExceeded(values, 'supervision.observation_days', 'outer.observation')];
}

function outerExceeded(values: Values, key: string, outer: string): LintFinding[] {
  const [value, limit] = [values[key], values[outer]];
  const length = isCadence(value) ? value.days / value.times : lengthOf(value);
  if (length === null || length <= (lengthOf(limit) ?? Infinity)) return [];
  const message = `${key} = ${writtenAs(value)} is looser than the outer limit of ${writtenAs(limit)}.`;
  return [error('A1', [key, outer], message, `Tighten ${key}, or widen ${outer} with a reason.`)];
}

/** A28: a level that the context adds brings a value of its own for everything that depends on the level. */
function levelFindings(policy: PolicySnapshot): LintFinding[] {
  const first = levelsOf(policy)[0];
  const order =
    first === NO_RISK
      ? []
      : [
          error(
            'A28',
            ['risk.levels'],
            `The levels begin with ${first ?? 'nothing'}.`,
            `Begin with ${NO_RISK}, lowest first.`,
          ),
        ];
  const missing = activeLevels(policy).flatMap((level) =>
    NEEDED.map((name) => levelKey(name, level))
      .filter((key) => policy.values[key] === undefined)
      .map((key) => error('A28', [key], `The level ${level} has no value for ${key}.`, `Set ${key}.`)),
  );
  return [...order, ...missing];
}

/** What national law or the data protection protocol has still to say. */
const UNSET: readonly (readonly [key: string, severity: LintSeverity, rule: string])[] = [
  ['retention.years', 'go_live', 'IM-7'],
  ['retention.extended_years', 'go_live', 'IM-7'],
  ['consent.child_consent_age', 'warning', 'CONS-2'],
  ['mandatory_report.rules', 'warning', 'MAND-1'],
  ['mandatory_report.deadline', 'warning', 'MAND-1'],
];

function unsetFindings({ values }: PolicySnapshot): LintFinding[] {
  const unset = UNSET.filter(([key]) => (values[key] ?? null) === null).map(([key, severity, rule]): LintFinding => ({
    severity,
    rule,
    keys: [key],
    message: `${key} is unset.`,
    remedy: 'Set it from national law or the data protection protocol.',
  }));
  const cards = values['context.urgent_contacts'] as readonly unknown[];
  const note = (rule: string, key: string, message: string, remedy: string): LintFinding => ({
    severity: 'warning',
    rule,
    keys: [key],
    message,
    remedy,
  });
  return [
    ...unset,
    ...(cards.length > 0
      ? []
      : [note('UA-10', 'context.urgent_contacts', 'No area has a referral card.', 'Set the cards.')]),
    ...(values['closure.stability_days'] !== 0
      ? []
      : [
          note(
            'CLOSE-2',
            'closure.stability_days',
            'A case can be closed right after its plan ends: the SOP asks for a set period and gives no number.',
            'Agree on a number of days.',
          ),
        ]),
  ];
}

/** Section 5: with real children no step goes without the minimum that its form asks for. */
function formFindings(policy: PolicySnapshot): LintFinding[] {
  if (textOf(policy, 'forms.minimum_data') === 'required') return [];
  return [
    {
      severity: 'go_live',
      rule: 'SPEC-5',
      keys: ['forms.minimum_data'],
      message: 'A step can be taken without its form.',
      remedy: 'Set forms.minimum_data to required.',
    },
  ];
}

/** UA-1: a context adds kinds of urgent action and takes none away. */
function urgentTypeFindings({ values }: PolicySnapshot): LintFinding[] {
  const types = values['urgent.types'] as readonly string[];
  const missing = POLICY_CATALOGUE['urgent.types'].value.filter((type) => !types.includes(type));
  if (missing.length === 0) return [];
  return [
    error(
      'UA-1',
      ['urgent.types'],
      `These urgent actions are missing: ${missing.join(', ')}.`,
      'Only add to the list.',
    ),
  ];
}

/** Specification, section 6: what a policy may not say, what stops it from being used for real, and what is worth a look. */
export function lintPolicy(policy: PolicySnapshot): LintFinding[] {
  return [
    ...levelFindings(policy),
    ...orderFindings(policy),
    ...boundFindings(policy),
    ...outerFindings(policy),
    ...urgentTypeFindings(policy),
    ...unsetFindings(policy),
    ...formFindings(policy),
  ];
}

export function verdictOn(policy: PolicySnapshot): PolicyVerdict {
  return verdictFrom(lintPolicy(policy));
}

export function verdictFrom(findings: readonly LintFinding[]): PolicyVerdict {
  const of = (severity: LintSeverity): LintFinding[] => findings.filter((finding) => finding.severity === severity);
  const [errors, blocksGoLive, warnings] = [of('error'), of('go_live'), of('warning')];
  const accepted = errors.length === 0;
  return { accepted, mayGoLive: accepted && blocksGoLive.length === 0, errors, blocksGoLive, warnings };
}
