import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { ROLES, type Actor, type Role } from '@caseward/domain';
import { errors, jwtVerify, SignJWT } from 'jose';
import { sha256 } from './canonical.js';
import { readKeyFile, type KeyFileSettings } from './key-files.js';

/** Ed25519: whoever only holds the public key can verify and not sign. */
const ALGORITHM = 'EdDSA';
const ISSUER = 'caseward';
const AUDIENCE = 'caseward-api';
export const MAX_TOKEN_HOURS = 12;

export interface TokenKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export interface TokenClaims {
  readonly actor: Actor;
  /** Real time, UTC. */
  readonly expiresAt: Date;
}

/** Not a token of this deployment, or no longer valid. */
export class TokenError extends Error {
  override readonly name = 'TokenError';

  constructor(readonly reason: 'expired' | 'invalid') {
    super(reason === 'expired' ? 'the token has expired' : 'the token is not valid');
  }
}

/** @throws KeyFileError when it is missing in production */
export async function loadTokenKey(settings: KeyFileSettings): Promise<TokenKey> {
  return tokenKey(await readKeyFile(settings, newTokenKeyFile));
}

/** @param pem a private Ed25519 key, PKCS #8 */
export function tokenKey(pem: string): TokenKey {
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey);
  const keyId = sha256(publicKey.export({ type: 'spki', format: 'der' }))
    .toString('base64url')
    .slice(0, 12);
  return { keyId, privateKey, publicKey };
}

function newTokenKeyFile(): string {
  return generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;
}

/**
 * A signed token for one person; it expires by real time, whatever clock the deployment runs on.
 * @param hours until it expires, at most 12
 */
export async function signToken(key: TokenKey, actor: Actor, hours = MAX_TOKEN_HOURS): Promise<string> {
  if (hours > MAX_TOKEN_HOURS) throw new RangeError(`a token lasts ${MAX_TOKEN_HOURS} hours at most`);
  const { personId, role, teamId, officeId, agencyId } = actor;
  return new SignJWT({ role, teamId, officeId, agencyId })
    .setProtectedHeader({ alg: ALGORITHM, kid: key.keyId, typ: 'JWT' })
    .setSubject(personId)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${Math.round(hours * 3600)} seconds`)
    .sign(key.privateKey);
}

/** @throws TokenError */
export async function verifyToken(key: TokenKey, token: string): Promise<TokenClaims> {
  const { payload } = await verified(key, token);
  const { sub, exp, role } = payload;
  if (sub === undefined || exp === undefined || !isRole(role)) throw new TokenError('invalid');
  const place: Record<string, string> = {};
  for (const name of ['teamId', 'officeId', 'agencyId']) {
    const value = payload[name];
    if (typeof value === 'string') place[name] = value;
  }
  return { actor: { personId: sub, role, ...place }, expiresAt: new Date(exp * 1000) };
}

async function verified(key: TokenKey, token: string): ReturnType<typeof jwtVerify> {
  try {
    return await jwtVerify(token, key.publicKey, {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      maxTokenAge: `${MAX_TOKEN_HOURS} hours`,
      requiredClaims: ['sub', 'exp', 'role'],
    });
  } catch (error) {
    throw new TokenError(error instanceof errors.JWTExpired ? 'expired' : 'invalid');
  }
}

function isRole(value: unknown): value is Role {
  return (ROLES as readonly unknown[]).includes(value) && value !== 'SYSTEM';
}
