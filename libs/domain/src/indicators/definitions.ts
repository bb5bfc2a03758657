import type { PolicyKey } from '../policy/policy.js';

/**
 * Section 7. What all numbers have in common:
 *
 * - **Period**: local dates `from` to `to`, both included, in the time zone of the case's policy.
 * - **As known at** an instant T: only events with `recorded_at <= T` are read, so that a number can be given again.
 * - **Counted children** (CONS-7): the case's consent to reporting is yes as known at T: the last `ConsentRecorded` by seq
 *   says `reporting: true` and no later `ConsentWithdrawn` names the scope. Never asked is no.
 * - **Duties** (`duty`): an obligation of the kind, as known at T after the last rescheduling, whose due date (`dueOn`, or
 *   the local date of `dueAt`) falls in the period and whose deadline has passed (`overdueFrom <= T`). Left out when it was
 *   cancelled while still on time, or cancelled because it never was (cause TIME-9). Met = ended by being done, on time
 *   (`isOnTime`). A withdrawn breach is therefore met, a duty cancelled after it was overdue is not.
 * - **Events** (`event`): the event's `occurredAt` falls in the period.
 * - **Snapshots** (`snapshot`): at S = the last millisecond of the period, or T when that is earlier. A case is open at S when the last
 *   of CaseRegistered, CaseReopened, CaseClosed with `occurredAt <= S` is not CaseClosed (a closure for a death that
 *   was annulled never was).
 * - **Attribution**: the owner (A34) at the last moment on time for a duty, one millisecond before `overdueFrom`; at
 *   `occurredAt` for an event; at S for a snapshot. Owners by `occurredAt` of CaseIdentified, CaseAssigned,
 *   CaseReassigned, TransferAccepted.
 * - **Level** at the same moment: the highest level among the concerns of the episode as rated by then (RISK-1).
 * - **Concern**: every category with a rating at that moment that is not NO; a case with two stands under both, so these
 *   rows add up to more than the total. None rated, or all NO: `none`.
 * - **Age** in completed years on the counted date: `dueOn`, the local date of `dueAt` or `occurredAt`, or that of S.
 */
export type CountedBy = 'duty' | 'event' | 'snapshot';
export type IndicatorUnit = 'percent' | 'count' | 'mean';

export interface IndicatorRule {
  readonly countedBy: CountedBy;
  readonly unit: IndicatorUnit;
  /** Where the target stands; null when the context sets none. */
  readonly target: PolicyKey | null;
  /** Indicators that share a base count the same units below the line: what hides one denominator hides all. */
  readonly base: string;
}

const percent = (countedBy: CountedBy, base: string, target: PolicyKey | null = null): IndicatorRule => ({
  countedBy,
  unit: 'percent',
  target,
  base,
});
const mean = (countedBy: CountedBy, base: string): IndicatorRule => ({ countedBy, unit: 'mean', target: null, base });
const count = (countedBy: CountedBy, base: string): IndicatorRule => ({ countedBy, unit: 'count', target: null, base });

