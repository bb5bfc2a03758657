import { describe, expect, it } from 'vitest';
import { policySnapshot } from '../policy/policy.js';
import { COMPLETE_FORM, CW, SUP, TestCase } from '../testing/a-case.js';
import type { Channel, ContactReached } from './commands.js';
import { failedContacts } from './contact.js';

const checks = COMPLETE_FORM;
const close = { reason: 'not_contactable', checks } as const;

const contact = (
  test: TestCase,
  at: string,
  reached: ContactReached,
  channel: Channel = 'visit',
  entered = at,
): TestCase => test.do(at, CW, 'recordFollowUp', { reached, channel }, entered);
const reachedOnce = (policy = policySnapshot()): TestCase =>
  contact(
    new TestCase(policy).registered('2026-02-02', 'LOW').assessed('2026-02-03').planned('2026-02-16'),
    '2026-03-02',
    'child',
  );
/** Three failed contacts over two channels, the first on 9 March. */
function lost(policy = policySnapshot()): TestCase {
  const test = contact(contact(reachedOnce(policy), '2026-03-09', 'nobody'), '2026-03-20', 'nobody');
  return contact(test, '2026-05-04', 'nobody', 'call');
}

describe('a child who cannot be contacted', () => {
  it('CLOSE-4 A21: can be closed three months after the first failed contact, not a day earlier', () => {
    expect(() => lost().do('2026-06-08', CW, 'requestClosure', close)).toThrowError(/out of reach/);
    const test = lost().do('2026-06-09T00:00', CW, 'requestClosure', close);
    expect(test.do('2026-06-10', SUP, 'approveClosure', {}).due('post_closure_review')).toBeUndefined();
  });

  it('CLOSE-4: the refusal names the date from which it is possible', () => {
    try {
      lost().do('2026-06-08', CW, 'requestClosure', close);
      expect.unreachable();
    } catch (refusal) {
      expect(refusal).toMatchObject({
        code: 'NOT_CONTACTABLE_GATE',
        rule: 'CLOSE-4',
        details: { remedy: 'Closure needs to wait until 2026-06-09.', inputs: { notContactableSince: '2026-03-09' } },
      });
    }
  });

  it('CLOSE-4: follow-ups stay due and overdue meanwhile', () => {
    expect(lost().until('2026-06-09').standing()).toEqual(['follow_up 2026-03-16 LOW', 'review 2026-05-16 LOW']);
  });

  it('CLOSE-4: needs three attempts', () => {
    const twice = contact(contact(reachedOnce(), '2026-03-09', 'nobody'), '2026-03-20', 'nobody', 'call');
    expect(() => twice.do('2026-06-20', CW, 'requestClosure', close)).toThrowError(/out of reach/);
    expect(failedContacts(twice.state)).toEqual({ since: '2026-03-09', attempts: 2, channels: 2 });
  });

  it('A81: needs attempts over two channels, or as many as the policy says', () => {
    const visits = (policy = policySnapshot()): TestCase =>
      contact(
        contact(contact(reachedOnce(policy), '2026-03-09', 'nobody'), '2026-03-20', 'nobody'),
        '2026-04-01',
        'nobody',
      );
    expect(() => visits().do('2026-06-20', CW, 'requestClosure', close)).toThrowError(/out of reach/);
    const one = policySnapshot('p', { 'closure.not_contactable.min_channels': 1 });
    expect(visits(one).do('2026-06-20', CW, 'requestClosure', close).state.stage).toBe('CLOSURE_REQUESTED');
  });

  it('CLOSE-4 A64: reaching child or caregiver starts anew, reaching others changes nothing', () => {
    for (const reached of ['child', 'caregiver'] as const) {
      const found = contact(lost(), '2026-05-20', reached);
      expect(failedContacts(found.state).since).toBeNull();
      expect(() => found.do('2026-06-20', CW, 'requestClosure', close)).toThrowError(/out of reach/);
      expect(failedContacts(contact(found, '2026-06-01', 'nobody').state).since).toBe('2026-06-01');
    }
    for (const reached of ['provider', 'other'] as const) {
      const heard = contact(lost(), '2026-05-20', reached);
      expect(failedContacts(heard.state)).toEqual({ since: '2026-03-09', attempts: 3, channels: 2 });
    }
  });

  it('TIME-9 A64: a success entered late counts from when it happened, and a gate sees what was recorded by then', () => {
    const late = contact(lost(), '2026-03-15', 'child', 'call', '2026-05-10');
    expect(failedContacts(late.state)).toEqual({ since: '2026-03-20', attempts: 2, channels: 2 });
    const backdated = contact(reachedOnce(), '2026-03-09', 'nobody');
    contact(contact(backdated, '2026-03-20', 'nobody'), '2026-06-12', 'nobody', 'call');
    expect(() => backdated.do('2026-06-11', CW, 'requestClosure', close, '2026-06-13')).toThrowError(/out of reach/);
  });

  it('A61: contact between request and approval stops the closure', () => {
    const test = contact(lost().do('2026-06-09', CW, 'requestClosure', close), '2026-06-10', 'child');
    expect(() => test.do('2026-06-11', SUP, 'approveClosure', {})).toThrowError(/out of reach/);
  });
});
