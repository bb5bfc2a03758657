import { randomUUID } from 'node:crypto';
import { OpenApi } from '@caseward/api';
import { ROLES, type Role } from '@caseward/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bodies } from './matrix/bodies.js';
import { EXPECTED } from './matrix/expected.js';
import type { Row } from './matrix/row.js';
import { CASES, NOTHING_THERE, PERSONAS, READS, type CaseName, type Standing } from './matrix/standings.js';
import { applied, registeredCase } from './support/casework.js';
import { ApiPerson, type Answer } from './support/person.js';
import { runningApi } from './support/running-api.js';
import { REFERRAL, sharingCase, TRANSFER } from './support/sharing.js';

const CONTENT = 'CANARY-what-the-child-said';
const SHARED = 'CANARY-what-the-clinic-needs';
const NAME = 'CANARY-invented-name';
const PEOPLE = ROLES.filter((role) => role !== 'SYSTEM');
const LIVE = 'GET /v1/events';
/** Ends the session that it is asked in. */
const LEAVING = 'POST /auth/logout';
const AT_ONCE = 12;
/** One id of no case for all questions: many would look like somebody who searches. */
const NO_CASE = randomUUID();

type Operation = Readonly<Record<string, unknown>>;
const rows = new Map<string, Row>(EXPECTED.flatMap((row) => row.operations.map((name) => [name, row] as const)));
const isFor = (name: string, role: Role): boolean => rows.get(name)?.roles.split(' ').includes(role) === true;

