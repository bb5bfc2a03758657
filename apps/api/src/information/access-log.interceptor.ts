import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { AccessKind } from '@caseward/domain';
import type { FastifyRequest } from 'fastify';
import { concatMap, takeWhile, type Observable } from 'rxjs';
import { ROUTE_ACCESS, type RouteAccess } from '../access/route-access.js';
import { HttpAnswer } from '../platform/http-answer.js';
import { AuditTrail } from './audit-trail.js';
import { askedOf, auditedAs, notesItself, wordOf, type Asked } from './audited.js';
import { RefusalTrail } from './refusal-trail.js';
import { shownCases } from './shown-cases.js';

const END = Symbol('nothing more leaves');

/**
 * IM-6: whatever leaves about a case stands in the audit trail before it leaves: an answer once, a stream when it opens
 * and with each change that names a case.
 */
@Injectable()
export class AccessLogInterceptor implements NestInterceptor {
  constructor(
    @Inject(AuditTrail) private readonly trail: AuditTrail,
    @Inject(RefusalTrail) private readonly refusals: RefusalTrail,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const access = Reflect.getMetadata(ROUTE_ACCESS, context.getHandler()) as RouteAccess | undefined;
    const asked = askedOf(request, wordOf(`${context.getClass().name}.${context.getHandler().name}`), access);
    if (notesItself(asked)) return next.handle();
    const kind = auditedAs(asked);
    return next.handle().pipe(
      concatMap(async (answer: unknown, index) => {
        const noted = isSheet(answer) ? 'export' : (kind ?? listed(answer));
        if (noted === null) return answer;
        const isNoted = this.#note(request, asked, noted, answer, index).then(() => answer);
        // A stream that has begun ends here; its client comes back and goes on where it was.
        return index === 0 ? isNoted : isNoted.catch(() => END);
      }),
      takeWhile((answer) => answer !== END),
    );
  }

  async #note(request: FastifyRequest, asked: Asked, kind: AccessKind, answer: unknown, index: number): Promise<void> {
    const shown = shownCases(answer);
    // A heartbeat of a stream shows nothing.
    if (index > 0 && shown.length === 0) return;
    const status = answer instanceof HttpAnswer ? answer.status : 200;
    // A page that says no is no problem document, and a refusal all the same.
    if (status >= 400) {
      await this.refusals.note(request, { status, code: 'SIGN_IN_REFUSED' });
      return;
    }
    await this.trail.note(request, asked, { kind, status, shown });
  }
}

/** Whatever was asked for: what shows a case says so. */
function listed(answer: unknown): AccessKind | null {
  return shownCases(answer).length === 0 ? null : 'list';
}

/** Numbers that leave as a file. */
function isSheet(answer: unknown): boolean {
  return answer instanceof HttpAnswer && answer.headers['content-type']?.startsWith('text/csv') === true;
}
