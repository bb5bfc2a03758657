import type { CommandType } from '../case/commands.js';
import type { CaseState } from '../case/state.js';
import { DomainError } from '../errors.js';
import { authorOf, type Actor, type Relation, type Role } from './actor.js';
import { relationsOf } from './relations.js';

export type Grant = readonly [Role, Relation];

const IDENTIFY: readonly Grant[] = (['CW', 'SUP', 'MGR', 'RFP', 'COMM', 'DE'] as const).map((role) => [role, 'any']);
/** Data entry transcribes what a caseworker wrote and names her or him; it decides nothing. */
const CASEWORK: readonly Grant[] = [
  ['CW', 'own'],
  ['SUP', 'team'],
  ['DE', 'own'],
];
const SUPERVISION: readonly Grant[] = [
  ['SUP', 'team'],
  ['MGR', 'office'],
];
const TEAMWORK: readonly Grant[] = [...CASEWORK, ['MGR', 'office']];
const ESCALATION: readonly Grant[] = [
  ['SUP', 'team'],
  ['MGR', 'office'],
  ['HEAD', 'agency'],
];
const HIGHEST: readonly Grant[] = [
  ['MGR', 'office'],
  ['HEAD', 'agency'],
];
const ANSWER_REFERRAL: readonly Grant[] = [['RFP', 'provider'], ...CASEWORK];
const RECEIVE: readonly Grant[] = [
  ['SUP', 'receiver'],
  ['MGR', 'receiver'],
];
const CONFER: readonly Grant[] = [
  ...TEAMWORK,
  ...(['CONF', 'CW', 'SUP', 'MGR', 'RFP', 'BIDP'] as const).map((role) => [role, 'member'] as const),
];
const ADDRESSEES: readonly Grant[] = (['CW', 'SUP', 'MGR', 'HEAD', 'DE', 'CONF', 'BIDP', 'RFP'] as const).map(
  (role) => [role, 'addressee'],
);
const ENGINE: readonly Grant[] = [['SYSTEM', 'any']];

/** Specification, section 2: who may give which command, by role and relation to the case. */
export const PERMISSIONS: Readonly<Record<CommandType, readonly Grant[]>> = {
  identifyChild: IDENTIFY,
  raiseImmediateConcern: TEAMWORK,
  addressImmediateConcern: TEAMWORK,
  answerEligibility: CASEWORK,
  recordAdvice: CASEWORK,
  recordConsent: CASEWORK,
  withdrawConsent: CASEWORK,
  proposeWithoutConsent: CASEWORK,
  authoriseWithoutConsent: SUPERVISION,
  refuseWithoutConsent: SUPERVISION,
  registerCase: CASEWORK,
  recordBirth: CASEWORK,
  recordEncounterEnd: CASEWORK,
  recordNote: TEAMWORK,
  completeAssessment: CASEWORK,
  agreePlan: CASEWORK,
  signOffPlan: SUPERVISION,
  returnPlan: SUPERVISION,
  startPlanAction: CASEWORK,
  completePlanAction: CASEWORK,
  recordService: CASEWORK,
  draftReferral: CASEWORK,
  sendReferral: CASEWORK,
  overrideSharing: SUPERVISION,
  explainSharing: CASEWORK,
  answerReferral: ANSWER_REFERRAL,
  reportReferralDone: ANSWER_REFERRAL,
  revokeReferral: CASEWORK,
  conveneConference: TEAMWORK,
  inviteToConference: TEAMWORK,
  recordConferenceView: CONFER,
  concludeConference: TEAMWORK,
  cancelConference: TEAMWORK,
  flagBid: TEAMWORK,
  recordBidDecision: [...TEAMWORK, ['BIDP', 'member']],
  recordFeedback: CASEWORK,
  recordFollowUp: CASEWORK,
  holdReview: CASEWORK,
  rateConcern: CASEWORK,
  confirmLowering: SUPERVISION,
  returnLowering: SUPERVISION,
  concludePlan: CASEWORK,
  requestClosure: CASEWORK,
  approveClosure: SUPERVISION,
  returnClosure: SUPERVISION,
  keepCaseOpen: SUPERVISION,
  holdFinalReview: CASEWORK,
  requestReopening: CASEWORK,
  approveReopening: SUPERVISION,
  returnReopening: SUPERVISION,
  assignCase: SUPERVISION,
  reassignCase: SUPERVISION,
  declareConflictOfInterest: TEAMWORK,
  resolveConflictOfInterest: SUPERVISION,
  proposeTransfer: CASEWORK,
  sendTransfer: SUPERVISION,
  acceptTransfer: RECEIVE,
  rejectTransfer: RECEIVE,
  revokeTransfer: SUPERVISION,
  raiseMandatoryReport: CASEWORK,
  adviseMandatoryReport: [['SUP', 'team']],
  decideMandatoryReport: HIGHEST,
  recordDeath: TEAMWORK,
  proposeDeathCorrection: [['SUP', 'team']],
  confirmDeathCorrection: [['MGR', 'office']],
  returnDeathCorrection: [['MGR', 'office']],
  acknowledgeNotice: ADDRESSEES,
  acknowledgeEscalation: ESCALATION,
  resolveEscalation: ESCALATION,
  reassignEscalation: ESCALATION,
  alarm: ENGINE,
  sync: ENGINE,
};

export function isPermitted(state: CaseState, actor: Actor, command: CommandType): boolean {
  if (actor.role === 'DE' && actor.authoredBy === undefined && command !== 'acknowledgeNotice') return false;
  const relations = relationsOf(state, actor);
  return PERMISSIONS[command].some(([role, relation]) => role === actor.role && relations.has(relation));
}

/** @throws DomainError NOT_PERMITTED (specification, section 2) */
export function assertPermitted(state: CaseState, actor: Actor, command: CommandType): void {
  if (isPermitted(state, actor, command)) return;
  throw new DomainError('NOT_PERMITTED', 'SPEC-2', `Your role for this case does not include "${command}".`, {
    inputs: { command },
    remedy: `Ask one of: ${PERMISSIONS[command].map(([role, relation]) => `${role} (${relation})`).join(', ')}.`,
  });
}

/**
 * PERM-1: nobody approves own work.
 * @throws DomainError OWN_WORK
 */
export function assertNotOwnWork(actor: Actor, proposedBy: string, what: string): void {
  if (actor.personId !== proposedBy && authorOf(actor) !== proposedBy) return;
  throw new DomainError('OWN_WORK', 'PERM-1', `You proposed this ${what}, so somebody else has to decide on it.`, {
    remedy: 'Ask another supervisor or the manager of the office.',
  });
}
