import { expect, it } from 'vitest';
import { dueInWords, urgencyOf } from './due-words.js';

const NOW = '2026-06-10T12:00:00.000Z';

it.each([
  ['2026-06-13T12:00:00.000Z', 'due in 3 days', 'this_week'],
  ['2026-06-12T11:59:00.000Z', 'due in 47 hours', 'this_week'],
  ['2026-06-10T17:30:00.000Z', 'due in 5 hours', 'today'],
  ['2026-06-10T12:45:00.000Z', 'due in 45 minutes', 'today'],
  ['2026-06-10T12:00:30.000Z', 'due within a minute', 'today'],
  ['2026-06-10T12:00:00.000Z', 'overdue since this minute', 'overdue'],
  ['2026-06-10T09:00:00.000Z', 'overdue since 3 hours ago', 'overdue'],
  ['2026-06-09T12:00:00.000Z', 'overdue since 24 hours ago', 'critically_overdue'],
  ['2026-06-01T00:00:00.000Z', 'overdue since 9 days ago', 'critically_overdue'],
  ['2026-07-10T12:00:00.000Z', 'due in 30 days', 'later'],
])('what is too late from %s on is "%s" and %s', (overdueFrom, words, urgency) => {
  expect(dueInWords(overdueFrom, NOW)).toBe(words);
  expect(urgencyOf(overdueFrom, NOW)).toBe(urgency);
});

it('what has no clock has no date', () => {
  expect(urgencyOf(null, NOW)).toBe('no_date');
});
