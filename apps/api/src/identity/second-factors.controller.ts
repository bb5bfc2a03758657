import { randomUUID } from 'node:crypto';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  addedCodesSchema,
  codeSchema,
  factorsSchema,
  newFactorSchema,
  newPasskeySchema,
  passkeyOfferSchema,
  type AddedCodes,
  type FactorView,
  type NewFactor,
  type NewPasskey,
} from '@caseward/contracts';
import { fromMs } from '@caseward/domain';
import { addFactor, challengeSession, removeFactor, takeChallenge, type SecondFactor } from '@caseward/persistence';
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import { generateSecret, generateURI } from 'otplib';
import { SignedIn, type Caller } from '../access/caller.js';
import { InSession, type CurrentSession } from '../access/current-session.js';
import { Reads } from '../access/route-access.js';
import { SecondFactors } from '../access/second-factors.js';
import { CHALLENGE_SECONDS } from '../access/session-limits.js';
import { SignInThrottle } from '../access/sign-in-throttle.js';
import { assertSteppedUp, NeedsStepUp } from '../access/step-up.js';
import { tooManyTries } from '../access/step-up.controller.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Describe } from '../docs/describe.js';
import { fieldProblem, notFound, ProblemError } from '../platform/problem.js';
import { OwnPasswords } from './own-passwords.js';

/**
 * The second factors of the signed-in person, where people sign in here. The first one is added with the password: a
 * session that somebody left open is not enough. Every other one needs the one that is there.
 */
