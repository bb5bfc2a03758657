import { randomUUID } from 'node:crypto';
import type { DutyAnswer } from '@caseward/contracts';
import { applied, registeredCase } from '../api/support/casework.js';
import { ApiPerson, type Answer } from '../api/support/person.js';
import type { StartedApi } from '../api/support/running-api.js';

/** What an address names: of one case with what belongs to it, or of nothing at all. */
export interface Place {
  readonly caseId: string;
  readonly contentId: string;
  readonly commandId: string;
  readonly fileId: string;
}

export interface Route {
  readonly name: string;
  /** Where not for everybody: to some the place is not hidden. */
  readonly readers?: readonly string[];
  ask(reader: ApiPerson, place: Place): Promise<Answer<unknown>>;
}

/** Everybody of the same agency or another to whom no case of cw.amal is visible. */
export const READERS = ['cw.basim', 'cw.mina', 'sup.farah', 'mgr.jude', 'head.quinn', 'rfp.tariq', 'conf.uma'] as const;

const reads = (name: string, urlOf: (place: Place) => string): Route => ({
  name: `GET ${name}`,
  ask: (reader, place) => reader.get(urlOf(place)),
});

export const FILE = reads('case', ({ caseId }) => `/v1/cases/${caseId}`);

const EMERGENCY = { accessId: 'night-1', reason: 'police_or_court', form: { call: 'invented' } };

export const ROUTES: readonly Route[] = [
  FILE,
  reads('timeline', ({ caseId }) => `/v1/cases/${caseId}/timeline`),
  reads('content', ({ caseId, contentId }) => `/v1/cases/${caseId}/contents/${contentId}`),
  reads('prefill', ({ caseId }) => `/v1/cases/${caseId}/forms/assessment/prefill`),
  reads('attachments', ({ caseId }) => `/v1/cases/${caseId}/attachments`),
  reads('drafts', ({ caseId }) => `/v1/cases/${caseId}/drafts`),
  reads('draft', ({ caseId }) => `/v1/cases/${caseId}/drafts/assessment`),
  reads('name', ({ caseId }) => `/v1/cases/${caseId}/name`),
  reads('shared case', ({ caseId }) => `/v1/shared-cases/${caseId}`),
  reads('shared content', ({ caseId, contentId }) => `/v1/shared-cases/${caseId}/contents/${contentId}`),
  reads('command outcome', ({ commandId }) => `/v1/commands/${commandId}`),
  reads('duty file', ({ fileId }) => `/v1/duty-files/${fileId}`),
  { name: 'POST assessment', ask: (reader, { caseId }) => reader.post(`/v1/cases/${caseId}/assessments`) },
  {
    name: 'POST emergency access',
    // Colleagues of the agency are let in, on purpose.
    readers: ['cw.mina'],
    ask: (reader, { caseId }) => reader.steppedUp().post(`/v1/cases/${caseId}/emergency-accesses`, EMERGENCY),
  },
];

/** Cases of cw.amal with a form, a name and commands, and a duty file about cw.amal. */
export async function hiddenPlaces(api: StartedApi, many: number): Promise<Place[]> {
  const [amal, badr] = [new ApiPerson(api, 'cw.amal'), new ApiPerson(api, 'sup.badr')];
  const subjectId = (await amal.get<{ personId: string }>('/v1/me')).body.personId;
  const opened = await badr.post<DutyAnswer>('/v1/duty-files', { kind: 'caseworker', subjectId });
  const { fileId } = opened.body;
  const places: Place[] = [];
  while (places.length < many) {
    const caseId = await registeredCase(amal);
    const assessed = applied(await amal.post(`/v1/cases/${caseId}/assessments`, { form: { views: 'invented' } }));
    await amal.put(`/v1/cases/${caseId}/name`, { fullName: 'Invented Name' });
    places.push({ caseId, contentId: assessed.events[0]?.contentId ?? '', commandId: assessed.commandId, fileId });
  }
  return places;
}

/** As many addresses of nothing: the same ids are asked for as often on either side, so that caches serve both alike. */
export function absentPlaces(many: number): Place[] {
  const fileId = randomUUID();
  const place = (): Place => ({ caseId: randomUUID(), contentId: randomUUID(), commandId: randomUUID(), fileId });
  return Array.from({ length: many }, place);
}
