import { Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { browserSessionSchema, loginQuerySchema, type BrowserSession, type LoginQuery } from '@caseward/contracts';
import { fromMs } from '@caseward/domain';
import { beginSession, endSession, findAccount, findPerson, findSession, type Person } from '@caseward/persistence';
import { hasSecondFactor, sha256 } from '@caseward/security';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { browserHandle, csrfTokenOf, newBrowserSecret } from '../access/browser-secret.js';
import { meOf, SignedIn, type Caller } from '../access/caller.js';
import { cookieName, cookieOf, setCookie } from '../access/cookies.js';
import { InSession, type CurrentSession } from '../access/current-session.js';
import { deviceOf } from '../access/device.js';
import { Public, Reads } from '../access/route-access.js';
import { IDLE_SECONDS, MAX_SESSION_SECONDS } from '../access/session-limits.js';
import { nameSubject } from '../access/subject.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Describe } from '../docs/describe.js';
import { HttpAnswer } from '../platform/http-answer.js';
import { notFound, ProblemError } from '../platform/problem.js';
import { SECOND_FACTOR_ACR } from './sign-in-pages.controller.js';
import { SignInFailedError, WebClient, type Finished } from './web-client.js';

/** Browsers get a cookie that says nothing; what the provider gave stays here. */
@Controller('auth')
export class WebSessionsController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(WebClient) private readonly client: WebClient,
  ) {}

  @Get('login')
  @Public()
  @Describe({
    summary: 'Sign in with a browser',
    tag: 'Sessions',
    description: 'Goes to the identity provider, and comes back to a page of this site.',
    status: 302,
    problems: [404],
  })
  async login(
    @Query({ schema: loginQuerySchema }) { returnTo, secondFactor }: LoginQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HttpAnswer<string>> {
    if (this.client.settings === undefined) throw notFound();
    const { url, sealed } = await this.client.begin(returnTo, secondFactor === true ? SECOND_FACTOR_ACR : undefined);
    // Lax: the way back from a provider on another site is a link from there.
    setCookie(reply, this.#name('login'), sealed, { ...this.#site(), sameSite: 'lax', maxAgeSeconds: 600 });
    return new HttpAnswer(302, '', { location: url });
  }

  @Get('callback')
  @Public()
  @Describe({
    summary: 'The way back from the identity provider',
    tag: 'Sessions',
    status: 303,
    problems: [401, 404],
  })
  async callback(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HttpAnswer<string>> {
    if (this.client.settings === undefined) throw notFound();
    const sealed = cookieOf(request, this.#name('login'));
    setCookie(reply, this.#name('login'), '', { ...this.#site(), sameSite: 'lax', maxAgeSeconds: 0 });
    try {
      const finished = await this.client.finish(request.url.split('?')[1] ?? '', sealed);
      await this.#begin(finished, request, reply);
      return new HttpAnswer(303, '', { location: finished.returnTo });
    } catch (error) {
      if (error instanceof SignInFailedError) throw notSignedIn();
      throw error;
    }
  }

  @Get('session')
  @Reads('self')
  @Describe({
    summary: 'The session of this browser',
    tag: 'Sessions',
    answer: browserSessionSchema,
    problems: [404],
  })
  session(
    @SignedIn() caller: Caller,
    @InSession() current: CurrentSession,
    @Req() request: FastifyRequest,
  ): BrowserSession {
    const secret = cookieOf(request, this.#name('session'));
    if (current.kind !== 'browser' || secret === null) throw notFound();
    return { sessionId: current.sessionId, csrfToken: csrfTokenOf(secret), me: meOf(caller) };
  }

  @Post('logout')
  @Reads('self')
  @HttpCode(204)
  @Describe({
    summary: 'Sign out',
    tag: 'Sessions',
    description: 'Ends the session here, wherever else it is open, and tells the browser to forget what it kept.',
    status: 204,
  })
  async logout(
    @SignedIn() { personId }: Caller,
    @InSession() { sessionId }: CurrentSession,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const realAt = fromMs(this.parts.clock.realMs());
    await endSession(this.parts.dataSource, { sessionId, personId }, 'signed_out', realAt);
    setCookie(reply, this.#name('session'), '', { ...this.#site(), sameSite: 'strict', maxAgeSeconds: 0 });
    // Not "cookies": that a device is known is what keeps a stranger's guesses from locking its user out.
    void reply.header('clear-site-data', '"cache", "storage"');
  }

  /** Always a new secret: whatever cookie was planted before is worth nothing, and its session is ended. */
  async #begin(finished: Finished, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const person = await this.#personOf(finished.claims);
    if (person?.active !== true) throw new SignInFailedError('nobody here');
    nameSubject(request, person);
    const nowMs = this.parts.clock.realMs();
    const secret = newBrowserSecret();
    const handle = browserHandle(secret);
    if (handle === null) throw new Error('a new secret has another form');
    await this.#endEarlier(request);
    const { auth_time: authTime, iat, amr } = finished.claims;
    const signedInSeconds = typeof authTime === 'number' ? authTime : Number(iat);
    const isNew = await beginSession(this.parts.dataSource, {
      ...{ personId: person.personId, kind: 'browser', handle, device: deviceOf(request) },
      ...{ signIn: sha256(finished.state), signedInAt: fromMs(signedInSeconds * 1000) },
      ...{ realAt: fromMs(nowMs), endsAt: fromMs(nowMs + MAX_SESSION_SECONDS * 1000) },
      ...(hasSecondFactor(amr) && typeof authTime === 'number' ? { steppedUpAt: fromMs(authTime * 1000) } : {}),
    });
    if (!isNew) throw new SignInFailedError('it was used before, or all sessions were ended since');
    setCookie(reply, this.#name('session'), secret, { ...this.#site(), sameSite: 'strict', maxAgeSeconds: null });
  }

  async #endEarlier(request: FastifyRequest): Promise<void> {
    const secret = cookieOf(request, this.#name('session'));
    const handle = secret === null ? null : browserHandle(secret);
    if (handle === null) return;
    const { dataSource, clock } = this.parts;
    const realAt = fromMs(clock.realMs());
    const earlier = await findSession(dataSource, handle, { at: clock.now(), realAt }, IDLE_SECONDS);
    if (earlier !== null) await endSession(dataSource, earlier, 'replaced', realAt);
  }

  async #personOf(claims: Finished['claims']): Promise<Person | null> {
    const { identity, dataSource, clock } = this.parts;
    const name = claims[identity.personClaim];
    if (typeof name !== 'string') return null;
    const find = identity.personBy === 'login' ? findAccount : findPerson;
    return find(dataSource, name, clock.now());
  }

  #name(kind: 'session' | 'login'): string {
    return cookieName(this.parts.identity.publicUrl, kind);
  }

  #site(): { publicUrl: string } {
    return { publicUrl: this.parts.identity.publicUrl };
  }
}

function notSignedIn(): ProblemError {
  return new ProblemError(401, 'NOT_SIGNED_IN', 'The sign-in did not succeed', {
    detail: 'It was used already, took too long, or did not begin in this browser.',
    remedy: 'Start again at /auth/login.',
  });
}
