import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The only address that another origin may ask. */
const DECODE = '/v1/codec/decode';

/** What the pages of the engine send along; a cookie is not among it. */
const PREFLIGHT = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'authorization, authorization-extras, content-type, x-namespace',
  'access-control-max-age': '600',
} as const;

/**
 * The pages of the engine stand at an origin of their own and ask, from the browser, for payloads in the clear. Exactly
 * that origin may, with the token of whoever sits before it; without it, no other origin may read anything.
 */
export function letEnginePagesAsk(fastify: FastifyInstance, origin: string | undefined): void {
  if (origin === undefined) return;
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, next: () => void) => {
    const { method, headers, url } = request;
    if (url.split('?', 1)[0] !== DECODE) return next();
    reply.header('vary', 'origin');
    if (headers.origin !== origin) return next();
    reply.header('access-control-allow-origin', origin);
    if (method !== 'OPTIONS' || headers['access-control-request-method'] !== 'POST') return next();
    reply.code(204).headers(PREFLIGHT).send();
  });
}
