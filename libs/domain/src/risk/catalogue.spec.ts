import { describe, expect, it } from 'vitest';
import { CONCERN_CATEGORIES, type ConcernCategory } from '../case/commands.js';
import { policySnapshot } from '../policy/policy.js';
import type { Answers } from './condition.js';
import { CONCERN_CATALOGUE } from './criteria.js';
import { proposeLevel } from './propose-level.js';

const policy = policySnapshot();
const level = (category: ConcernCategory, answers: Answers, of = policy): string | undefined =>
  proposeLevel(of, category, answers)?.level;

type Line = readonly [words: string, level: string, answers: Answers];
const gone = { perpetratorAccess: 'no' } as const;

const TABLE: Readonly<Partial<Record<ConcernCategory, readonly Line[]>>> = {
  physical_violence: [
    ['serious violence', 'HIGH', { violence: 'serious' }],
    ['injured in domestic violence under 5', 'HIGH', { injuredInDomesticViolence: true, ageYears: 4 }],
    [
      'injured in domestic violence with a disability',
      'HIGH',
      { injuredInDomesticViolence: true, disability: true, ageYears: 12 },
    ],
    ['treatable condition left untreated', 'HIGH', { treatableConditionUntreated: true }],
    ['violence without injury', 'MEDIUM', { violence: 'non_injurious' }],
    ['witnessing violence', 'MEDIUM', { witnessesViolence: true }],
    [
      'past, perpetrator gone, support inadequate',
      'LOW',
      { violence: 'serious', violenceIsPast: true, ...gone, supportAdequate: false },
    ],
    ['household with reported domestic violence', 'LOW', { domesticViolenceInHousehold: true }],
    ['none, causes removed', 'NO', { violence: 'none', causesRemoved: true }],
    [
      'past, no contact, support adequate',
      'NO',
      { violence: 'serious', violenceIsPast: true, ...gone, supportAdequate: true },
    ],
  ],
  emotional_violence: [
    [
      'persistent, by an important carer',
      'HIGH',
      { emotionalHarm: 'persistent', byImportantCarerOrFrequentContact: true, ageYears: 12 },
    ],
    ['occasional, under 5', 'HIGH', { emotionalHarm: 'occasional', ageYears: 4 }],
    ['occasional, with a disability', 'HIGH', { emotionalHarm: 'occasional', disability: true, ageYears: 9 }],
    ['occasional, from 5 on', 'MEDIUM', { emotionalHarm: 'occasional', ageYears: 5 }],
    ['at risk of worse treatment', 'LOW', { riskOfWorseTreatment: true }],
    ['causes addressed', 'NO', { causesAddressed: true }],
  ],
  sexual_violence: [
    ['threatened, perpetrator has access', 'HIGH', { happeningOrThreatened: true, perpetratorAccess: 'yes' }],
    ['within 120 hours', 'HIGH', { hoursSinceIncident: 119, ...gone }],
    ['girl mother of a child with a disability', 'HIGH', { motherOfChildWithDisability: true }],
    ['married below age, support inadequate', 'HIGH', { marriage: 'married', ageYears: 17, supportAdequate: false }],
    ['pregnant by rape', 'HIGH', { pregnantByRape: true }],
    [
      'engaged below age, wedding soon, willing',
      'HIGH',
      { marriage: 'engaged', ageYears: 17, monthsToWedding: 0.5, consentsToMarriage: true },
    ],
    [
      'engaged above age, unwilling',
      'HIGH',
      { marriage: 'engaged', ageYears: 18, monthsToWedding: 9, consentsToMarriage: false },
    ],
    ['longer ago, gone, support inadequate', 'MEDIUM', { hoursSinceIncident: 300, ...gone, supportAdequate: false }],
    ['married below age, support adequate', 'MEDIUM', { marriage: 'married', ageYears: 17, supportAdequate: true }],
    ['engaged below age, wedding later', 'MEDIUM', { marriage: 'engaged', ageYears: 17, monthsToWedding: 4 }],
    ['engaged above age, willing', 'MEDIUM', { marriage: 'engaged', ageYears: 18, consentsToMarriage: true }],
    ['longer ago, gone, support adequate', 'LOW', { hoursSinceIncident: 300, ...gone, supportAdequate: true }],
    ['married above age', 'LOW', { marriage: 'married', ageYears: 18 }],
    ['none, causes addressed', 'NO', { causesAddressed: true }],
  ],
  neglect: [
    ['serious injury or illness', 'HIGH', { seriousInjuryOrIllness: true }],
    ['neglected with a disability', 'HIGH', { neglected: true, disability: true, ageYears: 14 }],
    ['carer does not protect or provide', 'MEDIUM', { carerDoesNotProtectOrProvide: true, ageYears: 8 }],
    ['carer emotionally unavailable', 'MEDIUM', { carerEmotionallyUnavailable: true, ageYears: 8 }],
    ['exposed to violence or substance abuse', 'MEDIUM', { exposedToViolenceOrSubstanceAbuse: true, ageYears: 8 }],
    ['unsafe supervision', 'LOW', { unsafeSupervision: true }],
    ['causes addressed', 'NO', { causesAddressed: true }],
  ],
  child_labour: [
    ['in or at risk of a worst form', 'HIGH', { worstFormOrAtRiskOfIt: true }],
    ['life-threatening hazardous work', 'HIGH', { work: 'life_threatening', ageYears: 17 }],
    ['labour below the age', 'MEDIUM', { work: 'labour', ageYears: 14 }],
    ['light work below the age for it', 'MEDIUM', { work: 'light', ageYears: 12 }],
    ['hazardous work at the age', 'MEDIUM', { work: 'hazardous', ageYears: 15 }],
    ['threatened with labour below the age', 'LOW', { threatenedWork: 'labour', ageYears: 14 }],
    ['threatened with light work below the age for it', 'LOW', { threatenedWork: 'light', ageYears: 12 }],
    ['threatened with hazardous work at the age', 'LOW', { threatenedWork: 'hazardous', ageYears: 15 }],
    ['out of labour with support', 'NO', { outOfLabourWithSupport: true }],
    ['work that harms nothing', 'NO', { work: 'light', ageYears: 13 }],
  ],
  mental_distress: [
    ['severe distress', 'HIGH', { severeDistress: true }],
    ['serious disorder', 'HIGH', { seriousDisorder: true }],
    ['unchanged beyond the threshold', 'MEDIUM', { distressWeeks: 7, improving: false }],
    ['normal, support inadequate', 'LOW', { distressWeeks: 3, supportAdequate: false }],
    ['normal, support adequate', 'NO', { distressWeeks: 3, supportAdequate: true }],
    ['wellbeing restored', 'NO', { wellbeingRestored: true }],
  ],
  uasc: [
    ['unaccompanied without care', 'HIGH', { separation: 'unaccompanied', appropriateCare: false, ageYears: 17 }],
    [
      'separated under 15, substance-abusing carer',
      'HIGH',
      { separation: 'separated', ageYears: 14, carerAbusesSubstances: true },
    ],
    [
      'separated under 15, single vulnerable carer',
      'HIGH',
      { separation: 'separated', ageYears: 14, singleVulnerableCarer: true },
    ],
    [
      'unaccompanied under 15 with care',
      'MEDIUM',
      { separation: 'unaccompanied', ageYears: 14, appropriateCare: true },
    ],
    [
      'separated from 15 on, vulnerable care',
      'MEDIUM',
      { separation: 'separated', ageYears: 15, singleVulnerableCarer: true },
    ],
    ['unaccompanied from 15 on with care', 'LOW', { separation: 'unaccompanied', ageYears: 15, appropriateCare: true }],
    [
      'separated with such care',
      'LOW',
      { separation: 'separated', ageYears: 8, appropriateCare: true, childrenInHousehold: 8 },
    ],
    [
      'reunified, monitored for less than six months',
      'LOW',
      { separation: 'reunified', monitoredMonths: 5, noIssueSince: true },
    ],
    [
      'reunified, six months, not without issue',
      'LOW',
      { separation: 'reunified', monitoredMonths: 6, noIssueSince: false },
    ],
    ['reunified, six months without issue', 'NO', { separation: 'reunified', monitoredMonths: 6, noIssueSince: true }],
    [
      'durably placed, six months without issue',
      'NO',
      { separation: 'durably_placed', monitoredMonths: 6, noIssueSince: true },
    ],
  ],
  caafag: [
    ['associated', 'HIGH', { association: 'associated' }],
    ['at risk of recruitment', 'HIGH', { association: 'at_risk' }],
    [
      'released, at risk of significant harm',
      'HIGH',
      { association: 'released', harmRisk: 'significant', servicesProvided: true },
    ],
    ['released, at risk of harm', 'MEDIUM', { association: 'released', harmRisk: 'some', servicesProvided: true }],
    ['released without needed services', 'MEDIUM', { association: 'released', servicesProvided: false }],
    [
      'released, with services',
      'LOW',
      { association: 'released', servicesProvided: true, reintegrated: true, monitoredMonths: 5 },
    ],
    [
      'reintegrated, six months',
      'NO',
      { association: 'released', servicesProvided: true, reintegrated: true, monitoredMonths: 6 },
    ],
  ],
  contact_with_law: [
    ['deprived of liberty', 'HIGH', { deprivedOfLiberty: true }],
    ['formal system without diversion', 'HIGH', { inFormalSystem: true, diversionPossible: false }],
    ['formal system, diversion possible', 'MEDIUM', { inFormalSystem: true, diversionPossible: true }],
    ['at risk of the formal system', 'LOW', { atRiskOfFormalSystem: true }],
    ['witness or victim, support inadequate', 'LOW', { witnessOrVictim: true, supportAdequate: false }],
    ['diverted, monitored for less than three months', 'LOW', { diverted: true, monitoredMonths: 2 }],
    ['diverted, three months', 'NO', { diverted: true, monitoredMonths: 3 }],
    ['witness or victim, support adequate', 'NO', { witnessOrVictim: true, supportAdequate: true }],
  ],
};

