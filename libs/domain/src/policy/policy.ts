import type { LocalDate } from '../time/instant.js';
import { fixedZone, type Zone } from '../time/zone.js';
import { POLICY_CATALOGUE } from './catalogue.js';

/** Levels are an ordered list in policy (A28); these are the default ones, lowest first. */
export type RiskLevel = string;
export const NO_RISK = 'NO';

/** HIGH: in the same encounter (TIME-6); otherwise exact hours (TIME-5) or calendar days (TIME-3). */
export type AssessmentTerm = 'same_encounter' | { readonly hours: number } | { readonly days: number };
/** `times` contacts in every stretch of `days` days (CLK-4). */
export interface Cadence {
  readonly times: number;
  readonly days: number;
}
export interface EscalationStep {
  /** 1 supervisor, 2 manager, 3 agency head. */
  readonly level: 1 | 2 | 3;
  /** Hours after the deadline was missed. */
  readonly afterHours: number;
}
export interface EscalationLadder {
  /** Hours before the deadline; half the period when that is shorter; null for none. */
  readonly remindHours: number | null;
  readonly steps: readonly EscalationStep[];
}
export type ApprovalWay = 'supervisor' | 'conference';

export type PolicyKey = keyof typeof POLICY_CATALOGUE;
/** A text is one of the words that its key knows. */
export type PolicyValue =
  | Exclude<AssessmentTerm, string>
  | Cadence
  | EscalationLadder
  | number
  | string
  | boolean
  | readonly string[]
  | readonly UrgentContact[]
  | OuterLimit
  | null;

/** UA-10: the referral card of an area. Whom to call stands in the context's directory under these ids. */
export interface UrgentContact {
  readonly area: string;
  readonly agencyId: string;
  readonly focalPointIds: readonly string[];
  readonly hours: string;
  readonly updatedOn: string;
}
/** Section 6.2: the loosest that any level may be; a context that allows more says why. */
export type OuterLimit = ({ readonly days: number } | { readonly months: number }) & { readonly reason?: string };

export type PolicyOverrides = Readonly<Record<string, PolicyValue>>;

/** What a case carries: every value in force and the zone as data, under a version. */
export interface PolicySnapshot {
  /** Of the document; with `@` and the context whose own values it holds, where there are any. */
  readonly version: string;
  /** The first day on which a case may take it; missing where nobody published a document. */
  readonly effectiveFrom?: LocalDate;
  readonly zone: Zone;
  readonly values: Readonly<Record<string, PolicyValue>>;
}

const defaults: Record<string, PolicyValue> = Object.fromEntries(
  Object.entries(POLICY_CATALOGUE).map(([key, entry]) => [key, entry.value as PolicyValue]),
);

/** The default SOP of the specification, section 6, with overrides by key. Unknown keys are the linter's business. */
export function policySnapshot(
  version = 'sop-default-1',
  overrides: PolicyOverrides = {},
  zone: Zone = fixedZone('+03:00', 180),
): PolicySnapshot {
  return { version, zone, values: { ...defaults, ...overrides } };
}

/** A case that began under an older release carries a snapshot without the keys that came later: it gets their defaults. */
function valueOf(policy: PolicySnapshot, key: string): PolicyValue {
  const value = policy.values[key] ?? defaults[key];
  if (value === undefined) throw new RangeError(`policy ${policy.version} has no value for ${key}`);
  return value;
}

/** Whether the snapshot itself says something about a key: one of an older release does not. */
export function holdsKey(policy: PolicySnapshot, key: PolicyKey): boolean {
  return policy.values[key] !== undefined;
}

export function numberOf(policy: PolicySnapshot, key: string): number {
  return valueOf(policy, key) as number;
}

export function flagOf(policy: PolicySnapshot, key: string): boolean {
  return valueOf(policy, key) as boolean;
}

export function textOf(policy: PolicySnapshot, key: string): string {
  return valueOf(policy, key) as string;
}

export function listOf(policy: PolicySnapshot, key: string): readonly string[] {
  return valueOf(policy, key) as readonly string[];
}

export function levelsOf(policy: PolicySnapshot): readonly RiskLevel[] {
  return listOf(policy, 'risk.levels');
}

export function rankOf(policy: PolicySnapshot, level: RiskLevel): number {
  return levelsOf(policy).indexOf(level);
}

/** RISK-1: the highest of the given levels; NO when there is none. */
export function highestLevel(policy: PolicySnapshot, levels: readonly RiskLevel[]): RiskLevel {
  return levels.reduce((top, level) => (rankOf(policy, level) > rankOf(policy, top) ? level : top), NO_RISK);
}

/** The key of a value that depends on the level, such as `plan.high`. */
export function levelKey(name: string, level: RiskLevel): string {
  return `${name}.${level.toLowerCase()}`;
}

export function assessmentTermOf(policy: PolicySnapshot, level: RiskLevel): AssessmentTerm {
  return valueOf(policy, levelKey('assessment', level)) as AssessmentTerm;
}

export function planDaysOf(policy: PolicySnapshot, level: RiskLevel): number {
  return numberOf(policy, levelKey('plan', level));
}

/** CLK-8, A74: at NO the cadence of LOW, or none. */
export function cadenceLevelOf(policy: PolicySnapshot, level: RiskLevel): RiskLevel | null {
  if (level !== NO_RISK) return level;
  return textOf(policy, 'norisk.cadence') === 'low' ? 'LOW' : null;
}

export function cadenceOf(policy: PolicySnapshot, level: RiskLevel): Cadence {
  return valueOf(policy, levelKey('followup', level)) as Cadence;
}

export function reviewMonthsOf(policy: PolicySnapshot, level: RiskLevel): number {
  return numberOf(policy, levelKey('review', level));
}

export function ladderOf(policy: PolicySnapshot, name: string): EscalationLadder {
  return valueOf(policy, levelKey('escalation', name)) as EscalationLadder;
}

export function approvalWayOf(policy: PolicySnapshot, level: RiskLevel): ApprovalWay {
  return textOf(policy, levelKey('closure.approval', level)) as ApprovalWay;
}

/** Hours or days to answer a referral or a transfer; NO runs as LOW (A73). */
export function responseTermOf(
  policy: PolicySnapshot,
  key: string,
): { readonly hours: number } | { readonly days: number } {
  return valueOf(policy, key) as { readonly hours: number } | { readonly days: number };
}

/** A value that a context has to set, such as one of national law; null while it has not. */
export function numberOrUnset(policy: PolicySnapshot, key: string): number | null {
  return (policy.values[key] ?? null) as number | null;
}

export function urgentContactsOf(policy: PolicySnapshot): readonly UrgentContact[] {
  return (policy.values['context.urgent_contacts'] ?? []) as readonly UrgentContact[];
}
