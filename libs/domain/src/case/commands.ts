import type { Actor, Owner } from '../access/actor.js';
import type { PolicySnapshot, RiskLevel } from '../policy/policy.js';
import type { FineCode } from '../risk/fine-codes.js';
import type { Instant, LocalDate } from '../time/instant.js';
import type { ContentRef, WithContent, WithEncounter } from './vocabulary/content.js';
import type { CaseworkerPreference, FirstContactPayloads, ReceiverLoad } from './vocabulary/first-contact.js';
import type { ChildProfile } from './vocabulary/profile.js';
import type { ImplementationPayloads, PlannedAction } from './vocabulary/implementation.js';
import type { EmergencyAccessPayloads } from './vocabulary/emergency-access.js';
import type { PolicyAdoptionPayloads } from './vocabulary/policy-adoption.js';
import type { ClosureEvidence, TransferAndClosurePayloads } from './vocabulary/transfer-and-closure.js';

export type { ContentRef };

export const IDENTIFICATION_SOURCES = [
  'child_or_family',
  'community',
  'other_sector',
  'agency_staff',
  'school',
  'health',
  'population_registration',
  'police',
  'humanitarian_agency',
] as const;
export type IdentificationSource = (typeof IDENTIFICATION_SOURCES)[number];

export const CONCERN_CATEGORIES = [
  'physical_violence',
  'emotional_violence',
  'sexual_violence',
  'neglect',
  'child_labour',
  'mental_distress',
  'uasc',
  'caafag',
  'contact_with_law',
  'other',
] as const;
export type ConcernCategory = (typeof CONCERN_CATEGORIES)[number];

/** RISK-1: each concern has its own level. `category` is needed the first time a concern is rated. */
export interface ConcernRating {
  readonly concernId: string;
  readonly category?: ConcernCategory;
  readonly level: RiskLevel;
  /** CAT-5: the finer word of the registration and assessment forms; it belongs to the category. */
  readonly fineCode?: FineCode;
}

export const SOURCE_FORMS = ['initial_assessment', 'assessment', 'follow_up', 'review', 'conference', 'other'] as const;
/** RISK-8: the form in which a level was stated. */
export type SourceForm = (typeof SOURCE_FORMS)[number];

