import { judgePolicyOverrides } from '@caseward/contracts';
import { expect, it } from 'vitest';
import { findingsOf } from './http-questions.js';

const { errors } = judgePolicyOverrides({ 'assessment.medium': 5, 'assessment.low': 4, 'caseload.max': 30 });
const faults = errors.flatMap(({ keys, message, remedy }) =>
  keys.map((key) => ({ pointer: `/values/${key}`, detail: `${message} ${remedy}` })),
);

it('faults of the API are the findings again, each once with all its keys', () => {
  const found = findingsOf({ rule: 'SPEC-6', errors: faults }, errors);
  expect(found).toEqual(errors.map(({ rule, keys, message }) => ({ rule, keys, message })));
});

it('what only the API refuses is shown, and what it lets pass is not made up', () => {
  const unknown = { pointer: '/zone', detail: 'Give the time zone.' };
  expect(findingsOf({ rule: 'SPEC-6', errors: [unknown] }, errors)).toEqual([
    { rule: 'SPEC-6', keys: ['/zone'], message: 'Give the time zone.' },
  ]);
});
