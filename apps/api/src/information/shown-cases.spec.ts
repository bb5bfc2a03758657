import { expect, it } from 'vitest';
import { HttpAnswer } from '../platform/http-answer.js';
import { shownCases } from './shown-cases.js';

const [ONE, OTHER, THIRD] = [1, 2, 3].map((no) => `0000000${String(no)}-0000-4000-8000-000000000000`) as [
  string,
  string,
  string,
];

it('finds every case that an answer shows, once, however deep it lies [IM-6]', () => {
  const body = { items: [{ caseId: ONE, task: { caseId: ONE } }, { file: { fileId: OTHER } }], next: null };
  expect(shownCases(new HttpAnswer(200, body))).toEqual([ONE, OTHER]);
  expect(shownCases({ id: '1', type: 'inbox', data: { caseId: THIRD } })).toEqual([THIRD]);
});

it('takes nobody’s word for it: what people wrote shows no other case', () => {
  expect(shownCases({ caseId: ONE, content: { caseId: OTHER }, form: { fileId: THIRD } })).toEqual([ONE]);
  expect(shownCases({ caseId: 'no id', items: Buffer.from(ONE) })).toEqual([]);
});
