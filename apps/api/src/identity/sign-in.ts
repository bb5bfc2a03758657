import { Inject, Injectable } from '@nestjs/common';
import { findAccount, type Account } from '@caseward/persistence';
import { verifyPassword } from '@caseward/security';
import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { SecondFactors } from '../access/second-factors.js';
import { SignInThrottle, type Count } from '../access/sign-in-throttle.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';

const STAGE_MS = 5 * 60_000;

export interface Attempt {
  /** The sign-in at the provider that it belongs to. */
  readonly uid: string;
  readonly login: string;
  readonly password: string;
  readonly address: string;
  /** Known device of this login. */
  readonly deviceId: string | null;
  /** Whether whoever asked for the sign-in wants more than a password. */
  readonly wantsSecondFactor: boolean;
}

export type Outcome =
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly seconds: number }
  | {
      readonly kind: 'second_factor';
      readonly stage: string;
      readonly question: PublicKeyCredentialRequestOptionsJSON | null;
    }
  | Done;

export interface Done {
  readonly kind: 'done';
  readonly personId: string;
  readonly login: string;
  readonly methods: readonly string[];
  /** Seconds since 1970. */
  readonly signedInSeconds: number;
}

/** What is known after the password, sealed, so that it can wait in the page. */
interface Stage {
  readonly uid: string;
  readonly login: string;
  /** Null when the password was wrong, which is not said yet. */
  readonly personId: string | null;
  readonly deviceId: string | null;
  readonly challenge: string | null;
  readonly untilMs: number;
}

/** Shown in the second step. */
export type Shown = { readonly code: string } | { readonly passkey: AuthenticationResponseJSON };

/**
 * Password, then a second factor where there is one. Unknown login, wrong password and somebody who left get the same
 * answer after the same work. Above the bound of a login, an unknown device is always asked for a second factor and
 * hears of the password only together with it: guessing goes on in the dark, and the owner with their factor passes.
 */
@Injectable()
export class SignIn {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(SecondFactors) private readonly factors: SecondFactors,
    @Inject(SignInThrottle) private readonly throttle: SignInThrottle,
  ) {}

  async begin(attempt: Attempt): Promise<Outcome> {
    const { login, address, deviceId } = attempt;
    const seconds = await this.throttle.waits(['address', address]);
    if (seconds > 0) return { kind: 'wait', seconds };
    const count = await this.#countOf(login, deviceId);
    const isSlowed = (await this.throttle.waits(count)) > 0;
    const account = await findAccount(this.parts.dataSource, login, this.parts.clock.now());
    const isRight = await verifyPassword(account?.passwordHash ?? null, attempt.password);
    const known = account?.active === true && isRight ? account : null;
    if (isSlowed) return this.#ask(attempt, known?.personId ?? null, null);
    if (known === null) {
      await this.throttle.failed(count, ['address', address]);
      return { kind: 'wrong' };
    }
    return this.#afterPassword(attempt, known);
  }

  async #afterPassword(attempt: Attempt, { personId }: Account): Promise<Outcome> {
    const { login, deviceId } = attempt;
    const factors = await this.factors.of(personId);
    const isAsked = attempt.wantsSecondFactor || this.parts.identity.embedded?.asksSecondFactor === true;
    if (factors.length > 0 && isAsked) {
      const question = await this.factors.ask(personId);
      return this.#ask(attempt, personId, question);
    }
    await this.#forgive(login, deviceId);
    return this.#done(login, personId, ['pwd']);
  }

  /** The second step. */
  async finish(uid: string, sealed: string, shown: Shown, address: string): Promise<Outcome> {
    const stage = this.#opened(uid, sealed);
    if (stage === null) return { kind: 'wrong' };
    const { login, personId, deviceId, challenge } = stage;
    const own: Count[] = personId === null ? [] : [['factor', personId]];
    const seconds = await this.throttle.waits(['address', address], ...own);
    if (seconds > 0) return { kind: 'wait', seconds };
    const isRight = personId !== null && (await this.#isRight(personId, challenge, shown));
    if (!isRight) {
      await this.throttle.failed(['address', address], ...own);
      return { kind: 'wrong' };
    }
    await this.#forgive(login, deviceId);
    await this.throttle.succeeded(...own);
    return this.#done(login, personId, ['pwd', 'code' in shown ? 'otp' : 'hwk', 'mfa']);
  }

  async #isRight(personId: string, challenge: string | null, shown: Shown): Promise<boolean> {
    if ('code' in shown) return this.factors.accepts(await this.factors.of(personId), shown.code);
    return challenge !== null && this.factors.signed(personId, challenge, shown.passkey);
  }

  /** A known device counts for itself, until it fails too often itself. */
  async #countOf(login: string, deviceId: string | null): Promise<Count> {
    if (deviceId === null || (await this.throttle.waits(['device', deviceId])) > 0) return ['login', login];
    return ['device', deviceId];
  }

  #done(login: string, personId: string, methods: readonly string[]): Done {
    return { kind: 'done', personId, login, methods, signedInSeconds: Math.floor(this.parts.clock.realMs() / 1000) };
  }

  async #forgive(login: string, deviceId: string | null): Promise<void> {
    await this.throttle.succeeded(deviceId === null ? ['login', login] : ['device', deviceId]);
  }

  #ask(
    { uid, login, deviceId }: Attempt,
    personId: string | null,
    question: PublicKeyCredentialRequestOptionsJSON | null,
  ): Outcome {
    const untilMs = this.parts.clock.realMs() + STAGE_MS;
    const stage: Stage = { uid, login, personId, deviceId, challenge: question?.challenge ?? null, untilMs };
    const sealed = this.parts.secrets.signInKeys.seal(Buffer.from(JSON.stringify(stage)), ['sign-in', uid]);
    return { kind: 'second_factor', stage: sealed.toString('base64url'), question };
  }

  #opened(uid: string, sealed: string): Stage | null {
    try {
      const bytes = this.parts.secrets.signInKeys.open(Buffer.from(sealed, 'base64url'), ['sign-in', uid]);
      const stage = JSON.parse(bytes.toString()) as Stage;
      return stage.untilMs > this.parts.clock.realMs() ? stage : null;
    } catch {
      return null;
    }
  }
}
