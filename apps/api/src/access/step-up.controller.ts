import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { passkeyQuestionSchema, steppedUpSchema, stepUpSchema, type StepUp, type SteppedUp } from '@caseward/contracts';
import { fromMs } from '@caseward/domain';
import { challengeSession, stepUpSession, takeChallenge } from '@caseward/persistence';
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Describe } from '../docs/describe.js';
import { ProblemError } from '../platform/problem.js';
import { SignedIn, type Caller } from './caller.js';
import { InSession, type CurrentSession } from './current-session.js';
import { Reads } from './route-access.js';
import { SecondFactors } from './second-factors.js';
import { CHALLENGE_SECONDS, STEP_UP_SECONDS } from './session-limits.js';
import { SignInThrottle } from './sign-in-throttle.js';

/** A second factor in a session that has begun. It counts in this session only. */
@Controller('v1/sessions/current/step-up')
export class StepUpController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(SecondFactors) private readonly factors: SecondFactors,
    @Inject(SignInThrottle) private readonly throttle: SignInThrottle,
  ) {}

  @Post()
  @Reads('self')
  @HttpCode(200)
  @Describe({
    summary: 'Show a second factor',
    tag: 'Sessions',
    description: `A code or what a passkey signed. For ${STEP_UP_SECONDS / 60} minutes this session may do what needs one.`,
    answer: steppedUpSchema,
    problems: [429],
  })
  async show(
    @SignedIn() { personId }: Caller,
    @InSession() session: CurrentSession,
    @Body({ schema: stepUpSchema }) shown: StepUp,
  ): Promise<SteppedUp> {
    const seconds = await this.throttle.take(['factor', personId]);
    if (seconds > 0) throw tooManyTries(seconds);
    if (!(await this.#isRight(personId, session, shown))) throw wrongFactor();
    await this.throttle.succeeded(['factor', personId]);
    const nowMs = this.parts.clock.realMs();
    await stepUpSession(this.parts.dataSource, session.sessionId, fromMs(nowMs));
    return { until: fromMs(nowMs + STEP_UP_SECONDS * 1000) };
  }

  @Post('challenge')
  @Reads('self')
  @HttpCode(200)
  @Describe({
    summary: 'Ask a passkey',
    tag: 'Sessions',
    description: `What navigator.credentials.get() needs; to be used once within ${CHALLENGE_SECONDS} seconds.`,
    answer: passkeyQuestionSchema,
    problems: [409],
  })
  async ask(
    @SignedIn() { personId }: Caller,
    @InSession() { sessionId }: CurrentSession,
  ): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const question = await this.factors.ask(personId);
    if (question === null) throw noPasskey();
    const realAt = fromMs(this.parts.clock.realMs());
    await challengeSession(this.parts.dataSource, sessionId, question.challenge, realAt);
    return question;
  }

  async #isRight(personId: string, { sessionId }: CurrentSession, shown: StepUp): Promise<boolean> {
    if ('code' in shown) return this.factors.accepts(await this.factors.of(personId), shown.code);
    const realAt = fromMs(this.parts.clock.realMs());
    const challenge = await takeChallenge(this.parts.dataSource, sessionId, realAt, CHALLENGE_SECONDS);
    if (challenge === null) return false;
    return this.factors.signed(personId, challenge, shown.passkey);
  }
}

function wrongFactor(): ProblemError {
  return new ProblemError(403, 'WRONG_FACTOR', 'The second factor is not accepted', {
    detail: 'The code is wrong or was used already, or the passkey answered another question.',
    remedy: 'Wait for the next code, or ask for a new question for the passkey.',
  });
}

function noPasskey(): ProblemError {
  return new ProblemError(409, 'NO_PASSKEY', 'There is no passkey', {
    detail: 'This account has no confirmed passkey.',
    remedy: 'Give a one-time code, or add a passkey first.',
  });
}

export function tooManyTries(seconds: number): ProblemError {
  const detail = 'There were too many wrong answers in the last minutes.';
  const remedy = `Try again in ${Math.ceil(seconds / 60)} minutes.`;
  const headers = { 'retry-after': String(seconds) };
  return new ProblemError(429, 'TOO_MANY_REQUESTS', 'Too many attempts', { detail, remedy }, headers);
}
