import type { CaseState, CommandType } from '@caseward/domain';
import type { Chance } from '../../properties/random.js';

type Payload = Readonly<Record<string, unknown>>;
/** Null: there is nothing in this case that the command could be about. */
type Maker = (state: CaseState, chance: Chance) => Payload | null;

/** In force since the second day; cases that began by the first may adopt it. */
export const NEXT_POLICY = 'sop-fuzz-2';

const TODAY = '2029-06-05';
const fresh = (chance: Chance): string => `z-${String(chance.upTo(1_000_000_000))}`;

function one<Item>(
  items: Readonly<Record<string, Item>>,
  chance: Chance,
  wanted: (item: Item) => boolean,
): Item | null {
  const fitting = Object.values(items).filter(wanted);
  return fitting.length === 0 ? null : chance.one(fitting);
}

const LEVELS = ['HIGH', 'MEDIUM', 'LOW'] as const;
const CATEGORIES = ['neglect', 'physical_violence', 'mental_distress', 'child_labour'] as const;
const SERVICES = ['medical', 'psychosocial', 'education'] as const;

const rating = (chance: Chance, concernId = 'c1') => ({
  ...{ concernId, category: chance.one(CATEGORIES), level: chance.one(LEVELS) },
});

const consent = { participate: true, storeData: true, services: [...SERVICES], caseTransfer: true, reporting: true };

const CHECKS = {
  ...{ childAndFamilyInvolved: true, workersTold: true, contactForLaterGiven: true, feedbackOffered: true },
  ...{ fileComplete: true, storageFormAgreed: true, keepUntil: '2046-01-01' },
};

const referralIn =
  (...statuses: readonly string[]): Maker =>
  ({ referrals }, chance) => {
    const found = one(referrals, chance, ({ status }) => statuses.includes(status));
    return found === null ? null : { referralId: found.referralId };
  };
const newReferral: Maker = ({ plan }, chance) => ({
  ...{ referralId: fresh(chance), service: chance.one([...SERVICES, 'legal']), providerId: 'demo-rfp-tariq' },
  ...{ providerAgencyId: 'agency-willow', priority: chance.one(['high', 'medium', 'low']) },
  ...{ channel: chance.one(['protected_email', 'digital_system']) },
  urgent: plan?.status !== 'signed_off' || chance.next() < 0.3,
});

const transferTo = ({ owner }: CaseState): string =>
  owner?.agencyId === 'agency-compass' ? 'agency-lantern' : 'agency-compass';
const transfer = (state: CaseState, transferId: string) => ({
  ...{ transferId, toAgencyId: transferTo(state), reason: 'child_moves' },
  ...{ childAndFamilyConsulted: true, metNewCaseworker: true },
});
const sentTransfer: Maker = ({ transfers }, chance) => {
  const found = one(transfers, chance, ({ status }) => status === 'sent');
  return found === null ? null : { transferId: found.transferId };
};

const sitting = ({ conferences }: CaseState, chance: Chance) =>
  one(conferences, chance, ({ status }) => status === 'convened');
const sittingId: Maker = (state, chance) => {
  const found = sitting(state, chance);
  return found === null ? null : { conferenceId: found.conferenceId };
};
const members = ({ owner }: CaseState) => [
  { memberId: 'demo-sup-badr', organisationId: owner?.agencyId ?? 'agency-lantern', role: 'supervisor' },
  { memberId: 'demo-conf-uma', organisationId: 'agency-willow', role: 'specialist' },
  { memberId: 'demo-bidp-vera', organisationId: 'agency-willow', role: 'specialist' },
];

/** Caseworkers by their team's first letters; a case stays in its agency unless it is transferred. */
export const CASEWORKERS: Readonly<Record<string, readonly string[]>> = {
  'agency-lantern': ['demo-cw-amal', 'demo-cw-basim', 'demo-cw-dunya', 'demo-cw-hana'],
  'agency-compass': ['demo-cw-mina', 'demo-cw-nour'],
};
const ownerAt = (agencyId: string | undefined, chance: Chance, but?: string) => ({
  to: { caseworkerId: chance.one((CASEWORKERS[agencyId ?? ''] ?? ['demo-cw-amal']).filter((id) => id !== but)) },
});

