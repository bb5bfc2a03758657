import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  accountActSchema,
  endedSessionsSchema,
  personalCodeSchema,
  type AccountActBody,
  type EndedSessions,
  type PersonalCode,
} from '@caseward/contracts';
import { PERSONAL_CODE_HOURS } from '@caseward/domain';
import { SignedIn, type Caller } from '../access/caller.js';
import { Keeps } from '../access/route-access.js';
import { NeedsStepUp } from '../access/step-up.js';
import { Describe } from '../docs/describe.js';
import { RequestKey } from '../organisation/request-key.js';
import { AccountActs } from './account-acts.js';

const tag = 'Sessions';

/** For administrators: whoever forgot a password, lost a second factor, or has to be signed out everywhere. */
@Controller('v1/people/:personId')
export class AccountActsController {
  constructor(@Inject(AccountActs) private readonly acts: AccountActs) {}

  @Post('session-ends')
  @Keeps('accounts')
  @HttpCode(200)
  @Describe({
    summary: 'End all sessions of a person',
    tag,
    description: 'At once, live streams included; a sign-in of before that was not used yet begins none.',
    answer: endedSessionsSchema,
    problems: [404, 422],
  })
  async endSessions(
    @SignedIn() caller: Caller,
    @RequestKey() key: string,
    @Param('personId') personId: string,
    @Body({ schema: accountActSchema }) { reason }: AccountActBody,
  ): Promise<EndedSessions> {
    return { ended: await this.acts.endSessions({ caller, personId, key, reason }) };
  }

  @Post('password-codes')
  @Keeps('accounts')
  @NeedsStepUp()
  @HttpCode(201)
  @Describe({
    summary: 'Make a code with which a person chooses a new password',
    tag,
    description: `Once, within ${String(PERSONAL_CODE_HOURS)} hours, together with the second factor of the person. The one before it ends.`,
    status: 201,
    answer: personalCodeSchema,
    problems: [404, 409, 422],
  })
  async giveCode(
    @SignedIn() caller: Caller,
    @RequestKey() key: string,
    @Param('personId') personId: string,
    @Body({ schema: accountActSchema }) { reason }: AccountActBody,
  ): Promise<PersonalCode> {
    return this.acts.giveCode({ caller, personId, key, reason });
  }

  @Post('second-factor-removals')
  @Keeps('accounts')
  @NeedsStepUp()
  @HttpCode(201)
  @Describe({
    summary: 'Remove the second factors of a person who lost them',
    tag,
    description:
      'Ends the sessions of the person, who is told at the next sign-in and has to register another factor before anything else, with the code of the answer.',
    status: 201,
    answer: personalCodeSchema,
    problems: [404, 409, 422],
  })
  async removeFactors(
    @SignedIn() caller: Caller,
    @RequestKey() key: string,
    @Param('personId') personId: string,
    @Body({ schema: accountActSchema }) { reason }: AccountActBody,
  ): Promise<PersonalCode> {
    return this.acts.removeFactors({ caller, personId, key, reason });
  }
}
