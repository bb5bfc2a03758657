import { addDays, DAY_MS, HOUR_MS, policySnapshot, type Actor, type CommandPayloads } from '@caseward/domain';
import { MANAGER, OWNER, SUPERVISOR } from '../support/case-commands.js';
import type { Story, ToldCase } from './stories.js';
import { allChecked, content, eligible } from './story-parts.js';

const PROVIDER: Actor = { personId: 'rfp-1', role: 'RFP', agencyId: 'agency-3' };
const RECEIVER: Actor = {
  personId: 'sup-9',
  role: 'SUP',
  teamId: 'team-9',
  officeId: 'office-9',
  agencyId: 'agency-2',
};
const THEIRS = { caseworkerId: 'cw-9', teamId: 'team-9', officeId: 'office-9', agencyId: 'agency-2' };
const THEIR_CASEWORKER: Actor = { ...RECEIVER, personId: 'cw-9', role: 'CW' };
const WIDE = { participate: true, storeData: true, services: ['medical', 'legal'], caseTransfer: true } as const;

const referral = (
  referralId: string,
  over: Partial<CommandPayloads['sendReferral']> = {},
): CommandPayloads['sendReferral'] => ({
  referralId,
  service: 'medical',
  providerId: PROVIDER.personId,
  providerAgencyId: 'agency-3',
  priority: 'high',
  channel: 'digital_system',
  urgent: true,
  ...over,
});

const transfer = (transferId: string): CommandPayloads['sendTransfer'] => ({
  transferId,
  toAgencyId: 'agency-2',
  reason: 'child_moves',
  childAndFamilyConsulted: true,
  metNewCaseworker: true,
});

const today = async (told: ToldCase): Promise<string> => (await told.kase.now()).slice(0, 10);

const urgentAction: Story = {
  name: 'urgent-action',
  async play(told, { sleep }) {
    const policy = policySnapshot('golden');
    await told.tell('identifyChild', { source: 'police', owner: OWNER, policy, unassigned: true, urgent: true });
    await sleep(2 * HOUR_MS);
    await told.tell('assignCase', { to: OWNER }, SUPERVISOR);
    const safety = { immediateConcernId: 'i1', type: 'safety', area: 'area-1', encounterId: 'e1' } as const;
    await told.tell('raiseImmediateConcern', safety);
    const incident = { at: await told.kase.now() };
    await told.tell('raiseImmediateConcern', { immediateConcernId: 'i2', type: 'health', incident });
    await told.tell('sendReferral', referral('r1'));
    await told.tell('recordEncounterEnd', { encounterId: 'e1' });
    await sleep(6 * HOUR_MS);
    await told.tell('addressImmediateConcern', { immediateConcernId: 'i2', by: 'service_reached', accompanied: true });
    const placed = { immediateConcernId: 'i1', by: 'interim_care', placeNamed: true } as const;
    await told.tell('addressImmediateConcern', { ...placed, encounterId: 'e1', content });
    await told.tell('answerEligibility', { ...eligible, isChild: 'unsure' });
    await told.tell('recordConsent', { ...WIDE, givenBy: ['child'], assent: true });
    const concerns = [{ concernId: 'c1', category: 'physical_violence' as const, level: 'HIGH' }];
    const preference = { sex: 'female', language: 'ar' } as const;
    await told.tell('registerCase', { caseCode: 'CW-0001', concerns, encounterId: 'e1', preference });
    const to = { ...OWNER, caseworkerId: 'cw-2' };
    await told.tell('reassignCase', { to, childAndFamilyConsulted: true, preferenceMet: true }, SUPERVISOR);
  },
};

const consentOverride: Story = {
  name: 'consent-override',
  policy: { 'mandatory_report.deadline': 48 },
  async play(told, { sleep }) {
    const policy = policySnapshot('golden', { 'mandatory_report.deadline': 48 });
    await told.tell('identifyChild', { source: 'community', owner: OWNER, policy });
    await told.tell('answerEligibility', { ...eligible });
    await told.tell('recordConsent', { participate: false, storeData: false, content });
    await told.tell('recordAdvice', { topics: ['how_to_return'] });
    await told.tell('proposeWithoutConsent', { ground: 'imminent_danger', content });
    await told.tell('refuseWithoutConsent', { content }, SUPERVISOR);
    await told.tell('proposeWithoutConsent', { ground: 'imminent_danger', content });
    const basis = { ground: 'imminent_danger', legalBasis: 'vital_interests', content } as const;
    await told.tell('authoriseWithoutConsent', basis, SUPERVISOR);
    const concerns = [{ concernId: 'c1', category: 'neglect' as const, level: 'MEDIUM' }];
    await told.tell('registerCase', { caseCode: 'CW-0001', concerns });
    await told.tell('raiseMandatoryReport', { reportId: 'm1', law: 'law-1', content });
    await told.tell('adviseMandatoryReport', { reportId: 'm1', advice: 'report', content }, SUPERVISOR);
    await sleep(3 * DAY_MS);
    await told.tell('decideMandatoryReport', { reportId: 'm1', decision: 'report', content }, MANAGER);
    await told.tell('recordFollowUp', { reached: 'child', channel: 'visit', invited: true });
    await told.tell('declareConflictOfInterest', { kind: 'related', content });
    await told.tell('resolveConflictOfInterest', { content }, SUPERVISOR);
    await told.tell('recordNote', { subject: 'visit', content });
    await told.tell('recordConsent', { ...WIDE, givenBy: ['child', 'caregiver'], written: true });
  },
};

