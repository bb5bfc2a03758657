import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { meSchema, newSessionSchema, sessionSchema, type Me, type NewSession, type Session } from '@caseward/contracts';
import { actorOf as actorOfPerson, findAccount } from '@caseward/persistence';
import { randomUUID } from 'node:crypto';
import { signAccessToken, verifyPassword } from '@caseward/security';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Describe } from '../docs/describe.js';
import { ProblemError } from '../platform/problem.js';
import { SignedIn, type Caller } from './caller.js';
import { LoginThrottle } from './login-throttle.js';
import { Public, Reads } from './route-access.js';

const LIFE_SECONDS = 12 * 3600;

@Controller('v1')
export class SessionsController {
  readonly #throttle: LoginThrottle;

  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {
    this.#throttle = new LoginThrottle(() => parts.clock.realMs());
  }

  @Post('sessions')
  @Public()
  @HttpCode(201)
  @Describe({ summary: 'Sign in', tag: 'Sessions', answer: sessionSchema, status: 201, problems: [401, 429] })
  async signIn(@Body({ schema: newSessionSchema }) { login, password }: NewSession): Promise<Session> {
    this.#throttle.assertAllowed(login);
    const account = await findAccount(this.parts.dataSource, login, this.parts.clock.now());
    const isRight = await verifyPassword(account?.passwordHash ?? null, password);
    if (account === null || !isRight || !account.active) {
      this.#throttle.failed(login);
      throw wrongLogin();
    }
    this.#throttle.succeeded(login);
    const actor = actorOfPerson(account);
    const { tokens } = this.parts.identity;
    const nowMs = this.parts.clock.realMs();
    const token = await signAccessToken(this.parts.secrets.tokenKey, {
      ...{ issuer: tokens.issuer, audience: tokens.audience, subject: actor.personId, sessionId: randomUUID() },
      ...{ authenticatedMs: nowMs, methods: ['pwd'], nowMs, lifeSeconds: LIFE_SECONDS },
    });
    return { token, expiresInSeconds: LIFE_SECONDS, me: { ...actor, displayName: account.displayName } };
  }

  @Get('me')
  @Reads('self')
  @Describe({ summary: 'Who is signed in', tag: 'Sessions', answer: meSchema })
  me(@SignedIn() caller: Caller): Me {
    return caller;
  }
}

/** The same for an unknown login, a wrong password and an account that has left. */
function wrongLogin(): ProblemError {
  return new ProblemError(401, 'WRONG_LOGIN', 'Login or password is wrong', {
    detail: 'There is no active account with this login and password.',
  });
}
