import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { overlaidVersion, type Overlay } from '@caseward/forms';
import type {
  ContentView,
  FormDraftView,
  FormVerdict,
  FormView,
  PrefilledView,
  ProblemBody,
} from '@caseward/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/repository.js';
import { applied, consentedCase, registeredCase } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { recordSize } from './support/record.js';
import { runningApi } from './support/running-api.js';

type Data = Record<string, unknown>;

const LOW = { concernId: 'c1', category: 'neglect', level: 'LOW' } as const;
const word = (en: string) => ({ en, ar: en, fr: en });
const COAST: Overlay = {
  context: 'coast',
  revision: 1,
  forms: [
    {
      ...{ form: 'case_note', base: 2, title: word('Note of the coast') },
      addSections: [
        {
          ...{ id: 'sea', title: word('Sea') },
          fields: [{ id: 'by_boat', type: 'boolean', label: word('By boat'), required: true }],
        },
      ],
    },
  ],
};

function example(form: string): Data {
  const text = readFileSync(`${root}/libs/forms/fixtures/${form}.json`, 'utf8');
  return (JSON.parse(text) as { valid: { full: Data } }).valid.full;
}

const without = (data: Data, field: string): Data =>
  Object.fromEntries(Object.entries(data).filter(([key]) => key !== field));

