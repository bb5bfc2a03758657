import type { AccessView } from '@caseward/contracts';
import { openDataSource } from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Browser } from './support/browser.js';
import { registeredCase } from './support/casework.js';
import { EventStream } from './support/event-stream.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';

const api = runningApi({ embedded: { publicUrl: 'http://localhost:3000', asksSecondFactor: false } });
const amal = new ApiPerson(api, 'cw.amal');
const badr = new ApiPerson(api, 'sup.badr');
const basim = new ApiPerson(api, 'cw.basim');
const sami = new ApiPerson(api, 'admin.sami');
let superuser: DataSource;
let caseId: string;

beforeAll(async () => {
  superuser = await openDataSource({ url: api.superUrl });
  caseId = await registeredCase(amal);
});
afterAll(() => superuser.destroy());

interface Entry {
  readonly kind: string;
  readonly what: string;
  readonly role: string | null;
  readonly status: number | null;
  readonly detail: string | null;
  readonly shown: readonly string[];
}

/** Entries whose reader gave this reason. */
const entriesWith = (reason: string): Promise<Entry[]> =>
  superuser.query<Entry[]>(
    `SELECT kind, what, role, status, detail, case_ids::text[] AS shown FROM caseward.access_log WHERE reason = $1
      ORDER BY access_id`,
    [reason],
  );
const because = (reason: string) => ({ 'access-reason': reason });

/** The API cannot write the trail while `work` goes on. */
async function withoutTrail(work: () => Promise<void>): Promise<void> {
  await superuser.query('REVOKE INSERT ON caseward.access_log FROM caseward_api, caseward_api_system');
  try {
    await work();
  } finally {
    const columns = 'accessed_at, kind, what, person_id, role, case_id, case_ids, detail, reason, status, times';
    await superuser.query(`GRANT INSERT (${columns}) ON caseward.access_log TO caseward_api, caseward_api_system`);
  }
}

