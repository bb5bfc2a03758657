import { describe, expect, it } from 'vitest';
import { policySnapshot } from '../policy/policy.js';
import { FEEDBACK_STATEMENTS, pooledScore, satisfactionOf, type Feedback } from './satisfaction.js';

const forms = (from: Feedback['from'], statement: string, score: number, count: number): Feedback[] =>
  Array.from({ length: count }, () => ({
    from,
    scores: FEEDBACK_STATEMENTS.map((one) => (one === statement ? score : null)),
  }));

describe('satisfaction', () => {
  it('K2a and K2b are two figures with a target each: 18 of 20 children meet it, 8 of 10 caregivers do not [K2a K2b]', () => {
    const feedback = [
      ...forms('child', 'overall_satisfied', 7, 18),
      ...forms('child', 'overall_satisfied', 6, 2),
      ...forms('caregiver', 'overall_satisfied', 10, 8),
      ...forms('caregiver', 'overall_satisfied', 1, 2),
    ];
    expect(satisfactionOf(policySnapshot(), feedback)).toEqual({
      children: { respondents: 20, positive: 18, percent: 90, targetPercent: 90, isMet: true },
      caregivers: { respondents: 10, positive: 8, percent: 80, targetPercent: 90, isMet: false },
    });
  });

  it('K3a and K3b ask another statement [K3a K3b]', () => {
    const feedback = forms('child', 'situation_improved', 9, 3);
    expect(satisfactionOf(policySnapshot(), feedback, 'situation_improved').children.percent).toBe(100);
    expect(satisfactionOf(policySnapshot(), feedback).children).toMatchObject({
      respondents: 0,
      percent: null,
      isMet: null,
    });
  });

  it('rounding up to the target is not reaching it [K2a]', () => {
    const feedback = [...forms('child', 'overall_satisfied', 8, 8996), ...forms('child', 'overall_satisfied', 2, 1004)];
    expect(satisfactionOf(policySnapshot(), feedback).children).toMatchObject({ percent: 90, isMet: false });
  });

  it('the policy says from which score on somebody is satisfied [K2b]', () => {
    const strict = policySnapshot('x', { 'feedback.positive_min': 9 });
    const feedback = forms('caregiver', 'overall_satisfied', 8, 4);
    expect(satisfactionOf(strict, feedback).caregivers.positive).toBe(0);
  });

  it('a negative statement is turned round where it is pooled, the others are not [K2a]', () => {
    const turned = FEEDBACK_STATEMENTS.filter((statement) => pooledScore(statement, 2) !== 2);
    expect(turned).toEqual(['hard_to_understand', 'pressured', 'rarely_visited']);
    expect(pooledScore('hard_to_understand', 2)).toBe(9);
  });
});