describe('forms as data', () => {
  const api = runningApi({ formOverlay: COAST });
  const amal = new ApiPerson(api, 'cw.amal');
  const badr = new ApiPerson(api, 'sup.badr');
  const assessment = example('assessment');
  const filled = (form: string, data: Data) => ({ form: { form, version: 2, data } });
  const errorsOf = ({ errors = [] }: ProblemBody): string[] =>
    errors.map(({ pointer, code = '' }) => `${pointer} ${code}`);

  it('are listed, and described by words and JSON Schema, in the version that is filled in now', async () => {
    const { body } = await amal.get<{ items: { form: string; version: number }[] }>('/v1/forms');
    expect(body.items.find(({ form }) => form === 'registration')).toMatchObject({ version: 2, core: true });
    expect(new Set(body.items.map(({ form }) => form)).size).toBe(body.items.length);
    const { body: form } = await amal.get<FormView>('/v1/forms/assessment?command=completeAssessment');
    expect(form.schema).toMatchObject({ type: 'object', 'x-label': { ar: expect.any(String) as string } });
    expect(form.definition).toMatchObject({ minimum: { completeAssessment: expect.any(Array) as string[] } });
    expect((await amal.get('/v1/forms/nothing')).status).toBe(404);
  });

  it('keep every version, beside the one that a context words its own way', async () => {
    const { body: newest } = await amal.get<FormView>('/v1/forms/case_note');
    expect(newest).toMatchObject({ version: overlaidVersion(2, 1), context: 'coast' });
    const { body: standard } = await amal.get<FormView>('/v1/forms/case_note/versions/2');
    expect(standard).toMatchObject({ version: 2, context: 'standard' });
    expect((await amal.get('/v1/forms/case_note/versions/1')).status).toBe(404);
    await expect(api.dataSource.query(`UPDATE caseward.form_version SET context = 'x'`)).rejects.toThrow();
    const check = { data: example('case_note') };
    const { body } = await amal.post<FormVerdict>('/v1/forms/case_note/check', check);
    expect(body.problems).toMatchObject([{ pointer: '/by_boat', code: 'required' }]);
  });

  it('can be checked without keeping anything, in the language of the reader', async () => {
    const before = await recordSize(api);
    const send = (data: Data) =>
      amal.post<FormVerdict>('/v1/forms/assessment/check', { data }, { headers: { 'accept-language': 'fr' } });
    expect((await send(assessment)).body).toMatchObject({ isAccepted: true, problems: [] });
    const { body, headers } = await send(without(assessment, 'assessed_on'));
    expect(body).toMatchObject({ isAccepted: false, problems: [{ pointer: '/assessed_on', code: 'required' }] });
    expect(body.problems[0]?.detail).toMatch(/est encore vide/);
    expect(headers['content-language']).toBe('fr');
    expect(await recordSize(api)).toEqual(before);
  });

  it('stop a step whose minimum is missing, by pointer, before anything is done', async () => {
    const caseId = await registeredCase(amal);
    const before = await recordSize(api);
    const key = randomUUID();
    const send = (data: Data) =>
      amal.post<ProblemBody>(`/v1/cases/${caseId}/assessments`, filled('assessment', data), { key });
    const refused = await send({ ...without(assessment, 'assessed_on'), mood: 1 });
    expect(refused).toMatchObject({ status: 422, body: { code: 'FORM_NOT_ACCEPTED' } });
    expect(errorsOf(refused.body).sort()).toEqual(['/form/data/assessed_on required', '/form/data/mood unknown_field']);
    expect(await recordSize(api)).toEqual(before);
    expect((await send(assessment)).status).toBe(200);
    const [mention] = (await badr.file(caseId)).contents;
    expect(mention).toMatchObject({ form: 'assessment', formVersion: 2 });
    const { body } = await badr.get<ContentView>(`/v1/cases/${caseId}/contents/${mention!.contentId}`);
    const { caseCode } = await badr.file(caseId);
    expect(body.content).toMatchObject(assessment);
    expect(body.content['header']).toMatchObject({ case_code: caseCode, worker: expect.any(String) as string });
  });

  it('belong to their steps, in a version that exists', async () => {
    const caseId = await registeredCase(amal);
    const send = (form: unknown) => amal.refused(`/v1/cases/${caseId}/assessments`, { form });
    expect(errorsOf(await send({ form: 'closure', version: 2, data: {} }))).toEqual(['/form/form ']);
    expect(errorsOf(await send({ form: 'assessment', version: 77, data: {} }))).toEqual(['/form/version ']);
    expect(errorsOf(await send({ form: 'assessment', version: 2, data: {}, note: 'a slip' }))).toEqual(['/form ']);
  });

  describe('drafts', () => {
    let caseId = '';
    let url = '';
    beforeAll(async () => {
      caseId = await registeredCase(amal);
      url = `/v1/cases/${caseId}/drafts/assessment`;
    });
    const half = { version: 2, data: { assessed_on: '2026-0' } };
    const etag = ({ headers }: { headers: Readonly<Record<string, unknown>> }): string => String(headers['etag']);

    it('are kept half-filled, resumed on another device, and nobody else sees them', async () => {
      const saved = await amal.put(url, half);
      expect(saved.status, saved.text).toBe(200);
      const resumed = await amal.get<FormDraftView>(url);
      expect(resumed.body).toMatchObject({ form: 'assessment', ...half });
      expect(etag(resumed)).toBe(etag(saved));
      expect((await amal.get(`/v1/cases/${caseId}/drafts`)).body).toMatchObject({ items: [{ form: 'assessment' }] });
      expect((await badr.get(url)).status).toBe(404);
      expect((await amal.get(`/v1/cases/${randomUUID()}/drafts/assessment`)).status).toBe(404);
      const odd = await amal.put<ProblemBody>(
        url,
        { version: 2, data: { assessed_on: 3 } },
        { 'if-match': etag(saved) },
      );
      expect(errorsOf(odd.body)).toEqual(['/data/assessed_on type']);
    });

    it('are never overwritten silently by a second device', async () => {
      const read = await amal.get<FormDraftView>(url);
      const other = await amal.put(url, { version: 2, data: { home_visited: true } }, { 'if-match': etag(read) });
      expect(other.status).toBe(200);
      expect((await amal.put(url, half)).status).toBe(428);
      const late = await amal.put<ProblemBody>(url, half, { 'if-match': etag(read) });
      expect(late).toMatchObject({ status: 412, body: { code: 'STALE_DRAFT' } });
      expect(etag(late)).toBe(etag(other));
      expect((await amal.delete(url, { 'if-match': etag(read) })).status).toBe(412);
      expect((await amal.get<FormDraftView>(url)).body.data).toEqual({ home_visited: true });
    });

    it('are gone once they were sent, and can be discarded', async () => {
      applied(await amal.post(`/v1/cases/${caseId}/assessments`, filled('assessment', assessment)));
      expect((await amal.get(url)).status).toBe(404);
      const again = await amal.put(url, half);
      expect((await amal.delete(url, { 'if-match': etag(again) })).status).toBe(204);
      expect((await amal.get(url)).status).toBe(404);
    });
  });

  it('of an intake that was refused, no draft stays and none can be begun [CONS-4]', async () => {
    const { caseId } = applied(await amal.post('/v1/cases', { source: 'community' }));
    const answer = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true };
    applied(await amal.post(`/v1/cases/${caseId}/eligibility-answers`, answer));
    const url = `/v1/cases/${caseId}/drafts/consent`;
    const half = { version: 2, data: { explained_how: 'CANARY-half-told' } };
    expect((await amal.put(url, half)).status).toBe(200);
    applied(await amal.post(`/v1/cases/${caseId}/consents`, { participate: false, storeData: false }));
    expect((await amal.get(url)).status).toBe(404);
    expect((await amal.put(url, half)).status).toBe(404);
    const left = await api.dataSource.query<unknown[]>('SELECT FROM caseward.form_draft WHERE case_id = $1', [caseId]);
    expect(left).toEqual([]);
  });

  it('are prefilled from earlier forms of the case, for those who may read them', async () => {
    const caseId = await consentedCase(amal);
    const registration = example('registration');
    const body = { concerns: [LOW], ...filled('registration', registration) };
    applied(await amal.post(`/v1/cases/${caseId}/registration`, body));
    const prefill = await badr.get<PrefilledView>(`/v1/cases/${caseId}/forms/assessment/prefill`);
    expect(prefill.body.data).toEqual({ concerns: registration['concerns'] });
    expect(prefill.body.sources).toMatchObject([{ pointer: '/concerns', form: 'registration' }]);
    const adm = await new ApiPerson(api, 'admin.sami').get(`/v1/cases/${caseId}/forms/assessment/prefill`);
    expect([403, 404]).toContain(adm.status);
  });
});
