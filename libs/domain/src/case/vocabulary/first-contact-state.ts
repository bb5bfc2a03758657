import type { Instant, LocalDate } from '../../time/instant.js';
import type {
  AdviceTopic,
  CaseworkerPreference,
  ConflictKind,
  ConsentState,
  EligibilityExit,
  ImmediateConcern,
  LegalBasis,
  MandatoryReport,
  OverrideGround,
  UrgentScreen,
} from './first-contact.js';
import type { ChildProfile } from './profile.js';

/** PERM-2. */
export interface ConflictOfInterest {
  readonly kind: ConflictKind;
  readonly caseworkerId: string;
  readonly declaredAt: Instant;
}

/** Slice of the case's state that first contact fills. */
export interface FirstContactState {
  readonly eligibilityExit: EligibilityExit | null;
  readonly ageUnsure: boolean;
  /** 4.1: an adult who has children at risk. */
  readonly childrenAtRisk: boolean;
  readonly consent: ConsentState | null;
  /** CONS-4: `consent` unless a supervisor authorised acting without it. */
  readonly legalBasis: LegalBasis | null;
  readonly legalBasisSince: Instant | null;
  /** CONS-3: acting without consent, the child has still to be invited again to take part. */
  readonly invitationOutstanding: boolean;
  readonly withoutConsent: {
    readonly ground: OverrideGround;
    readonly proposedBy: string;
    readonly proposedAt: Instant;
  } | null;
  readonly advice: readonly AdviceTopic[];
  /** FLOW-2: a caseworker has still to be found. */
  readonly unassigned: boolean;
  readonly immediateConcerns: Readonly<Record<string, ImmediateConcern>>;
  /** FLOW-1; missing until one is recorded, so that a state which an older release carried is still whole. */
  readonly urgentScreens?: readonly UrgentScreen[];
  readonly preference: CaseworkerPreference | null;
  readonly conflictOfInterest: ConflictOfInterest | null;
  /** PERM-2: unresolved conflicts of everybody who had the case; handing it over does not make a relative a stranger. */
  readonly knownConflicts: Readonly<Record<string, Omit<ConflictOfInterest, 'caseworkerId'>>>;
  /** Section 7; missing until it is recorded, so that a state which an older release carried is still whole. */
  readonly profile?: ChildProfile;
  readonly birth: { readonly bornOn: LocalDate; readonly estimated: boolean } | null;
  readonly mandatoryReports: Readonly<Record<string, MandatoryReport>>;
  /** SUPV-1: taken on above the limit, with a supervisor's reason. */
  readonly overLimit: boolean;
  readonly intakeEndedAs: 'refused' | 'not_eligible' | null;
}
