import { createSecretKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { SignJWT, type JWTHeaderParameters, type JWTPayload } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';
import { realMs } from '../support/clock.js';
import { attacksTried, refuse, type Attack } from './support/attacks.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';

const HOUR = 3600;

describe('forged, stolen and stale tokens', () => {
  const api = runningApi();
  const amal = new ApiPerson(api, 'cw.amal');
  const now = (): number => Math.floor(realMs() / 1000);

  const claims = (changes: JWTPayload = {}): JWTPayload => ({
    ...{ iss: api.identity.tokens.issuer, aud: 'caseward-api', sub: 'demo-cw-amal', sid: randomUUID() },
    ...{ iat: now(), exp: now() + HOUR, auth_time: now(), amr: ['pwd'], ...changes },
  });
  const signed = async (
    payload: JWTPayload = claims(),
    header: Partial<JWTHeaderParameters> = {},
    key: KeyObject | Uint8Array = api.providerKey.privateKey,
  ): Promise<string> => {
    const protectedHeader = { alg: 'EdDSA', kid: api.providerKey.keyId, typ: 'at+jwt', ...header };
    const kept = Object.entries(protectedHeader).filter(([, value]) => value !== undefined);
    return new SignJWT(payload).setProtectedHeader(Object.fromEntries(kept) as JWTHeaderParameters).sign(key);
  };
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const bare = (header: object, payload: object, signature = ''): string =>
    [part(header), part(payload), signature].join('.');
  const ask = async (token: string, scheme = 'Bearer'): Promise<{ status: number }> => {
    const headers = { authorization: `${scheme} ${token}` };
    return { status: (await api.app.inject({ method: 'GET', url: '/v1/me', headers })).statusCode };
  };
  const withClaims = (what: string, changes: JWTPayload): Attack => [
    what,
    async () => ask(await signed(claims(changes))),
  ];
  const withHeader = (what: string, header: Record<string, unknown>): Attack => [
    what,
    async () => ask(await signed(claims(), header)),
  ];
  const pem = (): string => api.providerKey.publicKey.export({ type: 'spki', format: 'pem' }) as string;
  const kid = (): string => api.providerKey.keyId;

  afterAll(() => process.stdout.write(`${String(attacksTried())} attacks with tokens refused\n`));

  it('a token as the provider makes it is taken: what follows fails for its own reason', async () => {
    expect((await ask(await signed())).status).toBe(200);
  });

  it('by another algorithm or another key', async () => {
    const typ = 'at+jwt';
    const ed = generateKeyPairSync('ed25519');
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const own = ed.publicKey.export({ format: 'jwk' });
    const raw = Buffer.from(String(api.providerKey.publicKey.export({ format: 'jwk' }).x), 'base64url');
    await refuse([
      ['no signature: none', () => ask(bare({ alg: 'none', kid: kid(), typ }, claims()))],
      ['no signature: None', () => ask(bare({ alg: 'None', kid: kid(), typ }, claims()))],
      ['no signature: NONE, with bytes', () => ask(bare({ alg: 'NONE', kid: kid(), typ }, claims(), 'AAAA'))],
      [
        'HS256 with the public key as text',
        async () => ask(await signed(claims(), { alg: 'HS256' }, Buffer.from(pem()))),
      ],
      [
        'HS256 with the public key as bytes',
        async () => ask(await signed(claims(), { alg: 'HS256' }, createSecretKey(raw))),
      ],
      [
        'RS256 by a stranger under our key id',
        async () => ask(await signed(claims(), { alg: 'RS256' }, rsa.privateKey)),
      ],
      [
        'ES256 by a stranger under our key id',
        async () => ask(await signed(claims(), { alg: 'ES256' }, ec.privateKey)),
      ],
      ['EdDSA by a stranger under our key id', async () => ask(await signed(claims(), {}, ed.privateKey))],
      ['a key in the header', async () => ask(await signed(claims(), { jwk: own }, ed.privateKey))],
      [
        'a key in the header, under its own id',
        async () => ask(await signed(claims(), { jwk: own, kid: 'mine' }, ed.privateKey)),
      ],
      ['an address of keys', async () => ask(await signed(claims(), { jku: 'https://evil.test/keys' }, ed.privateKey))],
      [
        'an address of a certificate',
        async () => ask(await signed(claims(), { x5u: 'https://evil.test/c' }, ed.privateKey)),
      ],
      ['a certificate', async () => ask(await signed(claims(), { x5c: ['MIIB'] }, ed.privateKey))],
      ['an address of keys, with our signature', async () => ask(await signed(claims(), { jku: 'https://evil.test' }))],
    ]);
  });

  it('by another header', async () => {
    await refuse([
      withHeader('no key id', { kid: undefined }),
      withHeader('an unknown key id', { kid: 'other' }),
      withHeader('a key id that is a path', { kid: '../../../../dev/null' }),
      withHeader('a key id that is a statement', { kid: `' UNION SELECT 'key` }),
      withHeader('a type of an identity token', { typ: 'JWT' }),
      withHeader('no type', { typ: undefined }),
      withHeader('a type of a logout token', { typ: 'logout+jwt' }),
      [
        'something critical',
        () => ask(bare({ alg: 'EdDSA', kid: kid(), typ: 'at+jwt', crit: ['exp'] }, claims(), 'AAAA')),
      ],
      [
        'a body that is not encoded',
        () => ask(bare({ alg: 'EdDSA', kid: kid(), typ: 'at+jwt', b64: false, crit: ['b64'] }, claims(), 'AAAA')),
      ],
    ]);
  });

  it('for another issuer, audience, person or time', async () => {
    const { issuer } = api.identity.tokens;
    await refuse([
      withClaims('another issuer', { iss: 'https://evil.test' }),
      withClaims('an issuer that begins like ours', { iss: `${issuer}.evil.test` }),
      withClaims('our issuer in capitals', { iss: issuer.toUpperCase() }),
      ['no issuer', async () => ask(await signed(without('iss')))],
      withClaims('another audience', { aud: 'another-api' }),
      withClaims('an audience that begins like ours', { aud: 'caseward-api-2' }),
      ['no audience', async () => ask(await signed(without('aud')))],
      withClaims('over', { exp: now() - 10 }),
      ['no end', async () => ask(await signed(without('exp')))],
      ['an end in words', async () => ask(await signed({ ...claims(), exp: '2999-01-01' as unknown as number }))],
      withClaims('not yet', { nbf: now() + 600 }),
      withClaims('made in the future', { iat: now() + 600 }),
      ['without a beginning', async () => ask(await signed(without('iat')))],
      ['for nobody', async () => ask(await signed(without('sub')))],
      withClaims('for an empty name', { sub: '' }),
      withClaims('for somebody unknown', { sub: 'demo-cw-nobody' }),
      withClaims('for the engine', { sub: 'system' }),
      withClaims('for a name in capitals', { sub: 'DEMO-CW-AMAL' }),
    ]);
    function without(name: string): JWTPayload {
      return Object.fromEntries(Object.entries(claims()).filter(([each]) => each !== name));
    }
  });

  it('cut, changed, swelled or in the wrong place', async () => {
    const good = await signed();
    const [header = '', body = '', signature = ''] = good.split('.');
    const admin = part({ ...claims(), sub: 'demo-admin-sami' });
    await refuse([
      ['for somebody else, with a signature of before', () => ask([header, admin, signature].join('.'))],
      ['without its signature', () => ask([header, body, ''].join('.'))],
      ['two parts', () => ask([header, body].join('.'))],
      ['half of its signature', () => ask([header, body, signature.slice(0, 40)].join('.'))],
      ['another bit of its signature', () => ask([header, body, flipped(signature)].join('.'))],
      ['five parts', () => ask([header, body, signature, '', ''].join('.'))],
      [
        'ten thousand signs',
        () => ask(bare({ alg: 'EdDSA', kid: kid(), typ: 'at+jwt', pad: 'a'.repeat(10_000) }, claims(), signature)),
      ],
      ['as a password', () => ask(good, 'Basic')],
      ['as another scheme', () => ask(good, 'DPoP')],
      ['twice', () => ask(`${good}, Bearer ${good}`)],
      [
        'in the address',
        async () => ({
          status: (await api.app.inject({ method: 'GET', url: `/v1/me?access_token=${good}` })).statusCode,
        }),
      ],
      [
        'as a cookie',
        async () => ({
          status: (
            await api.app.inject({ method: 'GET', url: '/v1/me', headers: { cookie: `caseward-session=${good}` } })
          ).statusCode,
        }),
      ],
    ]);
    function flipped(text: string): string {
      return `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
    }
  });

  it('of a session that was ended, and of one that is somebody else’s', async () => {
    const sid = randomUUID();
    const mine = await signed(claims({ sid }));
    expect((await ask(mine)).status).toBe(200);
    const list = await amal.get<{ sessions: { sessionId: string; isCurrent: boolean }[] }>('/v1/sessions');
    const others = list.body.sessions.filter(({ isCurrent }) => !isCurrent);
    for (const { sessionId } of others) expect((await amal.delete(`/v1/sessions/${sessionId}`)).status).toBe(204);
    const badr = new ApiPerson(api, 'sup.badr');
    const { body } = await badr.get<{ sessions: { sessionId: string }[] }>('/v1/sessions');
    await refuse([
      ['a token of a session that was ended', () => ask(mine)],
      ['a newer token of that session', async () => ask(await signed(claims({ sid, iat: now() - 1 })))],
      ['the session of somebody else', async () => ask(await signed(claims({ sid, sub: 'demo-sup-badr' })))],
      ['to end the session of somebody else', async () => amal.delete(`/v1/sessions/${body.sessions[0]!.sessionId}`)],
      ['to end a session that never was', async () => amal.delete(`/v1/sessions/${randomUUID()}`)],
      ['to end what is no session', async () => amal.delete(`/v1/sessions/' OR true`)],
    ]);
    expect((await badr.get('/v1/me')).status).toBe(200);
  });
});