describe('the concern catalogue, line by line (specification 4.3)', () => {
  const lines = Object.entries(TABLE).flatMap(([category, rows]) => rows.map((row) => [category, ...row] as const));

  it.each(lines)('SPEC-4.3: %s, %s: %s', (category, _words, expected, answers) => {
    expect(level(category as ConcernCategory, answers)).toBe(expected);
  });

  it('SPEC-4.3: every category but "other" has criteria for all four levels, each with an id of its own', () => {
    const criteria = Object.values(CONCERN_CATALOGUE).flat();
    expect(new Set(criteria.map(({ id }) => id)).size).toBe(criteria.length);
    for (const category of CONCERN_CATEGORIES.filter((name) => name !== 'other')) {
      const levels = new Set(CONCERN_CATALOGUE[category].map((criterion) => criterion.level));
      expect([category, [...levels].sort()]).toEqual([category, ['HIGH', 'LOW', 'MEDIUM', 'NO']]);
    }
  });
});

describe('limits of the catalogue', () => {
  it('CAT-1: access that is not known, or was not asked about, is access', () => {
    for (const access of [{}, { perpetratorAccess: 'unknown' }, { perpetratorAccess: 'yes' }]) {
      expect(level('sexual_violence', { happeningOrThreatened: true, ...access })).toBe('HIGH');
      expect(level('sexual_violence', { hoursSinceIncident: 300, supportAdequate: true, ...access })).toBe('HIGH');
      const past = { violence: 'serious', violenceIsPast: true, supportAdequate: true };
      expect(level('physical_violence', { ...past, ...access })).toBe('HIGH');
    }
  });

  it('CAT-2 A14: who is exactly 5, 13, 15 or of the age to marry belongs to the older', () => {
    expect([4, 5].map((ageYears) => level('emotional_violence', { emotionalHarm: 'occasional', ageYears }))).toEqual([
      'HIGH',
      'MEDIUM',
    ]);
    expect([12, 13].map((ageYears) => level('child_labour', { work: 'light', ageYears }))).toEqual(['MEDIUM', 'NO']);
    expect([14, 15].map((ageYears) => level('child_labour', { threatenedWork: 'labour', ageYears }))).toEqual([
      'LOW',
      undefined,
    ]);
    expect(
      [17, 18].map((ageYears) => level('sexual_violence', { marriage: 'married', ageYears, supportAdequate: false })),
    ).toEqual(['HIGH', 'LOW']);
  });

  it('CAT-2 A14: a wedding in exactly a month is imminent; one that has no date yet is not', () => {
    const engaged = { marriage: 'engaged', ageYears: 16 };
    expect(level('sexual_violence', { ...engaged, monthsToWedding: 1 })).toBe('HIGH');
    expect(level('sexual_violence', { ...engaged, monthsToWedding: 1.1 })).toBe('MEDIUM');
    expect(level('sexual_violence', engaged)).toBe('MEDIUM');
  });

  it('CAT-2: exactly 120 hours are within', () => {
    const at = (hoursSinceIncident: number): string | undefined =>
      level('sexual_violence', { hoursSinceIncident, ...gone, supportAdequate: true });
    expect([at(120), at(120.01)]).toEqual(['HIGH', 'LOW']);
  });

  it('CAT-2: more than eight children in the household, not eight', () => {
    const apart = { separation: 'separated', ageYears: 10, appropriateCare: true };
    expect([8, 9].map((childrenInHousehold) => level('uasc', { ...apart, childrenInHousehold }))).toEqual([
      'LOW',
      'HIGH',
    ]);
  });

  it('CAT-3 A15: from the threshold of six weeks on, improvement has to be seen; beyond eight it does not fall', () => {
    const distress = (distressWeeks: number, more: Answers = {}): string | undefined =>
      level('mental_distress', { distressWeeks, supportAdequate: true, ...more });
    expect([5, 6, 8, 20].map((weeks) => distress(weeks))).toEqual(['NO', 'MEDIUM', 'MEDIUM', 'MEDIUM']);
    expect(distress(20, { improving: true })).toBe('NO');
    const eight = policySnapshot('p', { 'distress.threshold_weeks': 8 });
    expect(level('mental_distress', { distressWeeks: 7, improving: false, supportAdequate: false }, eight)).toBe('LOW');
  });

  it('A16: a disability or an age under 5, one of the two is enough', () => {
    const injured = { injuredInDomesticViolence: true, violence: 'non_injurious' };
    expect(level('physical_violence', { ...injured, ageYears: 3, disability: false })).toBe('HIGH');
    expect(level('physical_violence', { ...injured, ageYears: 12, disability: true })).toBe('HIGH');
    expect(level('physical_violence', { ...injured, ageYears: 12, disability: false })).toBe('MEDIUM');
  });

  it('SPEC-4.3: ages and limits are values of the policy', () => {
    const other = policySnapshot('p', { 'age.uasc_older': 16, 'age.marriage': 16, 'care.household_children': 5 });
    expect(level('uasc', { separation: 'unaccompanied', ageYears: 15, appropriateCare: true }, other)).toBe('MEDIUM');
    expect(level('sexual_violence', { marriage: 'married', ageYears: 17 }, other)).toBe('LOW');
    expect(
      level('uasc', { separation: 'separated', ageYears: 15, appropriateCare: true, childrenInHousehold: 6 }, other),
    ).toBe('HIGH');
  });
});
