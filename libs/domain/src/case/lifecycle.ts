import type { CommandType } from './commands.js';

export const STAGES = [
  'NONE',
  'IDENTIFIED',
  'CONSENT_PENDING',
  'NOT_ELIGIBLE',
  'CONSENT_REFUSED',
  'REGISTERED',
  'ASSESSED',
  'PLAN_AGREED',
  'IMPLEMENTING',
  'STABILISING',
  'CLOSURE_REQUESTED',
  'CLOSED',
] as const;
/** Specification 3.4. NONE: nothing recorded yet. A re-opened case is REGISTERED in a new episode. */
export type Stage = (typeof STAGES)[number];

export interface StageRule {
  /** What may be done here, besides what {@link ALWAYS} allows. */
  readonly commands: readonly CommandType[];
  /** Where the case can go from here. */
  readonly next: readonly Stage[];
}

/** Before a case is taken in: from the first minute on what cannot wait (UA-2, UA-9). */
const INTAKE = [
  'raiseImmediateConcern',
  'addressImmediateConcern',
  'recordUrgentScreen',
  'recordEncounterEnd',
  'assignCase',
  'declareConflictOfInterest',
  'resolveConflictOfInterest',
  'recordBirth',
  'recordProfile',
  'recordNote',
  'draftReferral',
  'sendReferral',
  'overrideSharing',
  'explainSharing',
  'answerReferral',
  'reportReferralDone',
  'revokeReferral',
  'raiseMandatoryReport',
  'adviseMandatoryReport',
  'decideMandatoryReport',
] as const;
const WITHOUT_CONSENT = ['proposeWithoutConsent', 'authoriseWithoutConsent', 'refuseWithoutConsent'] as const;
/** From registration to closure at every stage. */
const OPEN_CASE = [
  ...INTAKE,
  ...WITHOUT_CONSENT,
  'completeAssessment',
  'rateConcern',
  'confirmLowering',
  'returnLowering',
  'recordFollowUp',
  'recordConsent',
  'withdrawConsent',
  'recordService',
  'recordFeedback',
  'conveneConference',
  'inviteToConference',
  'recordConferenceView',
  'concludeConference',
  'cancelConference',
  'flagBid',
  'recordBidDecision',
  'proposeTransfer',
  'sendTransfer',
  'acceptTransfer',
  'rejectTransfer',
  'revokeTransfer',
  'recordDeath',
  'proposeDeathCorrection',
  'confirmDeathCorrection',
  'returnDeathCorrection',
  'requestClosure',
  'adoptPolicy',
] as const;
const PLANNING = ['agreePlan', 'signOffPlan', 'returnPlan'] as const;
const IMPLEMENTATION = [...PLANNING, 'startPlanAction', 'completePlanAction', 'holdReview'] as const;

