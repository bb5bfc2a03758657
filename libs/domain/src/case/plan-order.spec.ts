import { describe, expect, it } from 'vitest';
import { policySnapshot } from '../policy/policy.js';
import { CONTENT, CW, SUP, TestCase } from '../testing/a-case.js';

const revised = (occurred: string, recorded: string) => (given: TestCase) =>
  given.do(occurred, CW, 'agreePlan', { involved: ['child', 'caregiver'] }, recorded);

function signedOff(): TestCase {
  return new TestCase()
    .registered('2026-03-02', 'MEDIUM')
    .assessed('2026-03-02')
    .planned('2026-03-04T09:00', '2026-03-04T12:00');
}

describe('a revised plan that is entered late', () => {
  it('PLAN-2 A53: is refused when dated before the sign-off of the plan that it revises', () => {
    expect(() => revised('2026-03-04T10:00', '2026-03-05')(signedOff())).toThrowError(/last plan was answered/);
  });

  it('PLAN-2 A53: is refused when dated before the return of the plan that it replaces', () => {
    const returned = new TestCase()
      .registered('2026-03-02', 'MEDIUM')
      .assessed('2026-03-02')
      .do('2026-03-04T09:00', CW, 'agreePlan', { involved: ['child', 'caregiver'] })
      .do('2026-03-04T12:00', SUP, 'returnPlan', { content: CONTENT });
    expect(() => revised('2026-03-04T10:00', '2026-03-05')(returned)).toThrowError(/last plan was answered/);
  });

  it('PLAN-2 A53: dated after it, owes a sign-off of its own', () => {
    expect(revised('2026-03-04T13:00', '2026-03-05')(signedOff()).due('plan_signoff')).toBe('2026-03-06');
  });
});

describe('a review under implementation.start_trigger = first_action', () => {
  it('CLK-3 A54: is refused when dated before the sign-off, although no action has started yet', () => {
    const policy = policySnapshot('first-action', { 'implementation.start_trigger': 'first_action' });
    const plan = () =>
      new TestCase(policy)
        .registered('2026-03-02', 'MEDIUM')
        .assessed('2026-03-02')
        .planned('2026-03-03', '2026-03-04T12:00');
    expect(() => plan().do('2026-03-04T11:00', CW, 'holdReview', {}, '2026-03-05')).toThrowError(/signed off/);
    expect(plan().do('2026-03-04T13:00', CW, 'holdReview', {}, '2026-03-05').state.stage).toBe('IMPLEMENTING');
  });
});
