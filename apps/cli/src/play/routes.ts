import type { PeoplesCommand } from '@caseward/contracts';

interface Route {
  readonly path: string;
  /** Payload fields that the address gives. */
  readonly inPath?: readonly string[];
}

const onCase = (rest: string): Route => ({ path: `/v1/cases/{caseId}/${rest}` });
const onConcern = (rest: string): Route => ({
  path: `/v1/cases/{caseId}/lowerings/{concernId}/${rest}`,
  inPath: ['concernId'],
});
/** Below something that a payload field names, such as a referral. */
const below = (collection: string, field: string, rest: string): Route => ({
  path: `/v1/cases/{caseId}/${collection}/{${field}}/${rest}`,
  inPath: [field],
});
const onReferral = (rest: string): Route => below('referrals', 'referralId', rest);
const onConference = (rest: string): Route => below('conferences', 'conferenceId', rest);
const onReport = (rest: string): Route => below('mandatory-reports', 'reportId', rest);
const onTransfer = (rest: string): Route => below('transfers', 'transferId', rest);
const onEscalation = (rest: string): Route => ({
  path: `/v1/escalations/{escalation}/${rest}`,
  inPath: ['escalationId'],
});

/** Where the API takes each command. */
const ROUTES: Readonly<Record<PeoplesCommand, Route>> = {
  identifyChild: { path: '/v1/cases' },
  answerEligibility: onCase('eligibility-answers'),
  recordConsent: onCase('consents'),
  registerCase: onCase('registration'),
  recordEncounterEnd: onCase('encounter-ends'),
  completeAssessment: onCase('assessments'),
  agreePlan: onCase('case-plans'),
  signOffPlan: onCase('case-plans/current/sign-off'),
  returnPlan: onCase('case-plans/current/return'),
  startPlanAction: onCase('plan-actions'),
  recordFollowUp: onCase('follow-ups'),
  holdReview: onCase('reviews'),
  rateConcern: onCase('concern-ratings'),
  confirmLowering: onConcern('confirmation'),
  returnLowering: onConcern('return'),
  concludePlan: onCase('plan-conclusion'),
  requestClosure: onCase('closure-requests'),
  approveClosure: onCase('closure-requests/current/approval'),
  returnClosure: onCase('closure-requests/current/return'),
  keepCaseOpen: onCase('keep-open-decisions'),
  holdFinalReview: onCase('final-reviews'),
  requestReopening: onCase('reopening-requests'),
  approveReopening: onCase('reopening-requests/current/approval'),
  returnReopening: onCase('reopening-requests/current/return'),
  withdrawConsent: onCase('consent-withdrawals'),
  proposeWithoutConsent: onCase('without-consent'),
  authoriseWithoutConsent: onCase('without-consent/current/authorisation'),
  refuseWithoutConsent: onCase('without-consent/current/refusal'),
  recordAdvice: onCase('advice'),
  raiseImmediateConcern: onCase('immediate-concerns'),
  recordUrgentScreen: onCase('urgent-screens'),
  addressImmediateConcern: below('immediate-concerns', 'immediateConcernId', 'answer'),
  recordBirth: onCase('birth'),
  recordProfile: onCase('profile'),
  recordNote: onCase('notes'),
  raiseMandatoryReport: onCase('mandatory-reports'),
  adviseMandatoryReport: onReport('advice'),
  decideMandatoryReport: onReport('decision'),
  completePlanAction: below('plan-actions', 'actionId', 'completion'),
  recordService: onCase('services'),
  draftReferral: onCase('referral-drafts'),
  sendReferral: onCase('referrals'),
  overrideSharing: onReferral('override'),
  explainSharing: onReferral('explanation'),
  answerReferral: onReferral('answer'),
  reportReferralDone: onReferral('result'),
  revokeReferral: onReferral('revocation'),
  conveneConference: onCase('conferences'),
  inviteToConference: onConference('members'),
  recordConferenceView: onConference('views'),
  concludeConference: onConference('report'),
  cancelConference: onConference('cancellation'),
  flagBid: onCase('best-interests'),
  recordBidDecision: below('best-interests', 'bidId', 'decision'),
  recordFeedback: onCase('feedback'),
  assignCase: onCase('assignment'),
  declareConflictOfInterest: onCase('conflicts-of-interest'),
  resolveConflictOfInterest: onCase('conflicts-of-interest/current/resolution'),
  acknowledgeNotice: onCase('notice-acknowledgements'),
  proposeTransfer: onCase('transfer-proposals'),
  sendTransfer: onCase('transfers'),
  acceptTransfer: onTransfer('acceptance'),
  rejectTransfer: onTransfer('rejection'),
  revokeTransfer: onTransfer('revocation'),
  recordDeath: onCase('death'),
  proposeDeathCorrection: onCase('death/corrections'),
  confirmDeathCorrection: onCase('death/corrections/current/confirmation'),
  returnDeathCorrection: onCase('death/corrections/current/return'),
  adoptPolicy: onCase('policy'),
  openEmergencyAccess: onCase('emergency-accesses'),
  endEmergencyAccess: below('emergency-accesses', 'accessId', 'end'),
  reviewEmergencyAccess: below('emergency-accesses', 'accessId', 'review'),
  reassignCase: onCase('owner'),
  acknowledgeEscalation: onEscalation('acknowledgement'),
  resolveEscalation: onEscalation('resolution'),
  reassignEscalation: onEscalation('reassignment'),
};

export interface Addressed {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A command as address and body. */
export function addressed(
  command: PeoplesCommand,
  caseId: string,
  payload: Readonly<Record<string, unknown>>,
): Addressed {
  const { path, inPath = [] } = ROUTES[command];
  // Within an address `~` stands for `#`, which would end it.
  const escalation = `${caseId}~${String(payload['escalationId']).replaceAll('#', '~')}`;
  const given = inPath.map((field) => [field, String(payload[field])] as const);
  const values: Record<string, string> = { ...Object.fromEntries(given), caseId, escalation };
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const kept = Object.entries(payload).filter(([field]) => !inPath.includes(field));
  return { path: filled, body: { ...Object.fromEntries(kept), ...(command === 'identifyChild' ? { caseId } : {}) } };
}
