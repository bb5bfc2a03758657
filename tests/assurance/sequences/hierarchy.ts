import { refused, type Sequence } from './sequence.js';
import { LANTERN, PROVIDER, type Filled, type Site } from './site.js';

/** Two cases of the same people, who may see and do everything in both: only the path says what belongs to what. */
interface Pair {
  readonly parent: Filled;
  /** The other case; with a planted fault the true one. */
  readonly under: Filled;
  readonly url: string;
}

async function pairOf(site: Site, isBroken: boolean): Promise<Pair> {
  const parent = await site.filled(LANTERN);
  const under = isBroken ? parent : await site.filled(LANTERN, parent);
  return { parent, under, url: `/v1/cases/${under.caseId}` };
}

/** Refused, and not an event more in the case under which it was asked. */
async function refusedUnder(
  site: Site,
  { parent, under }: Pair,
  requests: Parameters<typeof refused>[0],
): Promise<string[]> {
  const before = await site.eventsOf(under.caseId);
  const hits = await refused(requests, parent.mark);
  return before === (await site.eventsOf(under.caseId)) ? hits : [...hits, 'the other case has an event more'];
}

async function content(site: Site, isBroken: boolean): Promise<string[]> {
  const pair = await pairOf(site, isBroken);
  const person = site.as(pair.parent.worker);
  return refusedUnder(site, pair, { 'GET a form': () => person.get(`${pair.url}/contents/${pair.parent.contentId}`) });
}

async function attachment(site: Site, isBroken: boolean): Promise<string[]> {
  const pair = await pairOf(site, isBroken);
  const person = site.as(pair.parent.worker);
  const url = `${pair.url}/attachments/${pair.parent.attachmentId}`;
  return refusedUnder(site, pair, {
    'to have a file scanned': () => person.post(`${url}/scans`),
    'to ask for a ticket': () => person.post(`${url}/tickets`),
  });
}

const REFERRAL = {
  ...{ service: 'medical', providerId: 'demo-rfp-tariq', providerAgencyId: 'agency-willow', priority: 'high' },
  ...{ channel: 'digital_system', urgent: true },
};

async function referral(site: Site, isBroken: boolean): Promise<string[]> {
  const pair = await pairOf(site, isBroken);
  const { parent, url } = pair;
  const [person, guest, referralId] = [site.as(parent.worker), site.as(PROVIDER), site.uuid()];
  const form = { text: parent.mark };
  const own = `/v1/cases/${parent.caseId}/referrals`;
  await site.must(person.post(own, { ...REFERRAL, referralId, form }));
  // That the provider sees the other case as well must not help.
  const other = site.uuid();
  await site.must(person.post(`${url}/referrals`, { ...REFERRAL, referralId: other, form: { text: 'invented' } }));
  interface Shared {
    readonly contents: readonly { readonly contentId: string }[];
  }
  const { contents } = await site.must(guest.get<Shared>(`/v1/shared-cases/${parent.caseId}`));
  const contentId = isBroken ? (contents.at(-1)?.contentId ?? '') : (contents[0]?.contentId ?? '');
  const at = `${url}/referrals/${referralId}`;
  const hits = await refusedUnder(site, pair, {
    'GET a shared form': () => guest.get(`/v1/shared-cases/${pair.under.caseId}/contents/${contentId}`),
    'to answer': () => guest.post(`${at}/answer`, { accepted: true, form }),
    'to say it is done': () => guest.post(`${at}/result`, { form }),
    'to revoke': () => person.post(`${at}/revocation`, { form }),
  });
  await person.post(`${own}/${referralId}/revocation`, { form });
  await person.post(`${url}/referrals/${other}/revocation`, { form });
  return hits;
}

