import { describe, expect, it } from 'vitest';
import { CONCERN_CATEGORIES } from '../case/commands.js';
import { IMMEDIATE_CONCERN_TYPES } from '../case/vocabulary/first-contact.js';
import { policySnapshot } from '../policy/policy.js';
import { CONCERN_CATALOGUE } from './criteria.js';
import { categoryOf, FINE_CODES } from './fine-codes.js';
import { IMMEDIATE_CONCERN_SIGNS, screenImmediateConcerns } from './immediate-concerns.js';

describe('the finer codes of the forms', () => {
  it('CAT-5: some 35 to 50 codes, each of one category of the catalogue that has criteria', () => {
    const codes = Object.keys(FINE_CODES);
    expect(codes.length).toBeGreaterThanOrEqual(35);
    expect(codes.length).toBeLessThanOrEqual(50);
    for (const category of Object.values(FINE_CODES)) expect(CONCERN_CATALOGUE[category].length).toBeGreaterThan(0);
    const unused = CONCERN_CATEGORIES.filter(
      (name) => name !== 'other' && !Object.values<string>(FINE_CODES).includes(name),
    );
    expect(unused).toEqual([]);
  });

  it('CAT-5: the codes that the specification names by example', () => {
    const named = {
      rape: 'sexual_violence',
      abandonment: 'neglect',
      hazardous_work: 'child_labour',
      trafficking: 'child_labour',
      difficulty_seeing: 'neglect',
      orphan: 'uasc',
      substance_abuse: 'mental_distress',
      lack_of_documents: 'neglect',
      child_marriage: 'sexual_violence',
      female_genital_mutilation: 'physical_violence',
      pregnancy: 'sexual_violence',
      explosive_ordnance: 'physical_violence',
    };
    expect(Object.fromEntries(Object.keys(named).map((code) => [code, categoryOf(code)]))).toEqual(named);
  });

  it('CAT-5: a code that no form knows has no category', () => {
    expect([categoryOf('unheard_of'), categoryOf('toString')]).toEqual([null, null]);
  });
});

describe('the screen for what cannot wait', () => {
  const types = (answers: Parameters<typeof screenImmediateConcerns>[1], policy = policySnapshot()): string[] =>
    screenImmediateConcerns(policy, answers).map(({ type }) => type);

  it('CAT-4: health, safety, a night without care, or something else of the context', () => {
    expect(types({ injured: true })).toEqual(['health']);
    expect(types({ careNeededInTime: true })).toEqual(['health']);
    expect(types({ signsOfOngoingAbuse: true })).toEqual(['safety']);
    expect(types({ adultCare: false })).toEqual(['interim_care']);
    expect(types({ adultCare: true, homeSafe: 'unknown' })).toEqual(['interim_care']);
    expect(types({ otherImmediate: true })).toEqual(['other']);
    expect(types({ adultCare: true, homeSafe: true, injured: false })).toEqual([]);
    expect([...new Set(IMMEDIATE_CONCERN_SIGNS.map(({ type }) => type))]).toEqual([...IMMEDIATE_CONCERN_TYPES]);
  });

  it('CAT-4 A12: a sexual assault up to 120 hours ago, exactly 120 included', () => {
    expect([types({ hoursSinceIncident: 120 }), types({ hoursSinceIncident: 120.5 })]).toEqual([['health'], []]);
  });

  it('CAT-4 UA-1: only kinds that the SOP knows', () => {
    const narrow = policySnapshot('p', { 'urgent.types': ['health', 'safety'] });
    expect(types({ injured: true, adultCare: false }, narrow)).toEqual(['health']);
  });
});
