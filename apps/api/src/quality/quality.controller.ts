import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import {
  localDateSchema,
  qualityActionsSchema,
  qualityAnswersSchema,
  qualityAssessmentsSchema,
  qualityComparisonSchema,
  qualityFrameworkSchema,
  qualitySuggestionsSchema,
  recordIdSchema,
  type QualityActionsView,
  type QualityAnswersView,
  type QualityAssessmentsView,
  type QualityComparisonView,
  type QualityFrameworkView,
  type QualitySuggestionsView,
} from '@caseward/contracts';
import {
  compareAssessments,
  QUALITY_FRAMEWORK,
  qualityActions,
  qualityAssessments,
  qualityFramework,
} from '@caseward/domain';
import { z } from 'zod';
import { SignedIn, type Caller } from '../access/caller.js';
import { Reads } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Describe } from '../docs/describe.js';
import { notFound } from '../platform/problem.js';
import { AgencyQuality } from './agency-quality.js';
import {
  actionsView,
  answersView,
  assessmentView,
  frameworkOf,
  frameworkView,
  suggestionView,
} from './quality-view.js';

const TAG = 'Quality';
const versionQuery = z.strictObject({
  version: z.coerce.number().int().min(1).exactOptional().meta({ description: 'Without it: the one in use.' }),
});
const comparisonQuery = z.strictObject({ before: recordIdSchema, after: recordIdSchema });
const periodQuery = z
  .strictObject({ from: localDateSchema, to: localDateSchema })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'The last day is not before the first.' });

/** What an agency says about its own quality. Commands go to its duty file of the kind `quality`. */
@Controller('v1/quality')
export class QualityController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(AgencyQuality) private readonly quality: AgencyQuality,
  ) {}

  @Get('framework')
  @Reads('duties')
  @Describe({
    summary: 'The quality framework: what an agency asks itself',
    tag: TAG,
    answer: qualityFrameworkSchema,
    problems: [404],
  })
  framework(@Query({ schema: versionQuery }) { version }: z.output<typeof versionQuery>): QualityFrameworkView {
    const found = version === undefined ? QUALITY_FRAMEWORK : qualityFramework(version);
    if (found === null) throw notFound();
    return frameworkView(found);
  }

  @Get('assessments')
  @Reads('duties')
  @Describe({ summary: 'Quality assessments of the agency', tag: TAG, answer: qualityAssessmentsSchema })
  async assessments(@SignedIn() caller: Caller): Promise<QualityAssessmentsView> {
    const file = await this.quality.file(caller);
    if (file === null) return { fileId: null, items: [] };
    return { fileId: file.caseId, items: qualityAssessments(file).map(assessmentView) };
  }

  @Get('assessments/:assessmentId')
  @Reads('duties')
  @Describe({ summary: 'A quality assessment with its answers', tag: TAG, answer: qualityAnswersSchema })
  async assessment(@SignedIn() caller: Caller, @Param('assessmentId') id: string): Promise<QualityAnswersView> {
    const [found] = await this.quality.assessments(caller, id);
    if (found === undefined) throw notFound();
    return answersView(found);
  }

  @Get('comparison')
  @Reads('duties')
  @Describe({
    summary: 'Two quality assessments side by side',
    tag: TAG,
    answer: qualityComparisonSchema,
    problems: [404],
  })
  async comparison(
    @SignedIn() caller: Caller,
    @Query({ schema: comparisonQuery }) query: z.output<typeof comparisonQuery>,
  ): Promise<QualityComparisonView> {
    const [before, after] = await this.quality.assessments(caller, query.before, query.after);
    if (before === undefined || after === undefined) throw notFound();
    const { dimensions, indicators, counts } = compareAssessments(frameworkOf(after), before.answers, after.answers);
    return { ...query, dimensions: [...dimensions], indicators: [...indicators], counts };
  }

  @Get('actions')
  @Reads('duties')
  @Describe({ summary: 'The action plan of the agency', tag: TAG, answer: qualityActionsSchema })
  async actions(@SignedIn() caller: Caller): Promise<QualityActionsView> {
    const file = await this.quality.file(caller);
    if (file === null) return { items: [] };
    return actionsView(qualityActions(file), file.policy.zone, this.parts.clock.now());
  }

  @Get('suggestions')
  @Reads('agency')
  @Describe({ summary: 'Steps that the own figures propose', tag: TAG, answer: qualitySuggestionsSchema })
  async suggestions(
    @SignedIn() caller: Caller,
    @Query({ schema: periodQuery }) { from, to }: z.output<typeof periodQuery>,
  ): Promise<QualitySuggestionsView> {
    const found = await this.quality.suggestions(caller, from, to);
    return { from, to, items: found.map(suggestionView) };
  }
}
