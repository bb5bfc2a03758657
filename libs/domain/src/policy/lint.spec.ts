import { describe, expect, it } from 'vitest';
import { POLICY_BOUNDS } from './bounds.js';
import { POLICY_CATALOGUE } from './catalogue.js';
import { lintPolicy, verdictOn } from './lint.js';
import { policySnapshot, type PolicyOverrides } from './policy.js';

const errorsOf = (overrides: PolicyOverrides): string[] =>
  verdictOn(policySnapshot('x', overrides)).errors.map(({ rule, keys }) => `${rule} ${keys.join(' ')}`);

describe('a policy is looked at before it is used', () => {
  it('the default SOP is accepted, and cannot go live without a retention period [IM-7]', () => {
    expect(verdictOn(policySnapshot())).toMatchObject({ accepted: true, mayGoLive: false, errors: [] });
    expect(verdictOn(policySnapshot('x', { 'retention.years': 10 })).mayGoLive).toBe(false);
    const kept = { 'retention.years': 10, 'retention.extended_years': 30, 'forms.minimum_data': 'required' };
    expect(verdictOn(policySnapshot('x', kept)).mayGoLive).toBe(true);
  });

  it('does not go live while a step can be taken without its form [SPEC-5]', () => {
    const kept = { 'retention.years': 10, 'retention.extended_years': 30 };
    expect(verdictOn(policySnapshot('x', kept)).blocksGoLive.map(({ rule, keys }) => [rule, keys])).toEqual([
      ['SPEC-5', ['forms.minimum_data']],
    ]);
  });

  it('a closure right after the plan is worth a warning until the context sets days [CLOSE-2]', () => {
    const warned = (days: number): boolean =>
      lintPolicy(policySnapshot('x', { 'closure.stability_days': days })).some(({ rule }) => rule === 'CLOSE-2');
    expect([warned(0), warned(30)]).toEqual([true, false]);
  });

  it.each<[string, PolicyOverrides, string[]]>([
    [
      'MEDIUM looser than LOW',
      { 'assessment.medium': { days: 5 }, 'assessment.low': { days: 4 } },
      ['A76 assessment.medium assessment.low'],
    ],
    [
      'hours against days',
      { 'assessment.high': { hours: 36 }, 'assessment.medium': { days: 1 } },
      ['A76 assessment.high assessment.medium'],
    ],
    ['as many hours as days', { 'assessment.high': { hours: 24 }, 'assessment.medium': { days: 1 } }, []],
    ['fewer contacts a day', { 'followup.high': { times: 1, days: 8 } }, ['A76 followup.high followup.medium']],
    [
      'as many a day over a longer stretch',
      { 'followup.high': { times: 2, days: 14 } },
      ['A76 followup.high followup.medium'],
    ],
    [
      'more a day over a longer stretch',
      { 'followup.high': { times: 3, days: 14 } },
      ['A76 followup.high followup.medium'],
    ],
    ['a shorter stretch with as many a day', { 'followup.medium': { times: 1, days: 10 } }, []],
    ['reviews', { 'review.high': 3 }, ['A76 review.high review.medium']],
    [
      'answers to referrals',
      { 'referral.response.medium': { hours: 200 } },
      ['A76 referral.response.medium referral.response.low'],
    ],
    [
      'answers to transfers',
      { 'transfer.response.high': { days: 4 } },
      ['A76 transfer.response.high transfer.response.medium'],
    ],
  ])('of two levels the higher is at least as strict: %s [A76]', (_, overrides, errors) => {
    expect(errorsOf(overrides)).toEqual(errors);
  });

  it.each<[string, PolicyOverrides, boolean]>([
    ['26 cases', { 'caseload.max': 26 }, false],
    ['25 cases', { 'caseload.max': 25 }, true],
    ['7 caseworkers', { 'span.max': 7 }, false],
    ['one follow-up before closure', { 'closure.min_followups': 1 }, false],
    ['children up to 17', { 'age.child_max': 17 }, false],
    ['49 hours to assess', { 'assessment.high': { hours: 49 } }, false],
    ['48 hours to assess', { 'assessment.high': { hours: 48 } }, true],
    ['31 days between contacts', { 'followup.low': { times: 3, days: 31 } }, false],
  ])('every value keeps its bounds: %s [SPEC-6]', (_, overrides, isAccepted) => {
    expect(errorsOf(overrides).length === 0).toBe(isAccepted);
  });

  it('every bound belongs to a value of the catalogue and holds its default', () => {
    expect(Object.keys(POLICY_BOUNDS).filter((key) => !(key in POLICY_CATALOGUE))).toEqual([]);
    expect(errorsOf({})).toEqual([]);
  });

  it('nothing is looser than the outer limits, unless the context widens them with a reason [A1]', () => {
    expect(errorsOf({ 'plan.low': 30 })).toEqual(['A1 plan.low outer.plan']);
    expect(errorsOf({ 'plan.low': 30, 'outer.plan': { days: 30 } })).toEqual(['A1 outer.plan']);
    const reasoned = policySnapshot('x', {
      'plan.low': 30,
      'outer.plan': { days: 30, reason: 'Two days away by boat' },
    });
    expect(verdictOn(reasoned)).toMatchObject({ accepted: true });
    expect(verdictOn(reasoned).warnings.map(({ keys }) => keys[0])).toContain('outer.plan');
    expect(errorsOf({ 'followup.low': { times: 1, days: 21 } })).toEqual(['A1 followup.low outer.followup']);
  });

  it('a context may tighten an outer limit, and then its levels follow [A1]', () => {
    expect(errorsOf({ 'outer.review': { months: 2 } })).toEqual(['A1 review.low outer.review']);
  });

  it('a review of the lowest level is due after three months; a context may ask for one each month [A27]', () => {
    expect(policySnapshot().values['review.low']).toBe(3);
    const monthly = { 'review.low': 1, 'review.medium': 1, 'outer.review': { months: 1 } };
    expect(errorsOf(monthly)).toEqual([]);
    expect(errorsOf({ 'review.low': 4 })).toEqual(['A1 review.low outer.review']);
  });

  it('the sources are cited by title: the letters of their annexes contradict each other [A26]', () => {
    const clauses = Object.values(POLICY_CATALOGUE).map(({ clause }) => clause);
    expect(clauses.filter((clause) => /\b[Aa]nnex [A-H]\b/.test(clause))).toEqual([]);
  });

  it('nothing is built on the pages that are missing between the indicators and the next chapter [A29]', () => {
    const clauses = Object.values(POLICY_CATALOGUE).map(({ clause }) => clause);
    expect(clauses.filter((clause) => /\b18\.3\.[12]\b/.test(clause))).toEqual([]);
  });

  it('new caseworkers are observed at least every two months, for three months at least [SPEC-3.11] [A1]', () => {
    const interval = 'supervision.observation_days';
    expect(errorsOf({ [interval]: 14 })).toEqual([]);
    expect(errorsOf({ [interval]: 61 })).toEqual([`A1 ${interval} outer.observation`]);
    expect(errorsOf({ [interval]: 90, 'outer.observation': { days: 90 } })).toEqual(['A1 outer.observation']);
    expect(
      errorsOf({ [interval]: 90, 'outer.observation': { days: 90, reason: 'Two supervisors for ten islands' } }),
    ).toEqual([]);
    expect(errorsOf({ 'supervision.observation_first_months': 2 })).toEqual([
      'SPEC-6 supervision.observation_first_months',
    ]);
  });

  it('a level more brings every value that depends on the level, and keeps the order [A28]', () => {
    const levels = { 'risk.levels': ['NO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] };
    expect(errorsOf(levels)).toContain('A28 plan.critical');
    const critical: PolicyOverrides = {
      ...levels,
      'assessment.critical': 'same_encounter',
      'plan.critical': 4,
      'followup.critical': { times: 3, days: 7 },
      'review.critical': 1,
      'transfer.response.critical': { hours: 12 },
      'escalation.critical': { remindHours: null, steps: [{ level: 1, afterHours: 0 }] },
      'closure.approval.critical': 'conference',
    };
    expect(errorsOf(critical)).toEqual(['A76 plan.critical plan.high']);
    expect(errorsOf({ ...critical, 'plan.critical': 2 })).toEqual([]);
    expect(errorsOf({ 'risk.levels': ['LOW', 'NO', 'MEDIUM', 'HIGH'] })).toContain('A28 risk.levels');
  });

  it('kinds of urgent action are added, never taken away [UA-1]', () => {
    expect(errorsOf({ 'urgent.types': ['health', 'safety', 'other'] })).toEqual(['UA-1 urgent.types']);
  });

  it('says what is wrong and what to do [SPEC-6]', () => {
    const [finding] = verdictOn(policySnapshot('x', { 'caseload.max': 30 })).errors;
    expect(finding).toEqual({
      severity: 'error',
      rule: 'SPEC-6',
      keys: ['caseload.max'],
      message: 'caseload.max = 30 is out of bounds: from 1 to 25.',
      remedy: 'Choose from 1 to 25.',
    });
  });
});
