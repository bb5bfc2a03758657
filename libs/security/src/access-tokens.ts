import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { sha256 } from './canonical.js';

/** Signatures with a public key only: whoever can verify a token cannot make one. */
export const TOKEN_ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'PS256', 'RS256'] as const;

/** A token may differ from our clock by this much. */
const TOLERANCE_SECONDS = 5;
const MAX_TOKEN_LENGTH = 8192;
/** A header that says where the key is to be taken from: the keys are ours to choose. */
const FOREIGN_KEYS = ['jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256'] as const;

export type TokenFault = 'expired' | 'invalid' | 'keys_away';

/** Not a token for this deployment, no longer valid, or the keys of the provider cannot be fetched. */
export class TokenError extends Error {
  override readonly name = 'TokenError';

  constructor(readonly reason: TokenFault) {
    super(`the token: ${reason}`);
  }
}

/** Whose tokens are taken, and for whom they must be made. */
export interface TokenIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
}

/** What a token says, once it is known to be true. Moments are real milliseconds. */
export interface AccessToken {
  readonly subject: string;
  readonly claims: JWTPayload;
  /** Names the sign-in at the provider that this token comes from: all of its tokens are one session. */
  readonly handle: Buffer;
  readonly issuedMs: number;
  readonly expiresMs: number;
  /** When the person last proved who they are; null when the provider does not say. */
  readonly authenticatedMs: number | null;
  /** With more than a password. */
  readonly hasSecondFactor: boolean;
}

/** Keys that are at hand, such as those of the embedded provider. */
export function keysAtHand(keys: JSONWebKeySet): JWTVerifyGetKey {
  return createLocalJWKSet(keys);
}

/** Keys that the provider publishes: kept ten minutes, fetched anew for a key that is not among them, twice a minute at most. */
export function keysAt(url: string, cooldownMs = 30_000): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(url), {
    cooldownDuration: cooldownMs,
    cacheMaxAge: 600_000,
    timeoutDuration: 3_000,
  });
}

/** Keys of a provider wherever it says that they are; it is asked at the first token. */
export function keysOfIssuer(issuer: string): JWTVerifyGetKey {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    keys ??= discoveredKeys(issuer);
    try {
      return await (
        await keys
      )(header, token);
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) keys = undefined;
      throw error;
    }
  };
}

async function discoveredKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(3_000) });
  const { issuer: named, jwks_uri: uri } = (await answer.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (named !== issuer || typeof uri !== 'string') throw new Error('this is not the configuration of the issuer');
  return keysAt(uri);
}

/** @throws TokenError */
export async function verifyAccessToken(from: TokenIssuer, token: string, nowMs: number): Promise<AccessToken> {
  assertHeader(token);
  const claims = await verified(from, token, nowMs);
  const { sub, exp, iat, sid, jti } = claims;
  if (typeof sub !== 'string' || sub === '' || exp === undefined || iat === undefined) throw new TokenError('invalid');
  const session =
    typeof sid === 'string' && sid !== '' ? ['sid', sid] : jti !== undefined ? ['jti', jti] : ['is', token];
  const authTime = claims['auth_time'];
  return {
    subject: sub,
    claims,
    handle: sha256(JSON.stringify([from.issuer, ...session])),
    issuedMs: iat * 1000,
    expiresMs: exp * 1000,
    authenticatedMs: typeof authTime === 'number' ? authTime * 1000 : null,
    hasSecondFactor: hasSecondFactor(claims['amr']),
  };
}

function assertHeader(token: string): void {
  if (token.length > MAX_TOKEN_LENGTH) throw new TokenError('invalid');
  try {
    const header = decodeProtectedHeader(token);
    const isForeign = FOREIGN_KEYS.some((name) => name in header);
    if (!isForeign && typeof header.kid === 'string' && header.kid !== '') return;
  } catch {
    // Said below.
  }
  throw new TokenError('invalid');
}

async function verified(from: TokenIssuer, token: string, nowMs: number): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, from.keys, {
      algorithms: [...TOKEN_ALGORITHMS],
      issuer: from.issuer,
      audience: from.audience,
      typ: 'at+jwt',
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(nowMs),
      requiredClaims: ['sub', 'exp', 'iat'],
    });
    if ((payload.iat ?? 0) * 1000 > nowMs + TOLERANCE_SECONDS * 1000) throw new TokenError('invalid');
    return payload;
  } catch (error) {
    if (error instanceof TokenError) throw error;
    if (error instanceof errors.JWTExpired) throw new TokenError('expired');
    throw new TokenError(isAway(error) ? 'keys_away' : 'invalid');
  }
}

/** Everything else that the library throws says that the token is wrong. */
function isAway(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return error instanceof errors.JWKSTimeout || error.code === 'ERR_JOSE_GENERIC';
}

/** RFC 8176: something beside a password, or the provider's word that there was. */
export function hasSecondFactor(amr: unknown): boolean {
  return Array.isArray(amr) && ['otp', 'hwk', 'swk', 'mfa', 'fpt', 'face', 'sc'].some((way) => amr.includes(way));
}