describe('before an answer leaves', () => {
  it('a list says which cases it showed, and whoever was shown stands with the case [IM-6]', async () => {
    const list = await badr.get<{ items: { caseId: string }[] }>('/v1/cases', because('list_look'));
    const [entry] = await entriesWith('list_look');
    expect(entry).toMatchObject({ kind: 'list', what: 'cases.list', role: 'SUP', status: 200 });
    expect(entry!.shown).toEqual(list.body.items.map((item) => item.caseId));
    await amal.get('/v1/inbox', because('inbox_look'));
    expect((await entriesWith('inbox_look'))[0]!.shown).toContain(caseId);
    const log = await sami.get<{ items: AccessView[] }>(`/v1/audit/cases/${caseId}/accesses`);
    const views = log.body.items.filter(({ reason }) => reason?.endsWith('_look') === true);
    expect(views.map(({ what, caseId: asked }) => [what, asked])).toEqual([
      ['work.inbox', null],
      ['cases.list', null],
    ]);
  });

  it('a write stands in its own transaction and as an answer, an override by its name [IM-6]', async () => {
    const sent = await amal.post(
      `/v1/cases/${caseId}/notes`,
      { form: { told: 'CANARY' } },
      { headers: because('write') },
    );
    expect(sent.status, sent.text).toBe(200);
    const log = await sami.get<{ items: AccessView[] }>(`/v1/audit/cases/${caseId}/accesses?all=true`);
    expect(log.body.items.slice(0, 2).map(({ kind, what, role }) => [kind, what, role])).toEqual([
      ['write', 'intake_writes.note', 'CW'],
      ['record', 'record.recordNote', 'CW'],
    ]);
    expect(log.text).not.toContain('CANARY');
  });

  it('a refusal stands in codes, whoever was refused [IM-6]', async () => {
    expect((await basim.get(`/v1/cases/${caseId}`, because('not_seen'))).status).toBe(404);
    expect((await amal.get(`/v1/audit/cases/${caseId}`, because('not_permitted'))).status).toBe(403);
    const nobody = await api.app.inject({ url: `/v1/cases/${caseId}`, headers: because('nobody') });
    expect(nobody.statusCode).toBe(401);
    const early = await amal.post(`/v1/cases/${caseId}/closure`, {}, { headers: because('rule') });
    expect(early.status).toBeGreaterThanOrEqual(400);
    const found = [
      await entriesWith('not_seen'),
      await entriesWith('not_permitted'),
      await entriesWith('nobody'),
    ].flat();
    expect(found.map(({ kind, role, status, detail }) => [kind, role, status, detail])).toEqual([
      ['refusal', 'CW', 404, 'NOT_FOUND'],
      ['refusal', 'CW', 403, 'NOT_PERMITTED'],
      ['refusal', null, 401, 'SIGN_IN_NEEDED'],
    ]);
  });

  it('a refused look for a name, into the engine, or by HEAD is a refusal like any other [IM-6] [IM-2]', async () => {
    const head = await api.app.inject({
      ...{ method: 'HEAD', url: `/v1/cases/${caseId}` },
      headers: { ...(await basim.headers()), ...because('only_head') },
    });
    expect([head.statusCode, head.payload]).toEqual([404, '']);
    await basim.get(`/v1/cases/${caseId}/name`, because('name_of_another'));
    await sami.get(`/v1/cases/${caseId}/name`, because('name_for_admin'));
    await basim.put(`/v1/cases/${caseId}/name`, { fullName: 'CANARY' }, because('name_planted'));
    await sami.post('/v1/codec/decode', { payloads: [] }, { headers: because('engine_look') });
    const reasons = ['only_head', 'name_of_another', 'name_for_admin', 'name_planted', 'engine_look'];
    const found = (await Promise.all(reasons.map(entriesWith))).flat();
    expect(found.map(({ kind, what, status }) => [kind, what, status])).toEqual([
      ['refusal', 'cases.file', 404],
      ['refusal', 'names.name', 404],
      ['refusal', 'names.name', 403],
      ['refusal', 'names.keep', 404],
      ['refusal', 'codec.decode', 403],
    ]);
  });

  it('whoever knocks again and again fills no disk [IM-6]', async () => {
    const farah = new ApiPerson(api, 'sup.farah');
    for (let no = 0; no < 70; no += 1) await farah.get(`/v1/cases/${caseId}`, because('flood'));
    const entries = await entriesWith('flood');
    expect(entries).toHaveLength(60);
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(['refusal']));
  });

  it('who signs in, fails to, and signs out stands in it, without what was typed', async () => {
    const browser = await new Browser(api).signIn('cw.amal');
    expect((await browser.post('/auth/logout', { headers: { 'caseward-csrf': await browser.csrf() } })).status).toBe(
      204,
    );
    const page = await browser.toSignIn();
    const failed = await browser.post(page, { form: { login: 'cw.amal', password: 'CANARY-wrong' } });
    expect(failed.status).toBe(403);
    const found = await superuser.query<Entry[]>(
      `SELECT kind, what, person_id AS person, role, status, detail FROM caseward.access_log
        WHERE what ~ '^(sign_in_pages|web_sessions)' ORDER BY access_id`,
    );
    const person = 'demo-cw-amal';
    expect(found).toEqual([
      { kind: 'session', what: 'sign_in_pages.answer', person, role: null, status: 303, detail: null },
      { kind: 'session', what: 'web_sessions.callback', person, role: 'CW', status: 303, detail: null },
      { kind: 'session', what: 'web_sessions.logout', person, role: 'CW', status: 200, detail: null },
      {
        kind: 'refusal',
        what: 'sign_in_pages.answer',
        person: null,
        role: null,
        status: 403,
        detail: 'SIGN_IN_REFUSED',
      },
    ]);
  });

  it('whatever shows a case says so, also where it was asked for something else [IM-6]', async () => {
    const values = '{ assessment.low: 4 }';
    const agreed = '[{ agency: agency-lantern, by: COORD, on: 2025-12-01 }]';
    const document = `version: sop-seen\ntitle: Invented\nzone: UTC\neffectiveFrom: 2026-01-01\napprovedBy: ${agreed}\nvalues: ${values}\n`;
    const seen = await sami.post<{ moves: { caseId: string }[] }>(
      '/v1/policies/preview',
      { document },
      { headers: because('preview') },
    );
    expect(seen.status, seen.text).toBe(200);
    const [entry] = await entriesWith('preview');
    expect(entry).toMatchObject({ kind: 'list', what: 'policies.preview', role: 'ADM' });
    expect(entry!.shown).toContain(caseId);
  });

  it('what is begun and thrown away is a write, and no look at the case [IM-6]', async () => {
    const draft = `/v1/cases/${caseId}/drafts/note`;
    expect((await amal.put(draft, { version: 1, data: {} }, because('begun'))).status).toBe(200);
    await amal.delete(draft, because('thrown_away'));
    const found = [...(await entriesWith('begun')), ...(await entriesWith('thrown_away'))];
    expect(found.map(({ kind, what }) => [kind, what])).toEqual([
      ['write', 'form_drafts.save'],
      ['write', 'form_drafts.drop'],
    ]);
  });

  it('what is about no case is not in the trail, and numbers that leave as a file are [IM-6]', async () => {
    await amal.get('/v1/me', because('about_nobody'));
    await amal.get('/v1/forms', because('about_nobody'));
    expect(await entriesWith('about_nobody')).toEqual([]);
    const period = 'from=2026-01-01&to=2026-01-31';
    const sheet = await badr.get(`/v1/indicators?${period}`, { ...because('sheet'), accept: 'text/csv' });
    expect(sheet.status, sheet.text).toBe(200);
    expect(await entriesWith('sheet')).toMatchObject([{ kind: 'export', what: 'indicators.report' }]);
  });
});

