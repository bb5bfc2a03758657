import { describe, expect, it } from 'vitest';
import { policySnapshot } from '../policy/policy.js';
import { ageOn, proposeLevel } from './propose-level.js';
import type { Answers } from './condition.js';
import type { ConcernCategory } from '../case/commands.js';

const policy = policySnapshot();
const level = (category: ConcernCategory, answers: Answers): string | undefined =>
  proposeLevel(policy, category, answers)?.level;

describe('the concern catalogue proposes a level and says which criterion it used', () => {
  it('CAT-2 O-28: unaccompanied and separated children by age and care', () => {
    const alone = { separation: 'unaccompanied' };
    const apart = { separation: 'separated' };
    const crowded = { childrenInHousehold: 9, appropriateCare: false };
    const birthday = ageOn('2011-06-01', '2026-06-01');
    expect(level('uasc', { ...alone, ageYears: 14, appropriateCare: true })).toBe('MEDIUM');
    expect(level('uasc', { ...alone, ageYears: birthday, appropriateCare: true })).toBe('LOW');
    expect(level('uasc', { ...apart, ageYears: 14, ...crowded })).toBe('HIGH');
    expect(level('uasc', { ...apart, ageYears: 15, ...crowded })).toBe('MEDIUM');
    expect(level('uasc', { ...apart, ageYears: 14, appropriateCare: true, childrenInHousehold: 3 })).toBe('LOW');
    expect(level('uasc', { ...alone, ageYears: 17, appropriateCare: false })).toBe('HIGH');
    expect(proposeLevel(policy, 'uasc', { ...alone, ageYears: 17, appropriateCare: false })?.criterion).toBe(
      'uasc.high.without_care',
    );
  });

  it('CAT-1: a perpetrator whose access is not known has access', () => {
    expect(level('sexual_violence', { happeningOrThreatened: true, perpetratorAccess: 'unknown' })).toBe('HIGH');
    const past = { violence: 'serious', violenceIsPast: true, supportAdequate: true };
    expect(level('physical_violence', { ...past, perpetratorAccess: 'unknown' })).toBe('HIGH');
    expect(level('physical_violence', { ...past, perpetratorAccess: 'no' })).toBe('NO');
  });

  it('CAT-2: under 5 is below 5 years, exactly 120 hours and a wedding in exactly a month are within', () => {
    expect(level('neglect', { neglected: true, ageYears: 4 })).toBe('HIGH');
    expect(level('neglect', { neglected: true, ageYears: 5 })).toBe('MEDIUM');
    expect(level('sexual_violence', { hoursSinceIncident: 120, perpetratorAccess: 'no' })).toBe('HIGH');
    expect(level('sexual_violence', { hoursSinceIncident: 121, perpetratorAccess: 'no', supportAdequate: true })).toBe(
      'LOW',
    );
    expect(level('sexual_violence', { marriage: 'engaged', ageYears: 16, monthsToWedding: 1 })).toBe('HIGH');
    expect(level('sexual_violence', { marriage: 'engaged', ageYears: 16, monthsToWedding: 2 })).toBe('MEDIUM');
  });

  it('CAT-3: distress beyond the threshold without improvement is at least MEDIUM', () => {
    expect(level('mental_distress', { distressWeeks: 6, improving: false, supportAdequate: true })).toBe('MEDIUM');
    expect(level('mental_distress', { distressWeeks: 5, improving: false, supportAdequate: true })).toBe('NO');
  });

  it('says nothing where no criterion fits', () => {
    expect(proposeLevel(policy, 'other', { anything: true })).toBeNull();
  });
});

it('CLOSE-6: a child born on 29 February has the birthday on 1 March in a common year', () => {
  expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
  expect(ageOn('2008-02-29', '2026-03-01')).toBe(18);
});
