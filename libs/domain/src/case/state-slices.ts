import type { FirstContactState } from './vocabulary/first-contact.js';
import type { ImplementationState } from './vocabulary/implementation.js';
import type { TransferAndClosureState } from './vocabulary/transfer-and-closure.js';

/** What first contact, implementation and transfer add to the state of a case. */
export type CollaborationState = FirstContactState & ImplementationState & TransferAndClosureState;

export const initialCollaboration: CollaborationState = {
  eligibilityExit: null,
  ageUnsure: false,
  consent: null,
  legalBasis: null,
  withoutConsent: null,
  advice: [],
  unassigned: false,
  immediateConcerns: {},
  preference: null,
  conflictOfInterest: null,
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
