import { Inject, Injectable } from '@nestjs/common';
import { uuidSchema } from '@caseward/contracts';
import type { AccessKind } from '@caseward/domain';
import { noteAccess, type Access } from '@caseward/persistence';
import type { FastifyRequest } from 'fastify';
import { knownCallerOf } from '../access/caller.js';
import { subjectOf } from '../access/subject.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { ProblemError } from '../platform/problem.js';
import { aboutOf, type Asked } from './audited.js';

/** Why somebody looks, in a word: nothing personal fits into it. */
const REASON = /^[a-z][a-z0-9_]{0,59}$/;

export interface Noted {
  readonly kind: AccessKind;
  readonly status: number;
  /** Every case that the answer shows. */
  readonly shown?: readonly string[];
  /** Default: which part was asked for, or the command. */
  readonly detail?: string;
  readonly times?: number;
}

/** IM-6: what is committed before the first byte of an answer; without it there is no answer. */
@Injectable()
export class AuditTrail {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  /** @throws ProblemError 503 */
  async note(request: FastifyRequest, asked: Asked, noted: Noted): Promise<void> {
    const { personId, role } = knownCallerOf(request) ?? subjectOf(request) ?? { personId: null, role: null };
    const { kind, status, shown = [], times = 1 } = noted;
    await this.commit({
      ...{ kind, status, times, personId, role, what: asked.word, caseIds: shown },
      accessedAt: this.parts.clock.now(),
      caseId: idIn(aboutOf(asked.params)),
      detail:
        noted.detail ??
        idIn(asked.params['contentId'] ?? asked.params['attachmentId']) ??
        idIn(request.headers['idempotency-key']),
      reason: reasonOf(request),
    });
  }

  /** @throws ProblemError 503 whatever the reason is */
  async commit(access: Access): Promise<void> {
    try {
      await noteAccess(this.parts.dataSource, access);
    } catch (error) {
      this.parts.logger.error({ err: error, what: access.what }, 'the audit trail cannot be written: no answer');
      throw new ProblemError(
        503,
        'UNAVAILABLE',
        'Not available now',
        {
          detail: 'It cannot be noted who asks, so nothing is shown and nothing is said.',
          rule: 'IM-6',
          remedy: 'Send the same request again in a moment; a command with the same Idempotency-Key.',
        },
        { 'retry-after': '2' },
      );
    }
  }
}

/** Only what is an id: anybody could write a name into an address. */
function idIn(text: unknown): string | null {
  return typeof text === 'string' && uuidSchema.safeParse(text).success ? text.toLowerCase() : null;
}

/** From the header `Access-Reason`; anything but a word is dropped, because it could name somebody. */
export function reasonOf({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  const reason = headers['access-reason'];
  return typeof reason === 'string' && REASON.test(reason) ? reason : null;
}
