import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiParts } from '../api-parts.js';
import { RequestLog } from './request-log.js';

/** No address of ours needs scripts, frames or other hosts; the docs page runs its own two scripts. */
const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

type HookParts = Pick<ApiParts, 'clock' | 'logger'>;

/** Every answer carries them, the framework's own too. */
export function commonHeaders({ clock }: Pick<HookParts, 'clock'>): Readonly<Record<string, string>> {
  const simulated = clock.segments.length > 0 ? { 'caseward-simulated-time': clock.now() } : {};
  return { ...SECURITY_HEADERS, 'cache-control': 'no-store', ...simulated };
}

export function addHooks(fastify: FastifyInstance, parts: HookParts): void {
  const log = new RequestLog(parts.logger);
  fastify.addHook('onRequest', (_request: FastifyRequest, reply: FastifyReply, next: () => void) => {
    reply.headers(commonHeaders(parts));
    next();
  });
  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, next: () => void) => {
    log.done(request, reply.statusCode, reply.elapsedTime);
    next();
  });
}
