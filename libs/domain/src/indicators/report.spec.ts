import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../explain/language.js';
import { policySnapshot } from '../policy/policy.js';
import { CW, MGR, SUP } from '../testing/a-case.js';
import { indicatorScopeOf, knownAtFor, type IndicatorAsked } from './asking.js';
import { INDICATOR_IDS, INDICATORS, type IndicatorCount, type IndicatorId } from './definitions.js';
import { outsideTablesOf, tablesOf } from './report.js';
import { INDICATOR_WORDS } from './words.js';

const POLICY = policySnapshot();
const NOW = '2026-09-01T08:00:00.000Z';
const counted = (
  indicator: IndicatorId,
  numerator: number,
  denominator: number | null,
  sex?: string,
): IndicatorCount => ({
  indicator,
  group: sex === undefined ? {} : { sex },
  numerator,
  denominator,
});

describe('a report of indicators', () => {
  it('children and caregivers stay two figures with a target each, never pooled [K2] [K2a] [K2b]', () => {
    const tables = tablesOf(POLICY, [counted('K2a', 18, 20), counted('K2b', 8, 10)], []);
    expect(tables.map(({ indicator, target, total }) => [indicator, target, total.value, total.isMet])).toEqual([
      ['K2a', 90, 90, true],
      ['K2b', 90, 80, false],
    ]);
  });

  it.each([
    ['a competence target of 80 percent [K1]', 'K1', 4, 5, 80, true],
    ['rounding up to a target is not reaching it [K3]', 'K3a', 8996, 10_000, 90, false],
    ['nothing to divide by is no number [P1]', 'P1', 0, 0, null, null],
    ['a target that the context has not set [P4]', 'P4', 9, 10, 90, null],
    ['what has to be complete [P12]', 'P12c', 99, 100, 99, false],
    ['a mean to one decimal [P9]', 'P9b', 100, 3, 33.3, null],
  ] as const)('%s', (_, indicator, numerator, denominator, value, isMet) => {
    const [table] = tablesOf(POLICY, [counted(indicator, numerator, denominator)], []);
    expect(table?.total).toMatchObject({ value, isMet });
  });

  it('every one is named and explained in three languages [SPEC-7]', () => {
    for (const id of INDICATOR_IDS) {
      const { name, formula } = INDICATOR_WORDS[id];
      for (const language of LANGUAGES)
        expect([name[language], formula[language]].every((text) => text !== '')).toBe(true);
      expect(formula.en.includes('/')).toBe(INDICATORS[id].unit !== 'count');
    }
    expect(Object.keys(INDICATOR_WORDS)).toHaveLength(INDICATOR_IDS.length);
  });

  it('outside, a mean stands without what it was made of, and small ones do not stand at all [SPEC-7]', () => {
    const totals = [counted('P9b', 200, 10), counted('P11c', 3, 2), counted('P9a', 10, null)];
    expect(outsideTablesOf(POLICY, totals, [], null).map(({ total }) => total)).toMatchObject([
      { value: 20, numerator: null, denominator: null },
      { value: null, isHidden: true },
      { value: 10 },
    ]);
  });

  it('outside, numbers that lie in each other do not tell the few between them [SPEC-7] [P10]', () => {
    const totals = [counted('P10b', 10, 40), counted('P10c', 12, 40), counted('P10d', 20, 40)];
    expect(outsideTablesOf(POLICY, totals, [], null).map(({ total }) => total.numerator)).toEqual([10, null, 20]);
  });

  it('outside, who is in neither of two parts is a count too [SPEC-7] [P11]', () => {
    const totals = [counted('P11a', 20, 40), counted('P11b', 18, 40)];
    expect(outsideTablesOf(POLICY, totals, [], null).map(({ total }) => total.numerator)).toEqual([20, null]);
  });

  it('outside, a policy may hide more [SPEC-7]', () => {
    const [table] = outsideTablesOf(
      policySnapshot('x', { 'reporting.small_cell': 11 }),
      [counted('P9a', 10, null)],
      [],
      null,
    );
    expect(table?.total.isHidden).toBe(true);
  });
});

describe('who may ask for which numbers', () => {
  const coordination = { personId: 'c', role: 'COORD' } as const;
  const june: IndicatorAsked = { from: '2026-06-01', to: '2026-06-30', by: [], asKnownAt: null };
  const known = (asked: Partial<IndicatorAsked>, now = NOW) =>
    knownAtFor(POLICY, indicatorScopeOf(coordination), { ...june, ...asked }, now);

  it('everybody those of the own place, the coordination group those of all [SPEC-2]', () => {
    expect([CW, SUP, MGR, coordination].map(indicatorScopeOf)).toEqual([
      { kind: 'caseworker', id: 'cw-a' },
      { kind: 'team', id: 'team-1' },
      { kind: 'office', id: 'office-1' },
      { kind: 'all' },
    ]);
    expect(() => indicatorScopeOf({ personId: 'a', role: 'ADM' })).toThrowError(/does not see/);
  });

  it('the agency asks for any period, as known at any past instant [SPEC-7]', () => {
    const asked = { ...june, to: '2026-06-17', asKnownAt: '2026-06-20T00:00:00.000Z' };
    expect(knownAtFor(POLICY, indicatorScopeOf(SUP), asked, NOW)).toBe('2026-06-20T00:00:00.000Z');
    expect(knownAtFor(POLICY, indicatorScopeOf(SUP), june, NOW)).toBe(NOW);
    expect(() =>
      knownAtFor(POLICY, indicatorScopeOf(SUP), { ...asked, asKnownAt: '2027-01-01T00:00:00.000Z' }, NOW),
    ).toThrowError();
  });

  it('outside there is one answer to each question for ever, seven days after the month [IM-9]', () => {
    expect(known({})).toBe('2026-07-07T21:00:00.000Z');
    expect(known({}, '2030-01-01T00:00:00.000Z')).toBe('2026-07-07T21:00:00.000Z');
    expect(() => known({}, '2026-07-07T20:59:59.999Z')).toThrowError(/not left/);
    expect(() => known({ from: '2026-06-02' })).toThrowError(/whole months/);
    expect(() => known({ to: '2026-07-31' })).toThrowError(/whole months/);
    expect(() => known({ by: ['sex', 'level'] })).toThrowError(/one agreed dimension/);
    expect(() => known({ by: ['team'] })).toThrowError(/one agreed dimension/);
    expect(() => known({ asKnownAt: '2026-07-01T00:00:00.000Z' })).toThrowError(/some days after/);
  });
});
