import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT, type JWK } from 'jose';
import { sha256 } from './canonical.js';
import { readKeyFile, type KeyFileSettings } from './key-files.js';

/** Ed25519: whoever only holds the public key can verify and not sign. */
const ALGORITHM = 'EdDSA';

export interface TokenKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
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

export function newTokenKeyFile(): string {
  return generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;
}

/** The key as a JSON Web Key. @param half which half of it */
export function tokenJwk(key: TokenKey, half: 'public' | 'private'): JWK {
  const { privateKey, publicKey } = key;
  const jwk = (half === 'public' ? publicKey : privateKey).export({ format: 'jwk' }) as JWK;
  return { ...jwk, kid: key.keyId, alg: ALGORITHM, use: 'sig' };
}

export interface TokenContents {
  readonly issuer: string;
  readonly audience: string;
  readonly subject: string;
  /** The sign-in it comes from. */
  readonly sessionId: string;
  readonly authenticatedMs: number;
  /** RFC 8176. */
  readonly methods: readonly string[];
  readonly nowMs: number;
  readonly lifeSeconds: number;
}

/** An access token as a provider makes it (RFC 9068). Times are real, whatever clock the deployment runs on. */
export async function signAccessToken(key: TokenKey, contents: TokenContents): Promise<string> {
  const { issuer, audience, subject, sessionId, authenticatedMs, methods, nowMs, lifeSeconds } = contents;
  const issued = Math.floor(nowMs / 1000);
  return new SignJWT({ sid: sessionId, auth_time: Math.floor(authenticatedMs / 1000), amr: [...methods] })
    .setProtectedHeader({ alg: ALGORITHM, kid: key.keyId, typ: 'at+jwt' })
    .setSubject(subject)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(issued)
    .setExpirationTime(issued + lifeSeconds)
    .sign(key.privateKey);
}
