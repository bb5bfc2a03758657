import type { CommandPayloads, CommandType, ConcernRating } from '../case/commands.js';
import type { CaseState } from '../case/state.js';
import { IMMEDIATE_CONCERN_TYPES } from '../case/vocabulary/first-contact.js';
import { policySnapshot } from '../policy/policy.js';
import { addDays } from '../time/civil-date.js';
import { COMPLETE_FORM, CONTENT, OWNER } from './a-case.js';
import {
  BOTH as both,
  LATER,
  MEMBER,
  MEMBERS as members,
  RECEIVER_OWNER,
  referral,
  TRANSFER as transfer,
} from './situations.js';

const content = CONTENT;
const today = (): string => LATER.slice(0, 10);
const first = <Value>(record: Readonly<Record<string, Value>>, holds: (value: Value) => boolean): string =>
  Object.entries(record).find(([, value]) => holds(value))?.[0] ?? 'unknown';
/** One that is not recalled, if there is one: a provider has no part in the others (CONS-6). */
const referralThat = (state: CaseState, ...statuses: string[]) => {
  const found = Object.values(state.referrals).filter(({ status }) => statuses.includes(status));
  return { referralId: (found.find(({ recall }) => !recall) ?? found[0])?.referralId ?? 'unknown', content };
};

/** A payload with which somebody who may do it would give the command in this situation. */
export function payloadFor(state: CaseState, type: CommandType, personId: string): CommandPayloads[CommandType] {
  return PAYLOADS[type](state, personId);
}

type Payloads = { readonly [T in CommandType]: (state: CaseState, personId: string) => CommandPayloads[T] };
const rating = (level: string): ConcernRating => ({ concernId: 'c-new', category: 'neglect', level });
const withContent = () => ({ content });
const receiver = ({ owner }: CaseState) => ({
  to: { ...(owner ?? OWNER), caseworkerId: 'cw-c' },
  childAndFamilyConsulted: true,
  preferenceMet: true,
});
const onward = ({ owner }: CaseState) => ({
  ...transfer,
  transferId: 'transfer-new',
  toAgencyId: owner?.agencyId === transfer.toAgencyId ? OWNER.agencyId : transfer.toAgencyId,
});
const conference = (state: CaseState): string => first(state.conferences, ({ status }) => status === 'convened');
const escalation = (state: CaseState, status?: string): { escalationId: string } => ({
  escalationId:
    state.escalations.find((one) => (status === undefined ? one.status !== 'resolved' : one.status === status))
      ?.escalationId ?? 'unknown',
});
const access = (state: CaseState): string =>
  first(state.emergencyAccesses ?? {}, ({ justified }) => justified === null);
const report = (state: CaseState): string => first(state.mandatoryReports, () => true);
const transferThat = (state: CaseState, ...statuses: string[]): string =>
  first(state.transfers, ({ status }) => statuses.includes(status));