@Controller('v1/second-factors')
export class SecondFactorsController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(SecondFactors) private readonly factors: SecondFactors,
    @Inject(OwnPasswords) private readonly passwords: OwnPasswords,
    @Inject(SignInThrottle) private readonly throttle: SignInThrottle,
  ) {}

  @Get()
  @Reads('self')
  @Describe({ summary: 'Your second factors', tag: 'Sessions', answer: factorsSchema })
  async list(@SignedIn() { personId }: Caller): Promise<{ factors: FactorView[] }> {
    const all = await this.factors.all(personId);
    return {
      factors: all.map(({ factorId, kind, label, addedAt, confirmedAt }) => ({
        ...{ factorId, kind, label, addedAt, isConfirmed: confirmedAt !== null },
      })),
    };
  }

  @Post()
  @Reads('self')
  @HttpCode(201)
  @Describe({
    summary: 'Add one-time codes',
    tag: 'Sessions',
    description: 'The secret is shown this once. It counts after the first code was confirmed.',
    status: 201,
    answer: addedCodesSchema,
    problems: [404, 422, 429],
  })
  async addCodes(
    @SignedIn() { personId }: Caller,
    @InSession() session: CurrentSession,
    @Body({ schema: newFactorSchema }) { label, password }: NewFactor,
  ): Promise<AddedCodes> {
    await this.#assertMayAdd(personId, session, password);
    const [factorId, secret] = [randomUUID(), generateSecret()];
    await addFactor(this.parts.dataSource, this.parts.secrets.signInKeys, {
      ...{ factorId, personId, kind: 'totp', label, material: Buffer.from(secret), credentialId: null, counter: 0 },
      ...{ addedAt: fromMs(this.parts.clock.realMs()), confirmedAt: null },
    });
    return { factorId, secret, uri: generateURI({ issuer: 'Caseward', label, secret }) };
  }

  @Post(':factorId/confirmation')
  @Reads('self')
  @HttpCode(204)
  @Describe({
    summary: 'Confirm one-time codes with the first one',
    tag: 'Sessions',
    status: 204,
    description: 'Where there is another one, it has to be shown first.',
    problems: [404, 422, 429],
  })
  async confirm(
    @SignedIn() { personId }: Caller,
    @InSession() session: CurrentSession,
    @Param('factorId') factorId: string,
    @Body({ schema: codeSchema }) { code }: { code: string },
  ): Promise<void> {
    const all = await this.factors.all(personId);
    const factor = all.find((each) => each.factorId === factorId);
    if (factor === undefined || factor.confirmedAt !== null) throw notFound();
    this.#assertOwner(all, session);
    const seconds = await this.throttle.take(['factor', personId]);
    if (seconds > 0) throw tooManyTries(seconds);
    if (!(await this.factors.accepts([factor], code))) throw notTheCode();
    await this.throttle.giveBack(['factor', personId]);
  }

  @Post('passkey-offer')
  @Reads('self')
  @HttpCode(200)
  @Describe({
    summary: 'Begin to add a passkey',
    tag: 'Sessions',
    description: 'What navigator.credentials.create() needs; to be used once within two minutes.',
    answer: passkeyOfferSchema,
  })
  async offer(
    @SignedIn() { personId, displayName }: Caller,
    @InSession() { sessionId }: CurrentSession,
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const offer = await this.factors.offer(personId, displayName);
    const realAt = fromMs(this.parts.clock.realMs());
    await challengeSession(this.parts.dataSource, sessionId, offer.challenge, realAt);
    return offer;
  }

  @Post('passkeys')
  @Reads('self')
  @HttpCode(204)
  @Describe({ summary: 'Add a passkey', tag: 'Sessions', status: 204, problems: [404, 422, 429] })
  async addPasskey(
    @SignedIn() { personId }: Caller,
    @InSession() session: CurrentSession,
    @Body({ schema: newPasskeySchema }) { label, password, response }: NewPasskey,
  ): Promise<void> {
    await this.#assertMayAdd(personId, session, password);
    const { dataSource, clock } = this.parts;
    const realAt = fromMs(clock.realMs());
    const challenge = await takeChallenge(dataSource, session.sessionId, realAt, CHALLENGE_SECONDS);
    const isAdded = challenge !== null && (await this.factors.addPasskey(personId, label, challenge, response));
    if (!isAdded) throw fieldProblem('/response', 'The passkey does not answer our question.', 'Ask for a new offer.');
  }

  @Delete(':factorId')
  @Reads('self')
  @NeedsStepUp()
  @HttpCode(204)
  @Describe({ summary: 'Remove a second factor', tag: 'Sessions', status: 204, problems: [404, 409] })
  async remove(@SignedIn() { personId }: Caller, @Param('factorId') factorId: string): Promise<void> {
    const all = await this.factors.all(personId);
    if (!all.some((each) => each.factorId === factorId)) throw notFound();
    const left = all.filter((each) => each.factorId !== factorId && each.confirmedAt !== null);
    if (left.length === 0 && this.parts.identity.embedded?.demandsSecondFactor === true) throw lastFactor();
    await removeFactor(this.parts.dataSource, personId, factorId);
  }

  /** @throws ProblemError */
  async #assertMayAdd(personId: string, session: CurrentSession, password: string): Promise<void> {
    if (this.parts.identity.embedded === undefined) throw notFound();
    await this.passwords.assertRight(personId, password);
    this.#assertOwner(await this.factors.all(personId), session);
  }

  /** Whoever has a factor already shows it before there is another one. @throws ProblemError 403 */
  #assertOwner(factors: readonly SecondFactor[], session: CurrentSession): void {
    const isConfirmed = factors.some(({ confirmedAt }) => confirmedAt !== null);
    if (isConfirmed) assertSteppedUp(session, this.parts.clock.realMs());
  }
}

function notTheCode(): ProblemError {
  const remedy = 'Look at the clock of your device, and try the next.';
  return fieldProblem('/code', 'This is not the code of now.', remedy);
}

function lastFactor(): ProblemError {
  return new ProblemError(409, 'LAST_FACTOR', 'The last second factor stays', {
    detail: 'Everybody has a second factor here, and this is the only one of yours.',
    remedy: 'Add another one first.',
  });
}
