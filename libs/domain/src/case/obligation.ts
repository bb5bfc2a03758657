import { DUTIES, type DutyKind } from '../duty/duties.js';
import type { RiskLevel } from '../policy/policy.js';
import type { Instant, LocalDate } from '../time/instant.js';

/** When a duty is due. Exactly one of `dueOn` (end of that local day, TIME-3) and `dueAt` (exact, TIME-5, TIME-6) is set. */
export interface Due {
  readonly dueOn: LocalDate | null;
  readonly dueAt: Instant | null;
  /** The first instant that is too late. */
  readonly overdueFrom: Instant;
}

/** Where a date comes from, so that every due date can explain itself. */
export interface Derivation {
  readonly rule: string;
  readonly policyVersion: string;
  /** The key in the policy catalogue, which cites the clause. */
  readonly policyKey: string;
  /** The value that was applied, e.g. `7 days`. */
  readonly term: string;
  /** The date or instant that the term was counted from. */
  readonly countedFrom: string;
}

/** Duties of a case. */
export type CaseObligationKind =
  | 'assessment'
  | 'plan'
  | 'plan_signoff'
  | 'follow_up'
  | 'review'
  | 'reassessment'
  | 'plan_revision'
  | 'closure_decision'
  | 'post_closure_review'
  | 'urgent_action'
  | 'assignment'
  | 'referral_answer'
  | 'transfer_answer'
  | 'mandatory_report'
  | 'emergency_review';

/** What a clock can run for: a duty of a case, or one of the organisation (section 3.11). */
export type ObligationKind = CaseObligationKind | DutyKind;

export interface ObligationRule {
  /** A35: whether a miss is a breach for ever, or only alarms. */
  readonly breaches: boolean;
  readonly doneBy: 'caseworker' | 'supervisor';
  /** Which escalation ladder: by risk level, or the one of its own name. */
  readonly ladder: 'by_level' | 'signoff' | 'urgent' | 'answer' | 'supervision';
}

export const OBLIGATIONS: Readonly<Record<CaseObligationKind, ObligationRule>> = {
  assessment: { breaches: true, doneBy: 'caseworker', ladder: 'by_level' },
  plan: { breaches: true, doneBy: 'caseworker', ladder: 'by_level' },
  plan_signoff: { breaches: false, doneBy: 'supervisor', ladder: 'signoff' },
  follow_up: { breaches: true, doneBy: 'caseworker', ladder: 'by_level' },
  review: { breaches: true, doneBy: 'caseworker', ladder: 'by_level' },
  reassessment: { breaches: true, doneBy: 'caseworker', ladder: 'by_level' },
  plan_revision: { breaches: true, doneBy: 'caseworker', ladder: 'by_level' },
  closure_decision: { breaches: true, doneBy: 'supervisor', ladder: 'by_level' },
  post_closure_review: { breaches: true, doneBy: 'caseworker', ladder: 'by_level' },
  urgent_action: { breaches: true, doneBy: 'caseworker', ladder: 'urgent' },
  assignment: { breaches: false, doneBy: 'supervisor', ladder: 'answer' },
  referral_answer: { breaches: false, doneBy: 'caseworker', ladder: 'answer' },
  transfer_answer: { breaches: false, doneBy: 'supervisor', ladder: 'answer' },
  mandatory_report: { breaches: false, doneBy: 'supervisor', ladder: 'answer' },
  emergency_review: { breaches: true, doneBy: 'supervisor', ladder: 'supervision' },
};

const RULES: Readonly<Record<ObligationKind, ObligationRule>> = { ...OBLIGATIONS, ...DUTIES };

export const OBLIGATION_KINDS = Object.keys(RULES) as readonly ObligationKind[];

export function ruleOf(kind: ObligationKind): ObligationRule {
  return RULES[kind];
}

/** One duty with one clock. `key` stays the same through rescheduling. */
export interface Obligation {
  readonly key: string;
  readonly kind: ObligationKind;
  readonly episode: number;
  /** The case's level when the due date was last set. */
  readonly level: RiskLevel;
  /** The moment of the fact that started the clock. */
  readonly anchor: Instant;
  readonly due: Due;
  readonly derivation: Derivation;
  readonly status: 'open' | 'met' | 'cancelled';
  /** When it was met or cancelled, as it happened. */
  readonly endedAt: Instant | null;
  readonly endCause: string | null;
}

/** An obligation as the record knows it. */
export interface KnownObligation extends Obligation {
  /** When the record came to know this due date. */
  readonly knownSince: Instant;
  /** The `overdueFrom` that a reminder was given for. */
  readonly remindedFor: Instant | null;
}

/** TIME-8: at `asOf` the due instant has passed and the act had not happened by it. */
export function isMissed({ due, endedAt }: Obligation, asOf: Instant): boolean {
  return asOf >= due.overdueFrom && (endedAt === null || !isOnTime(due, endedAt));
}

/** TIME-5, TIME-6: an exact instant is itself still on time; UA-4 is missed when the encounter ends without the act. */
export function isOnTime({ dueAt, overdueFrom }: Due, at: Instant): boolean {
  return dueAt === null ? at < overdueFrom : at <= dueAt;
}
