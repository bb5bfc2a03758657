import type { ConcernRating } from '../commands.js';
import type { Instant, LocalDate } from '../../time/instant.js';
import type { WithContent } from './content.js';
import type { ServiceType } from './first-contact.js';

export const BID_KINDS = [
  'durable_solution',
  'exceptional_circumstances',
  'separation_from_parents',
  'severe_long_term_effect',
] as const;
/** BID-1: decisions that need a formal best interests determination. */
export type BidKind = (typeof BID_KINDS)[number];
export const BID_DECIDERS = ['state_procedure', 'bid_panel', 'case_conference'] as const;
/** BID-2. */
export type BidDecider = (typeof BID_DECIDERS)[number];
export const BID_OUTCOMES = ['approve', 'defer', 'not_approve', 'reopen', 'close'] as const;
export type BidOutcome = (typeof BID_OUTCOMES)[number];

export const MONITORING_SCHEDULES = ['once', 'daily', 'weekly', 'monthly', 'other'] as const;
/** PLAN-3; what the action is, for which need, and contacts stand in the form. */
export interface PlannedAction {
  readonly actionId: string;
  /** A person or an organisation, by id. */
  readonly responsible: string;
  readonly dueOn: LocalDate;
  readonly monitoring?: (typeof MONITORING_SCHEDULES)[number];
  /** BID-2: blocked until a determination of this kind decides. */
  readonly bid?: BidKind;
}
export interface PlanAction extends PlannedAction {
  readonly status: 'pending' | 'ongoing' | 'completed';
}

export const REFERRAL_PRIORITIES = ['high', 'medium', 'low'] as const;
/** REF-2. */
export type ReferralPriority = (typeof REFERRAL_PRIORITIES)[number];
export const SHARING_CHANNELS = ['phone', 'protected_email', 'sealed_envelope', 'digital_system'] as const;
/** IM-5: phone only for high risk. */
export type SharingChannel = (typeof SHARING_CHANNELS)[number];

/** REF-3: identified by code; only facts that the service needs, which stand in the form. */
export interface ReferralRequest {
  readonly referralId: string;
  readonly service: ServiceType;
  /** The focal point who may see the referred part and answer (PERM-4). */
  readonly providerId: string;
  readonly providerAgencyId: string;
  readonly priority: ReferralPriority;
  readonly channel: SharingChannel;
  /** PLAN-2: an urgent one does not wait for a plan or its sign-off. */
  readonly urgent: boolean;
  /** DIR-3: the entry of the directory that it was picked from. */
  readonly directoryEntryId?: string;
}
export type ReferralStatus = 'draft' | 'sent' | 'accepted' | 'rejected' | 'done' | 'revoked';

export const CONFERENCE_PURPOSES = [
  'removal_from_caregiver',
  'alternative_care',
  'reunification_with_risk',
  'relocation',
  'complex_case',
  'closure',
  'best_interests',
  'other',
] as const;
/** CONF-1. */
export type ConferencePurpose = (typeof CONFERENCE_PURPOSES)[number];
export interface ConferenceMember {
  readonly memberId: string;
  readonly organisationId: string;
  readonly role: 'supervisor' | 'caseworker' | 'manager' | 'specialist' | 'provider' | 'other';
}

export interface ImplementationPayloads {
  readonly completePlanAction: WithContent & { readonly actionId: string };
  readonly recordService: WithContent & {
    readonly service: ServiceType;
    readonly startedOn: LocalDate;
    readonly completedOn?: LocalDate;
    readonly referralId?: string;
    readonly urgent?: boolean;
  };
  readonly draftReferral: WithContent & ReferralRequest;
  /** Sends a draft, or a referral that was not drafted before. */
  readonly sendReferral: WithContent & ReferralRequest;
  /** CONS-5: the drafted referral goes although the scope lacks the service; the form says why. */
  readonly overrideSharing: WithContent & { readonly referralId: string; readonly ground: 'immediate_safety_risk' };
  readonly explainSharing: WithContent & { readonly referralId: string };
  readonly answerReferral: WithContent & { readonly referralId: string; readonly accepted: boolean };
  readonly reportReferralDone: WithContent & { readonly referralId: string };
  readonly revokeReferral: WithContent & { readonly referralId: string };
  readonly conveneConference: WithContent & {
    readonly conferenceId: string;
    readonly purposes: readonly ConferencePurpose[];
    readonly chairId: string;
    readonly plannedFor: LocalDate;
    readonly members: readonly ConferenceMember[];
  };
  readonly inviteToConference: WithContent & {
    readonly conferenceId: string;
    readonly members: readonly ConferenceMember[];
  };
  /** A member's view; recorded by the chair or the caseworker for members who cannot sign in. */
  readonly recordConferenceView: WithContent & {
    readonly conferenceId: string;
    readonly memberId: string;
    readonly agreesToClosure?: boolean;
    readonly attended: boolean;
  };
  /** CONF-2: the report. */
  readonly concludeConference: WithContent & {
    readonly conferenceId: string;
    readonly outcome: 'close' | 'stay_open' | 'transfer';
    readonly childOrCaregiverPresent: boolean;
    readonly ratings?: readonly ConcernRating[];
    readonly planChange?: boolean;
    readonly reassess?: boolean;
    /** CLK-9: the report records a review. */
    readonly review?: boolean;
    readonly bid?: { readonly bidId: string; readonly outcome: BidOutcome };
    readonly nextOn?: LocalDate;
  };
  readonly cancelConference: WithContent & { readonly conferenceId: string };
  readonly flagBid: WithContent & { readonly bidId: string; readonly kind: BidKind };
  readonly recordBidDecision: WithContent & {
    readonly bidId: string;
    readonly decidedBy: BidDecider;
    readonly outcome: BidOutcome;
  };
  readonly recordFeedback: WithContent & {
    readonly from: 'child' | 'caregiver';
    /** The eight statements of the form, 1 to 10; null where not answered. */
    readonly scores?: readonly (number | null)[];
  };
}

