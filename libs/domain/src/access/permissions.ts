import type { CommandType } from '../case/commands.js';
import { CLOSURE_RULES } from '../case/closure-gate.js';
import type { CaseState } from '../case/state.js';
import { DomainError } from '../errors.js';
import { approvalWayOf } from '../policy/policy.js';
import { authorOf, type Actor, type Relation, type Role } from './actor.js';
import { OPEN_IN_EMERGENCY } from './emergency.js';
import { relationsOf } from './relations.js';

export type Grant = readonly [Role, Relation];

/** Anybody may bring a child to notice; data entry names whose notice it is. */
const IDENTIFY: readonly Grant[] = (['CW', 'SUP', 'MGR', 'RFP', 'COMM', 'DE'] as const).map((role) => [role, 'any']);
/** Work with the child: the caseworker, the supervisor in her or his place. */
const CASEWORK: readonly Grant[] = [
  ['CW', 'own'],
  ['SUP', 'team'],
];
/** What a form says that data entry transcribes for the caseworker who wrote it; data entry proposes and decides nothing. */
const FORMS: readonly Grant[] = [...CASEWORK, ['DE', 'assigned']];
const SUPERVISOR: readonly Grant[] = [['SUP', 'team']];
const SUPERVISION: readonly Grant[] = [...SUPERVISOR, ['MGR', 'office']];
const TEAMWORK: readonly Grant[] = [...CASEWORK, ['MGR', 'office']];
/** What cannot wait for the right person at the desk. */
const URGENT: readonly Grant[] = [...FORMS, ['MGR', 'office']];
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
const RECEIVING_SUPERVISOR: readonly Grant[] = [['SUP', 'receiver']];
const RECEIVE: readonly Grant[] = [...RECEIVING_SUPERVISOR, ['MGR', 'receiver']];
const CONFER: readonly Grant[] = [
  ...TEAMWORK,
  ...(['CONF', 'CW', 'SUP', 'MGR', 'RFP', 'BIDP'] as const).map((role) => [role, 'member'] as const),
];
const ADDRESSEES: readonly Grant[] = (['CW', 'SUP', 'MGR', 'HEAD', 'DE', 'CONF', 'BIDP', 'RFP'] as const).map(
  (role) => [role, 'addressee'],
);
/** Section 2: supervision for a case, the administrator for all of them. */
const ADOPT: readonly Grant[] = [...SUPERVISION, ['ADM', 'any']];
/** Who works with children in the agency; what follows is the supervisors' of the case. */
const EMERGENCY: readonly Grant[] = OPEN_IN_EMERGENCY.map((role) => [role, 'agency']);
const END_EMERGENCY: readonly Grant[] = [
  ...OPEN_IN_EMERGENCY.map((role) => [role, 'emergency'] as const),
  ...SUPERVISION,
];
const ENGINE: readonly Grant[] = [['SYSTEM', 'any']];

