import type { FastifyRequest } from 'fastify';

const LONGEST = 120;

/** What the caller says of itself, so that people recognise their own devices in the list of sessions. */
export function deviceOf(request: FastifyRequest): string {
  const words = (request.headers['user-agent'] ?? '').replaceAll(/[^\x20-\x7e]+/g, ' ').trim();
  return words === '' ? 'unknown' : words.slice(0, LONGEST);
}
