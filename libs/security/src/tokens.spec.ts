import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { keysAtHand, verifyAccessToken, type TokenError } from './access-tokens.js';
import { loadTokenKey, signAccessToken, tokenJwk, type TokenContents, type TokenKey } from './tokens.js';

const NOW_MS = Date.parse('2026-11-22T08:00:00Z');
const PARTIES = { issuer: 'https://provider.test', audience: 'caseward-api' } as const;

let folder: string;
let key: TokenKey;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caseward-token-'));
  key = await loadTokenKey({ path: join(folder, 'token.pem'), environment: 'test' });
});

const token = (contents: Partial<TokenContents> = {}, by = key) =>
  signAccessToken(by, {
    ...{ ...PARTIES, subject: 'p-7', sessionId: 's-1', authenticatedMs: NOW_MS - 60_000, methods: ['pwd'] },
    ...{ nowMs: NOW_MS, lifeSeconds: 900, ...contents },
  });
const read = async (text: string, nowMs = NOW_MS) => {
  const keys = keysAtHand({ keys: [tokenJwk(key, 'public')] });
  return verifyAccessToken({ ...PARTIES, keys }, text, nowMs);
};
const refusal = (text: string, nowMs = NOW_MS) =>
  read(text, nowMs).then(
    () => null,
    (error: unknown) => (error as TokenError).reason,
  );

it('says who, since when, by which means, and in which session', async () => {
  const first = await read(await token());
  expect(first).toMatchObject({ subject: 'p-7', authenticatedMs: NOW_MS - 60_000, hasSecondFactor: false });
  const again = await read(await token({ methods: ['pwd', 'otp'], nowMs: NOW_MS - 1000 }));
  expect(again).toMatchObject({ handle: first.handle, hasSecondFactor: true });
  expect((await read(await token({ sessionId: 's-2' }))).handle).not.toEqual(first.handle);
});

it('expires by real time, and is not taken before it was made', async () => {
  const text = await token();
  expect(await refusal(text, NOW_MS + 899_000)).toBeNull();
  expect(await refusal(text, NOW_MS + 906_000)).toBe('expired');
  expect(await refusal(text, NOW_MS - 6_000)).toBe('invalid');
});

it('refuses a changed token, one of another key, one for somebody else, and one without a signature', async () => {
  const [header = '', body = '', signature = ''] = (await token()).split('.');
  const forged = Buffer.from(Buffer.from(body, 'base64url').toString().replace('p-7', 'p-8')).toString('base64url');
  expect(await refusal([header, forged, signature].join('.'))).toBe('invalid');
  const other = await loadTokenKey({ path: join(folder, 'other.pem'), environment: 'test' });
  expect(await refusal(await token({}, other))).toBe('invalid');
  expect(await refusal(await token({ audience: 'another-api' }))).toBe('invalid');
  const none = Buffer.from(JSON.stringify({ alg: 'none', kid: key.keyId, typ: 'at+jwt' })).toString('base64url');
  expect(await refusal([none, body, ''].join('.'))).toBe('invalid');
});

it('keeps its key in a file that only the owner reads, and creates none in production', async () => {
  const path = join(folder, 'token.pem');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path, 'utf8')).toContain('PRIVATE KEY');
  await expect(loadTokenKey({ path: join(folder, 'none.pem'), environment: 'production' })).rejects.toThrow(
    'production',
  );
});
