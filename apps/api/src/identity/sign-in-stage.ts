import { Inject, Injectable } from '@nestjs/common';
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import type { NewPasswordFault } from './new-passwords.js';

const STAGE_MS = 5 * 60_000;
/** The sealed text is as long for a wrong password as for a right one. */
const STAGE_LENGTH = 1024;

/** What a sign-in at the provider knows so far; it waits sealed in the page. */
export interface Stage {
  /** The sign-in at the provider that it belongs to. */
  readonly uid: string;
  readonly login: string;
  /** Null when the password was wrong, which is not said yet. */
  readonly personId: string | null;
  /** Known device of this login. */
  readonly deviceId: string | null;
  readonly awaits: 'factor' | 'password' | 'enrolment';
  /** Asked because there were too many tries: until both steps are right, nothing is told of either. */
  readonly isDark: boolean;
  /** What was shown, in the words of RFC 8176. */
  readonly methods: readonly string[];
  /** What a passkey is asked to sign. */
  readonly challenge: string | null;
  /** Digest of a code in place of a password that was forgotten, base64url. */
  readonly code: string | null;
  /** Whether a new password is to be chosen. */
  readonly renews: boolean;
  /** When it was. */
  readonly renewedMs: number | null;
  /** Of the one-time codes that are being registered. */
  readonly secret: string | null;
}

export interface Done {
  readonly kind: 'done';
  readonly personId: string;
  readonly login: string;
  readonly methods: readonly string[];
  /** Seconds since 1970. */
  readonly signedInSeconds: number;
}

/** The registration of one-time codes. */
export interface Enrolment {
  readonly kind: 'enrolment';
  readonly stage: string;
  readonly secret: string;
  readonly uri: string;
  /** When an administrator removed the factors that were there; null where that is not why. */
  readonly removedAt: string | null;
  /** Whether an administrator has to have handed over a code for it. */
  readonly needsCode: boolean;
  readonly isAgain: boolean;
}

export type Outcome =
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly seconds: number }
  | {
      readonly kind: 'second_factor';
      readonly stage: string;
      readonly question: PublicKeyCredentialRequestOptionsJSON | null;
    }
  | { readonly kind: 'new_password'; readonly stage: string; readonly fault: NewPasswordFault | 'differs' | null }
  | Enrolment
  | Done;

/** Seals stages, so that nobody can change or make one, and opens them while they are young. */
@Injectable()
export class Stages {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  sealed(stage: Stage): string {
    const untilMs = this.parts.clock.realMs() + STAGE_MS;
    const text = JSON.stringify({ ...stage, untilMs }).padEnd(STAGE_LENGTH);
    return this.parts.secrets.signInKeys.seal(Buffer.from(text), ['sign-in', stage.uid]).toString('base64url');
  }

  opened(uid: string, sealed: string): Stage | null {
    try {
      const bytes = this.parts.secrets.signInKeys.open(Buffer.from(sealed, 'base64url'), ['sign-in', uid]);
      const { untilMs, ...stage } = JSON.parse(bytes.toString()) as Stage & { readonly untilMs: number };
      return untilMs > this.parts.clock.realMs() ? stage : null;
    } catch {
      return null;
    }
  }
}
