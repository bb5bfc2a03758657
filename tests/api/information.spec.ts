import { randomUUID } from 'node:crypto';
import { settleOwedRetention } from '@caseward/activities';
import type {
  AccessView,
  DataBreachesView,
  DutyAnswer,
  DutyFileDetail,
  DutyFilesView,
  InboxItem,
  NameView,
  SimilarNamesView,
  SubjectCopy,
} from '@caseward/contracts';
import type { DutyCommand } from '@caseward/domain';
import { rebuild, row } from '@caseward/persistence';
import { CaseClient } from '@caseward/temporal';
import { realMs } from '../support/clock.js';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { consentedCase, LOW, registeredCase } from './support/casework.js';
import { keysAreDestroyed } from './support/destroyed-keys.js';
import { EventStream } from './support/event-stream.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';

const CHECKS = {
  ...{ childAndFamilyInvolved: true, workersTold: true, contactForLaterGiven: true, feedbackOffered: true },
  ...{ fileComplete: true, storageFormAgreed: true },
};
const DAY_MS = 86_400_000;
const daysAgo = (days: number): string => new Date(realMs() - days * DAY_MS).toISOString();
const api = runningApi();
const as = (login: string) => new ApiPerson(api, login);
const [amal, badr, gale, lena] = ['cw.amal', 'sup.badr', 'mgr.gale', 'head.lena'].map(as) as [
  ApiPerson,
  ApiPerson,
  ApiPerson,
  ApiPerson,
];
const idOf = async (login: string): Promise<string> =>
  (await as(login).get<{ personId: string }>('/v1/me')).body.personId;
const filesOf = async (person: ApiPerson, kind: string): Promise<string[]> =>
  (await person.get<DutyFilesView>(`/v1/duty-files?kind=${kind}`)).body.items.map(({ fileId }) => fileId);
const give = (person: ApiPerson, fileId: string, type: string, payload: object = {}, more: object = {}) =>
  person.post<DutyAnswer>(`/v1/duty-files/${fileId}/commands`, { type, payload, ...more });

