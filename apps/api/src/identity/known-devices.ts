import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieName, cookieOf, setCookie } from '../access/cookies.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';

const LIFE_SECONDS = 180 * 86_400;

/** Devices from which somebody signed in before: who guesses from elsewhere cannot keep them out. */
@Injectable()
export class KnownDevices {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  /** Id of the device, if this login was used on it with success; null otherwise. */
  of(request: FastifyRequest, login: string): string | null {
    const value = cookieOf(request, this.#name(login));
    if (value === null) return null;
    try {
      const text = this.parts.secrets.signInKeys.open(Buffer.from(value, 'base64url'), ['device', login]).toString();
      const { deviceId, untilMs } = JSON.parse(text) as { deviceId: string; untilMs: number };
      return untilMs > this.parts.clock.realMs() ? deviceId : null;
    } catch {
      // Another login, another deployment, or made up.
      return null;
    }
  }

  remember(request: FastifyRequest, reply: FastifyReply, login: string): void {
    const deviceId = this.of(request, login) ?? randomUUID();
    const untilMs = this.parts.clock.realMs() + LIFE_SECONDS * 1000;
    const sealed = this.parts.secrets.signInKeys.seal(Buffer.from(JSON.stringify({ deviceId, untilMs })), [
      'device',
      login,
    ]);
    const { publicUrl } = this.parts.identity;
    setCookie(reply, this.#name(login), sealed.toString('base64url'), {
      ...{ publicUrl, sameSite: 'strict', maxAgeSeconds: LIFE_SECONDS },
    });
  }

  /** One for each login on a shared device; the name does not tell which. */
  #name(login: string): string {
    const digest = this.parts.secrets.signInKeys.digest('device of a login', login).toString('hex').slice(0, 12);
    return cookieName(this.parts.identity.publicUrl, 'device', `-${digest}`);
  }
}
