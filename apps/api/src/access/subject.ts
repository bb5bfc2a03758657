import type { Role } from '@caseward/domain';
import type { FastifyRequest } from 'fastify';

/** Who a request is about where nobody is signed in yet: who has just signed in. For the audit trail only. */
export interface Subject {
  readonly personId: string;
  /** Null where only the provider knows them so far. */
  readonly role: Role | null;
}

const SUBJECT = Symbol('subject');
type WithSubject = FastifyRequest & { [SUBJECT]?: Subject };

export function nameSubject(request: FastifyRequest, { personId, role }: Subject): void {
  (request as WithSubject)[SUBJECT] = { personId, role };
}

export function subjectOf(request: FastifyRequest): Subject | null {
  return (request as WithSubject)[SUBJECT] ?? null;
}
