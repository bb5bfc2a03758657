import { assertNotOwnProposal } from '../access/own-work.js';
import { assertPermitted } from '../access/permissions.js';
import { DomainError } from '../errors.js';
import type { Instant } from '../time/instant.js';
import { nextAlarmAt } from './alarms.js';
import type { Command, CommandType } from './commands.js';
import type { CaseEvent } from './events.js';
import * as casework from './handlers/casework.js';
import * as closure from './handlers/closure.js';
import * as bid from './handlers/bid.js';
import * as conference from './handlers/conference.js';
import * as consent from './handlers/consent.js';
import * as death from './handlers/death.js';
import * as emergency from './handlers/emergency-access.js';
import * as intake from './handlers/intake.js';
import * as mandatory from './handlers/mandatory-report.js';
import { adoptPolicy } from './handlers/policy-adoption.js';
import * as planActions from './handlers/plan-actions.js';
import * as referral from './handlers/referral.js';
import * as responsibility from './handlers/responsibility.js';
import * as services from './handlers/services.js';
import * as transfer from './handlers/transfer.js';
import * as urgent from './handlers/urgent-action.js';
import * as withoutConsent from './handlers/without-consent.js';
import { confirmLowering, rateConcern, returnLowering } from './handlers/risk.js';
import { recordUrgentScreen } from './handlers/urgent-screen.js';
import type { Handler } from './handlers/support.js';
import { assertDocumented } from './documented-steps.js';
import { assertNoGate } from './gates.js';
import { isAllowedIn } from './lifecycle.js';
import { Recorder } from './recorder.js';
import { flagLateEntry, settle } from './settle.js';
import type { CaseState } from './state.js';

export interface DecideContext {
  /** The moment of recording, from the Clock. */
  readonly now: Instant;
}

type Handlers = { readonly [T in CommandType]: Handler<T> };

const nothingOfItsOwn = (): void => undefined;

const HANDLERS: Handlers = {
  identifyChild: intake.identifyChild,
  answerEligibility: intake.answerEligibility,
  recordAdvice: intake.recordAdvice,
  recordBirth: intake.recordBirth,
  recordProfile: intake.recordProfile,
  recordNote: intake.recordNote,
  raiseImmediateConcern: urgent.raiseImmediateConcern,
  addressImmediateConcern: urgent.addressImmediateConcern,
  recordUrgentScreen,
  recordConsent: consent.recordConsent,
  withdrawConsent: consent.withdrawConsent,
  proposeWithoutConsent: withoutConsent.proposeWithoutConsent,
  authoriseWithoutConsent: withoutConsent.authoriseWithoutConsent,
  refuseWithoutConsent: withoutConsent.refuseWithoutConsent,
  registerCase: intake.registerCase,
  recordEncounterEnd: intake.recordEncounterEnd,
  completeAssessment: casework.completeAssessment,
  agreePlan: casework.agreePlan,
  signOffPlan: casework.signOffPlan,
  returnPlan: casework.returnPlan,
  startPlanAction: planActions.startPlanAction,
  completePlanAction: planActions.completePlanAction,
  recordService: services.recordService,
  recordFeedback: services.recordFeedback,
  draftReferral: referral.draftReferral,
  sendReferral: referral.sendReferral,
  overrideSharing: referral.overrideSharing,
  explainSharing: referral.explainSharing,
  answerReferral: referral.answerReferral,
  reportReferralDone: referral.reportReferralDone,
  revokeReferral: referral.revokeReferral,
  conveneConference: conference.conveneConference,
  inviteToConference: conference.inviteToConference,
  recordConferenceView: conference.recordConferenceView,
  concludeConference: conference.concludeConference,
  cancelConference: conference.cancelConference,
  flagBid: bid.flagBid,
  recordBidDecision: bid.recordBidDecision,
  recordFollowUp: casework.recordFollowUp,
  holdReview: casework.holdReview,
  rateConcern,
  confirmLowering,
  returnLowering,
  concludePlan: casework.concludePlan,
  requestClosure: closure.requestClosure,
  approveClosure: closure.approveClosure,
  returnClosure: closure.returnClosure,
  keepCaseOpen: closure.keepCaseOpen,
  holdFinalReview: closure.holdFinalReview,
  requestReopening: closure.requestReopening,
  approveReopening: closure.approveReopening,
  returnReopening: closure.returnReopening,
  assignCase: responsibility.assignCase,
  reassignCase: responsibility.reassignCase,
  declareConflictOfInterest: responsibility.declareConflictOfInterest,
  resolveConflictOfInterest: responsibility.resolveConflictOfInterest,
  proposeTransfer: transfer.proposeTransfer,
  sendTransfer: transfer.sendTransfer,
  acceptTransfer: transfer.acceptTransfer,
  rejectTransfer: transfer.rejectTransfer,
  revokeTransfer: transfer.revokeTransfer,
  raiseMandatoryReport: mandatory.raiseMandatoryReport,
  adviseMandatoryReport: mandatory.adviseMandatoryReport,
  decideMandatoryReport: mandatory.decideMandatoryReport,
  recordDeath: death.recordDeath,
  proposeDeathCorrection: death.proposeDeathCorrection,
  confirmDeathCorrection: death.confirmDeathCorrection,
  returnDeathCorrection: death.returnDeathCorrection,
  adoptPolicy,
  openEmergencyAccess: emergency.openEmergencyAccess,
  endEmergencyAccess: emergency.endEmergencyAccess,
  reviewEmergencyAccess: emergency.reviewEmergencyAccess,
  acknowledgeNotice: responsibility.acknowledgeNotice,
  acknowledgeEscalation: responsibility.acknowledgeEscalation,
  resolveEscalation: responsibility.resolveEscalation,
  reassignEscalation: responsibility.reassignEscalation,
  alarm: nothingOfItsOwn,
  sync: nothingOfItsOwn,
};

