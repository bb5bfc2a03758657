import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { uuidSchema } from '@caseward/contracts';
import { noteAccess } from '@caseward/persistence';
import type { FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { callerOf } from '../access/caller.js';
import { ROUTE_ACCESS, type ReadPermission, type RouteAccess } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';

/** Lists that show cases or files without naming one. */
const LISTS: ReadonlySet<ReadPermission> = new Set<ReadPermission>([
  'cases',
  'shared',
  'indicator_cases',
  'data_breaches',
]);
/** Why somebody looks, in a word: nothing personal fits into it. */
const REASON = /^[a-z][a-z0-9_]{0,59}$/;

/** `CasesController.content` is `cases.content`. */
function wordFor(context: ExecutionContext): string {
  const name = context.getClass().name.replace(/Controller$/, '');
  const words = name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
  return `${words}.${context.getHandler().name}`;
}

/** IM-6: whatever is read about a case or a file stands in the log before the answer leaves; without the line, no answer. */
@Injectable()
export class AccessLogInterceptor implements NestInterceptor {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const access = Reflect.getMetadata(ROUTE_ACCESS, context.getHandler()) as RouteAccess | undefined;
    if (access?.kind !== 'reads' || access.permission === 'names') return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { caseId, fileId, contentId } = request.params as Readonly<Record<string, string | undefined>>;
    const about = caseId ?? fileId;
    if (about === undefined && !LISTS.has(access.permission)) return next.handle();
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        await this.#note(request, wordFor(context), about ?? null, contentId ?? null);
        return answer;
      }),
    );
  }

  async #note(request: FastifyRequest, what: string, about: string | null, detail: string | null): Promise<void> {
    const { personId, role } = callerOf(request);
    const { dataSource, clock } = this.parts;
    const caseId = uuidSchema.safeParse(about).success ? (about ?? '').toLowerCase() : null;
    await noteAccess(dataSource, {
      accessedAt: clock.now(),
      personId,
      role,
      what,
      caseId,
      detail,
      reason: reasonOf(request),
    });
  }
}

/** From the header `Access-Reason`; anything but a word is dropped, because it could name somebody. */
export function reasonOf({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  const reason = headers['access-reason'];
  return typeof reason === 'string' && REASON.test(reason) ? reason : null;
}
