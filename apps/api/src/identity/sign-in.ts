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
  /** Asked because there were too many tries: until both steps are right, nothing is told of either. */
  readonly isDark: boolean;
  readonly untilMs: number;
}

/** The sealed text is as long for a wrong password as for a right one. */
const STAGE_LENGTH = 1024;

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
    const seconds = await this.throttle.take(['address', address]);
    if (seconds > 0) return { kind: 'wait', seconds };
    const count = await this.#countOf(login, deviceId);
    const isDark = (await this.throttle.take(count)) > 0;
    const account = await findAccount(this.parts.dataSource, login, this.parts.clock.now());
    const isRight = await verifyPassword(account?.passwordHash ?? null, attempt.password);
    const known = account?.active === true && isRight ? account : null;
    if (isDark) return this.#ask(attempt, { personId: known?.personId ?? null, isDark }, null);
    if (known === null) return { kind: 'wrong' };
    await this.throttle.giveBack(count, ['address', address]);
    return this.#afterPassword(attempt, known);
  }

  async #afterPassword(attempt: Attempt, { personId }: Account): Promise<Outcome> {
    const { login, deviceId } = attempt;
    const factors = await this.factors.of(personId);
    const isAsked = attempt.wantsSecondFactor || this.parts.identity.embedded?.asksSecondFactor === true;
    if (factors.length > 0 && isAsked) {
      const question = await this.factors.ask(personId);
      return this.#ask(attempt, { personId, isDark: false }, question);
    }
    await this.#forgive(login, deviceId);
    return this.#done(login, personId, ['pwd']);
  }

  /** The second step. */
  async finish(uid: string, sealed: string, shown: Shown, address: string): Promise<Outcome> {
    const stage = this.#opened(uid, sealed);
    if (stage === null) return { kind: 'wrong' };
    const { login, personId, deviceId, challenge, isDark } = stage;
    const seconds = await this.throttle.take(['address', address]);
    if (seconds > 0) return { kind: 'wait', seconds };
    // The same is done for nobody, so that neither the answer nor its time tells a right password from a wrong one.
    const who = personId ?? `nobody ${uid}`;
    const ownSeconds = await this.throttle.take(['factor', who]);
    if (ownSeconds > 0) return isDark ? { kind: 'wrong' } : { kind: 'wait', seconds: ownSeconds };
    const isRight = await this.#isRight(who, challenge, shown);
    if (!isRight || personId === null) return { kind: 'wrong' };
    await this.#forgive(login, deviceId);
    await this.throttle.succeeded(['factor', personId]);
    await this.throttle.giveBack(['address', address]);
    return this.#done(login, personId, ['pwd', 'code' in shown ? 'otp' : 'hwk', 'mfa']);
  }

  async #isRight(personId: string, challenge: string | null, shown: Shown): Promise<boolean> {
    if ('code' in shown) return this.factors.accepts(await this.factors.of(personId), shown.code);
    return challenge !== null && this.factors.signed(personId, challenge, shown.passkey);
  }

  /** A known device counts for itself, until it fails too often itself. */
  async #countOf(login: string, deviceId: string | null): Promise<Count> {
    if (deviceId === null || (await this.throttle.isFull(['device', deviceId]))) return ['login', login];
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
    known: Pick<Stage, 'personId' | 'isDark'>,
    question: PublicKeyCredentialRequestOptionsJSON | null,
  ): Outcome {
    const untilMs = this.parts.clock.realMs() + STAGE_MS;
    const stage: Stage = { uid, login, deviceId, ...known, challenge: question?.challenge ?? null, untilMs };
    const text = JSON.stringify(stage).padEnd(STAGE_LENGTH);
    const sealed = this.parts.secrets.signInKeys.seal(Buffer.from(text), ['sign-in', uid]);
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
