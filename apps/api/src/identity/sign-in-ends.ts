import { Inject, Injectable } from '@nestjs/common';
import { fromMs } from '@caseward/domain';
import { awaitedFactor, awaitFactorNoMore, hasCode, takeCode } from '@caseward/persistence';
import { personalCodeHash } from '@caseward/security';
import { generateSecret, generateURI } from 'otplib';
import { SecondFactors } from '../access/second-factors.js';
import { SignInThrottle } from '../access/sign-in-throttle.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { NewPasswords } from './new-passwords.js';
import { Stages, type Outcome, type Stage } from './sign-in-stage.js';

/** Somebody who showed everything that there is to show. */
export type Shown = Stage & { readonly personId: string };

/** What comes between showing who one is and being signed in: a new password, a second factor to be registered. */
@Injectable()
export class SignInEnds {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(Stages) private readonly stages: Stages,
    @Inject(SecondFactors) private readonly factors: SecondFactors,
    @Inject(SignInThrottle) private readonly throttle: SignInThrottle,
    @Inject(NewPasswords) private readonly passwords: NewPasswords,
  ) {}

  async next(stage: Shown): Promise<Outcome> {
    if ((stage.renews || stage.code !== null) && stage.renewedMs === null) return this.#askPassword(stage, null);
    if (await this.#hasToEnrol(stage.personId)) return this.#askFactor(stage, false);
    const { login, personId, deviceId, methods, renewedMs } = stage;
    await this.throttle.succeeded(deviceId === null ? ['login', login] : ['device', deviceId]);
    // A sign-in that ended all others is the first after them, also within one second.
    const signedInSeconds =
      renewedMs === null ? Math.floor(this.parts.clock.realMs() / 1000) : Math.ceil(renewedMs / 1000);
    return { kind: 'done', personId, login, methods, signedInSeconds };
  }

  async setPassword(stage: Shown, newPassword: string, again: string): Promise<Outcome> {
    if (newPassword !== again) return this.#askPassword(stage, 'differs');
    const { personId, code } = stage;
    const codeHash = code === null ? {} : { codeHash: Buffer.from(code, 'base64url') };
    const fault = await this.passwords.set({ personId, newPassword, sessionId: null, ...codeHash });
    if (fault === 'changed_meanwhile') return { kind: 'wrong' };
    if (fault !== null) return this.#askPassword(stage, fault);
    return this.next({ ...stage, renewedMs: this.parts.clock.realMs() });
  }

  async enrol(stage: Shown, code: string, factorCode: string | null): Promise<Outcome> {
    const { personId, secret } = stage;
    const seconds = await this.throttle.take(['factor', personId]);
    if (seconds > 0) return { kind: 'wait', seconds };
    const permit = async (): Promise<boolean> =>
      !(await this.#needsCode(stage)) || (factorCode !== null && (await this.#takeCode(personId, factorCode)));
    const codes = { personId, label: 'authenticator', secret: secret ?? '' };
    if (!(await this.factors.addCodes(codes, code, permit))) return this.#askFactor(stage, true);
    await awaitFactorNoMore(this.parts.dataSource, personId);
    await this.throttle.succeeded(['factor', personId]);
    return this.next({ ...stage, methods: [...stage.methods, 'otp', 'mfa'] });
  }

  #askPassword(stage: Shown, fault: (Outcome & { kind: 'new_password' })['fault']): Outcome {
    return { kind: 'new_password', stage: this.stages.sealed({ ...stage, awaits: 'password' }), fault };
  }

  async #askFactor(stage: Shown, isAgain: boolean): Promise<Outcome> {
    const secret = stage.secret ?? generateSecret();
    const removal = await awaitedFactor(this.parts.dataSource, stage.personId);
    return {
      ...{ kind: 'enrolment', secret, uri: generateURI({ issuer: 'Caseward', label: stage.login, secret }) },
      stage: this.stages.sealed({ ...stage, secret, awaits: 'enrolment' }),
      ...{ removedAt: removal?.actedAt ?? null, needsCode: await this.#needsCode(stage), isAgain },
    };
  }

  async #hasToEnrol(personId: string): Promise<boolean> {
    if ((await this.factors.of(personId)).length > 0) return false;
    if (this.parts.identity.embedded?.demandsSecondFactor === true) return true;
    return (await awaitedFactor(this.parts.dataSource, personId)) !== null;
  }

  /** Whoever knows a password, or was given a code for a new one, is not yet who may replace a factor that was there. */
  async #needsCode({ personId, code }: Shown): Promise<boolean> {
    return code !== null || (await awaitedFactor(this.parts.dataSource, personId)) !== null;
  }

  async #takeCode(personId: string, code: string): Promise<boolean> {
    const realAt = fromMs(this.parts.clock.realMs());
    return takeCode(this.parts.dataSource, personId, 'factor', personalCodeHash(code), realAt);
  }

  /** Whether somebody has a code for a new password. @param personId null where there is nobody of this login */
  async knows(personId: string | null, codeHash: Buffer): Promise<boolean> {
    return hasCode(this.parts.dataSource, personId ?? '', 'password', codeHash, fromMs(this.parts.clock.realMs()));
  }
}
