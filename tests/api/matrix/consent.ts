import { applied, registeredCase } from '../support/casework.js';
import type { Answer, ApiPerson } from '../support/person.js';
import { REFERRAL, sharingCase, TRANSFER } from '../support/sharing.js';

/** What was said when child and caregiver were asked, and by whom. */
export const CONSENTS = ['unasked', 'narrow', 'wide', 'withdrawn', 'refused', 'authorised'] as const;
export type Consent = (typeof CONSENTS)[number];

type As = (login: string) => ApiPerson;
type Asked = Answer<{ code?: string }>;

const why = { form: { why: 'invented' } };
const NO = { participate: false, storeData: false };
const ELIGIBLE = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true };

async function eligibleCase(amal: ApiPerson): Promise<string> {
  const { caseId } = applied(await amal.post('/v1/cases', { source: 'community' }));
  applied(await amal.post(`/v1/cases/${caseId}/eligibility-answers`, ELIGIBLE));
  return caseId;
}

/** A case of cw.amal for each. */
const BEGIN: Readonly<Record<Consent, (as: As) => Promise<string>>> = {
  unasked: (as) => eligibleCase(as('cw.amal')),
  narrow: (as) => registeredCase(as('cw.amal')),
  wide: (as) => sharingCase(as('cw.amal')),
  withdrawn: async (as) => {
    const caseId = await sharingCase(as('cw.amal'));
    applied(await as('cw.amal').post(`/v1/cases/${caseId}/consent-withdrawals`, { scopes: ['participate'] }));
    return caseId;
  },
  refused: async (as) => {
    const caseId = await eligibleCase(as('cw.amal'));
    applied(await as('cw.amal').post(`/v1/cases/${caseId}/consents`, NO));
    return caseId;
  },
  authorised: async (as) => {
    const caseId = await eligibleCase(as('cw.amal'));
    const ground = { ground: 'imminent_danger' };
    applied(await as('cw.amal').post(`/v1/cases/${caseId}/consents`, { ...NO, proposedGround: ground.ground, ...why }));
    const url = `/v1/cases/${caseId}/without-consent/current/authorisation`;
    applied(await as('sup.badr').post(url, { ...ground, legalBasis: 'vital_interests', ...why }));
    const concerns = [{ concernId: 'c1', category: 'neglect', level: 'LOW' }];
    applied(await as('cw.amal').post(`/v1/cases/${caseId}/registration`, { concerns }));
    return caseId;
  },
};

interface Question {
  readonly what: string;
  readonly ask: (as: As, at: string, caseId: string) => Promise<Asked>;
  /** `yes`, or the code of the refusal. */
  readonly wanted: Readonly<Record<Consent, string>>;
}

const TO_LEGAL = { ...REFERRAL, referralId: 'r-2', service: 'legal', providerId: 'demo-cw-dunya' };
const always = (code: string, but: Readonly<Partial<Record<Consent, string>>> = {}): Record<Consent, string> => ({
  ...(Object.fromEntries(CONSENTS.map((consent) => [consent, code])) as Record<Consent, string>),
  ...but,
});
const STAGE = 'NOT_ALLOWED_IN_STAGE';

