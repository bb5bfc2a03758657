import type { JsonSchema } from './json-schemas.js';

/** Headers of every command's route. */
export const HEADERS = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    schema: { type: 'string', format: 'uuid' },
    description: 'The id of the command. Repeat a request with the same key: it acts once.',
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    schema: { type: 'string', examples: ['"7"'] },
    description: 'ETag of the case: act only if it is still in this state.',
  },
  Prefer: {
    name: 'Prefer',
    in: 'header',
    required: false,
    schema: { type: 'string', examples: ['respond-async'] },
    description: '`respond-async`: answer 202 at once; the end stands at the address in Location.',
  },
} as const;

export const COMMAND_HEADERS: readonly JsonSchema[] = Object.keys(HEADERS).map((name) => ({
  $ref: `#/components/parameters/${name}`,
}));

const PROBLEM_WORDS: Readonly<Record<number, string>> = {
  400: 'The request does not have the expected shape.',
  401: 'Nobody is signed in.',
  403: 'The role, or the relation to the case, does not include it.',
  404: 'Absent, or not visible to the caller.',
  409: 'The stage of the case or a gate refuses.',
  410: 'The file of this case was destroyed; nothing is written into it any more.',
  412: 'What If-Match names is no longer there.',
  413: 'The body is too large.',
  415: 'This media type is not taken here.',
  422: 'A rule refuses the value of a field.',
  428: 'Say in If-Match what you have read: it would be overwritten.',
  429: 'Too many requests: Retry-After says when to come back.',
  503: 'Not available now; send again.',
};

export function json(schema: JsonSchema): { readonly content: JsonSchema } {
  return { content: { 'application/json': { schema } } };
}

export const problemContent: JsonSchema = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
};

/** One component for each status that refuses. */
export function problemComponents(): JsonSchema {
  const entries = Object.entries(PROBLEM_WORDS);
  return Object.fromEntries(
    entries.map(([status, description]) => [`Problem${status}`, { description, content: problemContent }]),
  );
}

/** What every address may answer, whoever asks. */
const ANYWHERE = [429];

/** @throws Error for a status without words */
export function problems(statuses: readonly number[]): JsonSchema {
  const all = [...statuses, ...ANYWHERE];
  const unknown = all.find((status) => PROBLEM_WORDS[status] === undefined);
  if (unknown !== undefined) throw new Error(`no words for status ${unknown}`);
  const sorted = [...new Set(all)].sort((a, b) => a - b);
  return Object.fromEntries(
    sorted.map((status) => [String(status), { $ref: `#/components/responses/Problem${status}` }]),
  );
}
