import {
  INDICATOR_IDS,
  NOT_APPLICABLE_REASONS,
  QUALITY_CHANGES,
  QUALITY_LEVELS,
  SYSTEM_FACTS,
  type IndicatorId,
} from '@caseward/domain';
import { z } from 'zod';
import { instantViewSchema as instant, localDateSchema, opaqueIdSchema } from '../primitives.js';

const id = z.string();
const words = z.object({ en: z.string(), ar: z.string(), fr: z.string() }).meta({ id: 'Words' });
const nextStep = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const reachedStep = z.union([z.literal(0), nextStep]).meta({
  id: 'QualityStep',
  description: 'The last step that is taken; 0: not even the first one, which is critical.',
});
const level = z.enum(QUALITY_LEVELS).meta({ id: 'QualityLevel' });
const indicatorId = z.enum([...INDICATOR_IDS] as [IndicatorId, ...IndicatorId[]]);

const ownEvidenceSchema = z
  .object({
    step: nextStep,
    isPart: z.literal(true).exactOptional().meta({ description: 'It can speak against the step, not for it.' }),
    indicator: indicatorId.exactOptional(),
    needs: z.enum(['measured', 'target_met']).exactOptional(),
    fact: z.enum(SYSTEM_FACTS).exactOptional(),
  })
  .meta({ id: 'OwnEvidence', description: 'A figure or a fact of the system that can speak for a step.' });

const qualityIndicatorSchema = z.object({
  id,
  words,
  steps: z.array(words).length(3),
  answeredBy: z.array(ownEvidenceSchema),
});

/** The quality framework: what an agency asks itself. */
export const qualityFrameworkSchema = z
  .object({
    version: z.int(),
    levels: z.array(z.object({ code: level, words })),
    reasons: z
      .array(z.object({ code: z.enum(NOT_APPLICABLE_REASONS), words }))
      .meta({ description: 'Why an indicator may not apply.' }),
    facts: z.array(z.object({ code: z.enum(SYSTEM_FACTS), words })),
    changes: z.array(z.object({ code: z.enum(QUALITY_CHANGES), words })),
    dimensions: z.array(z.object({ id, clause: z.string(), words, indicators: z.array(qualityIndicatorSchema) })),
  })
  .meta({ id: 'QualityFramework' });
export type QualityFrameworkView = z.output<typeof qualityFrameworkSchema>;

export const evidenceLinkSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('content'), contentId: opaqueIdSchema }),
    z.strictObject({ kind: z.literal('document'), documentId: opaqueIdSchema }),
    z.strictObject({
      kind: z.literal('indicator'),
      indicator: indicatorId,
      from: localDateSchema,
      to: localDateSchema,
    }),
    z.strictObject({ kind: z.literal('fact'), fact: z.enum(SYSTEM_FACTS), on: localDateSchema }),
  ])
  .meta({ id: 'QualityEvidence', description: 'A form, a document, a figure for a period, or a fact on a day.' });

const signed = z.object({ at: instant, by: id });

const scoreSchema = z
  .object({
    dimensionId: id,
    clause: z.string(),
    indicators: z.int(),
    answered: z.int(),
    applicable: z.int(),
    step: reachedStep.nullable(),
    level: level.nullable(),
    atStep: z.array(z.int()).length(4),
  })
  .meta({ id: 'QualityScore', description: 'A dimension is as good as its weakest indicator.' });

export const qualityAssessmentSchema = z
  .object({
    assessmentId: id,
    framework: z.int(),
    status: z.enum(['open', 'completed', 'confirmed']),
    started: signed,
    completed: signed.nullable(),
    confirmed: signed.nullable(),
    unanswered: z.array(id),
    withoutEvidence: z.array(id).meta({ description: 'Steps that are claimed with nothing to look at.' }),
    scores: z.array(scoreSchema),
  })
  .meta({ id: 'QualityAssessment' });
export type QualityAssessmentView = z.output<typeof qualityAssessmentSchema>;

export const qualityAssessmentsSchema = z
  .object({ fileId: z.uuid().nullable(), items: z.array(qualityAssessmentSchema) })
  .meta({ id: 'QualityAssessments', description: 'The assessments of an agency, oldest first.' });
export type QualityAssessmentsView = z.output<typeof qualityAssessmentsSchema>;

export const qualityAnswersSchema = z
  .object({
    ...qualityAssessmentSchema.shape,
    answers: z.record(
      id,
      z.object({
        step: reachedStep.nullable(),
        notApplicable: z.enum(NOT_APPLICABLE_REASONS).nullable(),
        evidence: z.array(evidenceLinkSchema),
        contentId: id.nullable(),
      }),
    ),
  })
  .meta({ id: 'QualityAnswers' });
export type QualityAnswersView = z.output<typeof qualityAnswersSchema>;

const change = {
  before: reachedStep.nullable(),
  after: reachedStep.nullable(),
  change: z.enum(QUALITY_CHANGES),
};

export const qualityComparisonSchema = z
  .object({
    before: id,
    after: id,
    dimensions: z.array(z.object({ dimensionId: id, ...change })),
    indicators: z.array(z.object({ indicatorId: id, ...change })),
    counts: z.record(z.enum(QUALITY_CHANGES), z.int()),
  })
  .meta({ id: 'QualityComparison', description: 'Two assessments of an agency side by side.' });
export type QualityComparisonView = z.output<typeof qualityComparisonSchema>;

export const qualityActionsSchema = z
  .object({
    items: z.array(
      z.object({
        actionId: id,
        assessmentId: id,
        indicatorId: id,
        towards: nextStep,
        ownerId: id,
        dueOn: localDateSchema,
        status: z.enum(['open', 'completed', 'reviewed', 'dropped']),
        outcome: z.enum(['effective', 'not_effective']).nullable(),
        isOverdue: z.boolean(),
        added: signed,
        completed: signed.nullable(),
        dropped: signed.nullable(),
        contentId: id.nullable(),
      }),
    ),
  })
  .meta({ id: 'QualityActions', description: 'The action plan of an agency.' });
export type QualityActionsView = z.output<typeof qualityActionsSchema>;

export const qualitySuggestionsSchema = z
  .object({
    from: localDateSchema,
    to: localDateSchema,
    items: z.array(
      z.object({
        indicatorId: id,
        step: nextStep.nullable(),
        contradicted: nextStep.nullable().meta({ description: 'The first step that a figure speaks against.' }),
        because: z.array(z.object({ evidence: ownEvidenceSchema, holds: z.boolean().nullable() })),
      }),
    ),
  })
  .meta({ id: 'QualitySuggestions', description: 'What the figures of the system propose. People decide.' });
export type QualitySuggestionsView = z.output<typeof qualitySuggestionsSchema>;
