import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { accessSchema, auditViewSchema, instantSchema, pageOf, type AuditView } from '@caseward/contracts';
import { ACCESS_KINDS, asItHappened, fold, VIEWS, type CaseEvent, type Instant, type Language } from '@caseward/domain';
import { accessesOf, readRecord } from '@caseward/persistence';
import { z } from 'zod';
import { SignedIn, type Caller } from '../access/caller.js';
import { Reads } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { VisibleCases } from '../cases/visible-cases.js';
import { Describe } from '../docs/describe.js';
import { HttpAnswer } from '../platform/http-answer.js';
import { InLanguage, languageHeaders } from '../platform/language.js';
import { fieldProblem } from '../platform/problem.js';
import { pageAnswer, pageQuery } from './paging.js';
import { clockViews, detailsView, structureView, summaryOf } from './structure-view.js';

const accessQuery = z.strictObject({
  ...pageQuery,
  all: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'Also writes, refusals and overrides; default: who saw something.' }),
});
const auditQuery = z.strictObject({ at: instantSchema.exactOptional().meta({ description: 'Default: now.' }) });

/** A case at any instant: what was known then, and what had happened by then. Structure only, no content. */
@Controller('v1/audit')
export class AuditController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(VisibleCases) private readonly cases: VisibleCases,
  ) {}

  @Get('cases/:caseId')
  @Reads('audit')
  @Describe({ summary: 'A case at an instant', tag: 'Audit', answer: auditViewSchema })
  async at(
    @SignedIn() caller: Caller,
    @Param('caseId') id: string,
    @Query({ schema: auditQuery }) query: z.output<typeof auditQuery>,
    @InLanguage() language: Language,
  ): Promise<HttpAnswer<AuditView>> {
    const now = this.parts.clock.now();
    const at = query.at ?? now;
    if (at > now) throw fieldProblem('/at', 'This instant has not come yet.', 'Ask for one in the past.');
    const { caseId } = await this.cases.require(caller, id);
    const events = await readRecord(this.parts.dataSource, caseId);
    const moment = { events, at, language };
    const view = { caseId, at, asKnown: asKnown(caseId, moment), asItHappened: happened(caseId, moment) };
    return new HttpAnswer(200, view, languageHeaders(language));
  }

  /** IM-6: the look at this list stands in it too. */
  @Get('cases/:caseId/accesses')
  @Reads('audit')
  @Describe({ summary: 'Who saw what of a case, lists included', tag: 'Audit', answer: pageOf(accessSchema, 'Access') })
  async accesses(
    @SignedIn() caller: Caller,
    @Param('caseId') id: string,
    @Query({ schema: accessQuery }) query: z.output<typeof accessQuery>,
  ): Promise<unknown> {
    const { caseId } = await this.cases.require(caller, id);
    const { all, ...paging } = query;
    const kinds = all === 'true' ? ACCESS_KINDS : VIEWS;
    const page = () => accessesOf(this.parts.dataSource, caseId, { ...paging, kinds });
    return pageAnswer(`/v1/audit/cases/${caseId}/accesses`, query, page, (access) => access);
  }
}

interface Moment {
  readonly events: readonly CaseEvent[];
  readonly at: Instant;
  readonly language: Language;
}

function asKnown(caseId: string, { events, at, language }: Moment): AuditView['asKnown'] {
  const known = events.filter(({ recordedAt }) => recordedAt <= at);
  if (known.length === 0) return null;
  const state = fold(caseId, known);
  return { ...summaryOf(state), ...structureView(state, at, language), details: detailsView(state, false) };
}

function happened(caseId: string, { events, at, language }: Moment): AuditView['asItHappened'] {
  const [first] = events;
  if (first === undefined || first.occurredAt > at) return null;
  const state = fold(caseId, events);
  const { level, owner, obligations } = asItHappened(state, at);
  const reading = { now: at, language, zone: state.policy?.zone ?? null };
  return { level, owner, clocks: clockViews(obligations, owner, reading) };
}