describe('the authorisation matrix', () => {
  // Whoever asks this much is stopped otherwise, which is tested elsewhere.
  const api = runningApi({ policyValues: { 'reading.misses_day': 10_000, 'reading.margin_cases': 10_000 } });
  const as = (login: string): ApiPerson => new ApiPerson(api, login);
  const amal = as('cw.amal');
  const counted = { roles: 0, relations: 0, hidden: 0, answers: 0 };
  const cases: Record<CaseName, string> = { plain: '', shared: '', opened: '' };
  const forms: Record<CaseName, string> = { plain: '', shared: '', opened: '' };
  let sharedForm = '';
  let operations: ReadonlyMap<string, Operation>;
  let bodies: Bodies;

  async function assessed(caseId: string): Promise<string> {
    const { events } = applied(await amal.post(`/v1/cases/${caseId}/assessments`, { form: { views: CONTENT } }));
    return events[0]?.contentId ?? '';
  }

  async function share(caseId: string): Promise<string> {
    const sent = applied(await amal.post(`/v1/cases/${caseId}/referrals`, { ...REFERRAL, form: { need: SHARED } }));
    const members = ['demo-conf-uma', 'demo-bidp-vera'].map((memberId) => ({
      ...{ memberId, organisationId: 'agency-willow', role: 'specialist' },
    }));
    const conference = {
      conferenceId: 'k-1',
      purposes: ['complex_case'],
      chairId: 'demo-sup-badr',
      plannedFor: '2029-06-05',
    };
    applied(await amal.post(`/v1/cases/${caseId}/conferences`, { ...conference, members }));
    applied(await amal.post(`/v1/cases/${caseId}/transfer-proposals`, TRANSFER));
    applied(await as('sup.badr').post(`/v1/cases/${caseId}/transfers`, TRANSFER));
    return sent.events.find(({ contentId }) => contentId !== undefined)?.contentId ?? '';
  }

  beforeAll(async () => {
    const document = api.app.get(OpenApi).document();
    const named = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    );
    operations = new Map(named);
    bodies = new Bodies(document);
    cases.plain = await registeredCase(amal);
    cases.shared = await sharingCase(amal);
    cases.opened = await registeredCase(amal);
    for (const name of CASES) {
      forms[name] = await assessed(cases[name]);
      expect((await amal.put(`/v1/cases/${cases[name]}/name`, { fullName: NAME })).status).toBe(200);
    }
    sharedForm = await share(cases.shared);
    expect((await amal.post(`/v1/cases/${cases.plain}/data-entry`, { personId: 'demo-de-kim' })).status).toBe(201);
    const night = { accessId: 'night-1', reason: 'police_or_court', form: { call: 'invented' } };
    applied(await as('cw.basim').steppedUp().post(`/v1/cases/${cases.opened}/emergency-accesses`, night));
  });

  afterAll(() => {
    const { roles, relations, hidden, answers } = counted;
    const cells = roles + relations + hidden;
    console.log(
      `matrix: ${String(operations.size)} operations; ${String(cells)} cells: ${String(roles)} by role, ${String(relations)} by ` +
        `relation, ${String(hidden)} of what is hidden; ${String(answers)} answers searched for marks`,
    );
  });

  function urlOf(name: string, ids: Readonly<Record<string, string>> = {}): string {
    const [, path = ''] = name.split(' ');
    return path.replaceAll(/\{(\w+)\}/g, (_, key: string) => ids[key] ?? (key === 'caseId' ? NO_CASE : randomUUID()));
  }

  async function call(who: ApiPerson, name: string, url: string, body: unknown): Promise<Answer<{ code?: string }>> {
    if (name.startsWith('GET')) return who.get(url);
    if (name.startsWith('PUT')) return who.put(url, body);
    return name.startsWith('DELETE') ? who.delete(url) : who.post(url, body);
  }

  it('has a row for every operation of the description, and none besides', () => {
    expect([...rows.keys()].sort()).toEqual([...operations.keys()].sort());
    expect(EXPECTED.flatMap((row) => row.operations)).toHaveLength(rows.size);
  });

  it('lets each role reach what section 2 gives it, and nothing else [SPEC-2]', async () => {
    const wrong: string[] = [];
    for (const role of PEOPLE) {
      const who = as(PERSONAS.find((persona) => persona.role === role)?.login ?? '');
      const ask = async ([name, { roles }]: readonly [string, Row]): Promise<void> => {
        const isOpen = roles === 'anybody' || isFor(name, role);
        // A stream that is let in does not end.
        if (name === LIVE && isOpen) return;
        const asking = name === LEAVING ? new ApiPerson(api, who.login, ['pwd', 'leaving']) : who;
        const { status, body } = await call(asking, name, urlOf(name), {});
        counted.roles += 1;
        const isLetIn = status !== 401 && (status !== 403 || body.code === 'STEP_UP_REQUIRED');
        if (isLetIn !== isOpen) wrong.push(`${role} ${name}: ${String(status)}`);
      };
      const all = [...rows];
      for (let at = 0; at < all.length; at += AT_ONCE) await Promise.all(all.slice(at, at + AT_ONCE).map(ask));
    }
    expect(wrong).toEqual([]);
  });

  /** What stands in an answer that is more than its operation may give to this reader. */
  function marksTooMany(name: string, standing: Standing, text: string): string[] {
    const gives = rows.get(name)?.gives;
    const allowed = [
      ...(gives === 'content' && standing !== 'structure' ? [CONTENT] : []),
      ...(gives === 'shared' || gives === 'content' ? [SHARED] : []),
      ...(gives === 'name' ? [NAME] : []),
    ];
    counted.answers += 1;
    return [CONTENT, SHARED, NAME].filter((mark) => text.includes(mark) && !allowed.includes(mark));
  }

  it('answers each reader of a case by relation and sensitivity [PERM-4] [IM-2] [IM-3]', async () => {
    const reads = [...operations.keys()].filter((name) => name.startsWith('GET') && name.includes('{caseId}'));
    expect(reads.sort()).toEqual([...Object.keys(READS), ...NOTHING_THERE].sort());
    const wrong: string[] = [];
    for (const { login, role, stands } of PERSONAS) {
      for (const which of CASES) {
        const standing = stands[which] ?? 'none';
        const ask = async (name: string): Promise<void> => {
          const contentId = name.includes('shared-cases') ? sharedForm : forms[which];
          const url = urlOf(name, { caseId: cases[which], contentId, form: 'assessment' });
          const query = name.endsWith('subject-copy') ? `?request=${randomUUID()}` : '';
          const { status, text } = await as(login).get(`${url}${query}`);
          counted.relations += 1;
          const expected = !isFor(name, role) ? 403 : READS[name]?.includes(standing) === true ? 200 : 404;
          if (status !== expected)
            wrong.push(`${login} ${standing} ${name}: ${String(status)} not ${String(expected)}`);
          const marks = marksTooMany(name, standing, text);
          if (marks.length > 0) wrong.push(`${login} ${standing} ${name}: ${marks.join(' ')}`);
        };
        await Promise.all(reads.map(ask));
      }
    }
    expect(wrong).toEqual([]);
  });

  it('answers to who sees nothing of a case as if there were none, whatever is asked', async () => {
    const wrong: string[] = [];
    const onCases = [...operations].filter(([name]) => name.includes('/v1/cases/{caseId}') && !name.startsWith('GET'));
    const ids = { form: 'assessment', caseId: cases.plain };
    const bare = (text: string): string => text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID');
    for (const { login, role, isColleague } of PERSONAS.filter(({ stands }) => stands.plain === undefined)) {
      const who = as(login).steppedUp();
      for (const [name, operation] of onCases.filter(([one]) => isFor(one, role))) {
        // IM-3: an emergency opens what is not visible yet, within the agency.
        if (isColleague === true && name.endsWith('/emergency-accesses')) continue;
        const body = bodies.of(name, operation);
        const there = await call(who, name, urlOf(name, ids), body);
        const absent = await call(who, name, urlOf(name, { form: ids.form }), body);
        counted.hidden += 1;
        if (there.status !== 404) wrong.push(`${login} ${name}: ${String(there.status)} ${String(there.body.code)}`);
        if (bare(there.text) !== bare(absent.text)) wrong.push(`${login} ${name}: told from an absent one`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