/** Numerator / denominator. A mean is a sum over a number of units; a count has no denominator. */
export const INDICATORS = {
  /** Caseworkers on file at S whose last capacity score is higher than the one before / with at least two by S, and with
   *  individual supervision or a caseload review by S, and a training completed on the local date of S or before. */
  K1: percent('snapshot', 'assessed_caseworkers', 'indicator.competence_percent'),
  /** Respondents with `overall_satisfied` >= `feedback.positive_min` / respondents: the last form of the period, by case
   *  and side, that answers the statement (by `occurredAt`, then seq). */
  K2a: percent('event', 'child_satisfaction', 'indicator.satisfied_percent'),
  K2b: percent('event', 'caregiver_satisfaction', 'indicator.satisfied_percent'),
  /** The same for `situation_improved` / respondents with a need that was addressed up to the moment of the form:
   *  ImmediateConcernAddressed (not informed_refusal), ReferralDone, ServiceRecorded or PlanActionCompleted. */
  K3a: percent('event', 'child_wellbeing', 'indicator.satisfied_percent'),
  K3b: percent('event', 'caregiver_wellbeing', 'indicator.satisfied_percent'),
  /** Duties `assessment` met / due. Re-assessments are not counted. */
  P1: percent('duty', 'assessment', 'indicator.on_time_percent'),
  /** Duties `plan` met / due. Revisions are not counted. */
  P2a: percent('duty', 'plan', 'indicator.on_time_percent'),
  /** Episodes whose first act under a plan falls in the period (PlanActionStarted, or a ReferralSent that is not urgent);
   *  numerator: a PlanSignedOff of the episode at or before that act. */
  P2b: percent('event', 'implemented', 'indicator.complete_percent'),
  /** Duties `follow_up` met / due. */
  P3a: percent('duty', 'follow_up', 'indicator.on_time_percent'),
  /** Open cases at S without a `follow_up` duty that is overdue and not done at S / open cases. */
  P3b: percent('snapshot', 'open_cases', 'indicator.on_time_percent'),
  /** Duties `review` met / due. */
  P4: percent('duty', 'review', 'indicator.on_time_percent'),
  /** Immediate concerns raised in the period that were addressed with no gated step (UA-2: CaseRegistered,
   *  AssessmentCompleted, PlanAgreed, PlanSignedOff, ReviewHeld, ClosureRequested, CaseClosed) between: step's
   *  `occurredAt` in (raised, addressed) / raised. One that is still open counts below only. First answer counts. */
  P5a: percent('event', 'immediate_concerns', 'indicator.complete_percent'),
  /** Duties `urgent_action` met / due (exist where the end of the encounter is recorded, A70). */
  P5b: percent('duty', 'urgent_action', 'indicator.complete_percent'),
  /** Immediate concerns of type health with an incident, raised in the period; numerator: the earliest of a ReferralSent
   *  or ServiceRecorded of service medical, mental_health or psychosocial in that case at or after the concern was
   *  raised, or that concern's own answer by service_reached or referral_accepted, is at most 72 h
   *  (`sv.care_target_hours`) after the incident; of a date only: after the last millisecond of that day (UA-7). */
  P5c: percent('event', 'sexual_violence', 'indicator.complete_percent'),
  /** The same within 120 h (`sv.urgent_hours`). */
  P5d: percent('event', 'sexual_violence', 'indicator.complete_percent'),
  /** Open cases / caseworkers who have at least one. */
  P6a: mean('snapshot', 'caseworkers'),
  /** Of these caseworkers, those with at most `caseload.max` open cases. */
  P6b: percent('snapshot', 'caseworkers', 'indicator.complete_percent'),
  /** Teams with at most `span.max` caseworkers on file at S / teams: a team has one supervisor. */
  P6c: percent('snapshot', 'supervisors', 'indicator.complete_percent'),
  /** Data entry staff with at most `dataentry.max` open cases assigned at S / data entry staff with any. An assignment and
   *  its end count when they were recorded by T. */
  P6d: percent('snapshot', 'data_entry', 'indicator.complete_percent'),
  /** Duties of the organisation towards a caseworker: met / due; of the capacity assessments only the first. */
  P7a: percent('duty', 'caseload_review', 'indicator.on_time_percent'),
  P7b: percent('duty', 'file_check', 'indicator.on_time_percent'),
  P7c: percent('duty', 'capacity_assessment', 'indicator.on_time_percent'),
  /** Of the ReferralSent of the period: with a ReferralAnswered that accepts (the last answer counts). */
  P8a: percent('event', 'referrals'),
  /** ... whose `referral_answer` duty is met on time. */
  P8b: percent('event', 'referrals'),
  /** ... with a ReferralDone. */
  P8c: percent('event', 'referrals'),
  /** CaseClosed in the period (not annulled); `reason` is a dimension. */
  P9a: count('event', 'closures'),
  /** Weeks (of 168 h) from the start of the episode to CaseClosed / closures. */
  P9b: mean('event', 'closures'),
  /** Closures that, as it happened, had no immediate concern open and no transfer unanswered at that moment, and, where
   *  the reason needs visits, `closure.min_followups` qualifying follow-ups on distinct dates and
   *  `closure.min_reviews` review dates in the episode, after the last PlanConcluded (else the first PlanSignedOff)
   *  (if no PlanConclusionCleared came after it) and not after the closure / closures. */
  P9c: percent('event', 'closures', 'indicator.complete_percent'),
  /** Closures with a FeedbackRecorded from the child (caregiver) since the start of the episode and before the next one /
   *  closures. Nobody asks after a death (CLOSE-5); by `reason` these stand apart. */
  P9d: percent('event', 'closures'),
  P9e: percent('event', 'closures'),
  /** Duties `post_closure_review` met / due. */
  P10a: percent('duty', 'post_closure_review', 'indicator.on_time_percent'),
  /** Closures of the period whose next CaseReopened has a local date up to that of the closure + 3 (6, 12) months. */
  P10b: percent('event', 'closures'),
  P10c: percent('event', 'closures'),
  P10d: percent('event', 'closures'),
  /** Of the TransferSent of the period: accepted; rejected. */
  P11a: percent('event', 'transfers'),
  P11b: percent('event', 'transfers'),
  /** Days (of 24 h) from TransferSent to the answer / transfers that were answered. */
  P11c: mean('event', 'transfers_answered'),
  /** Of the CaseRegistered of the period: with a ConsentRecorded that lets take part and store data, up to that moment. */
  P12a: percent('event', 'registrations'),
  /** ... with a WithoutConsentAuthorised up to that moment (it always names its ground). */
  P12b: percent('event', 'registrations'),
  /** ... with either. */
  P12c: percent('event', 'registrations', 'indicator.complete_percent'),
  /** CaseRegistered in the period; dimensions concern, level, source. */
  P13a: count('event', 'registrations'),
  /** Open cases at S. */
  P13b: count('snapshot', 'open_cases'),
  /** Closures at a lower level than the episode began with / closures. */
  P13c: percent('event', 'closures'),
} as const satisfies Readonly<Record<string, IndicatorRule>>;

export type IndicatorId = keyof typeof INDICATORS;
export const INDICATOR_IDS = Object.keys(INDICATORS) as readonly IndicatorId[];

/** What a number can be broken down by. `unknown` stands where nothing is recorded. */
export const DIMENSIONS = [
  'sex',
  'age_band',
  'disability',
  'displacement',
  'area',
  'level',
  'concern',
  'source',
  'reason',
  'agency',
  'office',
  'team',
  'caseworker',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** One line of the answer. A dimension that an indicator does not know (such as `reason` for P1) reads `n/a`. */
export interface IndicatorCount {
  readonly indicator: IndicatorId;
  readonly group: Readonly<Partial<Record<Dimension, string>>>;
  /** Of a mean: the sum, in weeks, days or cases. */
  readonly numerator: number;
  /** Null for a count. */
  readonly denominator: number | null;
}
