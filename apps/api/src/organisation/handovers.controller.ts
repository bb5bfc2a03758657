import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  handoverPreviewSchema,
  handoverSchema,
  newHandoverSchema,
  previewHandoverSchema,
  uuidSchema,
  type HandoverPreviewView,
  type HandoverView,
  type NewHandoverBody,
  type PreviewHandoverBody,
} from '@caseward/contracts';
import { explainRefusal, type Language } from '@caseward/domain';
import type { HandoverProgress } from '@caseward/persistence';
import { SignedIn, type Caller } from '../access/caller.js';
import { Keeps, Reads } from '../access/route-access.js';
import { Describe } from '../docs/describe.js';
import { HttpAnswer } from '../platform/http-answer.js';
import { InLanguage, languageHeaders } from '../platform/language.js';
import { notFound } from '../platform/problem.js';
import { Handovers } from './handovers.js';
import { RequestKey } from './request-key.js';

const tag = 'Organisation';

/** The caseload of somebody who left, is ill or away goes to others. */
@Controller('v1')
export class HandoversController {
  constructor(@Inject(Handovers) private readonly handovers: Handovers) {}

  @Get('people/:personId/handover-preview')
  @Reads('agency')
  @Describe({ summary: 'A proposal who could take which case of a caseworker', tag, answer: handoverPreviewSchema })
  propose(@SignedIn() caller: Caller, @Param('personId') personId: string): Promise<HandoverPreviewView> {
    return this.handovers.preview(caller, personId, null);
  }

  @Post('people/:personId/handover-preview')
  @Reads('agency')
  @HttpCode(200)
  @Describe({ summary: 'What an own plan for a hand-over would lead to', tag, answer: handoverPreviewSchema })
  preview(
    @SignedIn() caller: Caller,
    @Param('personId') personId: string,
    @Body({ schema: previewHandoverSchema }) { cases }: PreviewHandoverBody,
  ): Promise<HandoverPreviewView> {
    return this.handovers.preview(caller, personId, cases);
  }

  @Post('people/:personId/handovers')
  @Keeps('handovers')
  @Describe({ summary: 'Hand a caseload over', tag, answer: handoverSchema, status: 202, problems: [409, 422, 503] })
  async start(
    @SignedIn() caller: Caller,
    @RequestKey() key: string,
    @Param('personId') personId: string,
    @Body({ schema: newHandoverSchema }) body: NewHandoverBody,
    @InLanguage() language: Language,
  ): Promise<HttpAnswer<HandoverView>> {
    const progress = await this.handovers.start(caller, personId, key, body);
    const headers = { location: `/v1/handovers/${key}`, ...languageHeaders(language) };
    return new HttpAnswer(202, viewOf(progress, language), headers);
  }

  @Get('handovers/:handoverId')
  @Reads('agency')
  @Describe({ summary: 'How far a hand-over has come, and what was refused and why', tag, answer: handoverSchema })
  async one(
    @SignedIn() caller: Caller,
    @Param('handoverId') handoverId: string,
    @InLanguage() language: Language,
  ): Promise<HttpAnswer<HandoverView>> {
    if (!uuidSchema.safeParse(handoverId).success) throw notFound();
    const progress = await this.handovers.require(caller, handoverId.toLowerCase());
    return new HttpAnswer(200, viewOf(progress, language), languageHeaders(language));
  }
}

function viewOf({ items, orderedBy, ...order }: HandoverProgress, language: Language): HandoverView {
  const count = (wanted: HandoverProgress['items'][number]['status']): number =>
    items.filter(({ status }) => status === wanted).length;
  return {
    ...{ ...order, orderedBy: orderedBy.personId },
    ...{ pending: count('pending'), done: count('done'), refused: count('refused') },
    cases: items.map(({ caseId, caseCode, payload, status, refusal }) => {
      const row = { caseId, caseCode, to: payload.to.caseworkerId, status };
      if (refusal === null) return { ...row, refusal };
      const { sentence: detail, remedy } = explainRefusal(refusal, language);
      return { ...row, refusal: { code: refusal.code, rule: refusal.rule, detail, remedy } };
    }),
  };
}
