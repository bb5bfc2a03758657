import { describe, expect, it } from 'vitest';
import { policySnapshot } from '../policy/policy.js';
import { COMPLETE_FORM, CONTENT, CW, SUP, TestCase } from '../testing/a-case.js';
import type { ClosureReason, CommandPayloads } from './commands.js';

const inForce = (test = new TestCase()): TestCase =>
  test.registered('2026-06-01', 'LOW').assessed('2026-06-02').planned('2026-06-03');
const concluded = (test?: TestCase): TestCase => inForce(test).do('2026-06-10', CW, 'concludePlan', {});
const request = (
  test: TestCase,
  at: string,
  reason: ClosureReason,
  more: Partial<CommandPayloads['requestClosure']> = {},
) => test.do(at, CW, 'requestClosure', { reason, checks: COMPLETE_FORM, content: CONTENT, ...more });
const visited = (test: TestCase): TestCase =>
  test.followedUp('2026-06-12').followedUp('2026-06-13').reviewed('2026-06-13T15:00');

describe('late entries and gates', () => {
  it('A57: the gate sees a visit from the moment it is recorded', () => {
    const test = concluded().followedUp('2026-06-12').reviewed('2026-06-13');
    expect(() => request(test, '2026-06-15', 'goal_met')).toThrowError(/1 of 2/);
    test.followedUp('2026-06-13', '2026-06-16');
    expect(request(test, '2026-06-16T12:00', 'goal_met').state.stage).toBe('CLOSURE_REQUESTED');
  });

  it('A57: a sign-off and a closure stand, whatever is entered late', () => {
    const test = request(visited(concluded()), '2026-06-20', 'goal_met').do('2026-06-21', SUP, 'approveClosure', {});
    test.do('2026-06-02T18:00', CW, 'completeAssessment', {}, '2026-06-25');
    test.do('2026-06-14', CW, 'recordFollowUp', { reached: 'nobody', channel: 'call' }, '2026-06-25T11:00');
    expect(test.state).toMatchObject({ stage: 'CLOSED', implementationStarted: true, plan: { status: 'signed_off' } });
  });

  it('A58: a fact of before the closure opens no duty and is listed for the next caseload review', () => {
    const test = request(visited(concluded()), '2026-06-20', 'goal_met').do('2026-06-21', SUP, 'approveClosure', {});
    const open = (): string[] =>
      Object.values(test.state.obligations).flatMap(({ kind, status }) => (status === 'open' ? [kind] : []));
    const before = open();
    test.followedUp('2026-06-15', '2026-06-25');
    expect(open()).toEqual(before);
    expect(test.state.caseloadReview.map(({ about }) => about)).toContain('late_entry');
    expect(() => test.followedUp('2026-06-22', '2026-06-26')).toThrowError(/closed before/);
  });
});

describe('what a closure counts', () => {
  it('A59: follow-ups need distinct dates among themselves; a review may share one', () => {
    const once = concluded().followedUp('2026-06-12').followedUp('2026-06-12T16:00').reviewed('2026-06-12T17:00');
    expect(() => request(once, '2026-06-14', 'goal_met')).toThrowError(/1 of 2 follow-ups and 1 of 1/);
    expect(request(once.followedUp('2026-06-14'), '2026-06-14T12:00', 'goal_met').state.stage).toBe(
      'CLOSURE_REQUESTED',
    );
  });

  it.each(['no_further_action', 'other'] as const)(
    'A60: %s without a concluded plan counts from implementation',
    (reason) => {
      const early = new TestCase()
        .registered('2026-06-01', 'LOW')
        .followedUp('2026-06-01T15:00')
        .assessed('2026-06-02');
      early.planned('2026-06-03').followedUp('2026-06-05').reviewed('2026-06-06');
      expect(() => request(early, '2026-06-07', reason)).toThrowError(/1 of 2 follow-ups/);
      expect(request(early.followedUp('2026-06-08'), '2026-06-08T12:00', reason).state.stage).toBe('CLOSURE_REQUESTED');
    },
  );

  it('A61: the gates are checked again at the approval', () => {
    const pending = request(visited(concluded()), '2026-06-20', 'goal_met');
    pending.do('2026-06-21', CW, 'raiseImmediateConcern', { immediateConcernId: 'i-1', type: 'other' });
    expect(() => pending.do('2026-06-22', SUP, 'approveClosure', {})).toThrowError(/immediate concern/);
    pending.do('2026-06-22', CW, 'addressImmediateConcern', { immediateConcernId: 'i-1', by: 'service_reached' });
    expect(pending.do('2026-06-23', SUP, 'approveClosure', {}).state.stage).toBe('CLOSED');
  });

  it.each(['goal_met', 'no_further_action', 'other'] as const)(
    'A63 CLOSE-2: the days of stability hold for %s too',
    (reason) => {
      const policy = policySnapshot('p', { 'closure.stability_days': 30 });
      const test = visited(concluded(new TestCase(policy)));
      expect(() => request(test, '2026-07-09T23:00', reason)).toThrowError(/from 2026-07-10/);
      expect(request(test, '2026-07-10T00:00', reason).state.stage).toBe('CLOSURE_REQUESTED');
    },
  );
});

describe('from where a closure can be requested', () => {
  it('A78: goal_met from STABILISING only', () => {
    const working = inForce().followedUp('2026-06-05').followedUp('2026-06-06').reviewed('2026-06-06T15:00');
    expect(() => request(working, '2026-06-08', 'goal_met')).toThrowError(/not concluded/);
  });

  it.each([
    ['REGISTERED', () => new TestCase().registered('2026-06-01', 'LOW')],
    ['ASSESSED', () => new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02')],
    ['IMPLEMENTING', () => inForce()],
    ['STABILISING', () => concluded()],
  ] as const)('A78: other reasons from %s, and a refused request returns there', (stage, make) => {
    const asked = request(make(), '2026-06-15', 'wish_to_stop');
    expect(asked.state).toMatchObject({ stage: 'CLOSURE_REQUESTED', closureRequest: { from: stage } });
    expect(asked.do('2026-06-16', SUP, 'returnClosure', { content: CONTENT }).state.stage).toBe(stage);
  });

  it('A62: one request at a time, and a death takes its place', () => {
    const pending = request(inForce(), '2026-06-15', 'wish_to_stop');
    expect(() => request(pending, '2026-06-16', 'wish_to_stop')).toThrowError(/already waits/);
    pending.do('2026-06-17', CW, 'recordDeath', { diedOn: '2026-06-16' });
    expect(request(pending, '2026-06-17T12:00', 'death').state.closureRequest?.reason).toBe('death');
    expect(() => pending.followedUp('2026-06-17T13:00')).toThrowError(/death of the child/);
  });
});
