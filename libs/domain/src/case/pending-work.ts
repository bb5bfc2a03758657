import { authorOf, type Actor } from '../access/actor.js';
import { canOpen } from '../access/can-open.js';
import { emergencyAccessesOf } from '../access/emergency.js';
import type { CommandType } from './commands.js';
import { isWithoutConsent } from './handlers/consent.js';
import type { ObligationKind } from './obligation.js';
import type { CaseState } from './state.js';
import { pendingTransfer } from './transfers.js';
import { isHeldForScreen } from './urgent-screen.js';
import type { EmergencyAccess } from './vocabulary/emergency-access.js';
import type { Referral, ReferralStatus } from './vocabulary/implementation.js';

type IsThere = (state: CaseState, actor: Actor) => boolean;

const some = <Value>(record: Readonly<Record<string, Value>>, holds: (value: Value) => boolean = () => true): boolean =>
  Object.values(record).some(holds);

/** PERM-1: something that waits, and that somebody else has proposed. */
const byAnother = (proposedBy: string | null | undefined, actor: Actor): boolean =>
  proposedBy !== null && proposedBy !== undefined && proposedBy !== actor.personId && proposedBy !== authorOf(actor);

/** Not ended and not looked into yet; its last instant may have passed. */
const isRunning = ({ endedAt, justified }: EmergencyAccess): boolean => endedAt === null && justified === null;

function hasOpen({ obligations }: CaseState, kind: ObligationKind): boolean {
  return some(obligations, (obligation) => obligation.kind === kind && obligation.status === 'open');
}

/** PERM-4, CONS-6: a provider deals with the own referrals only, and with none that is recalled. */
function hasReferral(...statuses: readonly ReferralStatus[]): IsThere {
  return ({ referrals }, { role, personId }) => {
    const isTheirs = ({ providerId, recall }: Referral): boolean =>
      role !== 'RFP' || (providerId === personId && !recall);
    return some(referrals, (referral) => statuses.includes(referral.status) && isTheirs(referral));
  };
}

const isConvened: IsThere = ({ conferences }) => some(conferences, ({ status }) => status === 'convened');
const isUndecided: IsThere = ({ mandatoryReports }) =>
  some(mandatoryReports, ({ decision }) => decision === null || decision === 'defer');
const hasEscalation: IsThere = ({ escalations }) => escalations.some(({ status }) => status !== 'resolved');
const hasOpened: IsThere = (state, { personId }) =>
  emergencyAccessesOf(state).some((access) => access.personId === personId && isRunning(access));
const awaitsReview: IsThere = (state, { personId }) =>
  emergencyAccessesOf(state).some((access) => access.personId !== personId && access.justified === null);
const awaitsSignOff: IsThere = ({ plan }, actor) => plan?.status === 'agreed' && byAnother(plan.agreedBy, actor);
const isAnswered: IsThere = (state) => pendingTransfer(state) !== undefined;

