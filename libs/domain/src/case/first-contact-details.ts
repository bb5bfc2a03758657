import type { Instant } from '../time/instant.js';
import { sexualViolenceCare, type SexualViolenceCare } from '../urgent/windows.js';
import { adviceToOffer } from './advice.js';
import { countsInAggregates } from './aggregates.js';
import type { CaseState } from './state.js';
import { screenToDo, urgentScreenOf, type ScreenStep, type UrgentScreenDetails } from './urgent-screen.js';
import type {
  AdviceTopic,
  CaseworkerPreference,
  ConcernAnswer,
  ConflictKind,
  ConsentState,
  EligibilityExit,
  ImmediateConcernType,
  LegalBasis,
  ReportDecision,
} from './vocabulary/first-contact.js';
import type { ChildProfile } from './vocabulary/profile.js';

export interface ImmediateConcernDetails {
  readonly immediateConcernId: string;
  readonly type: ImmediateConcernType;
  readonly raisedAt: Instant;
  readonly cardAlert: 'missing' | 'outdated' | null;
  readonly addressedAt: Instant | null;
  readonly addressedBy: ConcernAnswer | null;
  /** UA-6: what could still be done at the moment it was told; until when stays true later. */
  readonly care: SexualViolenceCare | null;
}

/** What first contact left in the case: codes, ids and dates only. */
export interface FirstContactDetails {
  readonly eligibilityExit: EligibilityExit | null;
  readonly advice: readonly AdviceTopic[];
  /** 4.1, CONS-4: what is still to be offered to somebody who is not taken in. */
  readonly adviceToOffer: readonly AdviceTopic[];
  readonly intakeEndedAs: CaseState['intakeEndedAs'];
  readonly unassigned: boolean;
  readonly consent: ConsentState | null;
  /** CONS-7. */
  readonly countsInAggregates: boolean;
  readonly legalBasis: LegalBasis | null;
  readonly withoutConsentProposed: boolean;
  /** CONS-3. */
  readonly invitationOutstanding: boolean;
  readonly immediateConcerns: readonly ImmediateConcernDetails[];
  /** FLOW-1: null when nobody has looked for immediate concerns yet. */
  readonly urgentScreen: UrgentScreenDetails | null;
  /** FLOW-1, A19: which look for immediate concerns is still to be taken before the next step. */
  readonly urgentScreenMissing: ScreenStep | null;
  /** PERM-3: shown to whoever assigns the case. */
  readonly preference: CaseworkerPreference | null;
  /** Section 7: what numbers are broken down by; null when nothing is recorded. */
  readonly profile: ChildProfile | null;
  /** CLOSE-6: an estimated date of birth prompts a check; null when nothing is known about the age. */
  readonly birthEstimated: boolean | null;
  readonly conflictOfInterest: ConflictKind | null;
  readonly overLimit: boolean;
  readonly mandatoryReports: readonly { readonly reportId: string; readonly decision: ReportDecision | null }[];
}

function immediateConcernsOf({ policy, immediateConcerns }: CaseState): ImmediateConcernDetails[] {
  return Object.values(immediateConcerns).map(({ incident, ...concern }) => ({
    ...concern,
    care: policy === null || incident === null ? null : sexualViolenceCare(policy, incident, concern.raisedAt),
  }));
}

export function firstContactDetailsOf(state: CaseState): FirstContactDetails {
  return {
    eligibilityExit: state.eligibilityExit,
    advice: state.advice,
    adviceToOffer: adviceToOffer(state),
    intakeEndedAs: state.intakeEndedAs,
    unassigned: state.unassigned,
    consent: state.consent,
    countsInAggregates: countsInAggregates(state),
    legalBasis: state.legalBasis,
    withoutConsentProposed: state.withoutConsent !== null,
    invitationOutstanding: state.invitationOutstanding,
    immediateConcerns: immediateConcernsOf(state),
    urgentScreen: urgentScreenOf(state),
    urgentScreenMissing: screenToDo(state),
    preference: state.preference,
    profile: state.profile ?? null,
    birthEstimated: state.birth?.estimated ?? (state.ageUnsure ? true : null),
    conflictOfInterest: state.conflictOfInterest?.kind ?? null,
    overLimit: state.overLimit,
    mandatoryReports: Object.values(state.mandatoryReports).map(({ reportId, decision }) => ({ reportId, decision })),
  };
}
