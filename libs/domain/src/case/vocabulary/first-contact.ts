import type { Owner } from '../../access/actor.js';
import type { Instant, LocalDate } from '../../time/instant.js';
import type { WithContent, WithEncounter } from './content.js';
import type { ChildProfile } from './profile.js';

export const SERVICE_TYPES = [
  'medical',
  'psychosocial',
  'mental_health',
  'legal',
  'education',
  'shelter',
  'food',
  'nutrition',
  'cash',
  'livelihood',
  'documentation',
  'safety',
  'alternative_care',
  'family_tracing',
  'disability',
  'other',
] as const;
/** CONS-1 scope 4 names services one by one. */
export type ServiceType = (typeof SERVICE_TYPES)[number];

export const IMMEDIATE_CONCERN_TYPES = ['health', 'safety', 'interim_care', 'other'] as const;
/** UA-1. */
export type ImmediateConcernType = (typeof IMMEDIATE_CONCERN_TYPES)[number];

export const SCREEN_OUTCOMES = ['nothing_found', 'concerns_raised'] as const;
/** FLOW-1: how asking for immediate concerns ended. What was found is raised concern by concern. */
export type ScreenOutcome = (typeof SCREEN_OUTCOMES)[number];

export const CONCERN_ANSWERS = [
  'service_reached',
  'referral_accepted',
  'safety_plan',
  'interim_care',
  'informed_refusal',
] as const;
/** UA-3: what addresses an immediate concern. `interim_care` is a safe placement with a named place. */
export type ConcernAnswer = (typeof CONCERN_ANSWERS)[number];

/** UA-6, UA-7: when sexual violence happened. Exactly one of the two is known. */
export type Incident = { readonly at: Instant } | { readonly on: LocalDate };

export const CONSENT_PERSONS = ['child', 'caregiver', 'other'] as const;
export type ConsentPerson = (typeof CONSENT_PERSONS)[number];

/** CONS-1, each scope by itself. What is not named was not agreed to. */
export interface ConsentScopes {
  /** 1: take part in case management and accept services. */
  readonly participate: boolean;
  /** 2: collect and store personal data. */
  readonly storeData: boolean;
  /** 3: share non-identifiable data for aggregate reporting. */
  readonly reporting?: boolean;
  /** 4: share with providers, by service. */
  readonly services?: readonly ServiceType[];
  /** 4: share with another agency that takes the case over. */
  readonly caseTransfer?: boolean;
  /** 5. */
  readonly unhcr?: boolean;
  /** 6. */
  readonly tracing?: boolean;
  /** 7: facts are withheld from named people; who, what and why stands in the form. */
  readonly withheld?: boolean;
}

export const CONSENT_SCOPES = [
  'participate',
  'storeData',
  'reporting',
  'services',
  'caseTransfer',
  'unhcr',
  'tracing',
] as const;
export type ConsentScope = (typeof CONSENT_SCOPES)[number];

export const OVERRIDE_GROUNDS = ['no_guardian_too_young', 'imminent_danger', 'legal_mandate'] as const;
/** CONS-3: on what ground a supervisor may authorise acting without consent. */
export type OverrideGround = (typeof OVERRIDE_GROUNDS)[number];

export const LEGAL_BASES = [
  'consent',
  'contract',
  'vital_interests',
  'beneficiary_interests',
  'legal_obligation',
  'other_legitimate_interests',
] as const;
/** CONS-4. */
export type LegalBasis = (typeof LEGAL_BASES)[number];

export const ADVICE_TOPICS = [
  'protection_actor_referral',
  'children_at_risk_liaison',
  'service_link',
  'community_programme',
  'advocacy',
  'how_to_return',
] as const;
/** 4.1: what a person is told or linked to who is not taken in. */
export type AdviceTopic = (typeof ADVICE_TOPICS)[number];

export const ELIGIBILITY_EXITS = ['taken_in', 'adult', 'service_link', 'community'] as const;
/** 4.1: how the four questions end. */
export type EligibilityExit = (typeof ELIGIBILITY_EXITS)[number];

export const CONFLICT_KINDS = ['related', 'social_network', 'serves_alleged_perpetrator'] as const;
/** PERM-2. */
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