const referrals: Story = {
  name: 'referrals',
  async play(told, { sleep }) {
    await told.registered('MEDIUM');
    await told.tell('recordConsent', WIDE);
    await told.tell('sendReferral', referral('r1'));
    await sleep(2 * DAY_MS);
    await told.tell('answerReferral', { referralId: 'r1', accepted: true }, PROVIDER);
    await told.tell('reportReferralDone', { referralId: 'r1', content }, PROVIDER);
    await told.tell('recordFollowUp', { reached: 'child', channel: 'visit' });
    await told.tell('recordFollowUp', { reached: 'provider', channel: 'call' });
    await told.tell('draftReferral', referral('r2', { service: 'shelter', content }));
    await told.tell('overrideSharing', { referralId: 'r2', ground: 'immediate_safety_risk', content }, SUPERVISOR);
    await told.tell('explainSharing', { referralId: 'r2', content });
    await told.tell('answerReferral', { referralId: 'r2', accepted: false, content }, PROVIDER);
    await told.tell('sendReferral', referral('r3', { service: 'legal' }));
    await told.tell('withdrawConsent', { scopes: ['services'], services: ['legal'], content });
    await told.tell('revokeReferral', { referralId: 'r3', content });
    await told.tell('completeAssessment', { encounterId: 'e1' });
    const dueOn = addDays(await today(told), 30);
    const actions = [
      { actionId: 'a1', responsible: 'cw-1', dueOn },
      { actionId: 'a2', responsible: 'cw-1', dueOn, bid: 'separation_from_parents' as const },
    ];
    await told.tell('agreePlan', { involved: ['child', 'caregiver'], actions });
    await told.tell('signOffPlan', {}, SUPERVISOR);
    await told.tell('startPlanAction', { actionId: 'a1' });
    await told.tell('completePlanAction', { actionId: 'a1', content });
    const [bid] = Object.values((await told.kase.state()).bids);
    const decision = { bidId: bid?.bidId ?? '', decidedBy: 'bid_panel', outcome: 'approve' } as const;
    await told.tell('recordBidDecision', decision, SUPERVISOR);
    await told.tell('startPlanAction', { actionId: 'a2' });
    await told.tell('recordService', { service: 'medical', startedOn: await today(told), referralId: 'r1' });
    await told.tell('recordFeedback', { from: 'child', scores: [8, 9, null, 7, 10, 8, 9, 10] });
  },
};

const conferenceClosure: Story = {
  name: 'conference-closure',
  async play(told, stage) {
    await told.implementing('MEDIUM');
    await told.tell('recordConsent', WIDE);
    await told.tell('sendReferral', referral('r1'));
    await told.tell('answerReferral', { referralId: 'r1', accepted: true }, PROVIDER);
    await told.tell('concludePlan', {});
    await told.visited(stage);
    const evidence = { goalMet: true };
    await told.tell('requestClosure', { reason: 'goal_met', checks: allChecked, evidence });
    const members = [
      { memberId: 'sup-1', organisationId: 'agency-1', role: 'supervisor' as const },
      { memberId: 'cw-1', organisationId: 'agency-1', role: 'caseworker' as const },
    ];
    const plannedFor = addDays(await today(told), 1);
    const called = { conferenceId: 'k1', purposes: ['closure' as const], chairId: 'sup-1', plannedFor, members };
    await told.tell('conveneConference', { ...called, conferenceId: 'k0' });
    await told.tell('cancelConference', { conferenceId: 'k0', content });
    await told.tell('conveneConference', called);
    const school = { memberId: 'school-1', organisationId: 'school', role: 'specialist' as const };
    await told.tell('inviteToConference', { conferenceId: 'k1', members: [school] });
    for (const memberId of ['sup-1', 'cw-1', 'school-1']) {
      const view = { conferenceId: 'k1', memberId, attended: true, agreesToClosure: true };
      await told.tell('recordConferenceView', view, SUPERVISOR);
    }
    const report = { conferenceId: 'k1', outcome: 'close', childOrCaregiverPresent: true, content } as const;
    await told.tell('concludeConference', report, SUPERVISOR);
    await told.tell('approveClosure', {}, SUPERVISOR);
    const notice = (await told.kase.state()).notices.find(({ personId }) => personId === PROVIDER.personId);
    if (notice !== undefined) await told.tell('acknowledgeNotice', { noticeId: notice.noticeId }, PROVIDER);
  },
};

