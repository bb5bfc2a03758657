import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { PERMISSIONS, rolesForDuty, rolesHeardOn, type Role } from '@caseward/domain';
import { actorOf as actorOfPerson, findPerson } from '@caseward/persistence';
import { TokenError, verifyToken } from '@caseward/security';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { forbidden, unauthenticated } from '../platform/problem.js';
import { RateLimits } from '../platform/rate-limits.js';
import { setCaller, type Caller } from './caller.js';
import { KEEPERS, READERS, ROUTE_ACCESS, type RouteAccess } from './route-access.js';

/** Who is calling, and whether their role has this route at all. Which cases they reach is asked where a case is read. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(RateLimits) private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = Reflect.getMetadata(ROUTE_ACCESS, context.getHandler()) as RouteAccess | undefined;
    if (access?.kind === 'public') return true;
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const caller = await this.#caller(request.headers.authorization);
    setCaller(request, caller);
    await this.limits.assertPerson(request, http.getResponse<FastifyReply>());
    assertRole(caller.role, access);
    return true;
  }

  async #caller(authorization: string | undefined): Promise<Caller> {
    const [, token] = /^Bearer ([\w.-]+)$/.exec(authorization ?? '') ?? [];
    if (token === undefined) throw unauthenticated('This address needs a signed-in person.');
    const personId = await this.#personOf(token);
    // Asked each time: who left or changed roles since signing in acts no longer by the old one.
    const person = await findPerson(this.parts.dataSource, personId, this.parts.clock.now());
    if (person?.active !== true) throw unauthenticated('This account is no longer active.');
    return { ...actorOfPerson(person), displayName: person.displayName };
  }

  async #personOf(token: string): Promise<string> {
    try {
      return (await verifyToken(this.parts.secrets.tokenKey, token)).actor.personId;
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      throw unauthenticated(error.reason === 'expired' ? 'The session has ended.' : 'The token is not valid.');
    }
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

/** null: the body decides. */
function rolesFor(access: RouteAccess): readonly Role[] | null {
  if (access.kind === 'public') return null;
  if (access.kind === 'reads') return READERS[access.permission];
  if (access.kind === 'keeps') return KEEPERS[access.register];
  if (access.kind === 'gives_duty') return access.command === 'any' ? READERS.duties : rolesForDuty(access.command);
  return access.command === 'any' ? READERS.commands : rolesHeardOn(access.command);
}