const INTAKE: Readonly<Partial<Record<CommandType, Maker>>> = {
  answerEligibility: (_, chance) => ({
    ...{ isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: chance.next() < 0.95, needsServices: true },
  }),
  recordConsent: (_, chance) => (chance.next() < 0.9 ? consent : { participate: false, storeData: false }),
  registerCase: (_, chance) => ({ concerns: [rating(chance)] }),
  withdrawConsent: () => ({ scopes: ['services'] }),
  recordAdvice: () => ({ topics: ['how_to_return'] }),
  authoriseWithoutConsent: ({ withoutConsent }) => ({
    ...{ ground: withoutConsent?.ground ?? 'imminent_danger', legalBasis: 'vital_interests' },
  }),
  recordBirth: () => ({ bornOn: '2016-05-01', estimated: true }),
  recordProfile: () => ({ profile: { sex: 'female', area: 'area-coast' } }),
  raiseImmediateConcern: (_, chance) => ({ immediateConcernId: fresh(chance), type: 'safety' }),
  recordUrgentScreen: ({ immediateConcerns }, chance) => ({
    outcome:
      one(immediateConcerns, chance, ({ addressedAt }) => addressedAt === null) === null
        ? 'nothing_found'
        : 'concerns_raised',
    asked: ['health', 'safety', 'interim_care', 'other'],
  }),
  addressImmediateConcern: ({ immediateConcerns }, chance) => {
    const open = one(immediateConcerns, chance, ({ addressedAt }) => addressedAt === null);
    return open === null ? null : { immediateConcernId: open.immediateConcernId, by: 'safety_plan' };
  },
};

const CASEWORK: Readonly<Partial<Record<CommandType, Maker>>> = {
  completeAssessment: () => ({}),
  agreePlan: ({ owner }, chance) => ({
    involved: ['child', 'caregiver'],
    actions: [{ actionId: fresh(chance), responsible: owner?.caseworkerId ?? 'demo-cw-amal', dueOn: TODAY }],
  }),
  startPlanAction: ({ planActions }, chance) => {
    const found = one(planActions, chance, ({ status }) => status === 'pending');
    return found === null ? null : { actionId: found.actionId };
  },
  completePlanAction: ({ planActions }, chance) => {
    const found = one(planActions, chance, ({ status }) => status !== 'completed');
    return found === null ? null : { actionId: found.actionId };
  },
  recordFollowUp: (_, chance) => ({
    ...{ reached: chance.one(['child', 'caregiver', 'nobody']), channel: chance.one(['visit', 'call']) },
  }),
  recordEncounterEnd: (_, chance) => ({ encounterId: fresh(chance) }),
  holdReview: () => ({}),
  rateConcern: (_, chance) => ({ rating: rating(chance, chance.one(['c1', 'c2'])), sourceForm: 'other' }),
  confirmLowering: ({ lowerings }, chance) => {
    const found = one(lowerings, chance, () => true);
    return found === null ? null : { concernId: found.concernId };
  },
  returnLowering: ({ lowerings }, chance) => {
    const found = one(lowerings, chance, () => true);
    return found === null ? null : { concernId: found.concernId };
  },
  raiseMandatoryReport: (_, chance) => ({ reportId: fresh(chance), law: 'law-1' }),
  adviseMandatoryReport: ({ mandatoryReports }, chance) => {
    const found = one(mandatoryReports, chance, ({ advice }) => advice === null);
    return found === null ? null : { reportId: found.reportId };
  },
  decideMandatoryReport: ({ mandatoryReports }, chance) => {
    const found = one(mandatoryReports, chance, ({ decision }) => decision === null);
    return found === null ? null : { reportId: found.reportId };
  },
  recordService: ({ plan }, chance) => ({
    ...{ service: chance.one(SERVICES), startedOn: '2026-01-05', urgent: plan?.status !== 'signed_off' },
  }),
  flagBid: (_, chance) => ({ bidId: fresh(chance), kind: 'separation_from_parents' }),
  recordBidDecision: ({ bids }, chance) => {
    const found = one(bids, chance, () => true);
    return found === null ? null : { bidId: found.bidId, decidedBy: 'bid_panel', outcome: 'approve' };
  },
};