describe('a complaint about a caseworker', () => {
  let fileId = '';
  const everywhere = async (person: ApiPerson): Promise<string[]> => {
    const urls = ['/v1/inbox', '/v1/inbox?view=team', '/v1/escalations', '/v1/escalations?view=team'];
    const lists = await Promise.all(urls.map((url) => person.get<{ items?: { caseId: string }[] }>(url)));
    const shown = lists.flatMap(({ body }) => (body.items ?? []).map(({ caseId }) => caseId));
    return [...new Set([...shown, ...(await filesOf(person, 'complaint'))])];
  };

  beforeAll(async () => {
    const body = {
      ...{ matter: 'conduct', from: 'child', concerned: [await idOf('cw.amal')], aboutCaseId: null },
      occurredAt: daysAgo(40),
      form: { said: 'CANARY-complaint' },
    };
    const taken = await badr.post<Record<string, unknown>>('/v1/complaints', body);
    expect(taken.status, taken.text).toBe(201);
    expect(Object.keys(taken.body)).toEqual(['commandId']);
    fileId = (await filesOf(gale, 'complaint'))[0] ?? '';
  });

  it('reaches the manager, with clock and inbox, and the head when nobody answers [IM-12] [TIME-8]', async () => {
    const items = (await gale.get<{ items: InboxItem[] }>('/v1/inbox')).body.items.filter(
      (one) => one.caseId === fileId,
    );
    expect(items.map(({ kind, overdue }) => [kind, overdue]).sort()).toEqual([
      ['complaint_acknowledgement', true],
      ['complaint_answer', true],
    ]);
    expect(await everywhere(lena)).toContain(fileId);
  });

  it('is nowhere for the person and those over her, who took it included: as if it did not exist [IM-12]', async () => {
    for (const person of [amal, badr, as('sup.salma'), as('mgr.jude'), as('admin.sami'), as('cw.basim')]) {
      expect(await everywhere(person)).not.toContain(fileId);
      const absent = await person.get<{ detail: string }>(`/v1/duty-files/${randomUUID()}`);
      const hidden = await person.get<{ detail: string }>(`/v1/duty-files/${fileId}`);
      expect([hidden.status, hidden.body.detail]).toEqual([404, absent.body.detail]);
    }
    expect((await give(badr, fileId, 'acknowledgeComplaint')).status).toBe(404);
  });

  it('stays so for the concerned person in whatever post later, in lists and in the stream too [IM-12]', async () => {
    const personId = await idOf('cw.amal');
    const promote = (role: string, officeId: string | null) =>
      api.dataSource.query(`UPDATE caseward.person SET role = $2, office_id = $3 WHERE person_id = $1`, [
        personId,
        role,
        officeId,
      ]);
    const [{ office_id: officeId, role }] = (await api.dataSource.query<{ office_id: string; role: string }[]>(
      'SELECT office_id, role FROM caseward.person WHERE person_id = $1',
      [personId],
    )) as [{ office_id: string; role: string }];
    await promote('MGR', officeId);
    const [hers, his] = await Promise.all([EventStream.open(api, amal), EventStream.open(api, gale)]);
    try {
      expect(await everywhere(amal)).not.toContain(fileId);
      expect((await give(gale, fileId, 'acknowledgeComplaint')).status).toBe(200);
      await vi.waitFor(() => expect(his.tasks(fileId)).toContain('duty:complaint_acknowledgement'), 10_000);
      expect(hers.tasks(fileId)).toEqual([]);
    } finally {
      await Promise.all([hers.close(), his.close()]);
      await promote(role, officeId);
    }
  });

  it('about a supervisor goes past the manager too, whoever took it [IM-12]', async () => {
    const before = await filesOf(lena, 'complaint');
    const body = {
      matter: 'confidentiality',
      from: 'community',
      concerned: [await idOf('sup.badr')],
      aboutCaseId: null,
    };
    const key = randomUUID();
    const answers = [1, 2].map(() => as('comm.wafa').post('/v1/complaints', body, { key }));
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([201, 201]);
    const fresh = (await filesOf(lena, 'complaint')).filter((id) => !before.includes(id));
    expect(fresh).toHaveLength(1);
    for (const person of [badr, as('sup.salma'), gale]) expect(await everywhere(person)).not.toContain(fresh[0]);
  });

  it('about the head goes to the coordination group, without a case [IM-12]', async () => {
    const body = { matter: 'conduct', from: 'staff', concerned: [await idOf('head.lena')], aboutCaseId: randomUUID() };
    expect((await amal.post('/v1/complaints', body)).status).toBe(201);
    const coord = as('coord.rana');
    const [found = ''] = await filesOf(coord, 'complaint');
    const { events } = (await coord.get<DutyFileDetail>(`/v1/duty-files/${found}`)).body;
    expect(events.find(({ type }) => type === 'ComplaintReceived')?.data).toMatchObject({ aboutCaseId: null });
    for (const person of [lena, gale]) expect(await filesOf(person, 'complaint')).not.toContain(found);
  });
});

