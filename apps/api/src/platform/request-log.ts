import type { FastifyRequest } from 'fastify';

/** What the API needs of a logger; pino fits. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** One line for each request: the template of the route, never its address, and no body. */
export class RequestLog {
  constructor(private readonly logger: Logger) {}

  done(request: FastifyRequest, status: number, ms: number): void {
    const { method, id } = request;
    this.logger.info({ method, route: routeOf(request), status, ms: Math.round(ms), requestId: id }, 'request');
  }

  fault(error: unknown, request: FastifyRequest): void {
    this.logger.error({ err: error, method: request.method, route: routeOf(request), requestId: request.id }, 'fault');
  }
}

function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unknown';
}
