import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { SessionKind } from '@caseward/persistence';
import type { FastifyRequest } from 'fastify';

/** The session that a request came in. Moments are real milliseconds. */
export interface CurrentSession {
  readonly sessionId: string;
  readonly kind: SessionKind;
  /** When a second factor was last shown; null when none was. */
  readonly secondFactorMs: number | null;
}

const SESSION = Symbol('session');
type WithSession = FastifyRequest & { [SESSION]?: CurrentSession };

export function setSession(request: FastifyRequest, session: CurrentSession): void {
  (request as WithSession)[SESSION] = session;
}

/** @throws Error on a route that is public */
export function sessionOf(request: FastifyRequest): CurrentSession {
  const session = (request as WithSession)[SESSION];
  if (session === undefined) throw new Error('this route has no session: it is public');
  return session;
}

/** The session of the request as a parameter of a controller method. */
export const InSession = createParamDecorator((_: unknown, context: ExecutionContext) =>
  sessionOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
