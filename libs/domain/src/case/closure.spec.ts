import { describe, expect, it } from 'vitest';
import { policySnapshot } from '../policy/policy.js';
import { COMPLETE_FORM, CONTENT, CW, MGR, SUP, TestCase } from '../testing/a-case.js';
import type { ClosureReason } from './commands.js';

const checks = COMPLETE_FORM;
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
  it('SPEC-3.10 A8 A59: two follow-ups on distinct dates and a review after the plan concluded', () => {
    const visited = concluded().followedUp('2026-09-10').reviewed('2026-09-12').followedUp('2026-09-10T16:00');
    expect(() => request(visited, '2026-09-15')).toThrowError(/1 of 2 follow-ups/);
    expect(request(visited.followedUp('2026-09-20'), '2026-09-20T12:00').state.stage).toBe('CLOSURE_REQUESTED');
  });

  it('SPEC-3.10: an incomplete closure form names the missing check', () => {
    const visited = concluded().followedUp('2026-09-10').reviewed('2026-09-12').followedUp('2026-09-20');
    const incomplete = { reason: 'goal_met', checks: { ...checks, workersTold: false } } as const;
    expect(() => visited.do('2026-09-21', CW, 'requestClosure', incomplete)).toThrowError(/is told/);
  });

  it('SPEC-3.10 IM-7: a file is not kept until a day that is already over', () => {
    const visited = concluded().followedUp('2026-09-10').reviewed('2026-09-12').followedUp('2026-09-20');
    const short = { reason: 'goal_met', checks: { ...checks, keepUntil: '2026-09-20' } } as const;
    expect(() => visited.do('2026-09-21', CW, 'requestClosure', short)).toThrowError(/already over/);
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

  it('CLOSE-1 A9 RISK-9: at MEDIUM a supervisor alone cannot approve', () => {
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

  it('SPEC-3.10 A7 A22: no_risk_found closes without visits before any plan', () => {
    const none = new TestCase().registered('2026-06-01', 'NO');
    request(none, '2026-06-02', 'no_risk_found').do('2026-06-03', SUP, 'approveClosure', {});
    expect([none.state.stage, none.due('post_closure_review'), none.due('closure_decision')]).toEqual([
      'CLOSED',
      undefined,
      undefined,
    ]);
  });

  it('A78: the goal is met from STABILISING only, and not against what the form says', () => {
    const implementing = new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02').planned('2026-06-03');
    implementing.followedUp('2026-06-10').reviewed('2026-06-12').followedUp('2026-06-20');
    expect(() => request(implementing, '2026-06-21')).toThrowError(/not concluded/);
    const visited = concluded().followedUp('2026-09-10').reviewed('2026-09-12').followedUp('2026-09-20');
    const unmet = { reason: 'goal_met', checks, evidence: { goalMet: false } } as const;
    expect(() => visited.do('2026-09-21', CW, 'requestClosure', unmet)).toThrowError(/goal is not met/);
  });

  it('SPEC-3.10 A7: no_longer_at_risk counts visits after the later of level NO and the end of the plan', () => {
    const test = new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02').planned('2026-06-03');
    test.followedUp('2026-06-10').reviewed('2026-06-11');
    expect(() => request(test, '2026-06-12', 'no_longer_at_risk')).toThrowError(/still rated at risk/);
    test.rated('2026-06-15', 'NO').do('2026-06-16', SUP, 'confirmLowering', { concernId: 'c1' });
    expect(() => request(test, '2026-06-17', 'no_longer_at_risk')).toThrowError(/0 of 2 follow-ups and 0 of 1/);
    test.followedUp('2026-06-18').followedUp('2026-06-19').reviewed('2026-06-20');
    expect(request(test, '2026-06-21', 'no_longer_at_risk').state.stage).toBe('CLOSURE_REQUESTED');
    const later = concluded().rated('2026-09-05', 'NO').do('2026-09-06', SUP, 'confirmLowering', { concernId: 'c1' });
    later.followedUp('2026-09-07').followedUp('2026-09-08').reviewed('2026-09-09');
    const done = request(later, '2026-09-10', 'no_longer_at_risk').do('2026-09-11', SUP, 'approveClosure', {});
    expect(done.due('post_closure_review')).toBe('2026-12-11');
  });

  it('A49: NO between a plan and its sign-off is not before any plan', () => {
    const test = new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02');
    test.do('2026-06-03', CW, 'agreePlan', { involved: ['child', 'caregiver'] });
    test.rated('2026-06-03T12:00', 'NO').do('2026-06-03T13:00', SUP, 'confirmLowering', { concernId: 'c1' });
    expect(() => request(test, '2026-06-04', 'no_risk_found')).toThrowError(/before any plan/);
  });

  it('SPEC-3.10 CONS-6: a wish to stop is followed when the supervisor finds no grounds against it', () => {
    const asked = (): TestCase => request(new TestCase().registered('2026-06-01', 'LOW'), '2026-06-02', 'wish_to_stop');
    expect(() => asked().do('2026-06-03', SUP, 'approveClosure', {})).toThrowError(/grounds/);
    const agreed = asked().do('2026-06-03', SUP, 'approveClosure', { noGroundsAgainstWish: true });
    expect([agreed.state.stage, agreed.due('post_closure_review')]).toEqual(['CLOSED', undefined]);
    const review = { noGroundsAgainstWish: true, finalReview: true };
    expect(asked().do('2026-06-03', SUP, 'approveClosure', review).due('post_closure_review')).toBe('2026-09-03');
    const kept = asked().do('2026-06-03', SUP, 'returnClosure', { content: CONTENT });
    expect(kept.state.stage).toBe('REGISTERED');
  });

  it('SPEC-3.10 A22: a child who moved needs, instead of visits, a recorded search for an agency there', () => {
    for (const reason of ['relocated', 'durable_solution'] as const) {
      const open = new TestCase().registered('2026-06-01', 'LOW');
      expect(() => request(open, '2026-06-02', reason)).toThrowError(/No search/);
      open.do('2026-06-02', CW, 'requestClosure', { reason, checks, evidence: { agencySearchRecorded: true } });
      expect(open.do('2026-06-03', SUP, 'approveClosure', {}).due('post_closure_review')).toBeUndefined();
    }
  });

  it('SPEC-3.10: no_further_action, opened_in_error and other say why', () => {
    for (const reason of ['no_further_action', 'opened_in_error', 'other'] as const) {
      expect(() => request(new TestCase().registered('2026-06-01', 'LOW'), '2026-06-02', reason)).toThrowError(/why/);
    }
  });

  it('A60 SPEC-3.10: without a concluded plan visits count from implementation start; the supervisor decides on the review', () => {
    const visited = (): TestCase => {
      const test = new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02').planned('2026-06-03');
      return test.followedUp('2026-06-10').reviewed('2026-06-12').followedUp('2026-06-20');
    };
    const close = { reason: 'no_further_action', checks, content: CONTENT } as const;
    const early = new TestCase().registered('2026-06-01', 'LOW');
    expect(() => early.do('2026-06-02', CW, 'requestClosure', close)).toThrowError(/0 of 2 follow-ups/);
    const asked = visited().do('2026-06-21', CW, 'requestClosure', close);
    expect(asked.do('2026-06-22', SUP, 'approveClosure', {}).due('post_closure_review')).toBe('2026-09-22');
    const waived = visited().do('2026-06-21', CW, 'requestClosure', close);
    waived.do('2026-06-22', SUP, 'approveClosure', { finalReview: false });
    expect(waived.due('post_closure_review')).toBeUndefined();
  });

  it('SPEC-3.10 CLOSE-1: opened_in_error is the supervisor’s decision at any level, only before a plan', () => {
    const close = { reason: 'opened_in_error', checks, content: CONTENT } as const;
    const high = new TestCase().registered('2026-06-01', 'HIGH').do('2026-06-02', CW, 'requestClosure', close);
    expect(high.do('2026-06-03', SUP, 'approveClosure', {}).state.stage).toBe('CLOSED');
    expect(() => concluded().do('2026-09-02', CW, 'requestClosure', close)).toThrowError(/already has a plan/);
  });

  it('PLAN-2 CLK-6: a request before any plan opens no way to reviews', () => {
    const none = request(new TestCase().registered('2026-06-01', 'NO'), '2026-06-02', 'no_risk_found');
    expect(() => none.reviewed('2026-06-03')).toThrowError(/signed off/);
    expect(() => none.do('2026-06-03', CW, 'startPlanAction', { actionId: 'a1' })).toThrowError(/signed off/);
  });

  it('A62: a second request while one is pending is refused', () => {
    const none = request(new TestCase().registered('2026-06-01', 'NO'), '2026-06-02', 'no_risk_found');
    expect(() => request(none, '2026-06-03', 'no_risk_found')).toThrowError(/already waits/);
  });

  it('A55: a request voided by a rise before implementation returns to the stage it had', () => {
    const none = request(new TestCase().registered('2026-06-01', 'NO'), '2026-06-02', 'no_risk_found');
    expect(none.rated('2026-06-03', 'LOW').state).toMatchObject({ stage: 'REGISTERED', closureRequest: null });
  });

  it('A57: a visit that lies after the request does not count for it, whenever it was entered', () => {
    const visited = concluded().followedUp('2026-09-10').reviewed('2026-09-12').followedUp('2026-09-20');
    const backdated = { reason: 'goal_met', checks } as const;
    expect(() => visited.do('2026-09-15', CW, 'requestClosure', backdated, '2026-09-21')).toThrowError(/1 of 2/);
  });

  it('SPEC-3.4: everybody who works with the child is told of the closure, except who decided', () => {
    const test = request(
      concluded().followedUp('2026-09-10').reviewed('2026-09-12').followedUp('2026-09-20'),
      '2026-09-20T12:00',
    );
    test.do('2026-09-21', MGR, 'approveClosure', {});
    expect(test.state.notices.map(({ kind, personId }) => `${kind} ${personId}`)).toEqual([
      'case_closed cw-a',
      'case_closed sup-a',
    ]);
  });

  it('RISK-9: the level at the moment of the decision counts, also when it is entered after a fall', () => {
    const medium = new TestCase().registered('2026-06-01', 'MEDIUM');
    medium.do('2026-06-02', CW, 'requestClosure', {
      reason: 'relocated',
      checks,
      evidence: { agencySearchRecorded: true },
    });
    medium.rated('2026-06-03', 'LOW').do('2026-06-05', SUP, 'confirmLowering', { concernId: 'c1' });
    expect(() => medium.do('2026-06-04', SUP, 'approveClosure', {}, '2026-06-06')).toThrowError(/conference/);
    expect(medium.do('2026-06-06', SUP, 'approveClosure', {}).state.stage).toBe('CLOSED');
  });

  it('A47: a rise of the concern, or of the case, voids a lowering that waits', () => {
    const test = new TestCase().registered('2026-06-01', 'MEDIUM');
    const other = { concernId: 'c2', category: 'neglect' as const, level: 'HIGH' };
    test.do('2026-06-01T12:00', CW, 'rateConcern', { rating: other, sourceForm: 'other' });
    test.rated('2026-06-02', 'LOW').rated('2026-06-03', 'HIGH');
    expect(test.state.lowerings).toEqual({});
    expect(() => test.do('2026-06-04', SUP, 'confirmLowering', { concernId: 'c1' })).toThrowError(/waiting/);
  });

  it('A53: a revised plan needs its own sign-off and moves neither stage nor clocks', () => {
    const test = concluded().followedUp('2026-09-10');
    const before = [test.state.stage, test.due('follow_up'), test.due('review')];
    test.do('2026-09-11', CW, 'agreePlan', { involved: ['child', 'caregiver'] });
    expect([test.state.stage, test.due('follow_up'), test.due('review')]).toEqual(before);
    expect(test.due('plan_signoff')).toBe('2026-09-13');
    test.do('2026-09-12', SUP, 'signOffPlan', {});
    expect([test.state.stage, test.due('follow_up'), test.due('review')]).toEqual(before);
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

  it('POST-1 A10 A68: the final review is due three months later, not before, and a breach after the grace', () => {
    const test = closed();
    expect(test.due('post_closure_review')).toBe('2026-12-21');
    expect(() => test.do('2026-12-20', CW, 'holdFinalReview', {})).toThrowError(/not before/);
    expect(test.until('2027-01-20T23:59:59').standing()).not.toContain('post_closure_review 2026-12-21 LOW');
    expect(test.until('2027-01-21T00:00').standing()).toContain('post_closure_review 2026-12-21 LOW');
    expect(closed().do('2027-01-20', CW, 'holdFinalReview', {}).until('2027-03-01').standing()).not.toContain(
      'post_closure_review 2026-12-21 LOW',
    );
  });

  it('A68: a missed final review belongs to whoever owns the case at the end of the grace', () => {
    const to = { caseworkerId: 'cw-a2', teamId: 'team-1', officeId: 'office-1', agencyId: 'agency-a' };
    const test = closed().do('2027-01-10', SUP, 'reassignCase', { to, childAndFamilyConsulted: true });
    const missed = test.until('2027-01-21T00:00').state.breaches.find(({ kind }) => kind === 'post_closure_review');
    expect(missed).toMatchObject({ owner: to, level: 'LOW', due: { dueOn: '2026-12-21' } });
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