describe('names and the log', () => {
  it('the name behind a code is kept apart, for those with the right, and each look is logged [IM-2] [IM-3] [IM-6]', async () => {
    const caseId = await registeredCase(amal);
    const url = `/v1/cases/${caseId}/name`;
    const entry = { fullName: 'CANARY Invented Child' };
    expect((await amal.put(url, entry)).status).toBe(200);
    expect((await badr.get<NameView>(url, { 'access-reason': 'tracing' })).body.entry).toEqual(entry);
    expect((await lena.get(url)).status).toBe(403);
    expect((await as('cw.basim').get(url)).status).toBe(404);
    // Neither the role of the worker nor that of the list itself reads the table, or another one.
    await expect(api.dataSource.query('SELECT FROM names.name_code')).rejects.toMatchObject({ code: '42501' });
    for (const table of ['names.name_code', 'names.name_token', 'caseward.case_event', 'caseward.case_key']) {
      await expect(api.names.query(`SELECT FROM ${table}`)).rejects.toMatchObject({ code: '42501' });
    }
    const log = `/v1/audit/cases/${caseId}/accesses`;
    const { items } = (await as('admin.sami').get<{ items: AccessView[] }>(log)).body;
    const people = [await idOf('sup.badr'), await idOf('cw.amal')];
    expect(items.map(({ personId, what, reason }) => [personId, what, reason])).toEqual([
      [people[0], 'name_read', 'tracing'],
      [people[1], 'name_kept', null],
    ]);
    const change = api.dataSource.query(`UPDATE caseward.access_log SET person_id = 'x'`);
    await expect(change).rejects.toMatchObject({ code: '42501' });
  });

  it('a child that may have a case already is found by spelling, and no more is said than the asker may know [IM-2] [IM-6]', async () => {
    const caseId = await registeredCase(amal);
    const entry = { fullName: 'CANARY أحمد الخطيب', birthYear: 2014 };
    expect((await amal.put(`/v1/cases/${caseId}/name`, entry)).status).toBe(200);
    const search = (person: ApiPerson, asked: object) => person.post<SimilarNamesView>('/v1/name-searches', asked);
    const spelled = { fullName: 'احمد خطيب CANARY', birthYear: 2015 };
    const [own] = (await search(amal, { entry: spelled })).body.cases;
    expect(own).toMatchObject({ caseId, likeness: 'same' });
    expect(JSON.stringify((await search(amal, { entry: spelled })).body)).not.toContain('CANARY');
    expect((await search(amal, { entry: spelled, caseId })).body).toEqual({ cases: [], elsewhere: false });
    const similar = { fullName: 'Ahmad CANARYX الخطيبة', birthYear: 2015 };
    expect((await search(amal, { entry: similar })).body.cases).toMatchObject([{ caseId, likeness: 'similar' }]);
    // Another team of the agency learns that there is one; another agency, nothing.
    expect((await search(as('cw.basim'), { entry: spelled })).body).toEqual({ cases: [], elsewhere: true });
    expect((await search(as('cw.mina'), { entry: spelled })).body).toEqual({ cases: [], elsewhere: false });
    expect((await search(lena, { entry: spelled })).status).toBe(403);
    const searches = await api.dataSource.query<{ case_ids: string[]; line: string }[]>(
      `SELECT case_ids, l::text AS line FROM caseward.access_log l WHERE what = 'name_searched' ORDER BY access_id`,
    );
    expect(searches.map(({ case_ids: found }) => found)).toEqual([[caseId], [caseId], [], [caseId], [caseId], []]);
    expect(searches.map(({ line }) => line).join()).not.toMatch(/CANARY|أحمد|احمد/);
  });

  it('reading a file, its timeline or a form is in the log before the answer, a refused look is not [IM-6] [IM-4]', async () => {
    const caseId = await registeredCase(amal);
    await amal.get(`/v1/cases/${caseId}`);
    await badr.get(`/v1/cases/${caseId}/timeline`);
    await as('cw.basim').get(`/v1/cases/${caseId}`);
    const adm = as('admin.sami');
    const { items } = (await adm.get<{ items: AccessView[] }>(`/v1/audit/cases/${caseId}/accesses`)).body;
    expect(items.map(({ what, role }) => [what, role])).toEqual([
      ['cases.timeline', 'SUP'],
      ['cases.file', 'CW'],
    ]);
    // What nobody asked for is not kept either: a field too many is refused, not stored.
    const more = await amal.put(`/v1/cases/${caseId}/name`, { fullName: 'Invented', religion: 'any' });
    expect(more.status).toBe(400);
  });
});

