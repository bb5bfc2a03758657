import type { Chance } from '../../properties/random.js';
import type { Request } from './requests.js';

/** Texts that have broken programs. */
const NASTY = [
  "' OR '1'='1' --",
  '"; DROP TABLE caseward.case_event; --',
  '$(id)',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '%s%n%x',
  '\u0000',
  'a\u0000b',
  '\u202egnp.exe',
  '\ud800',
  '\u0001\u001b[31m',
  '𝕬'.repeat(60),
  'A'.repeat(10_000),
  '{"$gt":""}',
  '__proto__',
  'NaN',
  '-0',
  '1e999',
  '',
  ' ',
];
const ODD: readonly unknown[] = [null, true, -1, 0, 1.5, 1e308, 9_007_199_254_740_993, [], {}, [[]], { a: { b: {} } }];

/** Without halves of characters, which no address can hold. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

type Fields = Record<string, unknown>;
type Spoiler = (request: Request, chance: Chance) => Request;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One place somewhere inside a value gets another value. */
function elsewhere(value: unknown, chance: Chance, replaced: unknown): unknown {
  if (Array.isArray(value) && value.length > 0 && chance.next() < 0.7) {
    const at = chance.upTo(value.length - 1);
    return value.map((item: unknown, index) => (index === at ? elsewhere(item, chance, replaced) : item));
  }
  if (!isObject(value) || Object.keys(value).length === 0) return replaced;
  const at = chance.one(Object.keys(value));
  return { ...value, [at]: elsewhere(value[at], chance, replaced) };
}

const withBody =
  (change: (body: unknown, chance: Chance) => unknown): Spoiler =>
  (request, chance) =>
    request.body === undefined ? request : { ...request, body: change(request.body, chance) };

const raw =
  (text: (body: unknown) => string, type = 'application/json'): Spoiler =>
  (request) =>
    request.operation.method === 'GET' ? request : { ...request, raw: text(request.body), contentType: type };

const withHeader =
  (name: string, values: readonly string[]): Spoiler =>
  (request, chance) => ({ ...request, headers: { ...request.headers, [name]: chance.one(values) } });

const withQuery = (request: Request, text: string): Request => ({
  ...request,
  url: `${request.url}${request.url.includes('?') ? '&' : '?'}${text}`,
});

const inPath: Spoiler = (request, chance) => {
  const parts = request.url.split('/');
  const at = chance.between(1, parts.length - 1);
  const nasty = encodeURIComponent(wellFormed(chance.one(NASTY))).slice(0, 2000);
  return { ...request, url: parts.map((part, index) => (index === at ? nasty : part)).join('/') };
};

/** What is done to a request that was good. */
export const SPOILERS: readonly Spoiler[] = [
  withBody((body, chance) => elsewhere(body, chance, chance.one(NASTY))),
  withBody((body, chance) => elsewhere(body, chance, chance.one(NASTY))),
  withBody((body, chance) => elsewhere(body, chance, chance.one(ODD))),
  withBody((body, chance) => {
    if (!isObject(body)) return body;
    const lost = chance.one([...Object.keys(body), '']);
    return Object.fromEntries(Object.entries(body).filter(([name]) => name !== lost));
  }),
  withBody((body, chance) => (isObject(body) ? { ...body, [chance.one(['unknown', 'role', 'caseId', ''])]: 1 } : body)),
  withBody((body, chance) => chance.one([[body], null, 'text', 7, {}])),
  raw((body) => `${JSON.stringify(body ?? {})}}`),
  raw((body) => JSON.stringify(body ?? {}).replace('{', '{"__proto__":{"role":"ADM"},')),
  raw((body) => JSON.stringify(body ?? {}).replace('{', '{"constructor":{"prototype":{"role":"ADM"}},')),
  raw(() => `${'['.repeat(3000)}${']'.repeat(3000)}`),
  raw(() => JSON.stringify({ form: { text: 'A'.repeat(300_000) } })),
  raw((body) => JSON.stringify(body ?? {}), 'text/plain'),
  raw(() => 'a=b&c=d', 'application/x-www-form-urlencoded'),
  raw(() => '<a/>', 'application/xml'),
  inPath,
  inPath,
  (request, chance) =>
    withQuery(
      request,
      `${chance.one(['limit', 'after', 'view', 'x'])}=${encodeURIComponent(wellFormed(chance.one(NASTY)).slice(0, 900))}`,
    ),
  (request, chance) =>
    withQuery(request, chance.one(['limit=0', 'limit=1e9', 'limit=2&limit=3', 'after=%00', 'at=x', 'a[b]=c'])),
  withHeader('idempotency-key', [
    '',
    'x',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
  ]),
  withHeader('if-match', ['"1"', '*', 'W/"3"', '"999999999"', 'x', '"1", "2"']),
  withHeader('prefer', ['respond-async', 'return=minimal', ',,', 'x'.repeat(3000)]),
  withHeader('accept-language', ['ar', 'fr-FR;q=0.3, *', 'x'.repeat(2000), ';;;']),
  withHeader('accept', ['text/csv', 'application/xml', '*/*;q=0', 'nothing']),
  withHeader('authorization', ['Bearer x', 'Basic YTpi', 'Bearer eyJhbGciOiJub25lIn0.e30.', 'Bearer']),
];