export const REPORT_DECISIONS = ['report', 'not_report', 'defer'] as const;
/** MAND-1. */
export type ReportDecision = (typeof REPORT_DECISIONS)[number];

/** PERM-3: codes only; the child's words stand in the form. */
export interface CaseworkerPreference {
  readonly sex?: 'female' | 'male';
  readonly language?: string;
  readonly other?: boolean;
}

/** SUPV-1: how many open cases the receiver has, as counted when the command was given, and why more are taken on. */
export interface ReceiverLoad {
  /** Filled in by the server. */
  readonly receiverOpenCases?: number;
  /** The supervisor's override; its reason stands in the form. */
  readonly overLimit?: boolean;
}

export interface FirstContactPayloads {
  readonly recordConsent: WithContent &
    ConsentScopes & {
      readonly givenBy?: readonly ConsentPerson[];
      /** CONS-2: assent of a child too young to consent. */
      readonly assent?: boolean;
      readonly written?: boolean;
      /** Refused, but there is a ground to act (CONS-3): proposes it to the supervisor. */
      readonly proposedGround?: OverrideGround;
    };
  readonly withdrawConsent: WithContent & {
    readonly scopes: readonly ConsentScope[];
    /** With scope `services`: only these; all of them when left out. */
    readonly services?: readonly ServiceType[];
  };
  readonly proposeWithoutConsent: WithContent & { readonly ground: OverrideGround };
  /** The form says how the reasons were explained to the child. */
  readonly authoriseWithoutConsent: WithContent & { readonly ground: OverrideGround; readonly legalBasis: LegalBasis };
  readonly refuseWithoutConsent: WithContent;
  readonly recordAdvice: WithContent & {
    readonly topics: readonly AdviceTopic[];
    readonly service?: ServiceType;
    /** With `service_link`: the child or caregiver agreed to be linked. */
    readonly consentGiven?: boolean;
  };
  readonly raiseImmediateConcern: WithContent &
    WithEncounter & {
      readonly immediateConcernId: string;
      readonly type: ImmediateConcernType;
      /** Sexual violence: when it happened (UA-6). */
      readonly incident?: Incident;
      /** UA-10: whose referral card is used; a code of the context. */
      readonly area?: string;
    };
  /** FLOW-1, UA-1: that somebody looked for immediate concerns, also when there are none. */
  readonly recordUrgentScreen: WithContent &
    WithEncounter & {
      readonly outcome: ScreenOutcome;
      /** UA-1: the kinds that were asked about. */
      readonly asked: readonly ImmediateConcernType[];
      /** Ids of the questions that were put, where a form has them. */
      readonly questions?: readonly string[];
    };
  readonly addressImmediateConcern: WithContent &
    WithEncounter & {
      readonly immediateConcernId: string;
      readonly by: ConcernAnswer;
      readonly accompanied?: boolean;
      readonly referralId?: string;
      /** With `interim_care`: the place for the night is named in the form. */
      readonly placeNamed?: boolean;
      /** With `informed_refusal`: nothing allows to go against the wish. */
      readonly noGroundToOverride?: boolean;
    };
  readonly assignCase: WithContent &
    ReceiverLoad & {
      readonly to: Owner;
      /** PERM-3: needed when the child has a preference; when it is not met the form says why. */
      readonly preferenceMet?: boolean;
    };
  readonly declareConflictOfInterest: WithContent & { readonly kind: ConflictKind };
  readonly resolveConflictOfInterest: WithContent;
  readonly recordBirth: WithContent & { readonly bornOn: LocalDate; readonly estimated: boolean };
  /** Replaces what was recorded before as a whole. */
  readonly recordProfile: WithContent & { readonly profile: ChildProfile };
  readonly raiseMandatoryReport: WithContent & { readonly reportId: string; readonly law: string };
  readonly adviseMandatoryReport: WithContent & { readonly reportId: string; readonly advice: ReportDecision };
  readonly decideMandatoryReport: WithContent & { readonly reportId: string; readonly decision: ReportDecision };
  readonly recordNote: WithContent & { readonly subject?: string };
}

