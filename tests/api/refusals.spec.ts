import type { ProblemBody } from '@caseward/contracts';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consentedCase, plannedCase, registeredCase } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { recordSize } from './support/record.js';
import { runningApi } from './support/running-api.js';

describe('what is refused', () => {
  const api = runningApi();
  const amal = new ApiPerson(api, 'cw.amal');
  const badr = new ApiPerson(api, 'sup.badr');
  let [consented, registered, planned] = ['', '', ''];
  let before: unknown;

  beforeAll(async () => {
    [consented, registered, planned] = await Promise.all([
      consentedCase(amal),
      registeredCase(amal),
      plannedCase(amal),
    ]);
  });
  beforeEach(async () => {
    before = await recordSize(api);
  });
  afterEach(async () => {
    expect(await recordSize(api)).toEqual(before);
  });

  it('an unknown field is named by its pointer', async () => {
    const problem = await amal.refused(`/v1/cases/${consented}/registration`, { concerns: [], urgency: 1 });
    expect(problem).toMatchObject({ status: 400, code: 'MALFORMED', errors: [{ pointer: '/urgency' }] });
  });

  it('an unknown field deep inside is named by its pointer', async () => {
    const concerns = [{ concernId: 'c1', category: 'neglect', level: 'LOW', 'a/b': true }];
    const problem = await amal.refused(`/v1/cases/${consented}/registration`, { concerns });
    expect(problem.errors).toEqual([{ pointer: '/concerns/0/a~1b', detail: 'There is no such field.' }]);
  });

  it('every wrong type is named at once', async () => {
    const problem = await amal.refused(`/v1/cases/${registered}/follow-ups`, { reached: 'dog', channel: 7 });
    expect(problem).toMatchObject({ status: 400, code: 'MALFORMED' });
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/reached', '/channel']);
  });

  it('what has not happened yet names the field and the rule', async () => {
    const problem = await amal.refused(`/v1/cases/${registered}/assessments`, {
      occurredAt: '2999-01-01T00:00:00+03:00',
    });
    expect(problem).toMatchObject({
      status: 422,
      code: 'OCCURRED_IN_FUTURE',
      rule: 'TIME-1',
      errors: [{ pointer: '/occurredAt' }],
    });
    expect(problem.remedy).toBeTruthy();
  });

  it('a date without its offset is no instant', async () => {
    const problem = await amal.refused(`/v1/cases/${registered}/assessments`, { occurredAt: '2026-01-01T00:00:00' });
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '/occurredAt' }] });
  });

  it('a command out of order names the rule and the stage', async () => {
    const problem = await badr.refused(`/v1/cases/${registered}/case-plans/current/sign-off`, {});
    expect(problem).toMatchObject({
      status: 409,
      code: 'NOT_ALLOWED_IN_STAGE',
      rule: 'SPEC-3.4',
      inputs: { stage: 'REGISTERED' },
    });
  });

  it('a rule that points into the payload points into the body', async () => {
    const to = { caseworkerId: 'demo-cw-basim' };
    const problem = await badr.refused(`/v1/cases/${registered}/owner`, { to, childAndFamilyConsulted: false });
    expect(problem).toMatchObject({ status: 422, rule: 'TR-2', errors: [{ pointer: '/childAndFamilyConsulted' }] });
  });

  it('a case goes to nobody outside the agency and to nobody who is no caseworker', async () => {
    for (const caseworkerId of ['demo-cw-mina', 'demo-sup-badr', 'nobody']) {
      const problem = await badr.refused(`/v1/cases/${registered}/owner`, {
        to: { caseworkerId },
        childAndFamilyConsulted: true,
      });
      expect(problem).toMatchObject({ status: 422, errors: [{ pointer: '/to/caseworkerId' }] });
    }
  });

  it('a role without the command is told who has it', async () => {
    const problem = await amal.refused(`/v1/cases/${planned}/owner`, {});
    expect(problem).toMatchObject({
      status: 403,
      code: 'NOT_PERMITTED',
      rule: 'SPEC-2',
      remedy: 'It is open to: SUP, MGR.',
    });
  });

  it('PERM-1: whoever proposed something hears that rule, not only that the right is missing', async () => {
    const problem = await amal.refused(`/v1/cases/${planned}/case-plans/current/sign-off`, {});
    expect(problem).toMatchObject({ status: 403, code: 'OWN_WORK', rule: 'PERM-1' });
  });

  it.each([undefined, 'not-a-uuid'])('an act without a usable key (%s) names the header', async (key) => {
    const headers = {
      authorization: `Bearer ${await amal.token()}`,
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    };
    const answer = await api.app.inject({ method: 'POST', url: '/v1/cases', headers, payload: { source: 'school' } });
    expect(answer.json()).toMatchObject({
      status: 400,
      code: 'IDEMPOTENCY_KEY_NEEDED',
      detail: expect.stringContaining('Idempotency-Key'),
    });
  });

  it.each([
    ['nobody is signed in', { method: 'GET', url: '/v1/inbox' }, 401],
    ['a forged token', { method: 'GET', url: '/v1/me', headers: { authorization: 'Bearer a.b.c' } }, 401],
    ['an unknown address', { method: 'GET', url: '/v1/nothing' }, 404],
    ['a known address with another method', { method: 'DELETE', url: '/v1/inbox' }, 405],
    [
      'a body that is no JSON',
      { method: 'POST', url: '/auth/sign-in/none', headers: { 'content-type': 'application/json' }, payload: '{' },
      400,
    ],
    [
      'a body that is too large',
      { method: 'POST', url: '/auth/sign-in/none', payload: { login: 'x'.repeat(300_000) } },
      413,
    ],
    [
      'a body of another type',
      { method: 'POST', url: '/auth/sign-in/none', headers: { 'content-type': 'text/xml' }, payload: '<a/>' },
      415,
    ],
    [
      'a prototype in the body',
      {
        method: 'POST',
        url: '/auth/sign-in/none',
        headers: { 'content-type': 'application/json' },
        payload: '{"__proto__":{"x":1}}',
      },
      400,
    ],
    ['an address that cannot be decoded', { method: 'GET', url: '/v1/cases/%E0%A4%A' }, 400],
  ] as const)('%s: a problem document like every other', async (_, request, status) => {
    const answer = await api.app.inject(request);
    const problem = answer.json<ProblemBody>();
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(problem).toMatchObject({
      status,
      type: expect.stringMatching(/^urn:caseward:problem:/),
      title: expect.any(String),
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.payload).not.toMatch(/node_modules|\.js|stack/);
  });

  it('405 says what the address answers to', async () => {
    const answer = await api.app.inject({ method: 'PUT', url: `/v1/cases/${registered}/owner` });
    expect(answer.headers.allow).toBe('POST');
  });
});
