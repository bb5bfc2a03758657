import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { actorOfRecord, COORDINATION, type Actor } from '@caseward/domain';
import type { FastifyRequest } from 'fastify';
import { speakForCaller } from './behalf.js';

/** The signed-in person: what the rules know of them, and a name for colleagues. */
export interface Caller extends Actor {
  readonly displayName: string;
}

const CALLER = Symbol('caller');
type WithCaller = FastifyRequest & { [CALLER]?: Caller };

export function setCaller(request: FastifyRequest, caller: Caller): void {
  (request as WithCaller)[CALLER] = caller;
  speakForCaller(caller);
}

/** Null before the guard knew who calls, and on public routes. */
export function knownCallerOf(request: FastifyRequest): Caller | null {
  return (request as WithCaller)[CALLER] ?? null;
}

/** @throws Error on a route that the guard let pass without a caller: a public one */
export function callerOf(request: FastifyRequest): Caller {
  const caller = (request as WithCaller)[CALLER];
  if (caller === undefined) throw new Error('this route has no caller: it is public');
  return caller;
}

/** The signed-in person as a parameter of a controller method. */
export const SignedIn = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** Only what belongs into events: never the name, nor what else somebody is assigned to. */
export function actorOf({ displayName: _, ...actor }: Caller): Actor {
  return actorOfRecord(actor);
}

/** What is told to the person: neither the assignments nor the emergencies that the server looked up for this request. */
export function meOf(caller: Caller): Caller {
  return { ...actorOf(caller), displayName: caller.displayName };
}

/** As `actorOf`, for a command on a case: the rules are told whether data entry is assigned to it. */
export function actorOn(caseId: string, caller: Caller): Actor {
  const isAssigned = caller.assignedCaseIds?.includes(caseId) === true;
  return { ...actorOf(caller), ...(isAssigned ? { assignedCaseIds: [caseId] } : {}) };
}

/** The teams, offices or agencies that a role oversees; the coordination group has what belongs to none. */
export function scopesOf({ role, teamId, officeId, agencyId }: Caller): readonly string[] {
  if (role === 'COORD') return [COORDINATION];
  const scope = role === 'SUP' ? teamId : role === 'MGR' ? officeId : role === 'HEAD' ? agencyId : undefined;
  return scope === undefined ? [] : [scope];
}

/** TR-6: supervisors and managers answer for their agency what another agency asks of it. */
export function answersForOf({ role, agencyId }: Caller): readonly string[] {
  return agencyId !== undefined && (role === 'SUP' || role === 'MGR') ? [agencyId] : [];
}
