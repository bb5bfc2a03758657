import type { Actor, Owner } from '../access/actor.js';
import type { PolicySnapshot, RiskLevel } from '../policy/policy.js';
import type { FineCode } from '../risk/fine-codes.js';
import type { Instant } from '../time/instant.js';
import type {
  Channel,
  ClosureChecks,
  ClosureReason,
  ConcernCategory,
  ConcernRating,
  ContactReached,
  ContentRef,
  IdentificationSource,
  PlanParty,
  SourceForm,
} from './commands.js';
import type { WithContent, WithEncounter } from './vocabulary/content.js';
import type { EligibilityExit, FirstContactFacts, FirstContactNotes } from './vocabulary/first-contact.js';
import type { CaseworkerPreference } from './vocabulary/first-contact.js';
import type { ImplementationFacts, ImplementationNotes } from './vocabulary/implementation.js';
import type { EmergencyAccessFacts, EmergencyAccessNotes } from './vocabulary/emergency-access.js';
import type { PolicyAdoptionFacts } from './vocabulary/policy-adoption.js';
import type { TransferAndClosureFacts, TransferAndClosureNotes } from './vocabulary/transfer-and-closure.js';
import type { ClosureEvidence } from './vocabulary/transfer-and-closure.js';
import type { Due, Derivation, ObligationKind } from './obligation.js';
import type { Stage } from './lifecycle.js';

/** What people did: facts that the clocks follow from. */
interface CaseworkFacts {
  readonly CaseRegistered: WithContent &
    WithEncounter & {
      readonly caseCode: string;
      readonly concerns: readonly ConcernRating[];
      readonly level: RiskLevel;
      readonly preference?: CaseworkerPreference;
      /** SUPV-1: only where the limit was lifted for it. */
      readonly overLimit?: true;
    };
  readonly EncounterEnded: { readonly encounterId: string };
  readonly AssessmentCompleted: WithContent & WithEncounter & { readonly again: boolean };
  readonly ConcernRated: WithEncounter & {
    readonly concernId: string;
    readonly category?: ConcernCategory;
    readonly fineCode?: FineCode;
    readonly from: RiskLevel | null;
    readonly to: RiskLevel;
    readonly sourceForm: SourceForm;
    readonly proposedBy: string;
    readonly confirmedBy: string | null;
    readonly content?: ContentRef;
  };
  readonly PlanAgreed: WithContent & { readonly revision: number; readonly involved: readonly PlanParty[] };
  readonly PlanSignedOff: WithContent & { readonly revision: number };
  readonly PlanReturned: WithContent & { readonly revision: number };
  readonly PlanActionStarted: WithContent & { readonly actionId: string };
  readonly FollowUpRecorded: WithContent &
    WithEncounter & {
      readonly reached: ContactReached;
      readonly channel: Channel;
      readonly qualifies: boolean;
      readonly invited?: boolean;
    };
  readonly ReviewHeld: WithContent & WithEncounter;
  readonly PlanConcluded: WithContent;
  readonly ClosureReturned: WithContent & { readonly returnsTo: Stage };
  readonly CaseClosed: WithContent & { readonly reason: ClosureReason; readonly finalReview: boolean };
  readonly CaseKeptOpen: WithContent;
  readonly FinalReviewHeld: WithContent;
  readonly CaseReopened: WithContent &
    WithEncounter & {
      readonly episode: number;
      readonly concerns: readonly ConcernRating[];
      readonly level: RiskLevel;
      /** SUPV-1: only where the limit was lifted for it. */
      readonly overLimit?: true;
    };
  readonly CaseReassigned: WithContent & { readonly from: Owner; readonly to: Owner; readonly overLimit?: boolean };
}

