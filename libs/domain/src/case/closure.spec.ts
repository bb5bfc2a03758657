import { describe, expect, it } from 'vitest';
import { policySnapshot } from '../policy/policy.js';
import { CONTENT, CW, SUP, TestCase } from '../testing/a-case.js';
import type { ClosureChecks, ClosureReason } from './commands.js';

const checks: ClosureChecks = {
  childAndFamilyInvolved: true,
  workersTold: true,
  contactForLaterGiven: true,
  feedbackOffered: true,
  fileComplete: true,
  storageFormAgreed: true,
  keepUntil: '2036-09-21',
};
const concluded = (test = new TestCase()): TestCase =>
  test
    .registered('2026-06-01', 'LOW')
    .assessed('2026-06-02')
    .planned('2026-06-03')
    .do('2026-09-01', CW, 'concludePlan', {});
const request = (test: TestCase, at: string, reason: ClosureReason = 'goal_met'): TestCase =>
  test.do(at, CW, 'requestClosure', { reason, checks });
const closed = (): TestCase =>
  request(concluded().followedUp('2026-09-10').reviewed('2026-09-12').followedUp('2026-09-20'), '2026-09-20T12:00').do(
    '2026-09-21',
    SUP,
    'approveClosure',
    {},
  );

describe('the closure gate', () => {
  it('SPEC-3.10 A59: two follow-ups on distinct dates and a review after the plan concluded', () => {
    const visited = concluded().followedUp('2026-09-10').reviewed('2026-09-12').followedUp('2026-09-10T16:00');
    expect(() => request(visited, '2026-09-15')).toThrowError(/1 of 2 follow-ups/);
    expect(request(visited.followedUp('2026-09-20'), '2026-09-20T12:00').state.stage).toBe('CLOSURE_REQUESTED');
  });

  it('SPEC-3.10: an incomplete closure form names the missing check', () => {
    const visited = concluded().followedUp('2026-09-10').reviewed('2026-09-12').followedUp('2026-09-20');
    const incomplete = { reason: 'goal_met', checks: { ...checks, workersTold: false } } as const;
    expect(() => visited.do('2026-09-21', CW, 'requestClosure', incomplete)).toThrowError(/is told/);
  });

  it('CLOSE-2 A63: stability_days set the earliest request', () => {
    const policy = policySnapshot('p', { 'closure.stability_days': 30 });
    const visited = concluded(new TestCase(policy))
      .followedUp('2026-09-10')
      .reviewed('2026-09-12')
      .followedUp('2026-09-20');
    expect(() => request(visited, '2026-09-30')).toThrowError(/from 2026-10-01/);
    expect(request(visited, '2026-10-01').state.stage).toBe('CLOSURE_REQUESTED');
  });

  it('CLOSE-1 RISK-9: at MEDIUM a supervisor alone cannot approve', () => {
    const medium = new TestCase().registered('2026-06-01', 'MEDIUM').assessed('2026-06-02').planned('2026-06-03');
    medium
      .do('2026-09-01', CW, 'concludePlan', {})
      .followedUp('2026-09-10')
      .reviewed('2026-09-12')
      .followedUp('2026-09-20');
    expect(() => request(medium, '2026-09-21').do('2026-09-22', SUP, 'approveClosure', {})).toThrowError(/conference/);
  });

  it('CLOSE-3: a rise voids the request, clears the conclusion and returns the case to IMPLEMENTING', () => {
    const visited = concluded().followedUp('2026-09-10').reviewed('2026-09-12').followedUp('2026-09-20');
    const risen = request(visited, '2026-09-20T12:00').rated('2026-09-21', 'MEDIUM');
    expect(risen.state).toMatchObject({ stage: 'IMPLEMENTING', closureRequest: null, planConcludedAt: null });
  });

  it('CLOSE-3 A55: a rise while STABILISING does the same without a request', () => {
    expect(concluded().rated('2026-09-05', 'MEDIUM').state).toMatchObject({
      stage: 'IMPLEMENTING',
      planConcludedAt: null,
    });
  });

  it('SPEC-3.10: no_risk_found closes without visits before any plan', () => {
    const none = new TestCase().registered('2026-06-01', 'NO');
    request(none, '2026-06-02', 'no_risk_found').do('2026-06-03', SUP, 'approveClosure', {});
    expect([none.state.stage, none.due('post_closure_review'), none.due('closure_decision')]).toEqual([
      'CLOSED',
      undefined,
      undefined,
    ]);
  });

  it('a returned closure says why and goes back to the stage the work had', () => {
    const visited = concluded().followedUp('2026-09-10').reviewed('2026-09-12').followedUp('2026-09-20');
    request(visited, '2026-09-20T12:00').do('2026-09-21', SUP, 'returnClosure', { content: CONTENT });
    expect(visited.state.stage).toBe('STABILISING');
  });
});

