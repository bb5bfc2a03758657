import { Inject, Injectable } from '@nestjs/common';
import { fromMs } from '@caseward/domain';
import { changePassword, ownAccount } from '@caseward/persistence';
import { hashPassword, passwordFault, SHORTEST_PASSWORD, verifyPassword, type PasswordFault } from '@caseward/security';
import { IDLE_SECONDS } from '../access/session-limits.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';

export type NewPasswordFault = PasswordFault | 'same' | 'changed_meanwhile';

interface Words {
  readonly detail: string;
  readonly remedy: string;
}

const OTHER_WORDS = 'Take four words that have nothing to do with each other, with you or with this work.';

export const NEW_PASSWORD_FAULTS: Readonly<Record<NewPasswordFault, Words>> = {
  too_short: { detail: `A password has ${String(SHORTEST_PASSWORD)} signs or more.`, remedy: OTHER_WORDS },
  too_long: { detail: 'This password is too long.', remedy: 'Two hundred signs are the most.' },
  guessable: {
    detail: 'This password is easily guessed: it is made of common words, names, years or rows of keys.',
    remedy: OTHER_WORDS,
  },
  same: { detail: 'This is the password that you have.', remedy: 'Choose another one.' },
  changed_meanwhile: {
    detail: 'The password was changed by somebody else at this moment.',
    remedy: 'Sign in again; if that was not you, tell your administrator at once.',
  },
};

export interface NewPassword {
  readonly personId: string;
  readonly newPassword: string;
  /** Digest of the code that stands for the old one. */
  readonly codeHash?: Buffer;
  /** The session that goes on. */
  readonly sessionId: string | null;
}

/** How a password becomes another one, whichever way a person showed who they are. */
@Injectable()
export class NewPasswords {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  /** Every other session of the person ends. @returns why not, or null when it is done */
  async set({ personId, newPassword, ...more }: NewPassword): Promise<NewPasswordFault | null> {
    const { dataSource, clock } = this.parts;
    const account = await ownAccount(dataSource, personId);
    if (account === null) return 'changed_meanwhile';
    const { passwordHash: oldHash, words } = account;
    const fault = passwordFault(newPassword, words);
    if (fault !== null) return fault;
    if (await verifyPassword(oldHash, newPassword)) return 'same';
    const look = { realAt: fromMs(clock.realMs()), idleSeconds: IDLE_SECONDS };
    const newHash = await hashPassword(newPassword);
    const ended = await changePassword(dataSource, { personId, oldHash, newHash, ...more, ...look });
    return ended === null ? 'changed_meanwhile' : null;
  }
}
