import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiParts } from '../api-parts.js';
import { commonHeaders } from './http-hooks.js';
import { ProblemError } from './problem.js';

type Headed = Pick<ApiParts, 'clock'>;

const PROBLEM_JSON = { 'content-type': 'application/problem+json; charset=utf-8' } as const;

function unreadable(status: number): ProblemError {
  return new ProblemError(status, 'MALFORMED', 'The request cannot be read', {
    detail: 'The address or the headers are not well formed.',
  });
}

/** An address that no route can be looked up for: hooks and filter never see it. */
export function answerBadAddress(parts: Headed): (error: Error, request: FastifyRequest, reply: FastifyReply) => void {
  return (_error, _request, reply) => {
    const problem = unreadable(400);
    void reply
      .status(problem.status)
      .headers({ ...commonHeaders(parts), ...PROBLEM_JSON })
      .send(JSON.stringify(problem.body('/')));
  };
}

/** Bytes that are no HTTP: there is no request and no reply, only the connection. */
export function answerNoHttp(parts: Headed): (error: Error, socket: Socket) => void {
  return (error, socket) => {
    if (socket.destroyed || !socket.writable) return;
    const status = (error as { code?: unknown }).code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
    const body = JSON.stringify(unreadable(status).body('/'));
    const headers = {
      ...commonHeaders(parts),
      ...PROBLEM_JSON,
      'content-length': Buffer.byteLength(body),
      connection: 'close',
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', body].join('\r\n'));
  };
}