/**
 * What a command does to a case: the events to record, in order, or a refusal. First the record is brought up to `now`
 * (clocks that ran out while nobody looked), then the command is decided, then what follows from it.
 * `alarm` and `sync` may yield nothing.
 * @throws DomainError when a rule refuses the command; nothing is to be recorded then
 */
export function decide(state: CaseState, given: Command, context: DecideContext): CaseEvent[] {
  const command = attributed(given);
  const recorder = new Recorder(state, command, context.now);
  if (state.stage === 'NONE') assertFirst(command);
  // The record is settled up to its last entry: before the next alarm there is nothing to add.
  else if ((nextAlarmAt(state) ?? context.now) <= context.now) settle(recorder);
  if (command.type !== 'alarm' && command.type !== 'sync') {
    assertVersion(state, command);
    assertPast(command, context.now);
    assertNotOwnProposal(recorder.state, command);
    assertPermitted(recorder.state, command.actor, command.type);
    assertStage(recorder.state, command.type);
    assertNoGate(recorder.state, command);
    assertDocumented(recorder.state, command);
    const before = recorder.events.length;
    (HANDLERS[command.type] as Handler<CommandType>)(recorder, command);
    const bySeq = recorder.events[before]?.seq ?? null;
    settle(recorder, bySeq);
    if (recorder.state.policy !== null) flagLateEntry(recorder, recorder.state.policy, bySeq);
  }
  return recorder.events;
}

/** Section 2: what data entry transcribes is the work of the person who wrote it. */
function attributed(command: Command): Command {
  const { authoredBy, actor } = command;
  return authoredBy === undefined ? command : { ...command, actor: { ...actor, authoredBy } };
}

function assertFirst(command: Command): void {
  if (command.type === 'identifyChild' || command.type === 'alarm' || command.type === 'sync') return;
  throw new DomainError('CASE_NOT_IDENTIFIED', 'FLOW-1', 'This case is not in the record.', {
    remedy: 'Identify the child first.',
  });
}

/** IM-11: nobody decides unknowingly on a case that has moved on. */
function assertVersion({ seq }: CaseState, { onlyAtSeq }: Command): void {
  if (onlyAtSeq === undefined || onlyAtSeq.includes(seq)) return;
  throw new DomainError('STALE_VERSION', 'IM-11', 'The case is no longer in the state that you decided on.', {
    inputs: { seq },
    remedy: 'Read the case again and decide on what it says now.',
  });
}

/** TIME-1. */
export function assertPast({ occurredAt }: { readonly occurredAt: Instant }, now: Instant): void {
  if (occurredAt <= now) return;
  throw new DomainError('OCCURRED_IN_FUTURE', 'TIME-1', 'What has not happened yet cannot be recorded.', {
    field: '/occurredAt',
    inputs: { now },
    remedy: 'Enter the date and time at which it happened.',
  });
}

function assertStage(state: CaseState, type: CommandType): void {
  if (isAllowedIn(state.stage, type)) return;
  if (type === 'identifyChild') {
    throw new DomainError('CASE_ALREADY_IDENTIFIED', 'REOP-2', 'This case is already in the record.', {
      remedy: 'A known child comes back by re-opening.',
    });
  }
  throw new DomainError('NOT_ALLOWED_IN_STAGE', 'SPEC-3.4', `"${type}" is not possible at stage ${state.stage}.`, {
    inputs: { stage: state.stage },
    remedy: 'See the available commands of the case.',
  });
}