/** What happened beside the clocks. */
interface CaseworkNotes {
  readonly CaseIdentified: WithContent & {
    readonly source: IdentificationSource;
    readonly owner: Owner;
    readonly policy: PolicySnapshot;
    readonly unassigned?: boolean;
    readonly preference?: CaseworkerPreference;
  };
  readonly EligibilityAnswered: WithContent & {
    readonly isChild: 'yes' | 'no' | 'unsure';
    readonly harmedOrAtRisk: boolean;
    readonly needsCaseworker: boolean;
    readonly needsServices: boolean;
    readonly eligible: boolean;
    /** Not in records from before there were exits. */
    readonly exit?: EligibilityExit;
    readonly childrenAtRisk?: boolean;
  };
  readonly LoweringProposed: WithContent & {
    readonly concernId: string;
    readonly from: RiskLevel;
    readonly to: RiskLevel;
    readonly sourceForm: SourceForm;
    readonly fineCode?: FineCode;
  };
  readonly LoweringReturned: WithContent & { readonly concernId: string };
  /** A47: a rise came between proposal and confirmation. */
  readonly LoweringVoided: { readonly concernId: string };
  readonly ClosureRequested: WithContent & {
    readonly reason: ClosureReason;
    readonly checks: ClosureChecks;
    readonly evidence?: ClosureEvidence;
    readonly from: Stage;
  };
  /** CLOSE-3: a rise voids the request and its approvals. */
  readonly ClosureVoided: { readonly returnsTo: Stage };
  /** CLOSE-3, A55: a rise clears the conclusion of the plan. */
  readonly PlanConclusionCleared: { readonly returnsTo: Stage };
  readonly ReopeningRequested: WithContent & WithEncounter & { readonly concerns: readonly ConcernRating[] };
  readonly ReopeningReturned: WithContent;
  readonly EscalationAcknowledged: { readonly escalationId: string };
  readonly EscalationReassigned: { readonly escalationId: string; readonly toPersonId: string };
}

/** What follows from the facts by rule; every computed date is in the event, so that a fold recomputes nothing. */
export interface ConsequenceData {
  readonly RiskLevelChanged: { readonly from: RiskLevel; readonly to: RiskLevel };
  readonly ClosureRecommended: Record<never, never>;
  readonly ClosureRecommendationCleared: Record<never, never>;
  readonly ObligationArmed: {
    readonly key: string;
    readonly kind: ObligationKind;
    readonly episode: number;
    readonly level: RiskLevel;
    readonly anchor: Instant;
    readonly due: Due;
    readonly derivation: Derivation;
  };
  readonly ObligationRescheduled: {
    readonly key: string;
    readonly level: RiskLevel;
    readonly from: Due;
    readonly due: Due;
    readonly derivation: Derivation;
  };
  readonly ObligationMet: {
    readonly key: string;
    readonly kind: ObligationKind;
    readonly at: Instant;
    readonly onTime: boolean;
  };
  readonly ObligationCancelled: {
    readonly key: string;
    readonly kind: ObligationKind;
    readonly at: Instant;
    readonly cause: string;
  };
  readonly DeadlineReminded: { readonly key: string; readonly kind: ObligationKind; readonly overdueFrom: Instant };
  readonly BreachRaised: {
    readonly breachId: string;
    readonly key: string;
    readonly kind: ObligationKind;
    readonly due: Due;
    readonly level: RiskLevel;
    readonly owner: Owner;
    readonly raisedAt: Instant;
  };
  /** TIME-9: stays in the record, no longer counts. */
  readonly BreachWithdrawn: { readonly breachId: string; readonly withdrawnAt: Instant; readonly bySeq: number };
  /** A late entry showed another due date, level or owner for the same miss. */
  readonly BreachCorrected: {
    readonly breachId: string;
    readonly due: Due;
    readonly level: RiskLevel;
    readonly owner: Owner;
  };
  readonly EscalationOpened: {
    readonly escalationId: string;
    readonly key: string;
    readonly kind: ObligationKind;
    readonly breachId: string | null;
    readonly riskLevel: RiskLevel;
    readonly step: 1 | 2 | 3;
    readonly missedAt: Instant;
  };
  readonly EscalationRaised: { readonly escalationId: string; readonly step: 1 | 2 | 3 };
  readonly EscalationResolved: {
    readonly escalationId: string;
    readonly how: EscalationEnd;
    readonly content?: ContentRef;
  };
  /** TIME-9: for the next caseload review. */
  readonly LateEntryFlagged: { readonly entrySeq: number; readonly latenessHours: number };
}

