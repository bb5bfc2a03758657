import { describe, expect, it } from 'vitest';
import { filesBelow, readJson, readText } from '../support/repository.js';

/** What none of the programs may contain, with a line that would, so that the search is known to find it. */
const FORBIDDEN = [
  ['text that becomes code', /\beval\(|new Function\(|node:vm|set(?:Timeout|Interval)\(['"`]/, 'eval(text)'],
  ['a shell', /shell: true|\{[^}]*\bexec(?:Sync)?\b[^}]*\} from 'node:child_process'/, `spawn('ls', { shell: true })`],
  ['a hash other than SHA-2', /create(?:Hash|Hmac)\((?!'sha(?:256|512)')/, `createHash('md5')`],
  ['a cipher without authentication', /\baes-?\d*-(?:ecb|cbc|ctr|cfb|ofb)|createCipher\(/i, `'aes-256-cbc'`],
  ['chance that can be guessed', /Math\.random|pseudoRandomBytes/, 'Math.random()'],
  [
    'TLS without a look at the certificate',
    /rejectUnauthorized: false|NODE_TLS_REJECT_UNAUTHORIZED|no-verify'/,
    'rejectUnauthorized: false',
  ],
  ['leave for other origins to read', /access-control-allow/i, `'access-control-allow-origin': '*'`],
  ['something kept in a browser', /\b(?:localStorage|sessionStorage|indexedDB)\b/, 'localStorage.setItem(a, b)'],
  ['markup written as text', /\b(?:inner|outer)HTML\b|document\.write\(|insertAdjacentHTML/, 'it.innerHTML = text'],
  [
    'messages between windows',
    /window\.postMessage|onmessage\s*=|addEventListener\('message'/,
    'window.postMessage(x)',
  ],
  ['old ways to load data as a script', /jsonp|callback=\$\{/i, 'jsonp(url)'],
] as const;

/** Kinds of libraries that the programs do without, and one of each kind. */
const ABSENT = [
  ['XML', /^(?:.*xml.*|sax|saxes)$/, 'fast-xml-parser'],
  ['LDAP', /ldap/, 'ldapjs'],
  ['SAML', /saml/, 'samlify'],
  ['GraphQL', /graphql/, 'graphql'],
  ['WebSockets', /^(?:ws|websocket.*|socket\.io.*)$/, 'ws'],
  ['mail', /mail|smtp|imap/, 'nodemailer'],
  ['memcache', /memcache/, 'memcached'],
  ['templates', /^(?:ejs|handlebars|pug|mustache|nunjucks|liquidjs)$/, 'handlebars'],
  ['archives', /^(?:adm-zip|unzip.*|yauzl|jszip|tar|tar-stream|decompress)$/, 'adm-zip'],
  ['objects from bytes', /^(?:serialize-javascript|node-serialize|funcster)$/, 'node-serialize'],
  ['LaTeX', /latex/, 'node-latex'],
  ['WebRTC', /webrtc|wrtc/, 'wrtc'],
] as const;

const programs = ['apps', 'libs', 'workflows', 'activities']
  .flatMap((folder) => filesBelow(folder, '.ts'))
  .filter((file) => !file.endsWith('.spec.ts'));

const lock = readJson<{
  packages: Record<string, { dev?: boolean; link?: boolean; resolved?: string; integrity?: string }>;
}>('package-lock.json').packages;
const shipped = Object.entries(lock)
  .filter(([path, { dev }]) => path.includes('node_modules/') && dev !== true)
  .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));

/** The one address and the one origin that tests/api/codec.spec.ts shows to be the only ones. */
const LET_ASK = ['apps/api/src/engine/engine-pages.ts'];

describe('the programs', () => {
  const texts = programs.map((file) => [file, readText(file)] as const);

  it.each(FORBIDDEN)('contain nowhere: %s', (_, pattern, planted) => {
    expect(texts.length).toBeGreaterThan(400);
    const found = texts.filter(([, text]) => pattern.test(text)).map(([file]) => file);
    expect(found).toEqual(pattern.test('access-control-allow-origin') ? LET_ASK : []);
    expect(pattern.test(planted), 'the search finds what is planted').toBe(true);
  });
});

describe('what is shipped', () => {
  it.each(ABSENT)('does without libraries for %s', (_, pattern, planted) => {
    expect(shipped.length).toBeGreaterThan(100);
    expect(shipped.filter((name) => pattern.test(name))).toEqual([]);
    expect(pattern.test(planted), 'the search finds what is planted').toBe(true);
  });

  it('is listed with a checksum each, so that nothing else is ever installed', () => {
    const fetched = Object.entries(lock).filter(([path, { link }]) => path.includes('node_modules/') && link !== true);
    expect(fetched.length).toBeGreaterThan(200);
    expect(fetched.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true)).toEqual([]);
    // Whatever names a place of its own could come from anywhere.
    expect(fetched.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });
});
