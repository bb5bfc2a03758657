import { Inject, Injectable } from '@nestjs/common';
import {
  actorOf as actorOfPerson,
  beginSession,
  findAccount,
  findPerson,
  findSession,
  sawSession,
  type Person,
  type SignedIn,
} from '@caseward/persistence';
import { TokenError, verifyAccessToken, type AccessToken } from '@caseward/security';
import { fromMs, toMs } from '@caseward/domain';
import type { FastifyRequest } from 'fastify';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { ProblemError, unauthenticated } from '../platform/problem.js';
import { withAssignments } from './assignments.js';
import { asSystem } from './behalf.js';
import { assertNotForged, browserHandle } from './browser-secret.js';
import type { Caller } from './caller.js';
import { cookieName, cookieOf } from './cookies.js';
import type { CurrentSession } from './current-session.js';
import { deviceOf } from './device.js';
import { IDLE_SECONDS, MAX_SESSION_SECONDS, SEEN_EVERY_SECONDS } from './session-limits.js';

export interface Authenticated {
  readonly caller: Caller;
  readonly session: CurrentSession;
}

/**
 * Who is behind a request. Person and session are looked up each time: who left, changed roles, or was signed out
 * elsewhere acts no longer, however long the token would last.
 */
@Injectable()
export class Authentication {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  /** @throws ProblemError 401, or 503 while the keys of the provider cannot be fetched */
  async authenticate(request: FastifyRequest): Promise<Authenticated> {
    const [, bearer] = /^Bearer ([\w.-]+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (bearer !== undefined) return this.#byToken(bearer, request);
    if (request.headers.authorization !== undefined) throw unauthenticated('The token is not valid.');
    const { publicUrl } = this.parts.identity;
    const secret = cookieOf(request, cookieName(publicUrl, 'session'));
    if (secret === null) throw unauthenticated('This address needs a signed-in person.');
    return this.#byCookie(secret, request);
  }

  async #byCookie(secret: string, request: FastifyRequest): Promise<Authenticated> {
    const handle = browserHandle(secret);
    const found = handle === null ? null : await this.#find(handle);
    if (found === null) throw unauthenticated('The session has ended.');
    this.#assertOpen(found);
    assertNotForged(request, secret, this.parts.identity.publicUrl);
    return this.#authenticated(found, null);
  }

  async #byToken(bearer: string, request: FastifyRequest): Promise<Authenticated> {
    const token = await this.#verified(bearer);
    const found = (await this.#find(token.handle)) ?? (await this.#begin(token, request));
    this.#assertOpen(found);
    if (!(await this.#isOf(found, token))) throw unauthenticated('The token is not valid.');
    const byToken = token.hasSecondFactor ? token.authenticatedMs : null;
    return this.#authenticated(found, byToken);
  }

  async #verified(bearer: string): Promise<AccessToken> {
    try {
      return await verifyAccessToken(this.parts.identity.tokens, bearer, this.parts.clock.realMs());
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      if (error.reason === 'keys_away') throw keysAway();
      throw unauthenticated(error.reason === 'expired' ? 'The session has ended.' : 'The token is not valid.');
    }
  }

  async #find(handle: Buffer): Promise<SignedIn | null> {
    const { dataSource, clock } = this.parts;
    return findSession(dataSource, handle, { at: clock.now(), realAt: fromMs(clock.realMs()) }, IDLE_SECONDS);
  }

  /** The first request with a token of this sign-in. */
  async #begin(token: AccessToken, request: FastifyRequest): Promise<SignedIn> {
    const person = await this.#personOf(token);
    if (person?.active !== true) throw unauthenticated('This account is no longer active.');
    const startMs = Math.min(token.authenticatedMs ?? token.issuedMs, token.issuedMs);
    await beginSession(this.parts.dataSource, {
      personId: person.personId,
      kind: 'token',
      handle: token.handle,
      device: deviceOf(request),
      realAt: fromMs(this.parts.clock.realMs()),
      signedInAt: fromMs(startMs),
      endsAt: fromMs(startMs + MAX_SESSION_SECONDS * 1000),
    });
    const begun = await this.#find(token.handle);
    // Every session was ended after this sign-in, and this token was kept until now.
    if (begun === null) throw unauthenticated('The session has ended.');
    return begun;
  }

  async #personOf(token: AccessToken): Promise<Person | null> {
    const { dataSource, clock, identity } = this.parts;
    const name = token.claims[identity.personClaim];
    if (typeof name !== 'string') return null;
    const find = identity.personBy === 'login' ? findAccount : findPerson;
    return find(dataSource, name, clock.now());
  }

  async #isOf(session: SignedIn, token: AccessToken): Promise<boolean> {
    if (token.claims[this.parts.identity.personClaim] === session.personId) return true;
    return (await this.#personOf(token))?.personId === session.personId;
  }

  #assertOpen({ state, active }: SignedIn): void {
    if (state !== 'open') throw unauthenticated('The session has ended.');
    if (!active) throw unauthenticated('This account is no longer active.');
  }

  async #authenticated(found: SignedIn, secondFactorMs: number | null): Promise<Authenticated> {
    const { sessionId, kind, displayName, seenAt, steppedUpAt } = found;
    const nowMs = this.parts.clock.realMs();
    if (toMs(seenAt) <= nowMs - SEEN_EVERY_SECONDS * 1000) {
      await sawSession(this.parts.dataSource, sessionId, fromMs(nowMs));
    }
    const shown = [secondFactorMs, steppedUpAt === null ? null : toMs(steppedUpAt)].filter((ms) => ms !== null);
    return {
      // People and sessions stand under no row security; what they are assigned to does.
      caller: await asSystem('know_caller', () =>
        withAssignments(this.parts.dataSource, { ...actorOfPerson(found), displayName }, this.parts.clock.now()),
      ),
      session: { sessionId, kind, secondFactorMs: shown.length === 0 ? null : Math.max(...shown) },
    };
  }
}

function keysAway(): ProblemError {
  const details = {
    detail: 'The keys of the identity provider cannot be fetched at the moment.',
    remedy: 'Send the request again in a few seconds.',
  };
  return new ProblemError(503, 'PROVIDER_UNAVAILABLE', 'Signing in is not possible now', details, {
    'retry-after': '5',
  });
}