/** Specification, section 2: who may give which command, by role and relation to the case. */
export const PERMISSIONS: Readonly<Record<CommandType, readonly Grant[]>> = {
  identifyChild: IDENTIFY,
  raiseImmediateConcern: URGENT,
  addressImmediateConcern: URGENT,
  recordUrgentScreen: URGENT,
  answerEligibility: FORMS,
  recordAdvice: FORMS,
  recordConsent: FORMS,
  withdrawConsent: FORMS,
  proposeWithoutConsent: CASEWORK,
  authoriseWithoutConsent: SUPERVISION,
  refuseWithoutConsent: SUPERVISION,
  registerCase: FORMS,
  recordBirth: FORMS,
  recordProfile: FORMS,
  recordEncounterEnd: FORMS,
  recordNote: URGENT,
  completeAssessment: FORMS,
  agreePlan: FORMS,
  signOffPlan: SUPERVISION,
  returnPlan: SUPERVISION,
  startPlanAction: FORMS,
  completePlanAction: FORMS,
  recordService: FORMS,
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
  recordFeedback: FORMS,
  recordFollowUp: FORMS,
  holdReview: FORMS,
  rateConcern: CASEWORK,
  confirmLowering: SUPERVISOR,
  returnLowering: SUPERVISOR,
  concludePlan: CASEWORK,
  requestClosure: CASEWORK,
  approveClosure: SUPERVISION,
  returnClosure: SUPERVISION,
  keepCaseOpen: SUPERVISION,
  holdFinalReview: FORMS,
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
  rejectTransfer: RECEIVING_SUPERVISOR,
  revokeTransfer: SUPERVISION,
  raiseMandatoryReport: CASEWORK,
  adviseMandatoryReport: SUPERVISOR,
  decideMandatoryReport: HIGHEST,
  recordDeath: URGENT,
  proposeDeathCorrection: SUPERVISOR,
  confirmDeathCorrection: [['MGR', 'office']],
  returnDeathCorrection: [['MGR', 'office']],
  adoptPolicy: ADOPT,
  openEmergencyAccess: EMERGENCY,
  endEmergencyAccess: END_EMERGENCY,
  reviewEmergencyAccess: SUPERVISION,
  acknowledgeNotice: ADDRESSEES,
  acknowledgeEscalation: ESCALATION,
  resolveEscalation: ESCALATION,
  reassignEscalation: ESCALATION,
  alarm: ENGINE,
  sync: ENGINE,
};

/** Section 2: a closure that a conference has to agree to is signed off by the supervisor, not by the manager. */
export function grantsFor(state: CaseState, command: CommandType): readonly Grant[] {
  return command === 'approveClosure' && awaitsConference(state) ? SUPERVISOR : PERMISSIONS[command];
}

function awaitsConference({ closureRequest, policy, level }: CaseState): boolean {
  if (closureRequest === null || policy === null || CLOSURE_RULES[closureRequest.reason].supervisorOnly) return false;
  return approvalWayOf(policy, level) === 'conference';
}

export function isPermitted(state: CaseState, actor: Actor, command: CommandType): boolean {
  if (!isAuthorshipClear(actor, command)) return false;
  const relations = relationsOf(state, actor);
  return grantsFor(state, command).some(([role, relation]) => role === actor.role && relations.has(relation));
}

/** Data entry always names the author, and nobody else writes in another person's name. */
function isAuthorshipClear({ role, authoredBy }: Actor, command: CommandType): boolean {
  if (role !== 'DE') return authoredBy === undefined;
  return command === 'acknowledgeNotice' || authoredBy !== undefined;
}

/** @throws DomainError NOT_PERMITTED (specification, section 2) */
export function assertPermitted(state: CaseState, actor: Actor, command: CommandType): void {
  if (isPermitted(state, actor, command)) return;
  if (!isAuthorshipClear(actor, command)) {
    throw new DomainError(
      'NOT_PERMITTED',
      'SPEC-2',
      'Only data entry writes for others, and always names the author.',
      {
        field: '/authoredBy',
        inputs: { role: actor.role },
        remedy: 'Data entry: name the caseworker who wrote it. Everybody else: leave the author out.',
      },
    );
  }
  const grants = grantsFor(state, command);
  const allowed = [...new Set(grants.map(([role]) => role))].join(' ');
  throw new DomainError('NOT_PERMITTED', 'SPEC-2', `Your role for this case does not include "${command}".`, {
    inputs: { command, role: actor.role, allowed },
    remedy: `Ask one of: ${grants.map(([role, relation]) => `${role} (${relation})`).join(', ')}.`,
  });
}

/**
 * PERM-1: nobody approves own work, transcribed by data entry or not.
 * @throws DomainError OWN_WORK
 */
export function assertNotOwnWork(actor: Actor, proposedBy: string, what: string): void {
  if (actor.personId !== proposedBy && authorOf(actor) !== proposedBy) return;
  throw new DomainError('OWN_WORK', 'PERM-1', `You proposed this ${what}, so somebody else has to decide on it.`, {
    remedy: 'Ask somebody else whose role may decide on it, such as another supervisor of the team.',
  });
}
