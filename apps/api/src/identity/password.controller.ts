import { Body, Controller, HttpCode, Inject, Put } from '@nestjs/common';
import { passwordChangeSchema, type PasswordChangeBody } from '@caseward/contracts';
import { SignedIn, type Caller } from '../access/caller.js';
import { InSession, type CurrentSession } from '../access/current-session.js';
import { Reads } from '../access/route-access.js';
import { SecondFactors } from '../access/second-factors.js';
import { assertSteppedUp } from '../access/step-up.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Describe } from '../docs/describe.js';
import { fieldProblem, notFound } from '../platform/problem.js';
import { NEW_PASSWORD_FAULTS, NewPasswords } from './new-passwords.js';
import { OwnPasswords } from './own-passwords.js';

/** The password of the signed-in person, where people sign in here. */
@Controller('v1/password')
export class PasswordController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(OwnPasswords) private readonly passwords: OwnPasswords,
    @Inject(NewPasswords) private readonly fresh: NewPasswords,
    @Inject(SecondFactors) private readonly factors: SecondFactors,
  ) {}

  @Put()
  @Reads('self')
  @HttpCode(204)
  @Describe({
    summary: 'Change your password',
    tag: 'Sessions',
    description:
      'Needs the old one, and, of whoever has a second factor, that too. Every other session of yours ends. Twelve signs of any kind; what is common, or made of words of this work or of your names, is refused.',
    status: 204,
    problems: [404, 422, 429],
  })
  async change(
    @SignedIn() { personId }: Caller,
    @InSession() session: CurrentSession,
    @Body({ schema: passwordChangeSchema }) { password, newPassword }: PasswordChangeBody,
  ): Promise<void> {
    if (this.parts.identity.embedded === undefined) throw notFound();
    await this.passwords.assertRight(personId, password);
    if ((await this.factors.of(personId)).length > 0) assertSteppedUp(session, this.parts.clock.realMs());
    const fault = await this.fresh.set({ personId, newPassword, sessionId: session.sessionId });
    if (fault === null) return;
    const { detail, remedy } = NEW_PASSWORD_FAULTS[fault];
    throw fieldProblem('/newPassword', detail, remedy);
  }
}
