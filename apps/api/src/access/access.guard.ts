import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { PERMISSIONS, rolesForDuty, rolesHeardOn, type Role } from '@caseward/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { forbidden, notFound } from '../platform/problem.js';
import { RateLimits } from '../platform/rate-limits.js';
import { Authentication } from './authentication.js';
import { setCaller } from './caller.js';
import { setSession } from './current-session.js';
import { KEEPERS, READERS, ROUTE_ACCESS, type RouteAccess } from './route-access.js';
import { assertSteppedUp, commandNeedsStepUp, NEEDS_STEP_UP } from './step-up.js';

/** Who is calling, and whether their role has this route at all. Which cases they reach is asked where a case is read. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(RateLimits) private readonly limits: RateLimits,
    @Inject(Authentication) private readonly authentication: Authentication,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = Reflect.getMetadata(ROUTE_ACCESS, context.getHandler()) as RouteAccess | undefined;
    if (access?.kind === 'public') return true;
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const { caller, session } = await this.authentication.authenticate(request);
    setCaller(request, caller);
    setSession(request, session);
    await this.limits.assertPerson(request, http.getResponse<FastifyReply>());
    assertRole(caller.role, access);
    assertNameable(request);
    const needsStepUp = Reflect.getMetadata(NEEDS_STEP_UP, context.getHandler()) === true;
    if (needsStepUp || commandNeedsStepUp(access, request.body)) assertSteppedUp(session, this.parts.clock.realMs());
    return true;
  }
}

function assertRole(role: Role, access: RouteAccess | undefined): void {
  if (access === undefined) throw new Error('this route declares no access');
  const allowed = rolesFor(access);
  if (allowed === null || allowed.includes(role)) return;
  const hasRight = access.kind === 'gives' && access.command !== 'any' ? PERMISSIONS[access.command] : null;
  const roles = [...new Set(hasRight?.map(([one]) => one) ?? allowed)];
  throw forbidden(`The role ${role} does not include this.`, `It is open to: ${roles.join(', ')}.`, roles);
}

/** No text in the record holds U+0000: there is nothing of that name, and nothing to ask the database. */
function assertNameable({ params }: FastifyRequest): void {
  if (Object.values(params as Record<string, string>).some((value) => value.includes('\u0000'))) throw notFound();
}

/** null: the body decides. */
function rolesFor(access: RouteAccess): readonly Role[] | null {
  if (access.kind === 'public') return null;
  if (access.kind === 'reads') return READERS[access.permission];
  if (access.kind === 'keeps') return KEEPERS[access.register];
  if (access.kind === 'gives_duty') return access.command === 'any' ? READERS.duties : rolesForDuty(access.command);
  return access.command === 'any' ? READERS.commands : rolesHeardOn(access.command);
}
