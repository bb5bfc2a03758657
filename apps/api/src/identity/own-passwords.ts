import { Inject, Injectable } from '@nestjs/common';
import { passwordHashOf } from '@caseward/persistence';
import { verifyPassword } from '@caseward/security';
import { SignInThrottle } from '../access/sign-in-throttle.js';
import { tooManyTries } from '../access/step-up.controller.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { fieldProblem } from '../platform/problem.js';

/** The password once more, from somebody who is signed in. */
@Injectable()
export class OwnPasswords {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(SignInThrottle) private readonly throttle: SignInThrottle,
  ) {}

  /** @throws ProblemError 422 or 429 */
  async assertRight(personId: string, password: string): Promise<void> {
    const seconds = await this.throttle.take(['factor', personId]);
    if (seconds > 0) throw tooManyTries(seconds);
    const hash = await passwordHashOf(this.parts.dataSource, personId);
    if (!(await verifyPassword(hash, password))) throw fieldProblem('/password', 'This is not your password.');
    await this.throttle.giveBack(['factor', personId]);
  }
}
