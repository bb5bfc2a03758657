import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { uuidSchema } from '@caseward/contracts';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../access/caller.js';
import { ROUTE_ACCESS, type RouteAccess } from '../access/route-access.js';
import { ReadingWatch } from './reading-watch.js';

/** IM-3: in front of every address that opens a file of a case, after it is known who asks. */
@Injectable()
export class ReadingGuard implements CanActivate {
  constructor(@Inject(ReadingWatch) private readonly watch: ReadingWatch) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = Reflect.getMetadata(ROUTE_ACCESS, context.getHandler()) as RouteAccess | undefined;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { caseId } = request.params as Readonly<Record<string, string | undefined>>;
    const about = uuidSchema.safeParse(caseId);
    if (access === undefined || !about.success) return true;
    const id = about.data.toLowerCase();
    if (access.kind === 'reads') await this.watch.assertUsual(callerOf(request), id);
    if (breaksIn(access, request.body)) await this.watch.assertRareEmergency(callerOf(request), id);
    return true;
  }
}

function breaksIn(access: RouteAccess, body: unknown): boolean {
  if (access.kind !== 'gives') return false;
  if (access.command !== 'any') return access.command === 'openEmergencyAccess';
  return typeof body === 'object' && body !== null && 'type' in body && body.type === 'openEmergencyAccess';
}