describe('requests, breaches and the end of files', () => {
  it('a child gets a copy of what was decided, and no more [IM-8]', async () => {
    const caseId = await consentedCase(amal);
    const form = { told: 'CANARY-own' };
    await amal.post(`/v1/cases/${caseId}/registration`, { concerns: [LOW], form });
    await amal.post(`/v1/cases/${caseId}/assessments`, { form: { neighbour: 'CANARY-third-party' } });
    const asked = await amal.post<DutyAnswer>(`/v1/cases/${caseId}/access-requests`, {
      ...{ requestedBy: 'child', wanted: 'copy' },
    });
    expect(asked.status, asked.text).toBe(201);
    const { fileId } = asked.body;
    const copyUrl = `/v1/cases/${caseId}/subject-copy?request=${fileId}`;
    expect((await amal.get(copyUrl)).status).toBe(409);
    const { contents } = await amal.file(caseId);
    const withheld = contents
      .filter((one) => one.form === 'assessment')
      .map(({ contentId }) => ({ contentId, ground: 'third_party' }));
    expect((await give(badr, fileId, 'decideAccessRequest', { answer: 'partly', withheld })).status).toBe(200);
    const copy = (await amal.get<SubjectCopy>(copyUrl)).body;
    expect(copy.withheld).toEqual([{ ground: 'third_party', forms: 1 }]);
    expect(copy.forms.map(({ content }) => content)).toEqual([form]);
    expect(copy.sentences.length).toBeGreaterThan(0);
    expect((await as('cw.basim').get(copyUrl)).status).toBe(404);
    expect((await give(badr, fileId, 'recordAccessGiven')).status).toBe(200);
  });

  it('whoever notices a data breach enters it; manager and head find it in the register [IM-10]', async () => {
    const body = {
      ...{ breachKind: 'loss', noticedAt: daysAgo(2), happenedAt: null, dataClasses: ['paper'], caseCount: null },
      caseIds: [],
    };
    const entered = await amal.post<DutyAnswer>('/v1/data-breaches', body);
    expect(entered.status, entered.text).toBe(201);
    const { items } = (await lena.get<DataBreachesView>('/v1/data-breaches')).body;
    expect(items).toMatchObject([
      { breachKind: 'loss', severity: null, openDuties: expect.arrayContaining(['data_breach_assessment']) },
    ]);
    expect((await amal.get('/v1/data-breaches')).status).toBe(403);
    expect((await as('head.quinn').get<DataBreachesView>('/v1/data-breaches')).body.items).toEqual([]);
  });

  it('a closed case has a date, and two people end its file on it: form, key and name are gone for good [IM-7] [PERM-1]', async () => {
    const caseId = await consentedCase(amal, daysAgo(5));
    const url = `/v1/cases/${caseId}`;
    const form = { reason: 'CANARY-closed' };
    const keepUntil = daysAgo(0).slice(0, 10);
    await amal.post(`${url}/registration`, { concerns: [LOW], occurredAt: daysAgo(4) });
    await amal.put(`${url}/name`, { fullName: 'CANARY Invented Child' });
    const request = { reason: 'opened_in_error', checks: { ...CHECKS, keepUntil }, form, occurredAt: daysAgo(3) };
    const asked = await amal.post(`${url}/closure-requests`, request);
    expect(asked.status, asked.text).toBe(200);
    const approved = await badr.post(`${url}/closure-requests/current/approval`, { occurredAt: daysAgo(2) });
    expect(approved.status, approved.text).toBe(200);

    const client = new CaseClient(api.engine.client);
    const tell = async (file: string, command: DutyCommand): Promise<void> => {
      await client.execute(file, command);
    };
    expect([await settleOwedRetention(api.dataSource, tell), await settleOwedRetention(api.dataSource, tell)]).toEqual([
      1, 0,
    ]);
    const [fileId = ''] = await filesOf(gale, 'retention');
    const { clocks } = (await gale.get<DutyFileDetail>(`/v1/duty-files/${fileId}`)).body;
    expect(clocks).toMatchObject([{ kind: 'retention_review', dueOn: keepUntil }]);
    expect((await give(gale, fileId, 'proposeDestruction', { manner: 'destroy' }, { form })).status).toBe(200);
    expect((await give(gale, fileId, 'confirmDestruction')).status).toBe(403);
    expect((await amal.file(caseId)).contents).toHaveLength(1);
    const confirmed = await give(lena, fileId, 'confirmDestruction');
    expect(confirmed.status, confirmed.text).toBe(200);

    await keysAreDestroyed(api, { caseId, fileId });
    const contentId = (await amal.file(caseId)).contents[0]!.contentId;
    expect((await amal.get(`${url}/contents/${contentId}`)).status).toBe(404);
    expect((await amal.get<NameView>(`${url}/name`)).body.entry).toBeNull();
    expect(await row(api.dataSource, 'SELECT FROM caseward.case_key WHERE case_id = $1', [caseId])).toBeNull();
    // The structure stays, and nothing new is written about the child.
    expect((await amal.file(caseId)).stage).toBe('CLOSED');
    expect((await amal.put(`${url}/name`, { fullName: 'CANARY again' })).status).toBe(410);
    const again = { eligibilityConfirmed: true, consentConfirmed: true, concerns: [LOW] };
    expect((await amal.refused(`${url}/reopening-requests`, again)).code).toBe('ERASED');
    // Whatever still calls the case in the engine gets its answer from the record, under another key.
    expect((await client.sync(caseId)).events).toEqual([]);
  });

  it('tables equal the fold of the record, and nothing personal was logged [IM-4]', async () => {
    expect((await rebuild(api.dataSource, { check: true })).first).toBeNull();
    expect(api.logged.join('\n')).not.toMatch(/CANARY/);
  });
});
