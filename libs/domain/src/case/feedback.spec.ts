import { describe, expect, it } from 'vitest';
import { CW, SUP, TestCase } from '../testing/a-case.js';

const refusal = (code: string, rule: string): unknown => expect.objectContaining({ code, rule });
const planned = (): TestCase =>
  new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02').planned('2026-06-03');
const heard = (test: TestCase, scores?: readonly (number | null)[]): TestCase =>
  test.do('2026-06-10', CW, 'recordFeedback', { from: 'child', ...(scores === undefined ? {} : { scores }) });

describe('feedback of child and caregiver', () => {
  it('SPEC-5: eight statements from 1 to 10, each of which may stay without an answer', () => {
    const scores = [2, 9, null, 8, 1, 10, 9, 8];
    expect(heard(planned(), scores).state.feedback).toMatchObject([{ from: 'child', scores }]);
    for (const wrong of [
      [11, 1, 1, 1, 1, 1, 1, 1],
      [0, 1, 1, 1, 1, 1, 1, 1],
      [1.5, 1, 1, 1, 1, 1, 1, 1],
      [1, 2, 3],
    ]) {
      expect(() => heard(planned(), wrong)).toThrowError(refusal('VALUE_NOT_POSSIBLE', 'SPEC-5'));
    }
  });

  it('SPEC-5: a form without scores is feedback too; child and caregiver are kept apart', () => {
    const test = heard(planned()).do('2026-06-11', CW, 'recordFeedback', { from: 'caregiver' });
    expect(test.state.feedback.map(({ from, scores }) => [from, scores])).toEqual([
      ['child', []],
      ['caregiver', []],
    ]);
  });

  it('CLOSE-5: after a death nobody is asked for it', () => {
    const test = planned().do('2026-06-09', SUP, 'recordDeath', { diedOn: '2026-06-09' });
    expect(() => heard(test)).toThrowError(refusal('CHILD_DIED', 'A62'));
  });
});

describe('services provided', () => {
  it('PLAN-2 PLAN-3: after the sign-off, with dates in their order and not ahead of time', () => {
    const service = (startedOn: string, completedOn?: string) => (): TestCase =>
      planned().do('2026-06-10', CW, 'recordService', {
        service: 'education',
        startedOn,
        ...(completedOn === undefined ? {} : { completedOn }),
      });
    expect(service('2026-06-08', '2026-06-10')).not.toThrow();
    expect(service('2026-06-08', '2026-06-07')).toThrowError(refusal('VALUE_NOT_POSSIBLE', 'PLAN-3'));
    expect(service('2026-06-11')).toThrowError(refusal('VALUE_NOT_POSSIBLE', 'TIME-1'));
  });

  it('REF-1: names a referral that the case has, or none; a service changes no clock (CLK-9)', () => {
    const test = planned();
    const before = [test.due('follow_up'), test.due('review'), test.state.stage];
    const unknown = { service: 'education', startedOn: '2026-06-08', referralId: 'r9' } as const;
    expect(() => test.do('2026-06-10', CW, 'recordService', unknown)).toThrowError(
      refusal('UNKNOWN_REFERENCE', 'REF-1'),
    );
    test.do('2026-06-10', CW, 'recordService', { service: 'education', startedOn: '2026-06-08' });
    expect([test.due('follow_up'), test.due('review'), test.state.stage]).toEqual(before);
  });
});
