import { randomUUID } from 'node:crypto';
import { StandingDuties } from '@caseward/api';
import type {
  DutyFilesView,
  HandoverPreviewView,
  HandoverView,
  OrganisationView,
  PostView,
  PostsView,
  SpansView,
} from '@caseward/contracts';
import { upsertAccounts, type Account } from '@caseward/persistence';
import { beforeAll, describe, expect, it } from 'vitest';
import { applied, consentedCase, HIGH, LOW, registeredCase } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';

const NORTH = { teamId: 'team-harbour', officeId: 'office-coast', agencyId: 'agency-lantern' };
/** Invented people without a post: the administrator has made their accounts. */
const newcomers = [1, 2, 3, 4, 5, 6, 7].map((n): Account => {
  const place = { teamId: null, officeId: null, agencyId: null };
  const personId = `demo-new-${String(n)}`;
  return {
    ...place,
    personId,
    displayName: `New ${String(n)}`,
    role: 'CW',
    active: false,
    login: `new.${String(n)}`,
    passwordHash: '-',
  };
});

describe('the organisation over the API', () => {
  const api = runningApi();
  const [amal, basim, badr, gale, lena, sami, pilar] = [
    ...['cw.amal', 'cw.basim', 'sup.badr', 'mgr.gale', 'head.lena', 'admin.sami', 'mgr.pilar'],
  ].map((login) => new ApiPerson(api, login)) as [
    ApiPerson,
    ApiPerson,
    ApiPerson,
    ApiPerson,
    ApiPerson,
    ApiPerson,
    ApiPerson,
  ];
  const open = (by: ApiPerson, n: number, more: object = {}, key = randomUUID()) =>
    by.post<PostView>(`/v1/people/demo-new-${String(n)}/posts`, { role: 'CW', teamId: NORTH.teamId, ...more }, { key });
  const spanOf = async (id: string) =>
    (await gale.get<SpansView>('/v1/spans')).body.supervisors.find(({ supervisorId }) => supervisorId === id);
  const casesOf = (caseworkerId: string, count: number) =>
    api.dataSource.query(
      `INSERT INTO caseward.case_summary (case_id, seq, stage, level, episode, caseworker_id, team_id, office_id, agency_id,
          closure_recommended)
        SELECT gen_random_uuid(), 1, 'IMPLEMENTING', 'LOW', 1, $1, $2, $3, $4, false FROM generate_series(1, $5::integer)`,
      [caseworkerId, NORTH.teamId, NORTH.officeId, NORTH.agencyId, count],
    );

  beforeAll(() => upsertAccounts(api.dataSource, newcomers));

  it('a seventh caseworker of a supervisor needs the manager and a reason, and the report shows it [SUPV-1] [O-39]', async () => {
    for (const n of [1, 2, 3]) expect((await open(badr, n)).status).toBe(201);
    // Two at the same moment, and room for one.
    const pair = await Promise.all([open(badr, 4), open(badr, 5)]);
    expect(pair.map(({ status }) => status).sort()).toEqual([201, 409]);
    const seventh = pair[0]?.status === 409 ? 4 : 5;
    const url = `/v1/people/demo-new-${String(seventh)}/posts`;
    const post = { role: 'CW', teamId: NORTH.teamId, supervisorId: 'demo-sup-badr' };
    const reason = 'Until the second supervisor is back.';
    const refused = await badr.refused(url, { ...post, overLimit: true, reason });
    expect(refused).toMatchObject({ status: 409, code: 'OVER_LIMIT', rule: 'SUPV-1', inputs: { count: 7, limit: 6 } });
    expect(await gale.refused(url, { ...post, overLimit: true })).toMatchObject({ status: 422, code: 'FIELD_MISSING' });
    expect(await spanOf('demo-sup-badr')).toMatchObject({ caseworkers: 6, isOverLimit: false });
    const key = randomUUID();
    const opened = await open(gale, seventh, { ...post, overLimit: true, reason }, key);
    expect(opened.body, opened.text).toMatchObject({
      postId: key,
      isOverLimit: true,
      reason,
      supervisorId: 'demo-sup-badr',
    });
    expect((await open(gale, seventh, { ...post, overLimit: true, reason }, key)).body).toEqual(opened.body);
    expect((await open(gale, 6, post, key)).status).toBe(422);
    expect(await spanOf('demo-sup-badr')).toMatchObject({ caseworkers: 7, isOverLimit: true });
    const mine = await badr.get<OrganisationView>('/v1/organisation');
    expect(mine.body.posts.filter(({ supervisorId }) => supervisorId === 'demo-sup-badr')).toHaveLength(7);
  });

  it('posts are kept by those above them in their agency, and seen by nobody else [SPEC-3.11]', async () => {
    expect((await amal.get('/v1/organisation')).status).toBe(403);
    expect((await open(sami, 6)).status).toBe(403);
    expect((await open(pilar, 6)).status).toBe(422);
    expect((await pilar.get('/v1/people/demo-cw-amal/posts')).status).toBe(404);
    const other = await badr.refused('/v1/people/demo-new-6/posts', { role: 'SUP', teamId: NORTH.teamId });
    expect(other).toMatchObject({ status: 403, code: 'NOT_PERMITTED', rule: 'SPEC-3.11' });
    const own = (await lena.get<PostsView>('/v1/people/demo-head-lena/posts')).body.items[0]!;
    expect(await lena.refused(`/v1/posts/${own.postId}/end`, { reason: 'left' })).toMatchObject({ code: 'OWN_WORK' });
    const whole = await sami.get<OrganisationView>('/v1/organisation');
    expect(whole.body.agencies.map(({ agencyId }) => agencyId)).toContain('agency-compass');
    const led = (await badr.get<OrganisationView>('/v1/organisation')).body.posts;
    expect(led.filter(({ teamId }) => teamId !== NORTH.teamId)).toEqual([]);
  });

  it('whoever has open cases hands them over first; whose post ended acts no longer, and history stays [SPEC-3.11]', async () => {
    const caseId = await registeredCase(basim);
    const { items } = (await gale.get<PostsView>('/v1/people/demo-cw-basim/posts')).body;
    const end = `/v1/posts/${items[0]!.postId}/end`;
    const held = await badr.refused(end, { reason: 'left' });
    expect(held).toMatchObject({ status: 409, code: 'NOT_HANDED_OVER', inputs: { cases: 1, caseworkers: 0 } });
    const to = { to: { caseworkerId: 'demo-cw-amal' }, childAndFamilyConsulted: true };
    applied(await badr.post(`/v1/cases/${caseId}/owner`, to));
    expect((await badr.post<PostView>(end, { reason: 'left' })).body.endReason).toBe('left');
    expect((await basim.get('/v1/me')).status).toBe(401);
    expect(
      await badr.refused(`/v1/cases/${caseId}/owner`, { ...to, to: { caseworkerId: 'demo-cw-basim' } }),
    ).toMatchObject({ status: 422 });
    const again = await gale.post<PostView>('/v1/people/demo-cw-basim/posts', {
      ...{ role: 'CW', teamId: NORTH.teamId, supervisorId: 'demo-sup-salma' },
    });
    expect(again.status, again.text).toBe(201);
    expect((await basim.get('/v1/me')).status).toBe(200);
    const history = (await gale.get<PostsView>('/v1/people/demo-cw-basim/posts')).body.items;
    expect(history.map(({ endReason, supervisorId }) => [endReason, supervisorId])).toEqual([
      ['left', 'demo-sup-badr'],
      [null, 'demo-sup-salma'],
    ]);
  });

  it('nobody is given a case while away; the deputy is somebody who may open the same cases [SPEC-3.11]', async () => {
    const url = '/v1/people/demo-new-1/absences';
    const leave = { kind: 'leave', endsAt: '2099-01-01T00:00:00Z' };
    expect(await badr.refused(url, { ...leave, deputyId: 'demo-cw-amal' })).toMatchObject({ status: 422 });
    expect((await badr.post(url, { ...leave, deputyId: 'demo-sup-badr' })).status).toBe(201);
    const caseId = await registeredCase(amal);
    const to = { to: { caseworkerId: 'demo-new-1' }, childAndFamilyConsulted: true };
    const refused = await badr.refused(`/v1/cases/${caseId}/owner`, to);
    expect(refused).toMatchObject({ status: 422, errors: [{ pointer: '/to/caseworkerId' }] });

    // Back earlier: the same request once more changes nothing, and the cases may come again.
    const { absences } = (await badr.get<OrganisationView>('/v1/organisation')).body;
    const end = `/v1/absences/${absences.find(({ personId }) => personId === 'demo-new-1')!.absenceId}/end`;
    const key = randomUUID();
    for (const _ of [1, 2]) expect((await badr.post(end, {}, { key })).status).toBe(200);
    expect((await badr.refused(end, { endsAt: leave.endsAt })).code).toBe('NOTHING_PENDING');
    expect((await badr.refused(`/v1/absences/${randomUUID()}/end`, {})).status).toBe(404);
    applied(await badr.post(`/v1/cases/${caseId}/owner`, to));
  });

  it('of two assignments at the same moment one finds the caseload full; so does the own registration [SUPV-1] [O-38]', async () => {
    const carla = new ApiPerson(api, 'cw.carla');
    await casesOf('demo-cw-carla', 24);
    const cases = [await registeredCase(amal), await registeredCase(amal)];
    const own = await consentedCase(carla);
    const to = { to: { caseworkerId: 'demo-cw-carla' }, childAndFamilyConsulted: true };
    const both = await Promise.all(cases.map((caseId) => badr.post(`/v1/cases/${caseId}/owner`, to)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const full = await carla.refused(`/v1/cases/${own}/registration`, { concerns: [LOW], overLimit: true });
    expect(full).toMatchObject({ code: 'OVER_LIMIT', rule: 'SUPV-1', inputs: { openCases: 25, limit: 25 } });
    const lifted = { concerns: [LOW], overLimit: true, form: { why: 'invented' } };
    applied(await badr.post(`/v1/cases/${own}/registration`, lifted));
    const { body } = await badr.get<{ items: object[] }>('/v1/caseloads');
    expect(body.items).toContainEqual({ caseworkerId: 'demo-cw-carla', openCases: 26, isOverLimit: true });
  });

  it('case 101 of a data entry person needs the manager and a reason, and the report shows it [SUPV-1]', async () => {
    await casesOf('demo-new-2', 100);
    await api.dataSource.query(
      `INSERT INTO caseward.data_entry_case (assignment_id, person_id, case_id, starts_at, recorded_at, assigned_by)
        SELECT gen_random_uuid(), 'demo-de-kim', case_id, now(), now(), 'demo-sup-badr' FROM caseward.case_summary
        WHERE caseworker_id = 'demo-new-2'`,
    );
    const caseId = await registeredCase(amal);
    const [url, body] = [`/v1/cases/${caseId}/data-entry`, { personId: 'demo-de-kim' }];
    const refused = await amal.refused(url, body);
    expect(refused).toMatchObject({
      status: 409,
      code: 'OVER_LIMIT',
      rule: 'SUPV-1',
      inputs: { count: 101, limit: 100 },
    });
    const assigned = await gale.post(url, { ...body, overLimit: true, reason: 'A campaign ends this week.' });
    expect(assigned.status, assigned.text).toBe(201);
    const { dataEntry } = (await gale.get<SpansView>('/v1/spans')).body;
    expect(dataEntry).toContainEqual({ personId: 'demo-de-kim', openCases: 101, isOverLimit: true });
    expect((await amal.post(`/v1/cases/${caseId}/data-entry-ends`, body)).status).toBe(200);
    const intake = { source: 'community', authoredBy: 'demo-cw-amal' };
    const full = await new ApiPerson(api, 'de.kim').refused('/v1/cases', intake);
    expect(full).toMatchObject({ status: 409, code: 'OVER_LIMIT', rule: 'SUPV-1', inputs: { count: 101 } });
    const after = (await gale.get<SpansView>('/v1/spans')).body.dataEntry;
    expect(after).toContainEqual({ personId: 'demo-de-kim', openCases: 100, isOverLimit: false });
  });

  it('a caseload is handed over as one operation, shown before; what a rule refuses stays and says why [TR-2] [SUPV-1] [SPEC-3.11]', async () => {
    const [dunya, farah] = [new ApiPerson(api, 'cw.dunya'), new ApiPerson(api, 'sup.farah')];
    const cases = [await registeredCase(dunya), await registeredCase(dunya, HIGH), await registeredCase(dunya)];
    const url = '/v1/people/demo-cw-dunya';
    expect((await badr.get(`${url}/handover-preview`)).status).toBe(404);
    const { body: proposal } = await farah.get<HandoverPreviewView>(`${url}/handover-preview`);
    expect(proposal.cases.map(({ caseId }) => caseId).sort()).toEqual([...cases].sort());
    expect(proposal.cases[0]).toMatchObject({
      caseId: cases[1],
      level: 'HIGH',
      to: 'demo-cw-elias',
      isOverLimit: false,
    });
    expect(proposal.cases[0]?.due[0]?.kind).toBe('assessment');
    expect(proposal.caseloads).toEqual([
      { caseworkerId: 'demo-cw-elias', before: 0, count: 3, limit: 25, isOverLimit: false, isAway: false },
    ]);
    const plan = cases.map((caseId, n) => ({ caseId, to: 'demo-cw-elias', childAndFamilyConsulted: n < 2 }));
    const some = await farah.refused(`${url}/handovers`, { reason: 'left', cases: plan.slice(1) });
    expect(some).toMatchObject({ status: 409, code: 'NOT_HANDED_OVER', inputs: { cases: 1 } });
    const key = randomUUID();
    const order = { reason: 'left', cases: plan };
    const started = await farah.post<HandoverView>(`${url}/handovers`, order, { key });
    expect(started.status, started.text).toBe(202);
    expect((await farah.post(`${url}/handovers`, order, { key })).status).toBe(202);
    const progress = async () => (await farah.get<HandoverView>(`/v1/handovers/${key}`)).body;
    await expect.poll(async () => (await progress()).pending, { timeout: 20_000 }).toBe(0);
    const { done, refused, cases: ended } = await progress();
    expect([done, refused]).toEqual([2, 1]);
    expect(ended.find(({ status }) => status === 'refused')).toMatchObject({
      caseId: cases[2],
      refusal: { code: 'CONSULTATION_MISSING', rule: 'TR-2', remedy: 'Consult them and record it.' },
    });
    // Consulted meanwhile: what was left is handed over too.
    const rest = { reason: 'left', cases: [{ ...plan[2]!, childAndFamilyConsulted: true }] };
    expect((await farah.post(`${url}/handovers`, rest)).status).toBe(202);
    const preview = async () => (await farah.get<HandoverPreviewView>(`${url}/handover-preview`)).body.cases.length;
    await expect.poll(preview, { timeout: 20_000 }).toBe(0);
  });

  it('nothing is written beside a case that a hand-over may not name, and a key is for one order [TR-2] [IM-3]', async () => {
    const [elias, farah, omar] = [
      new ApiPerson(api, 'cw.elias'),
      new ApiPerson(api, 'sup.farah'),
      new ApiPerson(api, 'sup.omar'),
    ];
    const [own, other] = [await registeredCase(elias), await registeredCase(amal)];
    const url = '/v1/people/demo-cw-elias/handovers';
    const handing = (caseId: string) => ({
      ...{ caseId, to: 'demo-cw-dunya', childAndFamilyConsulted: true },
      form: { why: 'CANARY' },
    });
    const contents = async (): Promise<number> =>
      (await api.dataSource.query<{ n: number }[]>('SELECT count(*)::integer AS n FROM caseward.form_content'))[0]!.n;
    const before = await contents();
    const strange = { reason: 'ill', cases: [handing(own), handing(other), handing(randomUUID())] };
    expect(await farah.refused(url, strange)).toMatchObject({ status: 422, code: 'UNKNOWN_REFERENCE' });
    expect(await contents()).toBe(before);
    const key = randomUUID();
    const order = { reason: 'ill', cases: [handing(own)] };
    expect((await farah.post(url, order, { key })).status).toBe(202);
    expect((await farah.post(url, order, { key })).status).toBe(202);
    const changed = { reason: 'ill', cases: [{ ...handing(own), childAndFamilyConsulted: false }] };
    expect((await farah.refused(url, changed, { key })).code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect((await omar.refused(url, order, { key })).status).toBe(404);
    const person = '/v1/people/demo-new-7/posts';
    const post = { role: 'DE', officeId: NORTH.officeId };
    expect((await gale.post(person, post, { key: own })).status).toBe(201);
    expect((await gale.post(person, post, { key: own })).status).toBe(201);
    for (const [sender, body] of [
      [gale, { ...post, startsAt: '2026-01-01T00:00:00Z' }],
      [lena, post],
    ] as const) {
      expect((await sender.refused(person, body, { key: own })).code).toBe('IDEMPOTENCY_KEY_REUSED');
    }
  });

  it('everybody in post has a duty file with its clocks, and whoever left has none; twice is once [SPEC-3.11] [SUPV-2]', async () => {
    const duties = api.app.get(StandingDuties);
    const filesOf = async (subjectId: string) =>
      (await lena.get<DutyFilesView>(`/v1/duty-files?subjectId=${subjectId}`)).body.items;
    await duties.bringUpToDate();
    await duties.bringUpToDate();
    await expect.poll(async () => (await filesOf('demo-cw-hana')).length, { timeout: 20_000 }).toBe(1);
    await expect.poll(async () => (await filesOf('team-ridge')).length, { timeout: 20_000 }).toBe(1);
    await expect.poll(async () => (await filesOf('agency-lantern')).length, { timeout: 20_000 }).toBe(1);
    const { postId } = (await lena.get<PostsView>('/v1/people/demo-cw-hana/posts')).body.items[0]!;
    expect((await lena.post(`/v1/posts/${postId}/end`, { reason: 'moved' })).status).toBe(200);
    await duties.bringUpToDate();
    const ended = async () => (await filesOf('demo-cw-hana')).map(({ endedAt }) => endedAt !== null);
    await expect.poll(ended, { timeout: 20_000 }).toEqual([true]);
  });
});