async function action(site: Site, isBroken: boolean): Promise<string[]> {
  const pair = await pairOf(site, isBroken);
  const { parent, url } = pair;
  const [person, lead] = [site.as(parent.worker), site.as(parent.supervisor)];
  const [reportId, concernId] = [site.uuid(), site.uuid()];
  const form = { text: parent.mark };
  const own = `/v1/cases/${parent.caseId}`;
  await site.must(person.post(`${own}/mandatory-reports`, { reportId, law: 'law-1', form }));
  const raised = { immediateConcernId: concernId, type: 'safety', form };
  await site.must(person.post(`${own}/immediate-concerns`, raised));
  const answer = { by: 'safety_plan', form };
  const hits = await refusedUnder(site, pair, {
    'to decide a report': () =>
      lead.post(`${url}/mandatory-reports/${reportId}/decision`, { decision: 'not_report', form }),
    'to answer a concern': () => person.post(`${url}/immediate-concerns/${concernId}/answer`, answer),
  });
  await person.post(`${own}/immediate-concerns/${concernId}/answer`, answer);
  return hits;
}

async function emergency(site: Site, isBroken: boolean): Promise<string[]> {
  const pair = await pairOf(site, isBroken);
  const { parent } = pair;
  const [colleague, lead, accessId] = [site.as('cw.elias'), site.as(parent.supervisor), site.uuid()];
  const form = { text: 'invented' };
  const own = `/v1/cases/${parent.caseId}/emergency-accesses`;
  await site.must(colleague.post(own, { accessId, reason: 'danger_now', form }));
  const at = `${pair.url}/emergency-accesses/${accessId}`;
  const review = { justified: true, form };
  const hits = await refusedUnder(site, pair, {
    'to end an access': () => colleague.post(`${at}/end`),
    'to look into an access': () => lead.post(`${at}/review`, review),
  });
  await colleague.post(`${own}/${accessId}/end`);
  await lead.post(`${own}/${accessId}/review`, review);
  return hits;
}

async function copy(site: Site, isBroken: boolean): Promise<string[]> {
  const pair = await pairOf(site, isBroken);
  const { parent, url } = pair;
  const [person, lead] = [site.as(parent.worker), site.as(parent.supervisor)];
  const asked = { requestedBy: 'child', wanted: 'copy', form: { text: parent.mark } };
  const opened = person.post<{ fileId: string }>(`/v1/cases/${parent.caseId}/access-requests`, asked);
  const { fileId } = await site.must(opened);
  const decision = { type: 'decideAccessRequest', payload: { answer: 'granted', withheld: [] } };
  await site.must(lead.post(`/v1/duty-files/${fileId}/commands`, decision));
  return refusedUnder(site, pair, { 'GET a copy': () => person.get(`${url}/subject-copy?request=${fileId}`) });
}

async function dutyContent(site: Site, isBroken: boolean): Promise<string[]> {
  const rana = site.as('coord.rana');
  const open = async () =>
    (await site.must(rana.post<{ fileId: string }>('/v1/duty-files', { kind: 'sop', subjectId: site.uuid() }))).fileId;
  const [fileId, other] = [await open(), await open()];
  const payload = {
    ...{ sopVersion: '1', putsInForce: { version: 'invented', digest: 'a'.repeat(64) } },
    ...{ participants: ['agency-lantern'], leftOut: [] },
  };
  const draft = { type: 'draftSop', payload, form: { text: 'invented' } };
  await site.must(rana.post(`/v1/duty-files/${fileId}/commands`, draft));
  interface History {
    readonly items: readonly { readonly texts: readonly { readonly contentId: string }[] }[];
  }
  const { items } = await site.must(rana.get<History>(`/v1/sops/${fileId}/versions`));
  const contentId = items[0]?.texts[0]?.contentId ?? '';
  const under = isBroken ? fileId : other;
  return refused({ 'GET a form': () => rana.get(`/v1/duty-files/${under}/contents/${contentId}`) });
}

const belongs = (name: string, run: Sequence['run']): Sequence => ({ rule: 'resource hierarchy', name, run });

export const HIERARCHY: readonly Sequence[] = [
  belongs('a form of a case', content),
  belongs('a file of a case', attachment),
  belongs('a referral of a case', referral),
  belongs('a report and a concern of a case', action),
  belongs('an emergency access to a case', emergency),
  belongs('a copy of a case', copy),
  belongs('a form of a duty file', dutyContent),
];
