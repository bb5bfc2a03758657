import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keysAt, keysOfIssuer, verifyAccessToken, type TokenError } from './access-tokens.js';
import { newTokenKeyFile, signAccessToken, tokenJwk, tokenKey, type TokenKey } from './tokens.js';

const NOW_MS = Date.parse('2026-11-22T08:00:00Z');
const [first, second] = [tokenKey(newTokenKeyFile()), tokenKey(newTokenKeyFile())];

let server: Server;
let issuer: string;
let published: TokenKey[] = [first];
let asked = 0;
let isAway = false;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (isAway) response.writeHead(503).end();
    else if (request.url === '/keys') {
      asked += 1;
      response.end(JSON.stringify({ keys: published.map((key) => tokenJwk(key, 'public')) }));
    } else response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/keys` }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  issuer = `http://127.0.0.1:${String((server.address() as { port: number }).port)}`;
});
afterAll(() => void server.close());

const token = (key: TokenKey): Promise<string> =>
  signAccessToken(key, {
    ...{ issuer, audience: 'caseward-api', subject: 'p-7', sessionId: 's-1', authenticatedMs: NOW_MS },
    ...{ methods: ['pwd'], nowMs: NOW_MS, lifeSeconds: 900 },
  });
const reader = (keys = keysAt(`${issuer}/keys`, 0)) => {
  return async (key: TokenKey): Promise<string> =>
    verifyAccessToken({ issuer, audience: 'caseward-api', keys }, await token(key), NOW_MS).then(
      () => 'taken',
      (error: unknown) => (error as TokenError).reason,
    );
};

it('takes a new key of the provider as soon as it signs, and the old one until it is withdrawn', async () => {
  const read = reader();
  published = [first];
  expect([await read(first), await read(second)]).toEqual(['taken', 'invalid']);
  published = [first, second];
  expect([await read(second), await read(first)]).toEqual(['taken', 'taken']);
  published = [second];
  expect(await reader()(first)).toBe('invalid');
});

it('keeps the keys it has, and asks for unknown ones no more often than it may', async () => {
  published = [first];
  const read = reader(keysAt(`${issuer}/keys`, 60_000));
  expect(await read(first)).toBe('taken');
  const before = asked;
  expect(await Promise.all(Array.from({ length: 20 }, () => read(second)))).toEqual(Array(20).fill('invalid'));
  expect(asked).toBe(before);
});

it('finds the keys by the issuer; while they cannot be fetched it says so, and asks again', async () => {
  published = [first];
  isAway = true;
  const read = reader(keysOfIssuer(issuer));
  expect(await read(first)).toBe('keys_away');
  isAway = false;
  expect([await read(first), await read(second)]).toEqual(['taken', 'invalid']);
  isAway = true;
  expect(await read(first)).toBe('taken');
  isAway = false;
});

it('takes no configuration that names another issuer', async () => {
  const read = reader(keysOfIssuer(`${issuer}/other`));
  expect(await read(first)).toBe('keys_away');
});