export interface ImplementationFacts {
  readonly ReferralSent: WithContent & ReferralRequest;
  readonly ReferralAnswered: WithContent & { readonly referralId: string; readonly accepted: boolean };
  readonly ReferralDone: WithContent & { readonly referralId: string };
  readonly ReferralRevoked: WithContent & { readonly referralId: string };
  readonly ConferenceConcluded: WithContent & {
    readonly conferenceId: string;
    readonly outcome: 'close' | 'stay_open' | 'transfer';
    readonly childOrCaregiverPresent: boolean;
    readonly planChange: boolean;
    readonly reassess: boolean;
    readonly nextOn: LocalDate | null;
    /** CONF-3: chaired by a supervisor, enough members of enough organisations, all agreed. */
    readonly agreesToClosure: boolean;
  };
}

export interface ImplementationNotes {
  readonly PlanActionsListed: { readonly revision: number; readonly actions: readonly PlannedAction[] };
  readonly PlanActionCompleted: WithContent & { readonly actionId: string };
  readonly ServiceRecorded: WithContent & {
    readonly service: ServiceType;
    readonly startedOn: LocalDate;
    readonly completedOn: LocalDate | null;
    readonly referralId: string | null;
  };
  readonly ReferralDrafted: WithContent & ReferralRequest;
  readonly SharingOverridden: WithContent & { readonly referralId: string; readonly ground: 'immediate_safety_risk' };
  readonly SharingExplained: WithContent & { readonly referralId: string };
  readonly ReferralFollowedUp: { readonly referralId: string; readonly with: 'child' | 'provider' };
  readonly ConferenceConvened: WithContent & {
    readonly conferenceId: string;
    readonly purposes: readonly ConferencePurpose[];
    readonly chairId: string;
    readonly plannedFor: LocalDate;
    readonly members: readonly ConferenceMember[];
  };
  readonly ConferenceMembersInvited: WithContent & {
    readonly conferenceId: string;
    readonly members: readonly ConferenceMember[];
  };
  readonly ConferenceViewRecorded: WithContent & {
    readonly conferenceId: string;
    readonly memberId: string;
    readonly agreesToClosure: boolean | null;
    readonly attended: boolean;
  };
  readonly ConferenceCancelled: WithContent & { readonly conferenceId: string };
  readonly BidFlagged: WithContent & { readonly bidId: string; readonly kind: BidKind };
  readonly BidDecided: WithContent & {
    readonly bidId: string;
    readonly decidedBy: BidDecider;
    readonly outcome: BidOutcome;
  };
  readonly FeedbackRecorded: WithContent & {
    readonly from: 'child' | 'caregiver';
    readonly scores: readonly (number | null)[];
  };
}

export interface Referral extends ReferralRequest {
  readonly status: ReferralStatus;
  readonly draftedBy: string;
  readonly sentAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly overridden: boolean;
  /** CONS-5: child or caregiver has still to be told about a sharing outside the scope. */
  readonly toExplain: boolean;
  /** CONS-6: consent was withdrawn; ask the provider to stop and return what was shared. */
  readonly recall: boolean;
  /** REF-1: after it is done, the caseworker follows up with both. */
  readonly toFollowUp: readonly ('child' | 'provider')[];
}

export interface ConferenceView {
  readonly agreesToClosure: boolean | null;
  readonly attended: boolean;
  readonly recordedAt: Instant;
}
export interface Conference {
  readonly conferenceId: string;
  readonly purposes: readonly ConferencePurpose[];
  readonly chairId: string;
  readonly plannedFor: LocalDate;
  readonly convenedBy: string;
  readonly convenedAt: Instant;
  readonly members: readonly ConferenceMember[];
  readonly views: Readonly<Record<string, ConferenceView>>;
  readonly status: 'convened' | 'concluded' | 'cancelled';
  readonly concludedAt: Instant | null;
  readonly agreesToClosure: boolean;
}

export interface Bid {
  readonly bidId: string;
  readonly kind: BidKind;
  readonly flaggedAt: Instant;
  readonly status: 'pending' | 'approved' | 'deferred' | 'not_approved' | 'closed';
  /** Of the last decision, as it happened. */
  readonly decidedAt: Instant | null;
}

/** Slice of the case's state that planning and implementation fill. */
export interface ImplementationState {
  /** Of the plan in force. */
  readonly planActions: Readonly<Record<string, PlanAction>>;
  /** PLAN-2, A53: of a plan that is agreed and not signed off yet. */
  readonly proposedActions: Readonly<Record<string, PlanAction>> | null;
  readonly referrals: Readonly<Record<string, Referral>>;
  readonly conferences: Readonly<Record<string, Conference>>;
  readonly bids: Readonly<Record<string, Bid>>;
  readonly feedback: readonly {
    readonly from: 'child' | 'caregiver';
    readonly at: Instant;
    readonly scores: readonly (number | null)[];
  }[];
}
