import { image } from '../../api/support/hostile-files.js';
import { NEXT_POLICY } from '../fuzz/payloads.js';
import { absent, refused, type Sequence } from './sequence.js';
import { LANTERN, NotReadyError, PROVIDER, type Site } from './site.js';

/** What is refused leaves nothing: neither what was to be made, nor its id anywhere, nor an event. */
async function leftNothing(
  site: Site,
  caseId: string,
  create: () => Promise<{ readonly status: number }>,
  isBroken: boolean,
): Promise<string[]> {
  const before = await site.eventsOf(caseId);
  const { status } = await create();
  if (isBroken ? status >= 300 : status < 400) throw new NotReadyError(`was answered ${String(status)}`);
  return before === (await site.eventsOf(caseId)) ? [] : ['an event of what was refused'];
}

const REFERRAL = {
  ...{ service: 'medical', providerId: 'demo-rfp-tariq', providerAgencyId: 'agency-willow', priority: 'high' },
  ...{ channel: 'digital_system', urgent: true },
};

async function referral(site: Site, isBroken: boolean): Promise<string[]> {
  const { caseId, worker, mark } = await site.filled(LANTERN);
  const [person, guest, referralId] = [site.as(worker), site.as(PROVIDER), site.uuid()];
  const url = `/v1/cases/${caseId}/referrals`;
  const form = { text: mark };
  // The consent says nothing of a lawyer.
  const body = { ...REFERRAL, ...(isBroken ? {} : { service: 'legal' }), referralId, form };
  const hits = [
    ...(await leftNothing(site, caseId, () => person.post(url, body), isBroken)),
    ...(await refused({ 'GET the shared case': () => guest.get(`/v1/shared-cases/${caseId}`) }, mark)),
    ...(await absent({ 'GET /v1/shared-cases': () => guest.get('/v1/shared-cases') }, [caseId])),
    ...(await absent({ 'GET the case': () => person.get(`/v1/cases/${caseId}`) }, [referralId])),
  ];
  if (isBroken) await site.must(person.post(`${url}/${referralId}/revocation`, { form }));
  return hits;
}

async function attachment(site: Site, isBroken: boolean): Promise<string[]> {
  const { caseId, worker } = await site.filled(LANTERN);
  const [person, key] = [site.as(worker), site.uuid()];
  const url = `/v1/cases/${caseId}/attachments`;
  const bytes = isBroken ? await image('image/png', 8) : Buffer.from('GIF89a invented');
  const headers = { 'content-type': 'image/png' };
  const { status } = await person.post(`${url}?kind=photo`, bytes, { key, headers });
  if (isBroken ? status !== 201 : status < 400) throw new NotReadyError(`was answered ${String(status)}`);
  return [
    ...(await absent({ 'GET its files': () => person.get(url) }, [key])),
    ...(await refused({ 'to ask for a ticket': () => person.post(`${url}/${key}/tickets`) })),
  ];
}

async function newCase(site: Site, isBroken: boolean): Promise<string[]> {
  const [person, caseId] = [site.as('cw.amal'), site.uuid()];
  const far = new Date(site.api.clock.realMs() + 86_400_000).toISOString();
  const body = { caseId, source: 'community', form: { text: 'invented' }, ...(isBroken ? {} : { occurredAt: far }) };
  return [
    ...(await leftNothing(site, caseId, () => person.post('/v1/cases', body), isBroken)),
    ...(await refused({ 'GET the case': () => person.get(`/v1/cases/${caseId}`) })),
    ...(await absent({ 'GET /v1/cases': () => person.get('/v1/cases') }, [caseId])),
  ];
}

async function entry(site: Site, isBroken: boolean): Promise<string[]> {
  const [rana, entryId] = [site.as('coord.rana'), site.uuid()];
  const url = `/v1/directory/${entryId}`;
  const body = {
    ...{ organisation: `Clinic ${entryId}`, providerId: 'demo-rfp-tariq', providerAgencyId: 'agency-willow' },
    ...{ service: isBroken ? 'medical' : 'invented', area: 'area-coast', contactRole: 'focal point' },
    ...{ contactPhone: '+000 555 0100', channel: 'digital_system' },
  };
  const { status } = await rana.put(url, body, { 'idempotency-key': site.uuid() });
  if (isBroken ? status >= 300 : status < 400) throw new NotReadyError(`was answered ${String(status)}`);
  return [
    ...(await refused({ 'GET it': () => rana.get(url), 'GET its versions': () => rana.get(`${url}/versions`) })),
    ...(await absent({ 'GET /v1/directory': () => rana.get('/v1/directory') }, [entryId])),
  ];
}

async function policy(site: Site, isBroken: boolean): Promise<string[]> {
  const [sami, version] = [site.as('admin.sami'), isBroken ? NEXT_POLICY : `sop-${site.uuid()}`];
  const document = [
    ...[`version: ${version}`, 'title: Invented', 'zone: Asia/Amman', `effectiveFrom: '2030-01-01'`],
    ...['approvedBy: []', 'values: { forms.minimum_data: required }', ''],
  ].join('\n');
  const { status } = await sami.post('/v1/policies', { document });
  if (status < 400) throw new NotReadyError(`was answered ${String(status)}`);
  return [
    ...(await refused({ 'GET it': () => sami.get(`/v1/policies/${version}`) })),
    ...(await absent({ 'GET /v1/policies': () => sami.get('/v1/policies') }, [version])),
  ];
}

async function absence(site: Site, isBroken: boolean): Promise<string[]> {
  const [lead, key] = [site.as('sup.badr'), site.uuid()];
  const start = site.chance.between(1_000_100, 2_000_000) / 100;
  const at = (days: number): string => new Date(site.api.clock.realMs() + days * 86_400_000).toISOString();
  // A caseworker stands in for no other one.
  const deputyId = isBroken ? 'demo-sup-badr' : 'demo-cw-amal';
  const body = { deputyId, kind: 'leave', startsAt: at(start), endsAt: at(start + 0.005) };
  const { status } = await lead.post('/v1/people/demo-cw-carla/absences', body, { key });
  if (isBroken ? status !== 201 : status < 400) throw new NotReadyError(`was answered ${String(status)}`);
  return refused({ 'to end it': () => lead.post(`/v1/absences/${key}/end`, { endsAt: body.startsAt }) });
}

async function draft(site: Site, isBroken: boolean): Promise<string[]> {
  const { caseId, worker, mark } = await site.filled(LANTERN);
  const person = site.as(worker);
  const url = `/v1/cases/${caseId}/drafts/case_plan`;
  await person.delete(url);
  const { status } = await person.put(url, { version: isBroken ? 1 : 900, data: { goal: mark } });
  if (isBroken ? status !== 200 : status < 400) throw new NotReadyError(`was answered ${String(status)}`);
  return [
    ...(await refused({ 'GET the draft': () => person.get(url) }, mark)),
    ...(await absent({ 'GET the drafts': () => person.get(`/v1/cases/${caseId}/drafts`) }, ['case_plan'])),
  ];
}

const leaves = (name: string, run: Sequence['run']): Sequence => ({ rule: 'leakage', name, run });

export const LEAKAGE: readonly Sequence[] = [
  leaves('a referral beyond the consent', referral),
  leaves('a file that is not what it says', attachment),
  leaves('a case that begins tomorrow', newCase),
  leaves('an entry with an unknown service', entry),
  leaves('a policy that nobody agreed to', policy),
  leaves('an absence without a deputy', absence),
  leaves('a draft of a form that there is not', draft),
];
