import { expect, it } from 'vitest';
import { policySnapshot, type UrgentContact } from '../policy/policy.js';
import { cardAlertFor, urgentContactsIn } from './card.js';

const contact = (area: string, updatedOn: string): UrgentContact => ({
  area,
  agencyId: 'agency-a',
  focalPointIds: ['fp-1', 'fp-2'],
  hours: '08-20',
  updatedOn,
});
const policy = policySnapshot('cards', {
  'context.urgent_contacts': [
    contact('north', '2026-05-01'),
    contact('north', '2026-01-15'),
    contact('east', '2026-05-01'),
  ],
});
const on = (date: string): string => `${date}T09:00:00.000Z`;

it('UA-10: a card names hours and focal points of each agency of the area', () => {
  expect(urgentContactsIn(policy, 'north')).toHaveLength(2);
  expect(urgentContactsIn(policy, 'east')[0]).toMatchObject({ hours: '08-20', focalPointIds: ['fp-1', 'fp-2'] });
});

it('UA-10: an area without a card is missing', () => {
  expect(cardAlertFor(policy, 'south', on('2026-05-02'))).toBe('missing');
  expect(cardAlertFor(policySnapshot(), 'north', on('2026-05-02'))).toBe('missing');
});

it('UA-10: a card is outdated from the day after its last one for review, by its oldest entry', () => {
  expect(cardAlertFor(policy, 'north', on('2026-07-15'))).toBeNull();
  expect(cardAlertFor(policy, 'north', on('2026-07-16'))).toBe('outdated');
  expect(cardAlertFor(policy, 'east', on('2026-07-16'))).toBeNull();
  const yearly = policySnapshot('yearly', { ...policy.values, 'urgent.card_review_months': 12 });
  expect(cardAlertFor(yearly, 'north', on('2026-07-16'))).toBeNull();
});