describe('after closure', () => {
  it('TIME-8 A56: closing cancels what runs and the breach of what was overdue stays', () => {
    const overdue = concluded()
      .followedUp('2026-09-10')
      .reviewed('2026-09-12')
      .followedUp('2026-09-20')
      .until('2026-10-05T00:00');
    request(overdue, '2026-10-06').do('2026-10-07', SUP, 'approveClosure', {});
    expect(overdue.standing()).toContain('follow_up 2026-10-04 LOW');
    expect(overdue.due('follow_up')).toBeUndefined();
  });

  it('POST-1 A68: the final review is due three months later, not before, and a breach after the grace', () => {
    const test = closed();
    expect(test.due('post_closure_review')).toBe('2026-12-21');
    expect(() => test.do('2026-12-20', CW, 'holdFinalReview', {})).toThrowError(/not before/);
    expect(test.until('2027-01-20T23:59:59').standing()).not.toContain('post_closure_review 2026-12-21 LOW');
    expect(test.until('2027-01-21T00:00').standing()).toContain('post_closure_review 2026-12-21 LOW');
    expect(closed().do('2027-01-20', CW, 'holdFinalReview', {}).until('2027-03-01').standing()).not.toContain(
      'post_closure_review 2026-12-21 LOW',
    );
  });

  it('REOP-1 CLK-7: same code, next episode, new assessment clock, the final review cancelled', () => {
    const test = closed();
    const concerns = [{ concernId: 'c9', category: 'neglect' as const, level: 'MEDIUM' }];
    const ask = { eligibilityConfirmed: true, consentConfirmed: true, concerns };
    expect(() => test.do('2026-10-10', CW, 'requestReopening', { ...ask, consentConfirmed: false })).toThrowError(
      /anew/,
    );
    test.do('2026-10-10', CW, 'requestReopening', ask).do('2026-10-10T12:00', SUP, 'approveReopening', {});
    expect(test.state).toMatchObject({ stage: 'REGISTERED', episode: 2, caseCode: 'CW-0001', level: 'MEDIUM' });
    expect([test.due('assessment'), test.due('post_closure_review')]).toEqual(['2026-10-13', undefined]);
  });

  it('REOP-2: a known child is not registered twice', () => {
    const again = { source: 'community', owner: closed().state.owner, policy: policySnapshot() } as never;
    expect(() => closed().do('2026-10-01', CW, 'identifyChild', again)).toThrowError(/already in the record/);
  });

  it('TIME-9 A58: facts before the closure are accepted, a rise is refused with the way to re-open', () => {
    const test = closed();
    test.followedUp('2026-09-15', '2026-09-25');
    expect(test.state.stage).toBe('CLOSED');
    expect(() => test.rated('2026-09-15', 'HIGH', '2026-09-25')).toThrowError(/closed case/);
    expect(() => test.followedUp('2026-09-23')).toThrowError(/closed before/);
  });
});