/** `done_on_time_entered_late` is the end of an escalation whose breach was withdrawn (TIME-9). */
export type EscalationEnd = 'act_done' | 'handled' | 'done_on_time_entered_late' | 'duty_ended';

export type FactData = CaseworkFacts &
  FirstContactFacts &
  ImplementationFacts &
  TransferAndClosureFacts &
  PolicyAdoptionFacts &
  EmergencyAccessFacts;
export type NoteData = CaseworkNotes &
  FirstContactNotes &
  ImplementationNotes &
  TransferAndClosureNotes &
  EmergencyAccessNotes;
export type EventData = FactData & NoteData & ConsequenceData;
export type EventType = keyof EventData;
export type FactType = keyof FactData;

export type EventOf<T extends EventType> = {
  readonly caseId: string;
  /** 1, 2, 3, ... without a gap for one case. */
  readonly seq: number;
  readonly type: T;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly commandId: string;
  readonly actor: Actor;
  readonly data: EventData[T];
};
export type CaseEvent = { [T in EventType]: EventOf<T> }[EventType];
export type Fact = { [T in FactType]: EventOf<T> }[FactType];

/** What keeps clocks, breaches and escalations: the same in a case and in a duty file. */
const CLOCK_EVENT_TYPES = {
  ObligationArmed: true,
  ObligationRescheduled: true,
  ObligationMet: true,
  ObligationCancelled: true,
  DeadlineReminded: true,
  BreachRaised: true,
  BreachCorrected: true,
  BreachWithdrawn: true,
  EscalationOpened: true,
  EscalationRaised: true,
  EscalationAcknowledged: true,
  EscalationReassigned: true,
  EscalationResolved: true,
} as const;
export type ClockEventType = keyof typeof CLOCK_EVENT_TYPES;
export type ClockEvent = { [T in ClockEventType]: EventOf<T> }[ClockEventType];
export type ClockDraft = Extract<Draft, { readonly type: ClockEventType }>;

export function isClockEvent(event: { readonly type: string }): event is ClockEvent {
  return event.type in CLOCK_EVENT_TYPES;
}

/** What a rule decides; `decide` adds case, sequence, moment of recording, command and actor. */
export type Draft = {
  [T in EventType]: { readonly type: T; readonly occurredAt: Instant; readonly data: EventData[T] };
}[EventType];

const FACT_TYPES: Readonly<Record<FactType, true>> = {
  CaseRegistered: true,
  EncounterEnded: true,
  AssessmentCompleted: true,
  ConcernRated: true,
  PlanAgreed: true,
  PlanSignedOff: true,
  PlanReturned: true,
  PlanActionStarted: true,
  FollowUpRecorded: true,
  ReviewHeld: true,
  PlanConcluded: true,
  ClosureReturned: true,
  CaseClosed: true,
  CaseKeptOpen: true,
  FinalReviewHeld: true,
  CaseReopened: true,
  CaseReassigned: true,
  AssignmentAwaited: true,
  CaseAssigned: true,
  ImmediateConcernRaised: true,
  ImmediateConcernAddressed: true,
  MandatoryReportRaised: true,
  MandatoryReportDecided: true,
  IntakeEnded: true,
  ReferralSent: true,
  ReferralAnswered: true,
  ReferralDone: true,
  ReferralRevoked: true,
  ConferenceConcluded: true,
  TransferSent: true,
  TransferAccepted: true,
  TransferRejected: true,
  TransferRevoked: true,
  DeathRecorded: true,
  DeathAnnulled: true,
  PolicyAdopted: true,
  EmergencyAccessOpened: true,
  EmergencyAccessReviewed: true,
};

export function isFact(event: CaseEvent): event is Fact {
  return event.type in FACT_TYPES;
}
