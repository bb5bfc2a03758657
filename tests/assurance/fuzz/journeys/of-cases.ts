import { AstrayError, type Journey, type Walk } from '../walk.js';
import { CLOSURE_CHECKS, consented, daysAgo, idOf, registered } from './crews.js';

const ESCALATION = 'POST /v1/escalations/{escalation}';
const LONG_AGO = 200;

/** Nobody did what was due at once: the supervisor is told, passes it on, and somebody sees to it. */
async function escalation(walk: Walk): Promise<void> {
  const { supervisor, caseId } = await registered(walk, 'HIGH', 2);
  const { body } = await walk.ask<{ items: { id: string; caseId: string }[] }>('GET /v1/escalations', supervisor);
  const own = body.items.find((item) => item.caseId === caseId)?.id;
  if (own === undefined) throw new AstrayError();
  const at = { escalation: own };
  await walk.ask(`${ESCALATION}/acknowledgement`, supervisor, { at });
  const colleague = supervisor === 'sup.badr' ? 'sup.salma' : supervisor;
  await walk.ask(`${ESCALATION}/reassignment`, supervisor, { at, body: { toPersonId: idOf(colleague) } });
  await walk.ask(`${ESCALATION}/resolution`, colleague, { at, body: { form: { done: walk.known(caseId).mark } } });
}

async function noRiskLeft(walk: Walk): Promise<void> {
  const { worker, supervisor, caseId } = await registered(walk, 'MEDIUM');
  const form = { text: walk.known(caseId).mark };
  const rating = { concernId: 'c1', category: 'neglect', level: 'NO' };
  await walk.give('rateConcern', worker, caseId, { rating, sourceForm: 'other', form });
  await walk.give('confirmLowering', supervisor, caseId, { concernId: 'c1', form });
  await walk.give('keepCaseOpen', supervisor, caseId, { form });
}

/** Entered late, all of it: a case that has been closed long enough to be looked at once more, and opened again. */
async function closedLongAgo(walk: Walk): Promise<void> {
  const { worker, supervisor, caseId } = await registered(walk, 'LOW', LONG_AGO);
  const form = { text: walk.known(caseId).mark };
  const at = (ago: number) => ({ form, occurredAt: daysAgo(ago) });
  const request = { reason: 'opened_in_error', checks: CLOSURE_CHECKS, evidence: {} };
  await walk.give('requestClosure', worker, caseId, { ...request, ...at(LONG_AGO - 10) });
  await walk.give('returnClosure', supervisor, caseId, at(LONG_AGO - 15));
  await walk.give('requestClosure', worker, caseId, { ...request, ...at(LONG_AGO - 20) });
  await walk.give('approveClosure', supervisor, caseId, { finalReview: true, ...at(LONG_AGO - 25) });
  await walk.give('holdFinalReview', worker, caseId, { form });
  const concerns = [{ concernId: 'c2', category: 'child_labour', level: 'LOW' }];
  const again = { eligibilityConfirmed: true, consentConfirmed: true, concerns, form };
  await walk.give('requestReopening', worker, caseId, again);
  await walk.give('returnReopening', supervisor, caseId, { form });
  await walk.give('requestReopening', worker, caseId, again);
  await walk.give('approveReopening', supervisor, caseId, { form });
}

async function unassigned(walk: Walk): Promise<void> {
  const body = { source: 'community', unassigned: true, urgent: true, form: { text: 'invented' } };
  const { caseId } = (await walk.ask<{ caseId: string }>('POST /v1/cases', 'comm.wafa', { body })).body;
  const to = { caseworkerId: walk.chance.one(['demo-cw-amal', 'demo-cw-basim']) };
  await walk.give('assignCase', 'sup.badr', caseId, { to, form: { text: walk.known(caseId).mark } });
}

async function refusedForm(walk: Walk): Promise<void> {
  const { worker, caseId } = await registered(walk, 'LOW');
  const body = { involved: ['child', 'caregiver'], form: { text: walk.known(caseId).mark } };
  const name = 'POST /v1/cases/{caseId}/case-plans';
  const told = await walk.refuse<{ draftContentId?: string }>(name, worker, { at: { caseId }, body });
  const contentId = told.body.draftContentId ?? '';
  await walk.ask('GET /v1/drafts/{contentId}', worker, { at: { contentId } });
}

const REFERRAL = {
  ...{ service: 'medical', providerId: 'demo-rfp-tariq', providerAgencyId: 'agency-willow', priority: 'high' },
  ...{ channel: 'digital_system', urgent: true },
};

async function referral(walk: Walk): Promise<void> {
  const { worker, supervisor, caseId } = await registered(walk, 'LOW');
  const form = { text: walk.known(caseId).sharedMark };
  const referralId = walk.fresh();
  await walk.give('sendReferral', worker, caseId, { ...REFERRAL, referralId, form });
  const { contents } = (
    await walk.ask<{ contents: { contentId: string }[] }>('GET /v1/shared-cases/{caseId}', 'rfp.tariq', {
      at: { caseId },
    })
  ).body;
  const contentId = contents[0]?.contentId ?? '';
  await walk.ask('GET /v1/shared-cases/{caseId}/contents/{contentId}', 'rfp.tariq', { at: { caseId, contentId } });
  await walk.give('answerReferral', 'rfp.tariq', caseId, { referralId, accepted: true, form });
  await walk.give('reportReferralDone', 'rfp.tariq', caseId, { referralId, form });
  const other = walk.fresh();
  await walk.give('draftReferral', worker, caseId, { ...REFERRAL, service: 'legal', referralId: other, form });
  const ground = 'immediate_safety_risk';
  await walk.give('overrideSharing', supervisor, caseId, { referralId: other, ground, form });
  await walk.give('explainSharing', worker, caseId, { referralId: other, form });
  await walk.give('revokeReferral', worker, caseId, { referralId: other, form });
}

