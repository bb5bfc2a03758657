import { DEMO_PASSWORD } from '@caseward/contracts';
import { generate } from 'otplib';
import type { ApiPerson } from '../../api/support/person.js';
import { absent, refused, type Sequence } from './sequence.js';
import { COLLEAGUE, COMPASS, LANTERN, MEMBER, NotReadyError, PROVIDER, type Site } from './site.js';

const DAY_MS = 86_400_000;

async function session(site: Site, isBroken: boolean): Promise<string[]> {
  const [mine, other] = [site.anew('cw.elias'), site.anew('cw.elias')];
  await site.must(mine.get('/v1/me'));
  interface Sessions {
    readonly sessions: readonly { readonly sessionId: string; readonly isCurrent: boolean }[];
  }
  const { sessions } = await site.must(mine.get<Sessions>('/v1/sessions'));
  const id = sessions.find(({ isCurrent }) => isCurrent)?.sessionId ?? '';
  if (!isBroken) await site.must(other.delete(`/v1/sessions/${id}`));
  return [
    ...(await refused({ 'GET /v1/me': () => mine.get('/v1/me'), 'GET /v1/inbox': () => mine.get('/v1/inbox') })),
    ...(await absent({ 'GET /v1/sessions': () => other.get('/v1/sessions') }, [id])),
    ...(isBroken ? [] : await refused({ 'to end it again': () => other.delete(`/v1/sessions/${id}`) })),
  ];
}

async function secondFactor(site: Site, isBroken: boolean): Promise<string[]> {
  const person = site.as('cw.carla');
  const url = '/v1/second-factors';
  const body = { label: 'invented', password: DEMO_PASSWORD };
  const { factorId, secret } = await site.must(person.post<{ factorId: string; secret: string }>(url, body));
  const code = async () => ({
    code: await generate({ secret, epoch: Math.floor(site.api.clock.realMs() / 1000) }),
  });
  if (!isBroken) await site.must(person.delete(`${url}/${factorId}`));
  const confirm = { 'to confirm it': async () => person.post(`${url}/${factorId}/confirmation`, await code()) };
  return [
    ...(await absent({ [`GET ${url}`]: () => person.get(url) }, [factorId])),
    ...(await refused(confirm)),
    ...(await refused({ 'to remove it again': () => person.delete(`${url}/${factorId}`) })),
  ];
}

async function draft(site: Site, isBroken: boolean): Promise<string[]> {
  const { caseId, worker, mark } = await site.filled(LANTERN);
  const person = site.as(worker);
  const url = `/v1/cases/${caseId}/drafts/assessment`;
  await person.delete(url);
  const saved = await person.put(url, { version: 1, data: { views: mark } });
  await site.must(Promise.resolve(saved));
  if (!isBroken) await site.must(person.delete(url, { 'if-match': String(saved.headers['etag']) }));
  const reads = { 'GET the draft': () => person.get(url) };
  const again = { 'to discard it again': () => person.delete(url) };
  return [
    ...(await refused(reads, mark)),
    ...(await absent({ 'GET the drafts': () => person.get(`/v1/cases/${caseId}/drafts`) }, ['assessment'])),
    ...(await refused(again)),
  ];
}

/** Whatever may be asked about a case by who is in it. */
function looks(person: ApiPerson, { caseId, contentId }: { caseId: string; contentId: string }) {
  const url = `/v1/cases/${caseId}`;
  return {
    'GET the case': () => person.get(url),
    'GET its timeline': () => person.get(`${url}/timeline`),
    'GET a form': () => person.get(`${url}/contents/${contentId}`),
    'GET its files': () => person.get(`${url}/attachments`),
    'GET its drafts': () => person.get(`${url}/drafts`),
    'to write a note': () => person.post(`${url}/notes`, { form: { text: 'invented' } }),
  };
}

async function emergency(site: Site, isBroken: boolean): Promise<string[]> {
  const filled = await site.filled(LANTERN);
  const { caseId, mark } = filled;
  const [colleague, url, accessId] = [site.as(COLLEAGUE), `/v1/cases/${caseId}/emergency-accesses`, site.uuid()];
  const opening = { accessId, reason: 'danger_now', form: { text: 'invented' } };
  await site.must(colleague.post(url, opening));
  await site.must(colleague.get(`/v1/cases/${caseId}`));
  if (!isBroken) await site.must(colleague.post(`${url}/${accessId}/end`));
  const hits = [
    ...(await refused(looks(colleague, filled), mark)),
    ...(await absent({ 'GET /v1/cases': () => colleague.get('/v1/cases') }, [caseId])),
    ...(await refused({ 'to end it again': () => colleague.post(`${url}/${accessId}/end`) })),
  ];
  const review = { justified: true, form: { text: 'invented' } };
  await site.must(site.as(filled.supervisor).post(`${url}/${accessId}/review`, review));
  return hits;
}

async function dataEntry(site: Site, isBroken: boolean): Promise<string[]> {
  const filled = await site.filled(LANTERN);
  const { caseId, supervisor, mark } = filled;
  const [lead, typist, url] = [site.as(supervisor), site.as('de.kim'), `/v1/cases/${caseId}`];
  const body = { personId: 'demo-de-kim' };
  await site.must(lead.post(`${url}/data-entry`, body));
  await site.must(typist.get(url));
  if (!isBroken) await site.must(lead.post(`${url}/data-entry-ends`, body));
  const hits = await refused(looks(typist, filled), mark);
  if (isBroken) await site.must(lead.post(`${url}/data-entry-ends`, body));
  return hits;
}

const REFERRAL = {
  ...{ service: 'medical', providerId: 'demo-rfp-tariq', providerAgencyId: 'agency-willow', priority: 'high' },
  ...{ channel: 'digital_system', urgent: true },
};