export interface FirstContactFacts {
  /** FLOW-2: identified without a caseworker; somebody has to be found. */
  readonly AssignmentAwaited: { readonly urgent: boolean };
  readonly CaseAssigned: WithContent & { readonly from: Owner; readonly to: Owner; readonly overLimit: boolean };
  readonly ImmediateConcernRaised: WithContent &
    WithEncounter & {
      readonly immediateConcernId: string;
      readonly type: ImmediateConcernType;
      readonly incident: Incident | null;
      /** UA-6: up to `sv.urgent_hours` after the incident. */
      readonly urgent: boolean;
      /** UA-10: the card of the area is missing or outdated. */
      readonly cardAlert: 'missing' | 'outdated' | null;
    };
  readonly ImmediateConcernAddressed: WithContent &
    WithEncounter & {
      readonly immediateConcernId: string;
      readonly by: ConcernAnswer;
      readonly accompanied: boolean;
    };
  readonly MandatoryReportRaised: WithContent & { readonly reportId: string; readonly law: string };
  readonly MandatoryReportDecided: WithContent & { readonly reportId: string; readonly decision: ReportDecision };
  /** CONS-4: nothing that tells who it was is kept, unless storing was agreed to. */
  readonly IntakeEnded: { readonly as: 'refused' | 'not_eligible'; readonly storageAgreed: boolean };
}

export interface FirstContactNotes {
  readonly UrgentScreenRecorded: WithContent &
    WithEncounter & {
      readonly outcome: ScreenOutcome;
      readonly asked: readonly ImmediateConcernType[];
      readonly questions?: readonly string[];
    };
  readonly ConsentRecorded: WithContent &
    ConsentScopes & {
      readonly givenBy?: readonly ConsentPerson[];
      readonly assent?: boolean;
      readonly written?: boolean;
    };
  /** CONS-6. Referrals under the scope are flagged for recall. */
  readonly ConsentWithdrawn: WithContent & {
    readonly scopes: readonly ConsentScope[];
    readonly services: readonly ServiceType[];
    readonly recalledReferralIds: readonly string[];
  };
  readonly WithoutConsentProposed: WithContent & { readonly ground: OverrideGround };
  readonly WithoutConsentAuthorised: WithContent & {
    readonly ground: OverrideGround;
    readonly legalBasis: LegalBasis;
  };
  readonly WithoutConsentRefused: WithContent;
  readonly AdviceRecorded: WithContent & {
    readonly topics: readonly AdviceTopic[];
    readonly service: ServiceType | null;
  };
  readonly ConflictOfInterestDeclared: WithContent & { readonly kind: ConflictKind; readonly caseworkerId: string };
  readonly ConflictOfInterestResolved: WithContent;
  readonly BirthRecorded: WithContent & { readonly bornOn: LocalDate; readonly estimated: boolean };
  readonly ProfileRecorded: WithContent & ChildProfile;
  readonly MandatoryReportAdvised: WithContent & { readonly reportId: string; readonly advice: ReportDecision };
  readonly NoteRecorded: WithContent & { readonly subject: string | null };
}

/** FLOW-1: one look for immediate concerns, as it happened. */
export interface UrgentScreen {
  readonly screenedAt: Instant;
  readonly outcome: ScreenOutcome;
}

/** UA: one immediate concern as the record knows it. */
export interface ImmediateConcern {
  readonly immediateConcernId: string;
  readonly type: ImmediateConcernType;
  readonly raisedAt: Instant;
  readonly incident: Incident | null;
  readonly cardAlert: 'missing' | 'outdated' | null;
  readonly addressedAt: Instant | null;
  readonly addressedBy: ConcernAnswer | null;
}

export interface ConsentState extends ConsentScopes {
  readonly givenBy: readonly ConsentPerson[];
  /** CONS-2: null when it was not noted. */
  readonly assent: boolean | null;
  readonly recordedAt: Instant;
}

export interface MandatoryReport {
  readonly reportId: string;
  readonly law: string;
  readonly raisedBy: string;
  readonly raisedAt: Instant;
  readonly advice: ReportDecision | null;
  readonly decision: ReportDecision | null;
}