const PAYLOADS: Payloads = {
  identifyChild: () => ({ source: 'school', owner: OWNER, policy: policySnapshot() }),
  answerEligibility: () => ({ isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true }),
  recordAdvice: () => ({ topics: ['how_to_return'] }),
  recordConsent: () => ({ participate: true, storeData: true }),
  withdrawConsent: ({ consent }) => ({ scopes: [consent?.participate === false ? 'storeData' : 'participate'] }),
  proposeWithoutConsent: () => ({ ground: 'imminent_danger', content }),
  authoriseWithoutConsent: () => ({ ground: 'imminent_danger', legalBasis: 'vital_interests', content }),
  refuseWithoutConsent: withContent,
  registerCase: () => ({ caseCode: 'CW-0001', concerns: [rating('LOW')] }),
  recordBirth: () => ({ bornOn: '2015-01-01', estimated: false }),
  recordProfile: () => ({ profile: { sex: 'female' } }),
  recordEncounterEnd: () => ({ encounterId: 'e-new' }),
  recordNote: withContent,
  raiseImmediateConcern: () => ({ immediateConcernId: 'i-new', type: 'other' }),
  addressImmediateConcern: (state) => ({
    immediateConcernId: first(state.immediateConcerns, ({ addressedAt }) => addressedAt === null),
    by: 'safety_plan',
  }),
  recordUrgentScreen: ({ immediateConcerns }) => ({
    outcome: Object.values(immediateConcerns).some(({ addressedAt }) => addressedAt === null)
      ? 'concerns_raised'
      : 'nothing_found',
    asked: IMMEDIATE_CONCERN_TYPES,
  }),
  completeAssessment: () => ({}),
  agreePlan: () => ({ involved: both }),
  signOffPlan: () => ({}),
  returnPlan: withContent,
  startPlanAction: (state) => ({ actionId: first(state.planActions, ({ status }) => status === 'pending') }),
  completePlanAction: (state) => ({ actionId: first(state.planActions, ({ status }) => status === 'ongoing') }),
  recordService: () => ({ service: 'medical', startedOn: today(), urgent: true }),
  recordFeedback: () => ({ from: 'child' }),
  draftReferral: () => referral('r-new'),
  sendReferral: (state) => ({ ...referral('r-new'), service: state.consent?.services?.[0] ?? 'medical' }),
  overrideSharing: (state) => ({ ...referralThat(state, 'draft'), ground: 'immediate_safety_risk' }),
  explainSharing: (state) => ({ referralId: first(state.referrals, ({ toExplain }) => toExplain) }),
  answerReferral: (state) => ({ ...referralThat(state, 'sent'), accepted: true }),
  reportReferralDone: (state) => referralThat(state, 'accepted'),
  revokeReferral: (state) => referralThat(state, 'draft', 'sent', 'accepted'),
  conveneConference: () => ({
    conferenceId: 'k-new',
    purposes: ['other'],
    chairId: 'sup-a',
    plannedFor: addDays(today(), 7),
    members,
  }),
  inviteToConference: (state) => ({
    conferenceId: conference(state),
    members: [{ memberId: 'member-2', organisationId: 'agency-d', role: 'other' }],
  }),
  recordConferenceView: (state, personId) => {
    const conferenceId = conference(state);
    const isMember = state.conferences[conferenceId]?.members.some(({ memberId }) => memberId === personId) === true;
    return { conferenceId, memberId: isMember ? personId : MEMBER, attended: true };
  },
  concludeConference: (state) => ({
    conferenceId: conference(state),
    outcome: 'stay_open',
    childOrCaregiverPresent: true,
    content,
  }),
  cancelConference: (state) => ({ conferenceId: conference(state), content }),
  flagBid: () => ({ bidId: 'b-new', kind: 'durable_solution' }),
  recordBidDecision: (state) => ({ bidId: first(state.bids, () => true), decidedBy: 'bid_panel', outcome: 'approve' }),
  recordFollowUp: () => ({ reached: 'child', channel: 'visit' }),
  holdReview: () => ({}),
  rateConcern: () => ({ rating: rating('NO'), sourceForm: 'other' }),
  confirmLowering: () => ({ concernId: 'c1' }),
  returnLowering: () => ({ concernId: 'c1', content }),
  concludePlan: () => ({}),
  requestClosure: (state) => ({
    reason: state.death === null ? 'wish_to_stop' : 'death',
    checks: COMPLETE_FORM,
    content,
  }),
  approveClosure: () => ({ noGroundsAgainstWish: true }),
  returnClosure: withContent,
  keepCaseOpen: withContent,
  holdFinalReview: () => ({}),
  requestReopening: () => ({ eligibilityConfirmed: true, consentConfirmed: true, concerns: [rating('LOW')] }),
  approveReopening: () => ({}),
  returnReopening: withContent,
  assignCase: receiver,
  reassignCase: receiver,
  declareConflictOfInterest: () => ({ kind: 'related' }),
  resolveConflictOfInterest: withContent,
  proposeTransfer: onward,
  sendTransfer: (state) => ({ ...onward(state), overrideGround: 'immediate_safety_risk', content }),
  acceptTransfer: (state) => ({ transferId: transferThat(state, 'sent'), to: RECEIVER_OWNER }),
  rejectTransfer: (state) => ({ transferId: transferThat(state, 'sent'), content }),
  revokeTransfer: (state) => ({ transferId: transferThat(state, 'proposed', 'sent'), content }),
  raiseMandatoryReport: () => ({ reportId: 'm-new', law: 'law-1' }),
  adviseMandatoryReport: (state) => ({ reportId: report(state), advice: 'defer', content }),
  decideMandatoryReport: (state) => ({ reportId: report(state), decision: 'defer', content }),
  recordDeath: () => ({ diedOn: today() }),
  proposeDeathCorrection: withContent,
  openEmergencyAccess: () => ({ accessId: 'e-new', reason: 'danger_now', content }),
  endEmergencyAccess: (state) => ({ accessId: access(state) }),
  reviewEmergencyAccess: (state) => ({ accessId: access(state), justified: true, content }),
  confirmDeathCorrection: () => ({}),
  returnDeathCorrection: withContent,
  adoptPolicy: () => ({ version: 'sop-next', policy: policySnapshot('sop-next') }),
  acknowledgeNotice: (state, personId) => ({
    noticeId: state.notices.find((notice) => notice.personId === personId)?.noticeId ?? 'unknown',
  }),
  acknowledgeEscalation: (state) => escalation(state, 'open'),
  resolveEscalation: (state) => ({ ...escalation(state), content }),
  reassignEscalation: (state) => ({ ...escalation(state), toPersonId: 'sup-b' }),
  alarm: () => ({}),
  sync: () => ({}),
};
