import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD, PEOPLES_COMMANDS } from '@caseward/contracts';
import { RouteTable } from '@caseward/api';
import { beforeAll, describe, expect, it } from 'vitest';
import { applied, registeredCase } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';

const CANARY = 'CANARY-the-child-said';

describe('who sees what', () => {
  const api = runningApi();
  const as = (login: string) => new ApiPerson(api, login);
  const amal = as('cw.amal');
  let caseId = '';
  let contentId = '';

  beforeAll(async () => {
    caseId = await registeredCase(amal);
    expect((await amal.post(`/v1/cases/${caseId}/data-entry`, { personId: 'demo-de-kim' })).status).toBe(201);
    const assessed = applied(await amal.post(`/v1/cases/${caseId}/assessments`, { form: { views: CANARY } }));
    contentId = assessed.events[0]?.contentId ?? '';
  });

  it('every route declares its access, and every command of people has exactly one route', () => {
    const routes = api.app.get(RouteTable).routes();
    expect(routes.filter(({ access }) => access === undefined).map(({ name }) => name)).toEqual([]);
    const given = routes.flatMap(({ access }) => (access?.kind === 'gives' ? [access.command] : []));
    expect(given.filter((command) => command !== 'any').sort()).toEqual([...PEOPLES_COMMANDS].sort());
  });

  it('nothing but the declared routes listens', async () => {
    const open = api.app
      .get(RouteTable)
      .routes()
      .filter(({ access }) => access?.kind === 'public');
    expect(open.map(({ path }) => path).sort()).toEqual(
      [
        ...['/docs', '/docs/:asset', '/docs/openapi.json', '/livez', '/readyz', '/v1/simulation'],
        ...['/auth/login', '/auth/callback', '/auth/sign-in/:uid', '/auth/sign-in/:uid'],
        '/.well-known/oauth-protected-resource',
      ].sort(),
    );
  });

  it('every route that is not public answers 401 to nobody', async () => {
    const closed = api.app
      .get(RouteTable)
      .routes()
      .filter(({ access }) => access?.kind !== 'public');
    const answers = await Promise.all(
      closed.map(async ({ method, path }) => {
        const url = path.replaceAll(/:\w+/g, randomUUID());
        return [`${method} ${path}`, (await api.app.inject({ method: method as 'GET', url })).statusCode];
      }),
    );
    expect(answers.filter(([, status]) => status !== 401)).toEqual([]);
  });

  it.each(['cw.basim', 'sup.farah', 'mgr.jude', 'head.quinn', 'sup.omar'])(
    'for %s the case of another is the same as no case',
    async (login) => {
      const [nobody, other] = [randomUUID(), as(login)];
      const addresses = (id: string): string[] => [
        `/v1/cases/${id}`,
        `/v1/cases/${id}/timeline`,
        `/v1/cases/${id}/contents/${contentId}`,
      ];
      for (const [index, url] of addresses(caseId).entries()) {
        const [invisible, absent] = [await other.get(url), await other.get(addresses(nobody)[index]!)];
        expect(invisible.status).toBe(404);
        expect(invisible.text.replaceAll(caseId, nobody)).toBe(absent.text);
        expect(withoutDate(invisible.headers)).toEqual(withoutDate(absent.headers));
      }
    },
  );

  it('for a writer too the case of another is the same as no case', async () => {
    const [nobody, basim] = [randomUUID(), as('cw.basim')];
    const url = (id: string) => `/v1/cases/${id}/assessments`;
    const [invisible, absent] = [await basim.post(url(caseId)), await basim.post(url(nobody))];
    expect(invisible.status).toBe(404);
    expect(invisible.text.replaceAll(caseId, nobody)).toBe(absent.text);
    const escalation = (id: string) => `/v1/escalations/${id}~assessment:1:4/acknowledgement`;
    const farah = as('sup.farah');
    const [hidden, none] = [await farah.post(escalation(caseId)), await farah.post(escalation(nobody))];
    expect(hidden.status).toBe(404);
    expect(hidden.text.replaceAll(caseId, nobody)).toBe(none.text);
  });

  it.each(['cw.amal', 'sup.badr', 'mgr.gale', 'head.lena', 'de.kim'])(
    '%s sees the case and its form',
    async (login) => {
      expect((await as(login).get(`/v1/cases/${caseId}`)).status).toBe(200);
      const form = await as(login).get<{ content: unknown }>(`/v1/cases/${caseId}/contents/${contentId}`);
      expect(form.body).toMatchObject({ form: 'assessment', content: { views: CANARY } });
    },
  );

  it('the administrator sees structure and no trace of content', async () => {
    const admin = as('admin.sami');
    const answers = await Promise.all(
      [`/v1/cases/${caseId}`, `/v1/cases/${caseId}/timeline`, `/v1/audit/cases/${caseId}`].map((url) => admin.get(url)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const seen = answers.map(({ text }) => text).join('');
    for (const trace of [CANARY, contentId, '"contentId"', '"digest"']) expect(seen).not.toContain(trace);
    expect((await admin.file(caseId)).availableCommands).toEqual(['adoptPolicy']);
    expect((await admin.get(`/v1/cases/${caseId}/contents/${contentId}`)).status).toBe(403);
    expect((await admin.get('/v1/inbox')).status).toBe(403);
  });

  it.each(['coord.rana', 'rfp.tariq', 'conf.uma', 'bidp.vera', 'comm.wafa'])('%s sees no case', async (login) => {
    expect((await as(login).get(`/v1/cases/${caseId}`)).status).toBe(403);
    expect((await as(login).get('/v1/cases')).status).toBe(403);
    expect((await as(login).get('/v1/me')).status).toBe(200);
  });

  it('lists show each their own', async () => {
    const mine = async (login: string, query = '') =>
      (await as(login).get<{ items: { caseId: string }[] }>(`/v1/cases${query}`)).body.items.map((item) => item.caseId);
    for (const login of ['cw.amal', 'sup.badr', 'mgr.gale', 'head.lena']) expect(await mine(login)).toContain(caseId);
    for (const login of ['cw.basim', 'sup.farah', 'mgr.jude', 'head.quinn'])
      expect(await mine(login)).not.toContain(caseId);
    expect(await mine('admin.sami', '?agencyId=agency-lantern')).toContain(caseId);
  });

  it('who has left is out at once, whatever the token says', async () => {
    const carla = as('cw.carla');
    expect((await carla.get('/v1/me')).status).toBe(200);
    await api.dataSource.query(`UPDATE caseward.person SET active = false WHERE person_id = 'demo-cw-carla'`);
    expect((await carla.get('/v1/me')).status).toBe(401);
    expect((await carla.steppedUp().get('/v1/me')).status).toBe(401);
  });

  it('no log line has a narrative, a name or an id from an address', () => {
    const lines = api.logged.join('');
    expect(api.logged.length).toBeGreaterThan(20);
    for (const trace of [CANARY, caseId, contentId, 'demo-cw-amal', DEMO_PASSWORD]) expect(lines).not.toContain(trace);
    expect(lines).toContain('"route":"/v1/cases/:caseId/assessments"');
  });
});

function withoutDate({ date: _, ...headers }: Readonly<Record<string, unknown>>): unknown {
  return headers;
}