async function deathByMistake(walk: Walk): Promise<void> {
  const { worker, supervisor, manager, caseId } = await registered(walk, 'LOW', 3);
  const form = { text: walk.known(caseId).mark };
  await walk.give('recordDeath', worker, caseId, { diedOn: daysAgo(1).slice(0, 10), form });
  await walk.give('proposeDeathCorrection', supervisor, caseId, { form });
  await walk.give('returnDeathCorrection', manager, caseId, { form });
  await walk.give('proposeDeathCorrection', supervisor, caseId, { form });
  await walk.give('confirmDeathCorrection', manager, caseId, { form });
}

async function withoutConsent(walk: Walk): Promise<void> {
  const taken = await consented(walk);
  const { worker, supervisor, caseId } = taken;
  const form = { text: walk.known(caseId).mark };
  await walk.give('recordConsent', worker, caseId, { participate: false, storeData: false, form });
  const ground = 'imminent_danger';
  await walk.give('proposeWithoutConsent', worker, caseId, { ground, form });
  const decided = walk.chance.next() < 0.5 ? 'authoriseWithoutConsent' : 'refuseWithoutConsent';
  const more = decided === 'refuseWithoutConsent' ? {} : { ground, legalBasis: 'vital_interests' };
  await walk.give(decided, supervisor, caseId, { ...more, form });
}

/** Danger, and nobody of the case within reach: a colleague looks into the file, and it is looked into afterwards. */
async function emergency(walk: Walk): Promise<void> {
  const { worker, supervisor, caseId } = await registered(walk, 'HIGH');
  const colleague = { 'cw.amal': 'cw.dunya', 'cw.basim': 'cw.elias', 'cw.dunya': 'cw.amal', 'cw.hana': 'cw.carla' }[
    worker
  ];
  if (colleague === undefined) return;
  const form = { text: walk.known(caseId).mark };
  const accessId = walk.fresh();
  await walk.give('openEmergencyAccess', colleague, caseId, { accessId, reason: 'danger_now', form });
  await walk.ask('GET /v1/cases/{caseId}', colleague, { at: { caseId } });
  await walk.give('endEmergencyAccess', colleague, caseId, { accessId });
  await walk.give('reviewEmergencyAccess', supervisor, caseId, { accessId, justified: true, form });
}

async function dataEntry(walk: Walk): Promise<void> {
  const { supervisor, caseId } = await registered(walk, 'LOW');
  if (supervisor !== 'sup.badr') return;
  const [at, body] = [{ caseId }, { personId: 'demo-de-kim' }];
  await walk.ask('POST /v1/cases/{caseId}/data-entry', supervisor, { at, body });
  await walk.ask('POST /v1/cases/{caseId}/data-entry-ends', supervisor, { at, body });
}

/** Urgent services are recorded before anybody has signed a plan. */
async function urgentServices(walk: Walk): Promise<void> {
  const { worker, caseId } = await registered(walk, 'HIGH');
  const form = { text: walk.known(caseId).mark };
  const service = { service: 'medical', startedOn: daysAgo(0).slice(0, 10), urgent: true, form };
  await walk.give('recordService', worker, caseId, service);
}

const command = (...names: readonly string[]): readonly string[] => names.map((name) => `command ${name}`);

export const OF_CASES: readonly Journey[] = [
  {
    to: ['acknowledgement', 'reassignment', 'resolution'].map((name) => `${ESCALATION}/${name}`),
    ...{ requests: 8, walk: escalation },
  },
  { to: command('keepCaseOpen', 'confirmLowering'), requests: 7, walk: noRiskLeft },
  {
    to: command('holdFinalReview', 'approveClosure', 'returnClosure', 'returnReopening', 'approveReopening'),
    ...{ requests: 13, walk: closedLongAgo },
  },
  {
    to: command('openEmergencyAccess', 'endEmergencyAccess', 'reviewEmergencyAccess'),
    ...{ requests: 8, walk: emergency },
  },
  { to: ['POST /v1/cases/{caseId}/data-entry-ends'], requests: 6, walk: dataEntry },
  { to: command('recordService'), requests: 5, walk: urgentServices },
  { to: command('assignCase'), requests: 2, walk: unassigned },
  { to: ['GET /v1/drafts/{contentId}'], requests: 6, walk: refusedForm },
  {
    to: [
      'GET /v1/shared-cases/{caseId}/contents/{contentId}',
      ...command('reportReferralDone', 'overrideSharing', 'explainSharing', 'revokeReferral'),
    ],
    ...{ requests: 13, walk: referral },
  },
  {
    to: command('proposeDeathCorrection', 'returnDeathCorrection', 'confirmDeathCorrection'),
    ...{ requests: 9, walk: deathByMistake },
  },
  {
    to: command('proposeWithoutConsent', 'authoriseWithoutConsent', 'refuseWithoutConsent'),
    ...{ requests: 6, walk: withoutConsent },
  },
];
