import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addBehalf } from '../access/behalf.js';
import type { ApiParts } from '../api-parts.js';
import type { RateLimits } from './rate-limits.js';
import { RequestLog } from './request-log.js';

const NOT_AT_ALL = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** An answer is data: whatever a browser is made to see in it, nothing runs, loads or is framed. */
const SECURITY_HEADERS = {
  'content-security-policy': `default-src 'none'; ${NOT_AT_ALL}`,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
} as const;

/** For a page of our own: what carries this nonce, images that its style sheet holds, and questions to this API. */
export function pagePolicy(
  nonce: string,
  { formsTo }: { readonly formsTo?: string } = {},
): Readonly<Record<string, string>> {
  const own = `script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; img-src 'self' data:; connect-src 'self'`;
  const rest = formsTo === undefined ? NOT_AT_ALL : NOT_AT_ALL.replace("form-action 'none'", `form-action ${formsTo}`);
  return { 'content-security-policy': `default-src 'none'; ${own}; ${rest}` };
}

type HookParts = Pick<ApiParts, 'clock' | 'logger'>;

/** Every answer carries them, the framework's own too. */
export function commonHeaders({ clock }: Pick<HookParts, 'clock'>): Readonly<Record<string, string>> {
  const simulated = clock.segments.length > 0 ? { 'caseward-simulated-time': clock.now() } : {};
  return { ...SECURITY_HEADERS, 'cache-control': 'no-store', ...simulated };
}

export function addHooks(fastify: FastifyInstance, parts: HookParts, limits: RateLimits): void {
  const log = new RequestLog(parts.logger);
  addBehalf(fastify, parts.clock);
  fastify.addHook('onRequest', (_request: FastifyRequest, reply: FastifyReply, next: () => void) => {
    reply.headers(commonHeaders(parts));
    next();
  });
  fastify.addHook('onRequest', (request, reply) => limits.assertAddress(request, reply));
  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, next: () => void) => {
    log.done(request, reply.statusCode, reply.elapsedTime);
    next();
  });
}
