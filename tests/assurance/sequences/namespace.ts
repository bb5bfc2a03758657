import { absent, refused, type Sequence } from './sequence.js';
import { COMPASS, LANTERN, NotReadyError, type Filled, type Site } from './site.js';

/** Who of the other agency tries; with a planted fault, somebody of the own one. */
const STRANGERS = ['cw.mina', 'sup.omar', 'mgr.pilar', 'head.quinn'] as const;
const OWN: Readonly<Record<(typeof STRANGERS)[number], string>> = {
  ...{ 'cw.mina': 'cw.amal', 'sup.omar': 'sup.badr', 'mgr.pilar': 'mgr.gale', 'head.quinn': 'head.lena' },
};

interface Trial {
  readonly filled: Filled;
  readonly who: string;
}

async function trial(site: Site, isBroken: boolean): Promise<Trial> {
  const stranger = site.chance.one(STRANGERS);
  return { filled: await site.filled(LANTERN), who: isBroken ? OWN[stranger] : stranger };
}

async function reading(site: Site, isBroken: boolean): Promise<string[]> {
  const { filled, who } = await trial(site, isBroken);
  const { caseId, contentId, attachmentId, mark } = filled;
  const [person, url] = [site.as(who), `/v1/cases/${caseId}`];
  return [
    ...(await refused(
      {
        'GET the case': () => person.get(url),
        'GET its timeline': () => person.get(`${url}/timeline`),
        'GET a form': () => person.get(`${url}/contents/${contentId}`),
        'GET its files': () => person.get(`${url}/attachments`),
        'GET its name': () => person.get(`${url}/name`),
        'GET a prefilled form': () => person.get(`${url}/forms/assessment/prefill`),
        'GET it as shared': () => person.get(`/v1/shared-cases/${caseId}`),
        'to ask for a ticket': () => person.post(`${url}/attachments/${attachmentId}/tickets`),
      },
      mark,
    )),
    ...(await absent({ 'GET /v1/cases': () => person.get('/v1/cases?limit=200') }, [caseId])),
  ];
}

async function writing(site: Site, isBroken: boolean): Promise<string[]> {
  const { filled, who } = await trial(site, isBroken);
  const { caseId, mark, worker } = filled;
  const [person, url, before] = [site.as(isBroken ? worker : who), `/v1/cases/${caseId}`, await site.eventsOf(caseId)];
  const form = { text: 'invented' };
  const hits = await refused(
    {
      'to write a note': () => person.post(`${url}/notes`, { form }),
      'to write a note by its command': () => person.post(`${url}/commands`, { type: 'recordNote', payload: {}, form }),
      'to take it over': () =>
        person.post(`${url}/owner`, { to: { caseworkerId: 'demo-cw-mina' }, childAndFamilyConsulted: true, form }),
      'to open it in danger': () =>
        person.post(`${url}/emergency-accesses`, { accessId: site.uuid(), reason: 'danger_now', form }),
      'to have it typed': () => person.post(`${url}/data-entry`, { personId: 'demo-de-kim' }),
    },
    mark,
  );
  return before === (await site.eventsOf(caseId)) ? hits : [...hits, 'an event of a stranger'];
}

/** Ids of the other agency in a body, where an id of the own one would be taken. */
async function naming(site: Site, isBroken: boolean): Promise<string[]> {
  const own = await site.filled(COMPASS);
  const [lead, url] = [site.as(COMPASS.supervisor), `/v1/cases/${own.caseId}`];
  const form = { text: 'invented' };
  const [caseworkerId, subjectId] = isBroken ? ['demo-cw-nour', 'agency-compass'] : ['demo-cw-amal', 'agency-lantern'];
  const to = { to: { caseworkerId }, childAndFamilyConsulted: true, form };
  const hits = await refused({ 'to give a case away': () => lead.post(`${url}/owner`, to) });
  if (isBroken) {
    const back = { ...to, to: { caseworkerId: 'demo-cw-mina' } };
    await site.must(lead.post(`${url}/owner`, back));
    return hits;
  }
  const other = await site.filled(LANTERN);
  const cases = [{ caseId: other.caseId, to: 'demo-cw-nour', childAndFamilyConsulted: true }];
  return [
    ...hits,
    ...(await refused({
      'to hand cases over': () => lead.post('/v1/people/demo-cw-mina/handovers', { reason: 'leave', cases }),
      'to hand over of others': () => lead.post('/v1/people/demo-cw-amal/handovers', { reason: 'leave', cases }),
      'to send somebody away': () =>
        lead.post('/v1/people/demo-cw-amal/absences', {
          ...{ deputyId: 'demo-sup-omar', kind: 'leave', endsAt: '2040-01-01T00:00:00.000Z' },
        }),
      'to open a duty file': () => lead.post('/v1/duty-files', { kind: 'agency', subjectId }),
      'to open a file of a caseworker': () =>
        lead.post('/v1/duty-files', { kind: 'caseworker', subjectId: 'demo-cw-amal' }),
      'GET posts': () => lead.get('/v1/people/demo-cw-amal/posts'),
      'GET an agenda': () => lead.get('/v1/caseloads/demo-cw-amal/agenda'),
      'GET a plan to hand over': () => lead.get('/v1/people/demo-cw-amal/handover-preview'),
    })),
  ];
}

/** A key or an id that somebody of another agency has used already. */
async function keys(site: Site, isBroken: boolean): Promise<string[]> {
  const filled = await site.filled(LANTERN);
  const [owner, stranger] = [site.as(filled.worker), site.as(isBroken ? filled.worker : COMPASS.worker)];
  const key = site.uuid();
  const url = `/v1/cases/${filled.caseId}/notes`;
  await site.must(owner.post(url, { form: { text: filled.mark } }, { key }));
  const own = await site.filled(COMPASS);
  const elsewhere = isBroken ? url : `/v1/cases/${own.caseId}/notes`;
  const form = { text: isBroken ? filled.mark : 'invented' };
  return refused(
    {
      'GET what became of it': () => stranger.get(`/v1/commands/${key}`),
      'to use the key again': () => stranger.post(elsewhere, { form }, { key }),
      'to make a case of the same id': () =>
        stranger.post('/v1/cases', { caseId: filled.caseId, source: 'community', form }),
    },
    filled.mark,
  );
}

async function handover(site: Site, isBroken: boolean): Promise<string[]> {
  const [lead, stranger] = [site.as('sup.farah'), site.as(isBroken ? 'sup.farah' : COMPASS.supervisor)];
  const worker = site.as('cw.elias');
  const { caseId } = await site.must(worker.post('/v1/cases', { source: 'community', form: { text: 'invented' } }));
  const key = site.uuid();
  const cases = [{ caseId, to: 'demo-cw-dunya', childAndFamilyConsulted: true }];
  const body = { reason: 'leave', cases };
  const { status } = await lead.post('/v1/people/demo-cw-elias/handovers', body, { key });
  if (status !== 202) throw new NotReadyError(`was answered ${String(status)}`);
  return refused({ 'GET a hand-over': () => stranger.get(`/v1/handovers/${key}`) });
}

const others = (name: string, run: Sequence['run']): Sequence => ({ rule: 'namespace', name, run });

export const NAMESPACE: readonly Sequence[] = [
  others('to read a case of another agency', reading),
  others('to write into a case of another agency', writing),
  others('ids of another agency in a body', naming),
  others('a key of another agency', keys),
  others('a hand-over of another agency', handover),
];
