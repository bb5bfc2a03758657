import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import {
  caseFileSchema,
  caseSummarySchema,
  contentSchema,
  pageOf,
  stageSchema,
  timelineEntrySchema,
  type CaseFile,
  type ContentView,
} from '@caseward/contracts';
import { availableCommands, fold, type Language } from '@caseward/domain';
import { casesPage, readRecord, timeline, type CaseScope } from '@caseward/persistence';
import { z } from 'zod';
import { SignedIn, type Caller } from '../access/caller.js';
import { Reads } from '../access/route-access.js';
import { canSeeContent } from '../access/visibility.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Contents } from '../cases/contents.js';
import { placeOf, VisibleCases } from '../cases/visible-cases.js';
import { Describe } from '../docs/describe.js';
import { etagOf, HttpAnswer } from '../platform/http-answer.js';
import { InLanguage, languageHeaders } from '../platform/language.js';
import { ProblemError } from '../platform/problem.js';
import { escalationView } from './escalation-view.js';
import { pageAnswer, pageQuery } from './paging.js';
import { detailsView, structureView, summaryOf, summaryView } from './structure-view.js';
import { contentsIn, timelineEntry } from './timeline-view.js';

const oneOrMore = <Item extends z.ZodType>(item: Item) => z.union([item.transform((one) => [one]), z.array(item)]);
const casesQuery = z.strictObject({
  ...pageQuery,
  stage: oneOrMore(stageSchema).exactOptional(),
  level: oneOrMore(z.string().max(20)).exactOptional(),
  agencyId: z.string().max(100).exactOptional().meta({ description: 'Needed by administrators, who belong to none.' }),
});
const timelineQuery = z.strictObject({ ...pageQuery, order: z.enum(['oldest', 'newest']).default('oldest') });

@Controller('v1/cases')
export class CasesController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(VisibleCases) private readonly cases: VisibleCases,
    @Inject(Contents) private readonly contents: Contents,
  ) {}

  @Get()
  @Reads('cases')
  @Describe({ summary: 'Cases that the reader may see', tag: 'Cases', answer: pageOf(caseSummarySchema, 'Case') })
  list(@SignedIn() caller: Caller, @Query({ schema: casesQuery }) query: z.output<typeof casesQuery>): unknown {
    const { stage, level, agencyId, ...page } = query;
    const scope = scopeOf(caller, agencyId);
    const request = {
      ...page,
      ...(stage === undefined ? {} : { stages: stage }),
      ...(level === undefined ? {} : { levels: level }),
    };
    return pageAnswer('/v1/cases', query, () => casesPage(this.parts.dataSource, scope, request), summaryView);
  }

  @Get(':caseId')
  @Reads('cases')
  @Describe({
    summary: 'The file of a case: where it stands, what runs, what the reader may do',
    tag: 'Cases',
    answer: caseFileSchema,
  })
  async file(
    @SignedIn() caller: Caller,
    @Param('caseId') id: string,
    @InLanguage() language: Language,
  ): Promise<HttpAnswer<CaseFile>> {
    const row = await this.cases.require(caller, id);
    const events = await readRecord(this.parts.dataSource, row.caseId);
    const state = fold(row.caseId, events);
    const seesContent = canSeeContent(caller, state);
    const view: CaseFile = {
      ...summaryOf(state),
      ...structureView(state, this.parts.clock.now(), language),
      details: detailsView(state, seesContent),
      escalations: state.escalations.map((escalation) => escalationView(state, escalation)),
      availableCommands: availableCommands(state, caller),
      contents: seesContent ? contentsIn(events) : [],
    };
    return new HttpAnswer(200, view, { ...etagOf(state.seq), ...languageHeaders(language) });
  }

  @Get(':caseId/timeline')
  @Reads('cases')
  @Describe({ summary: 'What happened, event by event', tag: 'Cases', answer: pageOf(timelineEntrySchema, 'Timeline') })
  async timeline(
    @SignedIn() caller: Caller,
    @Param('caseId') id: string,
    @Query({ schema: timelineQuery }) query: z.output<typeof timelineQuery>,
  ): Promise<unknown> {
    const { caseId, ...row } = await this.cases.require(caller, id);
    const withContent = canSeeContent(caller, placeOf({ caseId, ...row }));
    const request = { ...query, newestFirst: query.order === 'newest' };
    const page = () => timeline(this.parts.dataSource, caseId, request);
    return pageAnswer(`/v1/cases/${caseId}/timeline`, query, page, (event) => timelineEntry(event, withContent));
  }

  @Get(':caseId/contents/:contentId')
  @Reads('contents')
  @Describe({ summary: 'A form, decrypted', tag: 'Cases', answer: contentSchema })
  async content(
    @SignedIn() caller: Caller,
    @Param('caseId') id: string,
    @Param('contentId') contentId: string,
  ): Promise<ContentView> {
    const { caseId } = await this.cases.require(caller, id);
    return this.contents.ofCase(caller, caseId, contentId);
  }
}

function scopeOf({ role, personId, teamId, officeId, agencyId }: Caller, asked: string | undefined): CaseScope {
  if (role === 'DE') return { dataEntryId: personId, forAgencyId: agencyId ?? '' };
  if (role === 'SUP' && teamId !== undefined) return { teamId };
  if (role === 'MGR' && officeId !== undefined) return { officeId };
  if (role === 'HEAD' && agencyId !== undefined) return { agencyId };
  if (role !== 'ADM') return { caseworkerId: personId };
  if (asked !== undefined) return { agencyId: asked };
  throw new ProblemError(400, 'MALFORMED', 'Which agency?', {
    detail: 'An administrator belongs to no agency: name one with ?agencyId=.',
    errors: [{ pointer: '/agencyId', detail: 'Needed for an administrator.' }],
  });
}