/** The life of a case as data: which commands each stage accepts and which stages follow. */
export const LIFECYCLE = {
  NONE: { commands: ['identifyChild'], next: ['IDENTIFIED'] },
  IDENTIFIED: { commands: [...INTAKE, 'answerEligibility', 'adoptPolicy'], next: ['CONSENT_PENDING', 'NOT_ELIGIBLE'] },
  // UA-1: danger is answered whoever is in it.
  NOT_ELIGIBLE: { commands: [...INTAKE, 'answerEligibility', 'recordAdvice'], next: ['CONSENT_PENDING'] },
  CONSENT_PENDING: {
    commands: [...INTAKE, ...WITHOUT_CONSENT, 'recordConsent', 'registerCase', 'adoptPolicy'],
    next: ['CONSENT_REFUSED', 'REGISTERED'],
  },
  CONSENT_REFUSED: {
    commands: [...INTAKE, ...WITHOUT_CONSENT, 'recordConsent', 'recordAdvice'],
    next: ['CONSENT_PENDING'],
  },
  REGISTERED: { commands: [...OPEN_CASE, 'keepCaseOpen'], next: ['ASSESSED', 'CLOSURE_REQUESTED'] },
  ASSESSED: { commands: [...OPEN_CASE, 'keepCaseOpen', 'agreePlan'], next: ['PLAN_AGREED', 'CLOSURE_REQUESTED'] },
  PLAN_AGREED: {
    commands: [...OPEN_CASE, ...PLANNING, 'keepCaseOpen'],
    next: ['ASSESSED', 'IMPLEMENTING', 'CLOSURE_REQUESTED'],
  },
  IMPLEMENTING: {
    commands: [...OPEN_CASE, ...IMPLEMENTATION, 'keepCaseOpen', 'concludePlan'],
    next: ['STABILISING', 'CLOSURE_REQUESTED'],
  },
  STABILISING: {
    commands: [...OPEN_CASE, ...IMPLEMENTATION, 'keepCaseOpen'],
    next: ['IMPLEMENTING', 'CLOSURE_REQUESTED'],
  },
  CLOSURE_REQUESTED: {
    commands: [...OPEN_CASE, ...IMPLEMENTATION, 'approveClosure', 'returnClosure'],
    next: ['REGISTERED', 'ASSESSED', 'PLAN_AGREED', 'IMPLEMENTING', 'STABILISING', 'CLOSED'],
  },
  CLOSED: {
    // A58: facts dated before the closure may still be entered; `decide` checks the date.
    commands: [
      'raiseImmediateConcern',
      'addressImmediateConcern',
      'completeAssessment',
      'recordFollowUp',
      'recordEncounterEnd',
      'holdReview',
      'rateConcern',
      'recordNote',
      'recordFeedback',
      'withdrawConsent',
      'adviseMandatoryReport',
      'decideMandatoryReport',
      'holdFinalReview',
      'requestReopening',
      'approveReopening',
      'returnReopening',
      'recordDeath',
      'proposeDeathCorrection',
      'confirmDeathCorrection',
      'returnDeathCorrection',
    ],
    next: ['REGISTERED', 'ASSESSED', 'PLAN_AGREED', 'IMPLEMENTING', 'STABILISING'],
  },
} as const satisfies Readonly<Record<Stage, StageRule>>;

/** Commands that are about responsibility, escalations, notices and emergencies: open from identification on, after closure too. */
export const ALWAYS: readonly CommandType[] = [
  'openEmergencyAccess',
  'endEmergencyAccess',
  'reviewEmergencyAccess',
  'reassignCase',
  'acknowledgeEscalation',
  'resolveEscalation',
  'reassignEscalation',
  'acknowledgeNotice',
  'alarm',
  'sync',
];

/** UA-2: refused while an immediate concern is open at the moment of the act. Lowering a level is refused by its handler. */
export const BLOCKED_BY_IMMEDIATE_CONCERN: ReadonlySet<CommandType> = new Set([
  'registerCase',
  'completeAssessment',
  'agreePlan',
  'signOffPlan',
  'holdReview',
  'requestClosure',
  'approveClosure',
  'confirmLowering',
]);

/** A62: after a death only closing, ownership and transfer acts, and what annuls a wrong record of it. */
export const ALLOWED_AFTER_DEATH: ReadonlySet<CommandType> = new Set([
  'requestClosure',
  'approveClosure',
  'returnClosure',
  'assignCase',
  'reassignCase',
  'proposeTransfer',
  'sendTransfer',
  'acceptTransfer',
  'rejectTransfer',
  'revokeTransfer',
  'revokeReferral',
  'recordNote',
  'decideMandatoryReport',
  'adviseMandatoryReport',
  'raiseMandatoryReport',
  'proposeDeathCorrection',
  'confirmDeathCorrection',
  'returnDeathCorrection',
  'requestReopening',
  'endEmergencyAccess',
  'reviewEmergencyAccess',
  'acknowledgeEscalation',
  'resolveEscalation',
  'reassignEscalation',
  'acknowledgeNotice',
  'alarm',
  'sync',
]);

export function isAllowedIn(stage: Stage, command: CommandType): boolean {
  if (stage !== 'NONE' && ALWAYS.includes(command)) return true;
  return (LIFECYCLE[stage].commands as readonly CommandType[]).includes(command);
}

/** Stages in which the case counts as open. */
export function isOpen(stage: Stage): boolean {
  return stage !== 'NONE' && stage !== 'NOT_ELIGIBLE' && stage !== 'CONSENT_REFUSED' && stage !== 'CLOSED';
}
