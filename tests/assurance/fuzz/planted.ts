import { mayKnow, PEOPLE, type KnownCase, type KnownCases, type Person } from './known-cases.js';
import type { Judge, Seen } from './judge.js';
import type { ApiDocument } from './operations.js';

export interface Planting {
  readonly document: ApiDocument;
  readonly judge: Judge;
  readonly cases: KnownCases;
  /** A true answer to `GET /v1/me`. */
  readonly me: Seen;
  /** A true refusal of the same. */
  readonly refusal: Seen;
}

const withField = (text: string, fields: object): string =>
  JSON.stringify({ ...(JSON.parse(text) as object), ...fields });

/** True answers, each with one thing in it that should not be there. */
export function plantedFaults({ document, judge, cases, me, refusal }: Planting): Readonly<Record<string, boolean>> {
  const operation = document.operations.find(({ name }) => name === 'GET /v1/me')!;
  const isFound = (seen: Seen): boolean => judge.faultsOf(operation, seen, '/v1/me').length > 0;
  const known = cases.at(0);
  const stranger = PEOPLE.find((person) => !mayKnow(person, known) && !known.everSeen.has(person.id))!;
  return {
    'nothing in a true answer is found': !isFound(me) && !isFound(refusal),
    'a field too many': isFound({ ...me, text: withField(me.text, { unknown: 1 }) }),
    'a field of another type': isFound({ ...me, text: withField(me.text, { role: 7 }) }),
    'a status that is not described': isFound({
      ...refusal,
      status: 418,
      text: withField(refusal.text, { status: 418 }),
    }),
    'a fault of the program': isFound({ ...refusal, status: 500 }),
    'a stack trace': isFound({ ...refusal, text: withField(refusal.text, { detail: 'x\n    at run (/a/b.js:1:2)' }) }),
    'a problem without a code': isFound({ ...refusal, text: withField(refusal.text, { code: undefined }) }),
    'a refusal that is no problem document': isFound({
      ...refusal,
      headers: { ...refusal.headers, 'content-type': 'text/html' },
    }),
    'an answer that a cache may keep': isFound({ ...me, headers: { ...me.headers, 'cache-control': 'public' } }),
    'an answer without security headers': isFound({ ...me, headers: { 'cache-control': 'no-store' } }),
    ...leaks(cases, known, stranger),
  };
}

function leaks(cases: KnownCases, known: KnownCase, stranger: Person): Readonly<Record<string, boolean>> {
  const text = (mark: string): string => JSON.stringify({ detail: `invented ${mark}` });
  return {
    'what was written, told to a stranger': cases.readTooMuch(stranger, text(known.mark)).length > 0,
    'what was shared, told to a stranger': cases.readTooMuch(stranger, text(known.sharedMark)).length > 0,
    'a name, told to nobody in particular': cases.readTooMuch(null, text(known.nameMark)).length > 0,
    'the id of a case, told to a stranger': cases.knowsTooMuch(stranger, text(known.caseId), '/v1/cases'),
  };
}