/** Sections 3.7 and 8 line by line: what depends on consent, asked in this order of each case. */
const QUESTIONS: readonly Question[] = [
  {
    what: 'UA-2, CONS-5: an urgent referral leaves before anybody was asked, and afterwards inside the consent',
    ask: (as, at) => as('cw.amal').post(`${at}/referrals`, REFERRAL),
    wanted: always('OUTSIDE_CONSENT', { unasked: 'yes', wide: 'yes' }),
  },
  {
    what: 'CONS-5: its provider sees it then, and nothing where it did not leave',
    ask: (as, _, caseId) => as('rfp.tariq').get(`/v1/shared-cases/${caseId}`),
    wanted: always('NOT_FOUND', { unasked: 'yes', wide: 'yes' }),
  },
  {
    what: 'PERM-4: and answers it then',
    ask: (as, at) => as('rfp.tariq').post(`${at}/referrals/r-1/answer`, { accepted: true }),
    wanted: always('NOT_FOUND', { unasked: 'yes', wide: 'yes' }),
  },
  {
    what: 'CONS-5: what the caseworker drafts is no sharing',
    ask: (as, at) => as('cw.amal').post(`${at}/referral-drafts`, TO_LEGAL),
    wanted: always('yes'),
  },
  {
    what: 'CONS-5, PERM-1: the caseworker does not override',
    ask: (as, at) => as('cw.amal').post(`${at}/referrals/r-2/override`, { ground: 'immediate_safety_risk', ...why }),
    wanted: always('OWN_WORK'),
  },
  {
    what: 'CONS-5: for immediate safety the supervisor shares outside the consent, whatever it is',
    ask: (as, at) => as('sup.badr').post(`${at}/referrals/r-2/override`, { ground: 'immediate_safety_risk', ...why }),
    wanted: always('yes'),
  },
  {
    what: 'CONS-5: whose provider sees it, whatever the consent is',
    ask: (as, _, caseId) => as('cw.dunya').get(`/v1/shared-cases/${caseId}`),
    wanted: always('yes'),
  },
  {
    what: 'TR-3, CONS-5: a transfer needs its own scope',
    ask: (as, at) => as('sup.badr').post(`${at}/transfers`, TRANSFER),
    wanted: always('OUTSIDE_CONSENT', { unasked: STAGE, refused: STAGE, wide: 'yes' }),
  },
  {
    what: 'TR-3: without it the other agency sees nothing',
    ask: (as, _, caseId) => as('sup.omar').get(`/v1/shared-cases/${caseId}`),
    wanted: always('NOT_FOUND', { wide: 'yes' }),
  },
  {
    what: 'FLOW-1, CONS-4: registration needs consent or another legal basis',
    ask: (as, at) => as('cw.amal').post(`${at}/registration`, { concerns: [] }),
    wanted: always(STAGE, { unasked: 'CONSENT_MISSING' }),
  },
  {
    what: 'CONS-4: after a refusal no file is kept',
    ask: (as, at) =>
      as('cw.amal').post(`${at}/attachments?kind=photo`, Buffer.from('x'), {
        headers: { 'content-type': 'image/png' },
      }),
    wanted: always('VALUE_NOT_POSSIBLE', { refused: STAGE }),
  },
  {
    what: 'CONS-4: after a refusal no name is kept',
    ask: (as, at) => as('cw.amal').put(`${at}/name`, { fullName: 'Invented Name' }),
    wanted: always('yes', { refused: 'NOT_FOUND' }),
  },
  {
    what: 'CONS-6: only what was given can be taken back',
    ask: (as, at) => as('cw.amal').post(`${at}/consent-withdrawals`, { scopes: ['services'] }),
    wanted: always('NOTHING_PENDING', { unasked: STAGE, refused: STAGE, wide: 'yes' }),
  },
  {
    what: 'CONS-6: from that moment on its provider sees nothing',
    ask: (as, _, caseId) => as('rfp.tariq').get(`/v1/shared-cases/${caseId}`),
    wanted: always('NOT_FOUND', { unasked: 'yes' }),
  },
  {
    what: 'CONS-6: and says nothing',
    ask: (as, at) => as('rfp.tariq').post(`${at}/referrals/r-1/result`),
    wanted: always('NOT_FOUND', { unasked: 'yes' }),
  },
  {
    what: 'CONS-6: the transfer that waits goes on, for it was not taken back',
    ask: (as, _, caseId) => as('sup.omar').get(`/v1/shared-cases/${caseId}`),
    wanted: always('NOT_FOUND', { wide: 'yes' }),
  },
  {
    what: 'CONS-3: acting without consent is proposed where there is none',
    ask: (as, at) => as('cw.amal').post(`${at}/without-consent`, { ground: 'imminent_danger' }),
    wanted: always('yes', { narrow: 'NOTHING_PENDING', wide: 'NOTHING_PENDING', authorised: 'NOTHING_PENDING' }),
  },
  {
    what: 'CONS-3, PERM-1: the proposer does not decide on it',
    ask: (as, at) =>
      as('cw.amal').post(`${at}/without-consent/current/authorisation`, {
        ...{ ground: 'imminent_danger', legalBasis: 'vital_interests', ...why },
      }),
    wanted: always('OWN_WORK', { narrow: 'NOT_PERMITTED', wide: 'NOT_PERMITTED', authorised: 'NOT_PERMITTED' }),
  },
];

/** @returns what is not as it should be, in words, and how many questions were asked */
export async function askByConsent(as: As, consent: Consent): Promise<{ wrong: string[]; asked: number }> {
  const caseId = await BEGIN[consent](as);
  const wrong: string[] = [];
  for (const { what, ask, wanted } of QUESTIONS) {
    const { status, body } = await ask(as, `/v1/cases/${caseId}`, caseId);
    const said = status < 300 ? 'yes' : String(body.code);
    if (said !== wanted[consent]) wrong.push(`${what}: ${said}, not ${wanted[consent]}`);
  }
  return { wrong, asked: QUESTIONS.length };
}
