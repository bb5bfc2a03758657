import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '@caseward/domain';
import { SignJWT } from 'jose';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { loadTokenKey, signToken, verifyToken, type TokenError, type TokenKey } from './tokens.js';

const supervisor: Actor = { personId: 'p-7', role: 'SUP', teamId: 't-1', officeId: 'o-1', agencyId: 'a-1' };
let folder: string;
let key: TokenKey;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caseward-token-'));
  key = await loadTokenKey({ path: join(folder, 'token.pem'), environment: 'test' });
});
afterEach(() => void vi.useRealTimers());

const refusal = (token: string, by = key) =>
  verifyToken(by, token).then(
    () => null,
    (error: unknown) => (error as TokenError).reason,
  );

it('carries the person, the role and the place', async () => {
  const claims = await verifyToken(key, await signToken(key, supervisor, 2));
  expect(claims.actor).toEqual(supervisor);
  expect(claims.expiresAt.getTime() - Date.parse(new Date(performance.timeOrigin).toISOString())).toBeGreaterThan(
    7_000_000,
  );
  const head = await verifyToken(key, await signToken(key, { personId: 'p-9', role: 'HEAD', agencyId: 'a-1' }));
  expect(head.actor).toEqual({ personId: 'p-9', role: 'HEAD', agencyId: 'a-1' });
});

it('expires, and lasts 12 hours at most', async () => {
  await expect(signToken(key, supervisor, 13)).rejects.toThrow(RangeError);
  vi.useFakeTimers({ now: Date.parse('2026-11-22T08:00:00Z') });
  const token = await signToken(key, supervisor);
  vi.setSystemTime(Date.parse('2026-11-22T19:59:59Z'));
  expect(await refusal(token)).toBeNull();
  vi.setSystemTime(Date.parse('2026-11-22T20:00:01Z'));
  expect(await refusal(token)).toBe('expired');
});

it('refuses a changed token, one of another key, and one without a signature', async () => {
  const token = await signToken(key, supervisor);
  const [header = '', body = '', signature = ''] = token.split('.');
  const forged = Buffer.from(Buffer.from(body, 'base64url').toString().replace('"SUP"', '"HEAD"')).toString(
    'base64url',
  );
  expect(await refusal([header, forged, signature].join('.'))).toBe('invalid');
  expect(await refusal(token, await loadTokenKey({ path: join(folder, 'other.pem'), environment: 'test' }))).toBe(
    'invalid',
  );
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  expect(await refusal([none, body, ''].join('.'))).toBe('invalid');
});

it('refuses another algorithm, even when the secret is our public key', async () => {
  const secret = key.publicKey.export({ type: 'spki', format: 'pem' }) as string;
  const forged = await new SignJWT({ role: 'ADM' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('p-7')
    .setIssuer('caseward')
    .setAudience('caseward-api')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret));
  expect(await refusal(forged)).toBe('invalid');
});

it('refuses a token for the engine itself and one for another audience', async () => {
  expect(await refusal(await signToken(key, { personId: 'system', role: 'SYSTEM' }))).toBe('invalid');
  const other = await new SignJWT({ role: 'SUP' })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject('p-7')
    .setIssuer('caseward')
    .setAudience('something-else')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(key.privateKey);
  expect(await refusal(other)).toBe('invalid');
});

it('keeps its key in a file that only the owner reads, and creates none in production', async () => {
  const path = join(folder, 'token.pem');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path, 'utf8')).toContain('PRIVATE KEY');
  await expect(loadTokenKey({ path: join(folder, 'none.pem'), environment: 'production' })).rejects.toThrow(
    'production',
  );
});