describe('when the trail cannot be written', () => {
  it('nothing is shown, nothing is said, and a write that was recorded is answered later [IM-6]', async () => {
    const key = '6a7a4a38-3a0c-4d1c-9f59-7c07e5f8b6a1';
    const note = () => amal.post(`/v1/cases/${caseId}/notes`, { form: { told: 'CANARY' } }, { key });
    await withoutTrail(async () => {
      const answers = [
        await amal.get(`/v1/cases/${caseId}`),
        await amal.get('/v1/cases'),
        await basim.get(`/v1/cases/${caseId}`),
        await note(),
      ];
      for (const { status, body, text } of answers) {
        expect([status, (body as { rule?: string }).rule]).toEqual([503, 'IM-6']);
        expect(text).not.toContain(caseId.toUpperCase());
      }
    });
    expect((await note()).status).toBe(200);
  });

  it('no live change leaves either [IM-6]', async () => {
    const stream = await EventStream.open(api, badr);
    const fresh = await registeredCase(amal);
    await vi.waitFor(() => expect(stream.tasks(fresh).length).toBeGreaterThan(0), { timeout: 10_000, interval: 20 });
    await withoutTrail(async () => {
      await amal.post(`/v1/cases/${fresh}/assessments`, { form: {} });
      await stream.ended;
    });
    const [noted] = await superuser.query<{ changes: number }[]>(
      `SELECT count(*)::integer AS changes FROM caseward.access_log WHERE what = 'events.events' AND case_ids <> '{}'`,
    );
    expect(stream.events.length).toBeLessThanOrEqual(noted!.changes);
  });

  it('lost connections lose no entry: whoever was shown something stands there [IM-6]', async () => {
    const reads = Array.from({ length: 60 }, (_, index) => `burst_${String(index)}`);
    const answers = reads.map(async (reason, index) => {
      if (index % 20 === 10) {
        await superuser.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'caseward_api' AND datname = current_database()`,
        );
      }
      const { status } = await amal.get(`/v1/cases/${caseId}`, because(reason));
      return { reason, status };
    });
    const seen = (await Promise.all(answers)).filter(({ status }) => status === 200);
    for (const { reason } of seen) expect(await entriesWith(reason)).toHaveLength(1);
    console.log(`audit before disclosure: ${String(seen.length)} of 60 answered while connections were cut, all noted`);
  });
});
