import { Inject, Injectable } from '@nestjs/common';
import type { PersonalCode } from '@caseward/contracts';
import { assertMayActOnAccount, fromMs, PERSONAL_CODE_HOURS, type AccountActKind } from '@caseward/domain';
import { actOnAccount, ConflictError, findPerson, passwordHashOf, type CodePurpose } from '@caseward/persistence';
import { newPersonalCode, personalCodeHash } from '@caseward/security';
import type { Caller } from '../access/caller.js';
import { IDLE_SECONDS } from '../access/session-limits.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { keyReused, notFound, ProblemError } from '../platform/problem.js';
import { refusing } from '../platform/refusal-problem.js';

export interface Order {
  readonly caller: Caller;
  /** Whose account it is. */
  readonly personId: string;
  /** Becomes the id of the act. */
  readonly key: string;
  readonly reason: string;
}

/** What administrators do to the accounts of others: each act is a row, and an entry of the audit trail names it. */
@Injectable()
export class AccountActs {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  /** @returns how many were open */
  async endSessions(order: Order): Promise<number> {
    return (await this.#act(order, 'sessions_ended')) ?? 0;
  }

  async giveCode(order: Order): Promise<PersonalCode> {
    await this.#assertSignsInHere(order.personId);
    return this.#withCode(order, 'password_code', 'password');
  }

  async removeFactors(order: Order): Promise<PersonalCode> {
    await this.#assertSignsInHere(order.personId);
    return this.#withCode(order, 'factors_removed', 'factor');
  }

  async #withCode(order: Order, kind: AccountActKind, purpose: CodePurpose): Promise<PersonalCode> {
    const code = newPersonalCode();
    const endsAt = fromMs(this.parts.clock.realMs() + PERSONAL_CODE_HOURS * 3_600_000);
    const done = await this.#act(order, kind, { purpose, hash: personalCodeHash(code), endsAt });
    if (done === null) throw shownOnce();
    return { code, endsAt };
  }

  /** @returns null when it was done before */
  async #act(
    { caller, personId, key, reason }: Order,
    kind: AccountActKind,
    code?: { readonly purpose: CodePurpose; readonly hash: Buffer; readonly endsAt: string },
  ): Promise<number | null> {
    const { dataSource, clock } = this.parts;
    if ((await findPerson(dataSource, personId)) === null) throw notFound();
    const act = {
      ...{ actId: key.toLowerCase(), kind, personId, actedBy: caller.personId, reason },
      actedAt: fromMs(clock.realMs()),
    };
    try {
      return await actOnAccount(dataSource, {
        ...{ act, idleSeconds: IDLE_SECONDS, ...(code === undefined ? {} : { code }) },
        judge: ({ acts, factorSince }) => refusing(() => assertMayActOnAccount(act, acts, factorSince)),
      });
    } catch (error) {
      throw error instanceof ConflictError ? keyReused() : error;
    }
  }

  /** Passwords and second factors of people who sign in elsewhere are kept there. */
  async #assertSignsInHere(personId: string): Promise<void> {
    const isHere = this.parts.identity.embedded !== undefined;
    if (!isHere || (await passwordHashOf(this.parts.dataSource, personId)) === null) throw notFound();
  }
}

function shownOnce(): ProblemError {
  return new ProblemError(409, 'CODE_SHOWN_ONCE', 'The code was shown once', {
    detail: 'This request was answered before; the code that it made is not kept in a form that can be shown.',
    remedy: 'Ask again with a new Idempotency-Key: the earlier code is then worth nothing.',
  });
}