export const CONTACTS_REACHED = ['child', 'caregiver', 'provider', 'other', 'nobody'] as const;
export type ContactReached = (typeof CONTACTS_REACHED)[number];
export const CHANNELS = ['visit', 'call', 'message', 'office', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

export const PLAN_PARTIES = ['child', 'caregiver'] as const;
export type PlanParty = (typeof PLAN_PARTIES)[number];

export const CLOSURE_REASONS = [
  'goal_met',
  'no_longer_at_risk',
  'no_risk_found',
  'turned_18',
  'wish_to_stop',
  'relocated',
  'durable_solution',
  'not_contactable',
  'death',
  'no_further_action',
  'opened_in_error',
  'other',
] as const;
export type ClosureReason = (typeof CLOSURE_REASONS)[number];

/** Common closure gates (3.10): each is done, or the form says why not. */
export interface ClosureChecks {
  readonly childAndFamilyInvolved: boolean;
  readonly workersTold: boolean;
  readonly contactForLaterGiven: boolean;
  readonly feedbackOffered: boolean;
  readonly fileComplete: boolean;
  readonly storageFormAgreed: boolean;
  readonly keepUntil: LocalDate;
}

interface CaseworkPayloads {
  readonly identifyChild: WithContent & {
    readonly source: IdentificationSource;
    /** FLOW-2: with `unassigned` the place where a caseworker is looked for; `caseworkerId` is then who identified. */
    readonly owner: Owner;
    readonly policy: PolicySnapshot;
    readonly unassigned?: boolean;
    readonly urgent?: boolean;
    /** PERM-3: known before there is a caseworker, so that it can be shown to whoever assigns one. */
    readonly preference?: CaseworkerPreference;
  };
  readonly answerEligibility: WithContent & {
    readonly isChild: 'yes' | 'no' | 'unsure';
    readonly harmedOrAtRisk: boolean;
    readonly needsCaseworker: boolean;
    readonly needsServices: boolean;
    /** 4.1: an adult who has children at risk is linked with child protection. */
    readonly childrenAtRisk?: boolean;
  };
  readonly registerCase: WithContent &
    WithEncounter &
    ReceiverLoad & {
      readonly caseCode: string;
      readonly concerns: readonly ConcernRating[];
      /** PERM-3. */
      readonly preference?: CaseworkerPreference;
      readonly bornOn?: LocalDate;
      readonly birthEstimated?: boolean;
      readonly profile?: ChildProfile;
      /** SPEC-6: the policy of the case with the values of the area in which the child lives. */
      readonly policy?: PolicySnapshot;
    };
  readonly recordEncounterEnd: { readonly encounterId: string };
  readonly completeAssessment: WithContent & WithEncounter & { readonly ratings?: readonly ConcernRating[] };
  /** PLAN-1: who made the plan; when child or caregiver is missing the form says why and what will be done. */
  readonly agreePlan: WithContent & {
    readonly involved: readonly PlanParty[];
    readonly actions?: readonly PlannedAction[];
  };
  readonly signOffPlan: WithContent;
  readonly returnPlan: WithContent;
  readonly startPlanAction: WithContent & { readonly actionId: string };
  readonly recordFollowUp: WithContent &
    WithEncounter & {
      readonly reached: ContactReached;
      readonly channel: Channel;
      readonly ratings?: readonly ConcernRating[];
      /** CONS-3: a child whose case runs without consent was invited again to take part. */
      readonly invited?: boolean;
    };
  readonly holdReview: WithContent & WithEncounter & { readonly ratings?: readonly ConcernRating[] };
  readonly rateConcern: WithContent &
    WithEncounter & { readonly rating: ConcernRating; readonly sourceForm: SourceForm };
  readonly confirmLowering: WithContent & { readonly concernId: string };
  readonly returnLowering: WithContent & { readonly concernId: string };
  readonly concludePlan: WithContent;
  readonly requestClosure: WithContent & {
    readonly reason: ClosureReason;
    readonly checks: ClosureChecks;
    readonly evidence?: ClosureEvidence;
  };
  /** `finalReview` is the supervisor's choice where the reason leaves it open (3.10). */
  readonly approveClosure: WithContent & {
    readonly finalReview?: boolean;
    /** `wish_to_stop`: the supervisor finds no ground to go against the wish. */
    readonly noGroundsAgainstWish?: boolean;
  };
  readonly returnClosure: WithContent;
  readonly keepCaseOpen: WithContent;
  readonly holdFinalReview: WithContent;
  readonly requestReopening: WithContent &
    WithEncounter & {
      readonly eligibilityConfirmed: boolean;
      readonly consentConfirmed: boolean;
      readonly concerns: readonly ConcernRating[];
    };
  readonly approveReopening: WithContent & ReceiverLoad;
  readonly returnReopening: WithContent;
  readonly reassignCase: WithContent &
    ReceiverLoad & {
      readonly to: Owner;
      readonly childAndFamilyConsulted: boolean;
      readonly preferenceMet?: boolean;
    };
  readonly acknowledgeEscalation: { readonly escalationId: string };
  readonly resolveEscalation: WithContent & { readonly escalationId: string };
  readonly reassignEscalation: { readonly escalationId: string; readonly toPersonId: string };
  readonly alarm: Record<never, never>;
  readonly sync: Record<never, never>;
}

export type CommandPayloads = CaseworkPayloads &
  FirstContactPayloads &
  ImplementationPayloads &
  TransferAndClosurePayloads &
  PolicyAdoptionPayloads &
  EmergencyAccessPayloads;
export type CommandType = keyof CommandPayloads;
export type CommandOf<T extends CommandType> = {
  readonly commandId: string;
  readonly type: T;
  readonly actor: Actor;
  /** When it happened; never later than the moment of recording (TIME-1). */
  readonly occurredAt: Instant;
  /** The sender decided on the case as it stood at one of these `seq`; on another state the command is refused. */
  readonly onlyAtSeq?: readonly number[];
  /** Section 2: data entry transcribes what this person wrote. */
  readonly authoredBy?: string;
  readonly payload: CommandPayloads[T];
};
/** The envelope of Update and Signal `command`. */
export type Command = { [T in CommandType]: CommandOf<T> }[CommandType];