const SHARING: Readonly<Partial<Record<CommandType, Maker>>> = {
  draftReferral: newReferral,
  sendReferral: newReferral,
  overrideSharing: referralIn('draft'),
  explainSharing: ({ referrals }, chance) => {
    const found = one(referrals, chance, ({ toExplain }) => toExplain);
    return found === null ? null : { referralId: found.referralId };
  },
  answerReferral: (state, chance) => {
    const found = referralIn('sent')(state, chance);
    return found === null ? null : { ...found, accepted: chance.next() < 0.8 };
  },
  reportReferralDone: referralIn('accepted'),
  revokeReferral: referralIn('sent', 'accepted'),
  conveneConference: (state, chance) => ({
    ...{ conferenceId: fresh(chance), purposes: ['complex_case'], chairId: 'demo-sup-badr', plannedFor: TODAY },
    members: members(state),
  }),
  inviteToConference: (state, chance) => {
    const found = sittingId(state, chance);
    const [member] = [{ memberId: 'demo-rfp-tariq', organisationId: 'agency-willow', role: 'provider' }];
    return found === null ? null : { ...found, members: [member] };
  },
  recordConferenceView: (state, chance) => {
    const found = sitting(state, chance);
    const next = found?.members.filter(({ memberId }) => found.views[memberId] === undefined) ?? [];
    if (found === null || next.length === 0) return null;
    return { conferenceId: found.conferenceId, memberId: chance.one(next).memberId, attended: true };
  },
  concludeConference: (state, chance) => {
    const found = sittingId(state, chance);
    return found === null ? null : { ...found, outcome: 'stay_open', childOrCaregiverPresent: true };
  },
  cancelConference: sittingId,
  proposeTransfer: (state, chance) => transfer(state, fresh(chance)),
  sendTransfer: (state, chance) => {
    const proposed = one(state.transfers, chance, ({ status }) => status === 'proposed');
    return transfer(state, proposed?.transferId ?? fresh(chance));
  },
  acceptTransfer: (state, chance) => {
    const found = one(state.transfers, chance, ({ status }) => status === 'sent');
    return found === null ? null : { transferId: found.transferId, ...ownerAt(found.toAgencyId, chance) };
  },
  rejectTransfer: sentTransfer,
  revokeTransfer: sentTransfer,
};

const REST: Readonly<Partial<Record<CommandType, Maker>>> = {
  requestClosure: (_, chance) => ({
    reason: chance.one(['goal_met', 'no_longer_at_risk', 'opened_in_error', 'relocated', 'other']),
    checks: CHECKS,
    evidence: { transitionPlan: true, supportInformationGiven: true, agencySearchRecorded: true, goalMet: true },
  }),
  approveClosure: () => ({ noGroundsAgainstWish: true }),
  requestReopening: (_, chance) => ({
    ...{ eligibilityConfirmed: true, consentConfirmed: true, concerns: [rating(chance)] },
  }),
  recordDeath: () => ({ diedOn: '2026-01-05' }),
  assignCase: ({ owner }, chance) => ownerAt(owner?.agencyId, chance),
  reassignCase: ({ owner }, chance) => ({
    ...ownerAt(owner?.agencyId, chance, owner?.caseworkerId),
    childAndFamilyConsulted: true,
  }),
  adoptPolicy: ({ policy }) => (policy?.version === NEXT_POLICY ? null : { version: NEXT_POLICY }),
  openEmergencyAccess: (_, chance) => ({ accessId: fresh(chance), reason: 'danger_now' }),
  endEmergencyAccess: ({ emergencyAccesses = {} }, chance) => {
    const found = one(emergencyAccesses, chance, ({ endedAt }) => endedAt === null);
    return found === null ? null : { accessId: found.accessId };
  },
  reviewEmergencyAccess: ({ emergencyAccesses = {} }, chance) => {
    const found = one(emergencyAccesses, chance, ({ justified }) => justified === null);
    return found === null ? null : { accessId: found.accessId, justified: true };
  },
  acknowledgeNotice: ({ notices }, chance) =>
    notices.length === 0 ? null : { noticeId: chance.one(notices).noticeId },
  reassignEscalation: () => ({ toPersonId: 'demo-sup-badr' }),
};

/** Fields that have to fit the case; everything else comes from the schema. */
export const PAYLOADS: Readonly<Partial<Record<CommandType, Maker>>> = { ...INTAKE, ...CASEWORK, ...SHARING, ...REST };

/** Texts that go with these are for guests too. */
export const FOR_GUESTS: ReadonlySet<string> = new Set([
  ...['draftReferral', 'sendReferral', 'overrideSharing', 'explainSharing', 'answerReferral', 'reportReferralDone'],
  ...['revokeReferral', 'conveneConference', 'inviteToConference', 'recordConferenceView', 'concludeConference'],
  ...['cancelConference', 'proposeTransfer', 'sendTransfer', 'acceptTransfer', 'rejectTransfer', 'revokeTransfer'],
  ...['recordBidDecision', 'flagBid'],
]);