/** What a guest may ask about a case. */
function guestLooks(guest: ApiPerson, caseId: string, contentId: string) {
  return {
    'GET the shared case': () => guest.get(`/v1/shared-cases/${caseId}`),
    'GET a shared form': () => guest.get(`/v1/shared-cases/${caseId}/contents/${contentId}`),
  };
}

async function sharedForm(site: Site, guest: ApiPerson, caseId: string): Promise<string> {
  interface Shared {
    readonly contents: readonly { readonly contentId: string }[];
  }
  const { contents } = await site.must(guest.get<Shared>(`/v1/shared-cases/${caseId}`));
  const contentId = contents.at(-1)?.contentId;
  if (contentId === undefined) throw new NotReadyError('nothing is shared');
  return contentId;
}

async function referral(site: Site, isBroken: boolean): Promise<string[]> {
  const { caseId, worker, mark } = await site.filled(LANTERN);
  const [person, guest, url, referralId] = [
    ...([site.as(worker), site.as(PROVIDER), `/v1/cases/${caseId}/referrals`, site.uuid()] as const),
  ];
  const form = { text: mark };
  await site.must(person.post(url, { ...REFERRAL, referralId, form }));
  const contentId = await sharedForm(site, guest, caseId);
  const revoke = () => site.must(person.post(`${url}/${referralId}/revocation`, { form }));
  if (!isBroken) await revoke();
  const hits = [
    ...(await refused(guestLooks(guest, caseId, contentId), mark)),
    ...(await absent({ 'GET /v1/shared-cases': () => guest.get('/v1/shared-cases') }, [caseId])),
    ...(await refused({ 'to answer it': () => guest.post(`${url}/${referralId}/answer`, { accepted: false, form }) })),
  ];
  return hits;
}

async function transfer(site: Site, isBroken: boolean): Promise<string[]> {
  const { caseId, supervisor, mark } = await site.filled(LANTERN);
  const [lead, guest, url, transferId] = [
    ...([site.as(supervisor), site.as(COMPASS.supervisor), `/v1/cases/${caseId}/transfers`, site.uuid()] as const),
  ];
  const form = { text: mark };
  const sent = { transferId, toAgencyId: 'agency-compass', reason: 'child_moves', childAndFamilyConsulted: true };
  await site.must(
    site.as(LANTERN.worker).post(`/v1/cases/${caseId}/transfer-proposals`, { ...sent, metNewCaseworker: true, form }),
  );
  await site.must(lead.post(url, { ...sent, metNewCaseworker: true, form }));
  const contentId = await sharedForm(site, guest, caseId);
  const revoke = () => site.must(lead.post(`${url}/${transferId}/revocation`, { form }));
  if (!isBroken) await revoke();
  const accept = { to: { caseworkerId: 'demo-cw-mina' }, form };
  const hits = [
    ...(await refused(guestLooks(guest, caseId, contentId), mark)),
    ...(await absent({ 'GET /v1/shared-cases': () => guest.get('/v1/shared-cases') }, [caseId])),
    ...(isBroken ? [] : await refused({ 'to accept it': () => guest.post(`${url}/${transferId}/acceptance`, accept) })),
  ];
  if (isBroken) await revoke();
  return hits;
}

async function conference(site: Site, isBroken: boolean): Promise<string[]> {
  const { caseId, supervisor, mark } = await site.filled(LANTERN);
  const [lead, guest, url, conferenceId] = [
    ...([site.as(supervisor), site.as(MEMBER), `/v1/cases/${caseId}/conferences`, site.uuid()] as const),
  ];
  const form = { text: mark };
  const members = [{ memberId: 'demo-conf-uma', organisationId: 'agency-willow', role: 'specialist' }];
  const plan = { purposes: ['complex_case'], chairId: 'demo-sup-badr', plannedFor: '2029-06-05', members };
  await site.must(lead.post(url, { conferenceId, ...plan, form }));
  const contentId = await sharedForm(site, guest, caseId);
  const cancel = () => site.must(lead.post(`${url}/${conferenceId}/cancellation`, { form }));
  if (!isBroken) await cancel();
  const view = { memberId: 'demo-conf-uma', attended: true, form };
  const hits = [
    ...(await refused(guestLooks(guest, caseId, contentId), mark)),
    ...(await absent({ 'GET /v1/shared-cases': () => guest.get('/v1/shared-cases') }, [caseId])),
    ...(await refused({ 'to enter a view': () => lead.post(`${url}/${conferenceId}/views`, view) })),
  ];
  if (isBroken) await cancel();
  return hits;
}

async function absence(site: Site, isBroken: boolean): Promise<string[]> {
  const lead = site.as('sup.badr');
  const at = (days: number): string => new Date(site.api.clock.realMs() + days * DAY_MS).toISOString();
  const start = site.chance.between(40_000, 1_000_000) / 100;
  const body = { deputyId: 'demo-sup-badr', kind: 'leave', startsAt: at(start), endsAt: at(start + 0.005) };
  const { absenceId } = await site.must(lead.post<{ absenceId: string }>('/v1/people/demo-cw-carla/absences', body));
  const end = () => lead.post(`/v1/absences/${absenceId}/end`, { endsAt: body.startsAt });
  if (!isBroken) await site.must(end());
  return refused({ 'to end it again': end });
}

const ended = (name: string, run: Sequence['run']): Sequence => ({ rule: 'use after end', name, run });

export const USE_AFTER_END: readonly Sequence[] = [
  ended('a session', session),
  ended('a second factor', secondFactor),
  ended('a draft', draft),
  ended('an emergency access', emergency),
  ended('data entry', dataEntry),
  ended('a referral', referral),
  ended('a transfer', transfer),
  ended('a conference', conference),
  ended('an absence', absence),
];
