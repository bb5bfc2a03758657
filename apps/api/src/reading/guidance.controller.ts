import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import {
  careSchema,
  levelProposalSchema,
  levelQuestionSchema,
  opaqueIdSchema,
  urgentContactsSchema,
  urgentWindowsQuestionSchema,
  type LevelProposalView,
  type LevelQuestion,
  type UrgentContactsView,
  type UrgentWindowsQuestion,
} from '@caseward/contracts';
import {
  cardAlertFor,
  hoursSinceIncident,
  proposeLevel,
  sexualViolenceCare,
  urgentContactsIn,
  type SexualViolenceCare,
} from '@caseward/domain';
import { z } from 'zod';
import { SignedIn, type Caller } from '../access/caller.js';
import { Reads } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { ServerFilled } from '../commands/server-filled.js';
import { Describe } from '../docs/describe.js';
import { fieldProblem } from '../platform/problem.js';

const contactsQuery = z.strictObject({ area: opaqueIdSchema.meta({ description: 'A code of the context.' }) });

/** What the procedure says about a situation. Nothing that is asked here is kept. */
@Controller('v1')
export class GuidanceController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(ServerFilled) private readonly filled: ServerFilled,
  ) {}

  @Post('level-proposals')
  @Reads('guidance')
  @HttpCode(200)
  @Describe({ summary: 'Which level the concern catalogue proposes', tag: 'Casework', answer: levelProposalSchema })
  async level(
    @SignedIn() caller: Caller,
    @Body({ schema: levelQuestionSchema }) { category, answers }: LevelQuestion,
  ): Promise<LevelProposalView> {
    return { proposal: proposeLevel(await this.filled.policyInForce(caller), category, answers) };
  }

  @Post('urgent-windows')
  @Reads('guidance')
  @HttpCode(200)
  @Describe({
    summary: 'How long something can still be done after sexual violence',
    tag: 'Urgent action',
    answer: careSchema,
    problems: [422],
  })
  async windows(
    @SignedIn() caller: Caller,
    @Body({ schema: urgentWindowsQuestionSchema }) { incident }: UrgentWindowsQuestion,
  ): Promise<SexualViolenceCare> {
    const [policy, now] = [await this.filled.policyInForce(caller), this.parts.clock.now()];
    if (hoursSinceIncident(policy, incident, now) < 0) {
      throw fieldProblem('/incident', 'This lies in the future.', 'Check the date and time of the incident.');
    }
    return sexualViolenceCare(policy, incident, now);
  }

  @Get('urgent-contacts')
  @Reads('guidance')
  @Describe({ summary: 'The referral card of an area', tag: 'Urgent action', answer: urgentContactsSchema })
  async contacts(
    @SignedIn() caller: Caller,
    @Query({ schema: contactsQuery }) { area }: z.output<typeof contactsQuery>,
  ): Promise<UrgentContactsView> {
    const policy = await this.filled.policyInForce({ ...caller, areaId: area });
    const items = urgentContactsIn(policy, area).map((contact) => ({
      ...contact,
      focalPointIds: [...contact.focalPointIds],
    }));
    return { alert: cardAlertFor(policy, area, this.parts.clock.now()), items };
  }
}
