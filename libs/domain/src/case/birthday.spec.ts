import { describe, expect, it } from 'vitest';
import { policySnapshot } from '../policy/policy.js';
import { COMPLETE_FORM, CW, SUP, TestCase } from '../testing/a-case.js';
import { nextAlarmAt } from './alarms.js';
import type { CommandPayloads } from './commands.js';

const checks = COMPLETE_FORM;
const evidence = { transitionPlan: true, supportInformationGiven: true };
const close = { reason: 'turned_18', checks, evidence } as const satisfies CommandPayloads['requestClosure'];

const implementing = (): TestCase =>
  new TestCase().registered('2026-01-05', 'LOW').assessed('2026-01-06').planned('2026-01-07');
const born = (test: TestCase, bornOn: string, estimated = false, at = '2026-01-08'): TestCase =>
  test.do(at, CW, 'recordBirth', { bornOn, estimated });
const noticesOf = (test: TestCase): string[] =>
  test.state.notices.map(({ kind, personId, at }) => `${kind} ${personId} ${at}`);

describe('the 18th birthday', () => {
  it('CLOSE-6: raises a flag at 00:00 local, once, and closes nothing', () => {
    const test = born(implementing(), '2008-06-10').until('2026-06-09T23:59:59');
    expect(test.state.turned18).toBe(false);
    test.until('2026-06-10T00:00');
    expect(test.state).toMatchObject({ turned18: true, stage: 'IMPLEMENTING' });
    test.until('2027-01-01');
    expect(test.events.filter(({ type }) => type === 'TurnedEighteen')).toHaveLength(1);
    expect(noticesOf(test)).toContain('turned_18 cw-a 2026-06-09T21:00:00.000Z');
  });

  it('CLOSE-6: is announced to the caseworker the policy’s days before', () => {
    const test = born(implementing(), '2008-08-10').until('2026-02-10T23:59:59');
    expect(test.state.birthdayAnnounced).toBe(false);
    test.until('2026-02-11T00:00');
    expect(noticesOf(test)).toEqual(['birthday_ahead cw-a 2026-02-10T21:00:00.000Z']);
    const policy = policySnapshot('p', { 'turning18.warn_days': 10 });
    const short = new TestCase(policy).registered('2026-01-05', 'LOW');
    expect(born(short, '2008-08-10').until('2026-07-30T23:59:59').state.birthdayAnnounced).toBe(false);
    expect(short.until('2026-07-31T00:00').state.birthdayAnnounced).toBe(true);
  });

  it('CLOSE-6: of a child born on 29 February is on 1 March in a common year and on 29 February in a leap year', () => {
    const common = born(implementing(), '2008-02-29');
    expect(common.until('2026-02-28T23:59:59').state.turned18).toBe(false);
    expect(common.until('2026-03-01T00:00').state.turned18).toBe(true);
    const policy = policySnapshot('p', { 'age.child_max': 20 });
    const leap = born(new TestCase(policy).registered('2028-01-05', 'LOW'), '2008-02-29', false, '2028-01-06');
    expect(leap.until('2028-02-28T23:59:59').state.turned18).toBe(false);
    expect(leap.until('2028-02-29T00:00').state.turned18).toBe(true);
  });

  it('CLOSE-6: known only afterwards, it is flagged at once, without a warning', () => {
    const test = born(implementing(), '2007-12-31');
    expect(test.state).toMatchObject({ turned18: true, birthdayAnnounced: false });
    expect(test.state.notices.map(({ kind }) => kind)).toEqual(['turned_18']);
  });

  it('CLOSE-6 A66: an estimated date only asks for a check; a corrected one is followed', () => {
    const test = born(implementing(), '2008-06-10', true).until('2026-09-01');
    expect(test.state.turned18).toBe(false);
    expect(test.state.notices.map(({ kind }) => kind)).toEqual(['birth_to_check']);
    expect(born(test, '2008-06-12', false, '2026-09-02').state.turned18).toBe(true);
    const corrected = born(born(implementing(), '2008-01-01'), '2010-01-01', false, '2026-01-09');
    expect(corrected.state.turned18).toBe(false);
  });

  it('CLOSE-6: a closed case and one that ended with a death await it no more', () => {
    const closed = born(new TestCase().registered('2026-01-05', 'NO'), '2008-06-10');
    closed.do('2026-01-09', CW, 'requestClosure', { reason: 'no_risk_found', checks });
    closed.do('2026-01-10', SUP, 'approveClosure', {});
    expect([nextAlarmAt(closed.state), closed.until('2026-12-01').state.turned18]).toEqual([null, false]);
    const died = born(implementing(), '2008-06-10').do('2026-02-01', CW, 'recordDeath', { diedOn: '2026-01-31' });
    expect([nextAlarmAt(died.state), died.until('2026-12-01').state.turned18]).toEqual([null, false]);
  });
});

describe('closing at 18', () => {
  const turned = (): TestCase => born(implementing(), '2008-06-10').until('2026-06-10T00:00');

  it('SPEC-3.10 CLOSE-6: needs a transition plan and to know where support is; no visits, no final review', () => {
    const without = (key: keyof typeof evidence): object => ({ ...close, evidence: { ...evidence, [key]: false } });
    for (const key of ['transitionPlan', 'supportInformationGiven'] as const) {
      const lacking = without(key) as typeof close;
      expect(() => turned().do('2026-06-11', CW, 'requestClosure', lacking)).toThrowError(/plan|support/);
    }
    expect(() => turned().do('2026-06-11', CW, 'requestClosure', { reason: 'turned_18', checks })).toThrowError(/plan/);
    const test = turned().do('2026-06-11', CW, 'requestClosure', close).do('2026-06-12', SUP, 'approveClosure', {});
    expect([test.state.stage, test.due('post_closure_review')]).toEqual(['CLOSED', undefined]);
  });

  it('CLOSE-6: is not possible before the day, also when it is entered after it', () => {
    expect(() => turned().do('2026-06-09', CW, 'requestClosure', close, '2026-06-11')).toThrowError(/turns 18/);
    expect(turned().do('2026-06-10T00:00', CW, 'requestClosure', close).state.stage).toBe('CLOSURE_REQUESTED');
  });

  it('A66: is not possible on an estimated or unknown date of birth', () => {
    const estimated = born(implementing(), '2007-06-10', true);
    expect(() => estimated.do('2026-06-11', CW, 'requestClosure', close)).toThrowError(/not certain/);
    expect(() => implementing().do('2026-06-11', CW, 'requestClosure', close)).toThrowError(/not certain/);
  });
});
