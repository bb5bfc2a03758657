import cookie from '@fastify/cookie';
import { fastify, type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieName, cookieOf, setCookie } from './cookies.js';

const SITE = 'https://caseward.example';

describe('a cookie', () => {
  let server: FastifyInstance;
  let seen: string | null = null;

  beforeAll(async () => {
    server = fastify();
    await server.register(cookie);
    server.get('/', (request, reply) => {
      seen = cookieOf(request, cookieName(SITE, 'session'));
      setCookie(reply, cookieName(SITE, 'session'), 'a'.repeat(43), {
        ...{ publicUrl: SITE, sameSite: 'strict', maxAgeSeconds: null },
      });
      return reply.send({});
    });
  });
  afterAll(() => server.close());

  it('of a site over TLS belongs to this host alone, and no script reads it', async () => {
    const { headers } = await server.inject('/');
    const [name = '', ...flags] = String(headers['set-cookie']).split('; ');
    expect(name).toBe(`__Host-caseward-session=${'a'.repeat(43)}`);
    expect(flags.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']);
  });

  it('has no such name on one machine without TLS, where browsers would refuse it', () => {
    expect(cookieName('http://localhost:3000', 'session')).toBe('caseward-session');
  });

  it('that is there twice, or under a name that begins alike, is none', async () => {
    const ask = async (header: string): Promise<string | null> => {
      await server.inject({ url: '/', headers: { cookie: header } });
      return seen;
    };
    expect(await ask('__Host-caseward-session=mine')).toBe('mine');
    expect(await ask('__Host-caseward-session=mine; __Host-caseward-session=planted')).toBeNull();
    expect(await ask('caseward-session=planted; __Host-caseward-session-2=planted')).toBeNull();
  });
});
