import { Inject, Injectable } from '@nestjs/common';
import { findAccount } from '@caseward/persistence';
import { personalCodeHash, verifyPassword } from '@caseward/security';
import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { SecondFactors } from '../access/second-factors.js';
import { SignInThrottle, type Count } from '../access/sign-in-throttle.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { SignInEnds, type Shown } from './sign-in-ends.js';
import { Stages, type Outcome, type Stage } from './sign-in-stage.js';

export interface Attempt {
  /** The sign-in at the provider that it belongs to. */
  readonly uid: string;
  readonly login: string;
  /** The password, or a code in its place. */
  readonly proof: { readonly password: string; readonly renews: boolean } | { readonly passwordCode: string };
  readonly address: string;
  /** Known device of this login. */
  readonly deviceId: string | null;
  /** Whether whoever asked for the sign-in wants more than a password. */
  readonly wantsSecondFactor: boolean;
}

/** What a later page sends. */
export type Answer =
  | { readonly code: string; readonly factorCode?: string }
  | { readonly passkey: AuthenticationResponseJSON }
  | { readonly newPassword: string; readonly again: string };

type Factor = Exclude<Answer, { readonly newPassword: string }>;

/**
 * Password, or a code in its place; then a second factor where there is one. Unknown login, wrong password and somebody
 * who left get the same answer after the same work. Above the bound of a login, an unknown device is always asked for a
 * second factor and hears of the password only together with it: guessing goes on in the dark, and the owner with their
 * factor passes.
 */
@Injectable()
export class SignIn {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(Stages) private readonly stages: Stages,
    @Inject(SecondFactors) private readonly factors: SecondFactors,
    @Inject(SignInThrottle) private readonly throttle: SignInThrottle,
    @Inject(SignInEnds) private readonly ends: SignInEnds,
  ) {}

  async begin(attempt: Attempt): Promise<Outcome> {
    const { login, address, deviceId, proof } = attempt;
    const seconds = await this.throttle.take(['address', address]);
    if (seconds > 0) return { kind: 'wait', seconds };
    const count = await this.#countOf(login, deviceId);
    const isDark = (await this.throttle.take(count)) > 0;
    const account = await findAccount(this.parts.dataSource, login, this.parts.clock.now());
    const code = 'passwordCode' in proof ? personalCodeHash(proof.passwordCode) : null;
    const isRight =
      'password' in proof
        ? await verifyPassword(account?.passwordHash ?? null, proof.password)
        : code !== null && (await this.ends.knows(account?.personId ?? null, code));
    const personId = account?.active === true && isRight ? account.personId : null;
    const stage: Stage = {
      ...{ uid: attempt.uid, login, deviceId, personId, isDark, awaits: 'factor', methods: ['pwd'] },
      ...{ challenge: null, code: code?.toString('base64url') ?? null, secret: null },
      ...{ renews: 'renews' in proof && proof.renews, renewedMs: null },
    };
    if (isDark) return this.#ask(stage, null);
    if (personId === null) return { kind: 'wrong' };
    await this.throttle.giveBack(count, ['address', address]);
    return this.#afterPassword({ ...stage, personId }, attempt.wantsSecondFactor);
  }

  async #afterPassword(stage: Shown, isWanted: boolean): Promise<Outcome> {
    const { embedded } = this.parts.identity;
    const isAsked = embedded?.asksSecondFactor === true;
    // A new password without the factor that is there would be a way around it.
    if (isAsked || isWanted || stage.renews || stage.code !== null) {
      const has = (await this.factors.of(stage.personId)).length > 0;
      if (has) return this.#ask(stage, await this.factors.ask(stage.personId));
    }
    return this.ends.next(stage);
  }

  /** The later steps. */
  async goOn(uid: string, sealed: string, answer: Answer, address: string): Promise<Outcome> {
    const stage = this.stages.opened(uid, sealed);
    if (stage === null) return { kind: 'wrong' };
    const { personId, awaits } = stage;
    if (awaits === 'factor') {
      return 'newPassword' in answer ? { kind: 'wrong' } : this.#factorShown(stage, answer, address);
    }
    if (personId === null) return { kind: 'wrong' };
    const known = { ...stage, personId };
    if (awaits === 'password') {
      return 'newPassword' in answer
        ? this.ends.setPassword(known, answer.newPassword, answer.again)
        : { kind: 'wrong' };
    }
    return 'code' in answer ? this.ends.enrol(known, answer.code, answer.factorCode ?? null) : { kind: 'wrong' };
  }

  async #factorShown(stage: Stage, shown: Factor, address: string): Promise<Outcome> {
    const { uid, personId, challenge, isDark } = stage;
    const seconds = await this.throttle.take(['address', address]);
    if (seconds > 0) return { kind: 'wait', seconds };
    // The same is done for nobody, so that neither the answer nor its time tells a right password from a wrong one.
    const who = personId ?? `nobody ${uid}`;
    const ownSeconds = await this.throttle.take(['factor', who]);
    if (ownSeconds > 0) return isDark ? { kind: 'wrong' } : { kind: 'wait', seconds: ownSeconds };
    const isRight = await this.#isRight(who, challenge, shown);
    if (!isRight || personId === null) return { kind: 'wrong' };
    await this.throttle.succeeded(['factor', personId]);
    await this.throttle.giveBack(['address', address]);
    const methods = ['pwd', 'code' in shown ? 'otp' : 'hwk', 'mfa'];
    return this.ends.next({ ...stage, personId, methods });
  }

  async #isRight(personId: string, challenge: string | null, shown: Factor): Promise<boolean> {
    if ('code' in shown) return this.factors.accepts(await this.factors.of(personId), shown.code);
    return challenge !== null && this.factors.signed(personId, challenge, shown.passkey);
  }

  /** A known device counts for itself, until it fails too often itself. */
  async #countOf(login: string, deviceId: string | null): Promise<Count> {
    if (deviceId === null || (await this.throttle.isFull(['device', deviceId]))) return ['login', login];
    return ['device', deviceId];
  }

  #ask(stage: Stage, question: PublicKeyCredentialRequestOptionsJSON | null): Outcome {
    const sealed = this.stages.sealed({ ...stage, challenge: question?.challenge ?? null });
    return { kind: 'second_factor', stage: sealed, question };
  }
}