/** Whether something is there to act on, so that nobody is offered an approval of nothing, or of own work. */
export const PENDING_WORK: Readonly<Partial<Record<CommandType, IsThere>>> = {
  addressImmediateConcern: (state) =>
    some(state.immediateConcerns, ({ addressedAt }) => addressedAt === null) || hasOpen(state, 'urgent_action'),
  withdrawConsent: ({ consent }) => consent !== null && (consent.participate || consent.storeData),
  proposeWithoutConsent: (state) =>
    state.withoutConsent === null && !isWithoutConsent(state) && state.legalBasis !== 'consent',
  authoriseWithoutConsent: ({ withoutConsent }, actor) => byAnother(withoutConsent?.proposedBy, actor),
  refuseWithoutConsent: ({ withoutConsent }, actor) => byAnother(withoutConsent?.proposedBy, actor),
  answerEligibility: (state) => !isHeldForScreen(state, 'first'),
  registerCase: (state) => state.legalBasis !== null && !isHeldForScreen(state, 'second'),
  agreePlan: ({ plan, assessed }) => assessed && plan?.status !== 'agreed',
  signOffPlan: awaitsSignOff,
  returnPlan: awaitsSignOff,
  startPlanAction: ({ planActions, implementationStarted }) =>
    implementationStarted && (!some(planActions) || some(planActions, ({ status }) => status === 'pending')),
  holdReview: ({ implementationStarted }) => implementationStarted,
  completePlanAction: ({ planActions }) => some(planActions, ({ status }) => status === 'ongoing'),
  concludePlan: ({ plan }) => plan?.status === 'signed_off',
  sendReferral: ({ consent }) => consent === null || (consent.services ?? []).length > 0,
  overrideSharing: ({ referrals }, actor) =>
    some(referrals, ({ status, draftedBy }) => status === 'draft' && byAnother(draftedBy, actor)),
  explainSharing: ({ referrals }) => some(referrals, ({ toExplain }) => toExplain),
  answerReferral: hasReferral('sent'),
  reportReferralDone: hasReferral('accepted'),
  revokeReferral: hasReferral('draft', 'sent', 'accepted'),
  inviteToConference: isConvened,
  recordConferenceView: isConvened,
  concludeConference: isConvened,
  cancelConference: isConvened,
  recordBidDecision: ({ bids }) => some(bids),
  confirmLowering: ({ lowerings }, actor) => some(lowerings, ({ proposedBy }) => byAnother(proposedBy, actor)),
  returnLowering: ({ lowerings }) => some(lowerings),
  requestClosure: ({ closureRequest }) => closureRequest === null,
  approveClosure: ({ closureRequest }, actor) => byAnother(closureRequest?.requestedBy, actor),
  returnClosure: ({ closureRequest }, actor) => byAnother(closureRequest?.requestedBy, actor),
  keepCaseOpen: (state) => hasOpen(state, 'closure_decision'),
  holdFinalReview: (state) => hasOpen(state, 'post_closure_review'),
  requestReopening: ({ reopeningRequest, closure, death }) =>
    reopeningRequest === null && death === null && closure?.reason !== 'death',
  approveReopening: ({ reopeningRequest }, actor) => byAnother(reopeningRequest?.requestedBy, actor),
  returnReopening: ({ reopeningRequest }) => reopeningRequest !== null,
  assignCase: ({ unassigned }) => unassigned,
  declareConflictOfInterest: ({ conflictOfInterest }) => conflictOfInterest === null,
  resolveConflictOfInterest: ({ conflictOfInterest }, actor) => byAnother(conflictOfInterest?.caseworkerId, actor),
  proposeTransfer: (state) => pendingTransfer(state) === undefined,
  sendTransfer: (state) => pendingTransfer(state) === undefined,
  acceptTransfer: isAnswered,
  rejectTransfer: isAnswered,
  revokeTransfer: ({ transfers }) => some(transfers, ({ status }) => status === 'proposed' || status === 'sent'),
  adviseMandatoryReport: isUndecided,
  decideMandatoryReport: ({ mandatoryReports }, actor) =>
    some(
      mandatoryReports,
      ({ decision, raisedBy }) => (decision === null || decision === 'defer') && byAnother(raisedBy, actor),
    ),
  recordDeath: ({ death }) => death === null,
  proposeDeathCorrection: ({ death, deathCorrection }) => death !== null && deathCorrection === null,
  confirmDeathCorrection: ({ deathCorrection }, actor) => byAnother(deathCorrection?.proposedBy, actor),
  returnDeathCorrection: ({ deathCorrection }) => deathCorrection !== null,
  // Who is shown what a case offers can open it already.
  openEmergencyAccess: () => false,
  endEmergencyAccess: (state, actor) =>
    canOpen(state, actor) ? some(state.emergencyAccesses ?? {}, isRunning) : hasOpened(state, actor),
  reviewEmergencyAccess: awaitsReview,
  acknowledgeNotice: ({ notices }, { personId }) => notices.some((notice) => notice.personId === personId),
  acknowledgeEscalation: ({ escalations }) => escalations.some(({ status }) => status === 'open'),
  resolveEscalation: hasEscalation,
  reassignEscalation: hasEscalation,
};
