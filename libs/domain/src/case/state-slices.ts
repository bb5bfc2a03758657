import type { EmergencyAccessState } from './vocabulary/emergency-access.js';
import type { FirstContactState } from './vocabulary/first-contact-state.js';
import type { ImplementationState } from './vocabulary/implementation.js';
import type { TransferAndClosureState } from './vocabulary/transfer-and-closure.js';

/** What first contact, implementation and transfer add to the state of a case. */
export type CollaborationState = FirstContactState &
  ImplementationState &
  TransferAndClosureState &
  EmergencyAccessState;

export const initialCollaboration: CollaborationState = {
  eligibilityExit: null,
  ageUnsure: false,
  childrenAtRisk: false,
  consent: null,
  legalBasis: null,
  legalBasisSince: null,
  invitationOutstanding: false,
  withoutConsent: null,
  advice: [],
  unassigned: false,
  immediateConcerns: {},
  preference: null,
  conflictOfInterest: null,
  knownConflicts: {},
  birth: null,
  mandatoryReports: {},
  overLimit: false,
  intakeEndedAs: null,
  planActions: {},
  proposedActions: null,
  referrals: {},
  conferences: {},
  bids: {},
  feedback: [],
  transfers: {},
  death: null,
  deathCorrection: null,
  turned18: false,
  birthdayAnnounced: false,
  notices: [],
};
