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

const ASSESS = ['completeAssessment', 'rateConcern', 'confirmLowering', 'returnLowering'] as const;
const CONTACT = ['recordFollowUp', 'recordEncounterEnd'] as const;
const CLOSE = ['requestClosure', 'keepCaseOpen'] as const;

/** The life of a case as data: which commands each stage accepts and which stages follow. */
export const LIFECYCLE = {
  NONE: { commands: ['identifyChild'], next: ['IDENTIFIED'] },
  IDENTIFIED: { commands: ['answerEligibility'], next: ['CONSENT_PENDING', 'NOT_ELIGIBLE'] },
  NOT_ELIGIBLE: { commands: ['answerEligibility'], next: ['CONSENT_PENDING'] },
  CONSENT_PENDING: { commands: ['recordConsent', 'registerCase'], next: ['CONSENT_REFUSED', 'REGISTERED'] },
  CONSENT_REFUSED: { commands: ['recordConsent'], next: ['CONSENT_PENDING'] },
  REGISTERED: { commands: [...ASSESS, ...CONTACT, ...CLOSE], next: ['ASSESSED', 'CLOSURE_REQUESTED'] },
  ASSESSED: { commands: [...ASSESS, ...CONTACT, ...CLOSE, 'agreePlan'], next: ['PLAN_AGREED', 'CLOSURE_REQUESTED'] },
  PLAN_AGREED: {
    commands: [...ASSESS, ...CONTACT, ...CLOSE, 'agreePlan', 'signOffPlan', 'returnPlan'],
    next: ['ASSESSED', 'IMPLEMENTING', 'CLOSURE_REQUESTED'],
  },
  IMPLEMENTING: {
    commands: [
      ...ASSESS,
      ...CONTACT,
      ...CLOSE,
      'agreePlan',
      'signOffPlan',
      'returnPlan',
      'startPlanAction',
      'holdReview',
      'concludePlan',
    ],
    next: ['STABILISING', 'CLOSURE_REQUESTED'],
  },
  STABILISING: {
    commands: [
      ...ASSESS,
      ...CONTACT,
      ...CLOSE,
      'agreePlan',
      'signOffPlan',
      'returnPlan',
      'startPlanAction',
      'holdReview',
    ],
    next: ['IMPLEMENTING', 'CLOSURE_REQUESTED'],
  },
  CLOSURE_REQUESTED: {
    commands: [
      ...ASSESS,
      ...CONTACT,
      'agreePlan',
      'signOffPlan',
      'returnPlan',
      'startPlanAction',
      'holdReview',
      'approveClosure',
      'returnClosure',
    ],
    next: ['REGISTERED', 'ASSESSED', 'PLAN_AGREED', 'IMPLEMENTING', 'STABILISING', 'CLOSED'],
  },
  CLOSED: {
    // A58: facts dated before the closure may still be entered; `decide` checks the date.
    commands: [
      'completeAssessment',
      'recordFollowUp',
      'recordEncounterEnd',
      'holdReview',
      'rateConcern',
      'holdFinalReview',
      'requestReopening',
      'approveReopening',
      'returnReopening',
    ],
    next: ['REGISTERED'],
  },
} as const satisfies Readonly<Record<Stage, StageRule>>;

/** Commands that are about responsibility and escalations: open from identification on, after closure too. */
export const ALWAYS: readonly CommandType[] = [
  'reassignCase',
  'acknowledgeEscalation',
  'resolveEscalation',
  'reassignEscalation',
  'alarm',
  'sync',
];

export function isAllowedIn(stage: Stage, command: CommandType): boolean {
  if (stage !== 'NONE' && ALWAYS.includes(command)) return true;
  return (LIFECYCLE[stage].commands as readonly CommandType[]).includes(command);
}

/** Stages in which the case counts as open. */
export function isOpen(stage: Stage): boolean {
  return stage !== 'NONE' && stage !== 'NOT_ELIGIBLE' && stage !== 'CONSENT_REFUSED' && stage !== 'CLOSED';
}
