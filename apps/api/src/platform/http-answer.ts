import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';

/** A body with the status and headers that belong to it. */
export class HttpAnswer<Body> {
  constructor(
    readonly status: number,
    readonly body: Body,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

/** The state of a case as a strong validator: the number of its last event. */
export function etagOf(seq: number): { readonly etag: string } {
  return { etag: `"${String(seq)}"` };
}

@Injectable()
export class HttpAnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      map((value: unknown) => {
        if (!(value instanceof HttpAnswer)) return value;
        const answer = value as HttpAnswer<unknown>;
        context.switchToHttp().getResponse<FastifyReply>().status(answer.status).headers(answer.headers);
        return answer.body;
      }),
    );
  }
}
