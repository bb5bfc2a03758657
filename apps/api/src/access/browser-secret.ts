import { randomBytes, timingSafeEqual } from 'node:crypto';
import { sha256 } from '@caseward/security';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../platform/problem.js';

/** In each write of a browser: what a page of another site can neither read nor send. */
export const CSRF_HEADER = 'caseward-csrf';

const SECRET = /^[\w-]{43}$/;
const READING: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** 256 bits; the cookie holds it, the record only its digest. */
export function newBrowserSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What the record knows the session by; null for what was never one of our secrets. */
export function browserHandle(secret: string): Buffer | null {
  return SECRET.test(secret) ? sha256('browser session ', secret) : null;
}

/** Bound to the session: that of another one is worth nothing here. */
export function csrfTokenOf(secret: string): string {
  return sha256('csrf of ', secret).toString('base64url');
}

/** A cookie goes along with whatever a browser is made to send; a write needs more. @throws ProblemError 403 */
export function assertNotForged(request: FastifyRequest, secret: string, publicUrl: string): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site === 'cross-site' || site === 'same-site') throw forged();
  if (READING.includes(request.method)) return;
  if (origin !== undefined && origin !== new URL(publicUrl).origin) throw forged();
  const given = Buffer.from(String(request.headers[CSRF_HEADER] ?? ''));
  const wanted = Buffer.from(csrfTokenOf(secret));
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw forged();
}

function forged(): ProblemError {
  return new ProblemError(403, 'FORGED', 'The request does not come from our pages', {
    detail: 'A request with a session cookie has to come from a page of this site and carry its token.',
    remedy: `Read the token at GET /auth/session and send it in the header ${CSRF_HEADER}.`,
  });
}
