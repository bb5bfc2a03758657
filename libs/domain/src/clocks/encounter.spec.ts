import { expect, it } from 'vitest';
import { CW, TestCase } from '../testing/a-case.js';
import { left } from '../testing/first-contact.js';

const registered = (): TestCase => new TestCase().consented('2026-06-01T09:00');
const concerns = [{ concernId: 'c1', category: 'neglect', level: 'HIGH' }] as const;
const registeredIn = (test: TestCase, at: string, encounterId: string): TestCase =>
  test.do(at, CW, 'registerCase', { caseCode: 'CW-0001', concerns, encounterId });

it('TIME-6 A69: an encounter that had ended before is not in progress: the end of the day holds', () => {
  const test = left(registered(), '2026-06-01T10:00');
  expect(registeredIn(test, '2026-06-01T11:00', 'e1').due('assessment')).toBe('2026-06-01');
});

it('TIME-6 A69: an encounter that ends at that very moment is; only the one that the entry names counts', () => {
  const atOnce = left(registered(), '2026-06-01T10:00');
  expect(registeredIn(atOnce, '2026-06-01T10:00', 'e1').due('assessment')).toBe('2026-06-01T07:00:00.000Z');
  const another = left(registered(), '2026-06-01T12:00');
  expect(registeredIn(another, '2026-06-01T11:00', 'e2').due('assessment')).toBe('2026-06-01');
});

it('TIME-6 A69: a rise names its own encounter', () => {
  const test = new TestCase().registered('2026-06-01', 'LOW');
  const rating = { concernId: 'c1', level: 'HIGH' };
  test.do('2026-06-03T10:00', CW, 'rateConcern', { rating, sourceForm: 'other', encounterId: 'e1' });
  expect(test.due('assessment')).toBe('2026-06-03');
  expect(left(test, '2026-06-03T12:00').due('assessment')).toBe('2026-06-03T09:00:00.000Z');
});
