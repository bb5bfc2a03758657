import { expect, it } from 'vitest';
import { RefusalBudget } from './refusal-budget.js';

it('writes the first refusals of a minute and counts the rest into one, for each person apart', () => {
  let now = 0;
  const budget = new RefusalBudget<string>(() => now, 2);
  expect([1, 2, 3, 4].map(() => budget.take('p-1', 'p-1'))).toEqual([true, true, false, false]);
  expect(budget.take('p-2', 'p-2')).toBe(true);
  expect(budget.over()).toEqual([]);
  now = 60_000;
  expect(budget.over()).toEqual([{ who: 'p-1', times: 2 }]);
  expect(budget.over()).toEqual([]);
  expect(budget.take('p-1', 'p-1')).toBe(true);
});

it('gives up nothing when the process ends', () => {
  const budget = new RefusalBudget<string>(() => 0, 1);
  budget.take('p-1', 'p-1');
  budget.take('p-1', 'p-1');
  expect(budget.over(true)).toEqual([{ who: 'p-1', times: 1 }]);
});
