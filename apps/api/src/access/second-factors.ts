import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { fromMs } from '@caseward/domain';
import { addFactor, factorsOf, useFactor, type SecondFactor } from '@caseward/persistence';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  type WebAuthnCredential,
} from '@simplewebauthn/server';
import { verify } from 'otplib';
import { API_PARTS, type ApiParts } from '../api-parts.js';

/** A device whose clock is this far off is still understood. */
const CODE_TOLERANCE_SECONDS = 30;
const CODE = /^\d{6}$/;

/** What people show beside their password: codes that change, and keys in their devices. Each counts once. */
@Injectable()
export class SecondFactors {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  /** The confirmed ones of a person. */
  async of(personId: string): Promise<SecondFactor[]> {
    return (await this.all(personId)).filter(({ confirmedAt }) => confirmedAt !== null);
  }

  async all(personId: string): Promise<SecondFactor[]> {
    return factorsOf(this.parts.dataSource, this.parts.secrets.signInKeys, personId);
  }

  /** Whether one of these factors gives this code now, and it was not used before. */
  async accepts(factors: readonly SecondFactor[], code: string): Promise<boolean> {
    if (!CODE.test(code)) return false;
    for (const factor of factors) {
      if (factor.kind === 'totp' && (await this.#takes(factor, code))) return true;
    }
    return false;
  }

  async #takes({ factorId, material, counter }: SecondFactor, code: string): Promise<boolean> {
    const step = await this.#stepOf(material.toString(), code, counter);
    if (step === null) return false;
    // Of two requests with one code at the same moment the record lets one pass.
    return useFactor(this.parts.dataSource, factorId, step, fromMs(this.parts.clock.realMs()));
  }

  /** The step of time whose code this is; null for any other code. @param after the last step that was used */
  async #stepOf(secret: string, code: string, after: number): Promise<number | null> {
    const result = await verify({
      ...{ secret, token: code, epoch: Math.floor(this.parts.clock.realMs() / 1000) },
      ...{ epochTolerance: CODE_TOLERANCE_SECONDS, afterTimeStep: after },
    });
    return result.valid && 'timeStep' in result ? result.timeStep : null;
  }

  /**
   * Adds one-time codes of which somebody shows the first.
   * @param permit asked when the code is right
   * @returns whether it was, and it was permitted
   */
  async addCodes(
    { personId, label, secret }: { readonly personId: string; readonly label: string; readonly secret: string },
    code: string,
    permit: () => Promise<boolean>,
  ): Promise<boolean> {
    const counter = CODE.test(code) ? await this.#stepOf(secret, code, 0) : null;
    if (counter === null || !(await permit())) return false;
    const realAt = fromMs(this.parts.clock.realMs());
    await addFactor(this.parts.dataSource, this.parts.secrets.signInKeys, {
      ...{ factorId: randomUUID(), personId, kind: 'totp', label, material: Buffer.from(secret) },
      ...{ credentialId: null, counter, addedAt: realAt, confirmedAt: realAt },
    });
    return true;
  }

  /** What the passkeys of a person are asked to sign; null when there is none. */
  async ask(personId: string): Promise<PublicKeyCredentialRequestOptionsJSON | null> {
    const passkeys = (await this.of(personId)).filter(({ kind }) => kind === 'passkey');
    if (passkeys.length === 0) return null;
    return generateAuthenticationOptions({
      rpID: this.#place().hostname,
      userVerification: 'required',
      allowCredentials: passkeys.flatMap(({ credentialId }) => (credentialId === null ? [] : [{ id: credentialId }])),
    });
  }

  /** Whether a passkey of this person signed this challenge, here. */
  async signed(personId: string, challenge: string, response: AuthenticationResponseJSON): Promise<boolean> {
    const passkey = (await this.of(personId)).find(({ credentialId }) => credentialId === response.id);
    if (passkey === undefined) return false;
    const counter = await this.#counted(passkey, challenge, response);
    if (counter === null) return false;
    return useFactor(this.parts.dataSource, passkey.factorId, counter, fromMs(this.parts.clock.realMs()));
  }

  /** How often the passkey has signed, as it says; null for whatever does not fit: another challenge, another place. */
  async #counted(
    passkey: SecondFactor,
    challenge: string,
    response: AuthenticationResponseJSON,
  ): Promise<number | null> {
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        ...{ response, expectedChallenge: challenge, requireUserVerification: true },
        ...{ expectedOrigin: this.#place().origin, expectedRPID: this.#place().hostname },
        credential: {
          id: response.id,
          publicKey: new Uint8Array(passkey.material),
          counter: passkey.counter,
        },
      });
      return verified ? authenticationInfo.newCounter : null;
    } catch {
      return null;
    }
  }

  /** What a device is asked to make a passkey of. */
  async offer(personId: string, displayName: string): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const passkeys = (await this.all(personId)).flatMap(({ credentialId }) =>
      credentialId === null ? [] : [{ id: credentialId }],
    );
    return generateRegistrationOptions({
      ...{ rpName: 'Caseward', rpID: this.#place().hostname, userName: displayName, userDisplayName: displayName },
      ...{ userID: new TextEncoder().encode(personId), attestationType: 'none', excludeCredentials: passkeys },
      authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
    });
  }

  /** @returns whether the device answered this offer, here */
  async addPasskey(
    personId: string,
    label: string,
    challenge: string,
    response: RegistrationResponseJSON,
  ): Promise<boolean> {
    const credential = await this.#made(challenge, response);
    if (credential === null) return false;
    const { id, publicKey, counter } = credential;
    const realAt = fromMs(this.parts.clock.realMs());
    await addFactor(this.parts.dataSource, this.parts.secrets.signInKeys, {
      ...{ factorId: randomUUID(), personId, kind: 'passkey', label, material: Buffer.from(publicKey) },
      ...{ credentialId: id, counter, addedAt: realAt, confirmedAt: realAt },
    });
    return true;
  }

  async #made(challenge: string, response: RegistrationResponseJSON): Promise<WebAuthnCredential | null> {
    try {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        ...{ response, expectedChallenge: challenge, requireUserVerification: true },
        ...{ expectedOrigin: this.#place().origin, expectedRPID: this.#place().hostname },
      });
      return verified ? registrationInfo.credential : null;
    } catch {
      return null;
    }
  }

  #place(): URL {
    return new URL(this.parts.identity.publicUrl);
  }
}
