import type { CaseFile, ProblemBody } from '@caseward/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { plannedCase, registeredCase } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';

const ARABIC = /[\u0600-\u06ff]{3}/;

describe('the language of an answer', () => {
  const api = runningApi();
  const amal = new ApiPerson(api, 'cw.amal');
  const badr = new ApiPerson(api, 'sup.badr');
  let [registered, planned] = ['', ''];

  beforeAll(async () => {
    [registered, planned] = await Promise.all([registeredCase(amal), plannedCase(amal)]);
  });

  const refusal = async (header: string | null) => {
    const headers = header === null ? {} : { 'accept-language': header };
    return badr.post<ProblemBody>(`/v1/cases/${registered}/case-plans/current/sign-off`, {}, { headers });
  };

  it.each([
    [null, 'en', /is not possible at stage REGISTERED/],
    ['de', 'en', /is not possible at stage REGISTERED/],
    ['fr-FR, en;q=0.5', 'fr', /stade du cas\u00a0: enregistré/],
    ['ar', 'ar', ARABIC],
  ])('a refusal asked for in %s is in %s, with the same code, rule and inputs', async (header, language, sentence) => {
    const { body, headers } = await refusal(header);
    expect(headers['content-language']).toBe(language);
    expect(headers['vary']).toContain('Accept-Language');
    expect(body).toMatchObject({ code: 'NOT_ALLOWED_IN_STAGE', rule: 'SPEC-3.4', inputs: { stage: 'REGISTERED' } });
    expect(body.detail).toMatch(sentence);
    expect(body.remedy).toBeTruthy();
  });

  it('a field at fault is explained in the language too', async () => {
    const to = { caseworkerId: 'demo-cw-basim' };
    const body = { to, childAndFamilyConsulted: false };
    const problem = await badr.refused(`/v1/cases/${registered}/owner`, body, { headers: { 'accept-language': 'fr' } });
    expect(problem.errors).toEqual([{ pointer: '/childAndFamilyConsulted', detail: problem.detail }]);
    expect(problem.detail).toMatch(/consultés/);
  });

  it('a role without the command is told so in its language', async () => {
    const sending = { headers: { 'accept-language': 'ar' } };
    const problem = await amal.refused(`/v1/cases/${planned}/owner`, {}, sending);
    expect(problem).toMatchObject({ status: 403, code: 'NOT_PERMITTED', rule: 'SPEC-2' });
    expect([problem.detail, problem.remedy].every((text) => ARABIC.test(text ?? ''))).toBe(true);
  });

  it.each([
    [null, 'en', /^Assessment due by \d{4}-\d\d-\d\d: 7 days, counted from \d{4}-\d\d-\d\d \(CLK-1\)\.$/],
    ['fr', 'fr', /^Évaluation\u00a0: au plus tard le \d{4}-\d\d-\d\d, soit 7 jours à partir du .* \(CLK-1\)\.$/],
    ['ar', 'ar', ARABIC],
  ])('a due date asked for in %s explains itself in %s', async (header, language, sentence) => {
    const headers: Record<string, string> = header === null ? {} : { 'accept-language': header };
    const answer = await amal.get<CaseFile>(`/v1/cases/${registered}`, headers);
    expect(answer.headers['content-language']).toBe(language);
    expect(answer.body.clocks[0]?.explanation).toMatch(sentence);
  });
});
