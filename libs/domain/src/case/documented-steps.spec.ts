import { describe, expect, it } from 'vitest';
import { policySnapshot } from '../policy/policy.js';
import { CONTENT, CW, OWNER, TestCase } from '../testing/a-case.js';

const yes = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true } as const;
const concerns = [{ concernId: 'c1', category: 'neglect', level: 'LOW' }] as const;
const content = { ...CONTENT, formVersion: 2 };
const on = (time: string): string => `2026-06-01T${time}`;
const missing: unknown = expect.objectContaining({ code: 'FIELD_MISSING', rule: 'SPEC-5' });

function eligible(minimum: string): TestCase {
  const test = new TestCase(policySnapshot('x', { 'forms.minimum_data': minimum }));
  return test
    .do(on('09:00'), CW, 'identifyChild', { source: 'community', owner: OWNER, policy: test.policy })
    .do(on('09:01'), CW, 'answerEligibility', yes);
}
const consented = (test: TestCase, more: object = { content }): TestCase =>
  test.do(on('09:02'), CW, 'recordConsent', { participate: true, storeData: true, ...more });
const registered = (test: TestCase, more: object): TestCase =>
  test.do(on('09:10'), CW, 'registerCase', { caseCode: 'CW-1', concerns, ...more });

describe('a step and its form', () => {
  it('where the context requires it, no step is taken without its form in a defined version [SPEC-5]', () => {
    expect(() => registered(consented(eligible('required')), {})).toThrow(missing);
    expect(() => registered(consented(eligible('required')), { content: CONTENT })).toThrow(missing);
    expect(registered(consented(eligible('required')), { content }).state.stage).toBe('REGISTERED');
  });

  it('where it does not, a free form or none is enough [SPEC-5]', () => {
    expect(registered(consented(eligible('when_given'), {}), {}).state.stage).toBe('REGISTERED');
    expect(registered(consented(eligible('when_given'), {}), { content: CONTENT }).state.stage).toBe('REGISTERED');
  });

  it('help for a child in danger does not wait for paper [UA-2, SPEC-5]', () => {
    const raise = (test: TestCase): TestCase =>
      test.do(on('09:15'), CW, 'raiseImmediateConcern', { immediateConcernId: 'i1', type: 'safety' });
    const serve = (test: TestCase): TestCase =>
      test.do(on('09:20'), CW, 'recordService', { service: 'medical', startedOn: '2026-06-01', urgent: true });
    const open = registered(consented(eligible('required')), { content });

    expect(() => serve(registered(consented(eligible('required')), { content }))).toThrow(missing);
    expect(serve(raise(open)).events.at(-1)?.type).toBe('ServiceRecorded');
  });

  it('nothing has to be written about a refusal [CONS-4, SPEC-5]', () => {
    const refused = eligible('required').do(on('09:02'), CW, 'recordConsent', { participate: false, storeData: false });
    expect(refused.state.stage).toBe('CONSENT_REFUSED');
  });
});