const transfers: Story = {
  name: 'transfers',
  async play(told, { sleep }) {
    await told.registered('MEDIUM');
    await told.tell('recordConsent', WIDE);
    await told.tell('proposeTransfer', { ...transfer('t1'), content });
    await told.tell('sendTransfer', transfer('t1'), SUPERVISOR);
    await told.tell('rejectTransfer', { transferId: 't1', content }, RECEIVER);
    await told.tell('sendTransfer', transfer('t2'), SUPERVISOR);
    await told.tell('revokeTransfer', { transferId: 't2', content }, SUPERVISOR);
    await told.tell('proposeTransfer', { ...transfer('t3'), content });
    await told.tell('sendTransfer', transfer('t3'), SUPERVISOR);
    await sleep(5 * DAY_MS);
    await told.tell('acceptTransfer', { transferId: 't3', to: THEIRS, receiverOpenCases: 4 }, RECEIVER);
    await told.tell('completeAssessment', { encounterId: 'e1' }, THEIR_CASEWORKER);
  },
};

/** A wrong record of death, closed and annulled from every stage that a case can have. */
async function diedAndCorrected(told: ToldCase): Promise<void> {
  await told.tell('recordDeath', { diedOn: await today(told) });
  await told.tell('requestClosure', { reason: 'death', checks: allChecked });
  await told.tell('approveClosure', {}, SUPERVISOR);
  await told.tell('proposeDeathCorrection', { content }, SUPERVISOR);
  await told.tell('returnDeathCorrection', { content }, MANAGER);
  await told.tell('proposeDeathCorrection', { content }, SUPERVISOR);
  await told.tell('confirmDeathCorrection', { content }, MANAGER);
}

const deathCorrected: Story = {
  name: 'death-corrected',
  async play(told) {
    await told.registered('LOW');
    await diedAndCorrected(told);
    await told.tell('completeAssessment', { encounterId: 'e1' });
    await diedAndCorrected(told);
    await told.tell('agreePlan', { involved: ['child', 'caregiver'] });
    await diedAndCorrected(told);
    await told.tell('signOffPlan', {}, SUPERVISOR);
    await diedAndCorrected(told);
    await told.tell('concludePlan', {});
    await diedAndCorrected(told);
    await told.tell('recordDeath', { diedOn: await today(told) });
  },
};

const eighteenth: Story = {
  name: 'eighteenth-birthday',
  async play(told, { sleep }) {
    await told.implementing('LOW');
    const birthday = addDays(await today(told), 200);
    const bornOn = `${String(Number(birthday.slice(0, 4)) - 18)}${birthday.slice(4).replace('02-29', '02-28')}`;
    await told.tell('recordBirth', { bornOn, estimated: true, content });
    await told.tell('recordBirth', { bornOn, estimated: false });
    await sleep(30 * DAY_MS);
    await told.followUp();
    await sleep(180 * DAY_MS);
    await told.followUp();
  },
};

/** Two versions one after the other, over runs that carry what the clocks were armed by. */
const policyAdopted: Story = {
  name: 'policy-adopted',
  continueAfter: 4,
  async play(told, { sleep }) {
    await told.implementing('LOW');
    const stricter = policySnapshot('golden-2', { 'followup.low': { times: 1, days: 7 }, 'review.low': 2 });
    await told.tell('adoptPolicy', { version: 'golden-2', policy: stricter }, SUPERVISOR);
    await sleep(15 * DAY_MS);
    await told.followUp();
    const waiting = policySnapshot('golden-3', { 'implementation.start_trigger': 'first_action', 'review.low': 1 });
    await told.tell('adoptPolicy', { version: 'golden-3', policy: waiting, content }, MANAGER);
    await told.tell('rateConcern', { rating: { concernId: 'c1', level: 'HIGH' }, sourceForm: 'other' });
    await told.tell('holdReview', {});
    await sleep(5 * DAY_MS);
  },
};

const ON_DUTY: Actor = {
  personId: 'cw-7',
  role: 'CW',
  teamId: 'team-7',
  officeId: 'office-1',
  agencyId: OWNER.agencyId,
};

/** Opened twice at night: shut early and looked into, then left to its instant and looked into too late. */
const emergencies: Story = {
  name: 'emergencies',
  continueAfter: 4,
  async play(told, { sleep }) {
    await told.implementing('LOW');
    await told.tell('openEmergencyAccess', { accessId: 'e1', reason: 'police_or_court', content }, ON_DUTY);
    await told.tell('endEmergencyAccess', { accessId: 'e1' }, ON_DUTY);
    await told.tell('reviewEmergencyAccess', { accessId: 'e1', justified: true, content }, SUPERVISOR);
    await told.tell('openEmergencyAccess', { accessId: 'e2', reason: 'danger_now', content }, ON_DUTY);
    await sleep(3 * DAY_MS);
    await told.tell('recordDeath', { diedOn: await today(told) });
    await told.tell('reviewEmergencyAccess', { accessId: 'e2', justified: false, content }, MANAGER);
  },
};

/** The ways through urgent action, consent, services, conferences, transfers, death, coming of age, another policy, emergencies. */
export const CARE_STORIES: readonly Story[] = [
  urgentAction,
  consentOverride,
  referrals,
  conferenceClosure,
  transfers,
  deathCorrected,
  eighteenth,
  policyAdopted,
  emergencies,
];
