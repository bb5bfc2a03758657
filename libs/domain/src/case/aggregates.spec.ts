import { expect, it } from 'vitest';
import { CW, TestCase } from '../testing/a-case.js';
import { countsInAggregates } from './aggregates.js';
import { readModelOf } from './read-model.js';

const reporting = (value: boolean | undefined): TestCase =>
  new TestCase().registered('2026-06-01', 'LOW').do('2026-06-04', CW, 'recordConsent', {
    participate: true,
    storeData: true,
    ...(value === undefined ? {} : { reporting: value }),
  });

it('CONS-7 O-19: without scope 3 a case counts in no aggregate; it is worked like any other', () => {
  expect(countsInAggregates(reporting(true).state)).toBe(true);
  expect(countsInAggregates(reporting(false).state)).toBe(false);
  expect(countsInAggregates(reporting(undefined).state)).toBe(false);
  expect(readModelOf(reporting(false).state).tasks).toEqual(readModelOf(reporting(true).state).tasks);
});

it('CONS-7 CONS-6: nor does it once that scope is withdrawn', () => {
  const withdrawn = reporting(true).do('2026-06-05', CW, 'withdrawConsent', { scopes: ['reporting'] });
  expect(countsInAggregates(withdrawn.state)).toBe(false);
});
