import { NOT_APPLICABLE_REASONS, QUALITY_ACTION_OUTCOMES } from '@caseward/domain';
import { z } from 'zod';
import { localDateSchema, opaqueIdSchema } from '../primitives.js';
import { evidenceLinkSchema } from '../views/quality-views.js';

const oneAssessment = z.strictObject({ assessmentId: opaqueIdSchema });
const oneAction = z.strictObject({ actionId: opaqueIdSchema });
const step = z.union([z.literal(1), z.literal(2), z.literal(3)]);

/** Commands of the file that an agency keeps about its own quality. */
export const qualityDutySchemas = {
  startQualityAssessment: oneAssessment,
  answerQualityIndicator: oneAssessment.extend({
    indicatorId: opaqueIdSchema,
    step: z.union([z.literal(0), step]).nullable(),
    notApplicable: z.enum(NOT_APPLICABLE_REASONS).nullable(),
    evidence: z.array(evidenceLinkSchema).max(20),
  }),
  completeQualityAssessment: oneAssessment,
  confirmQualityAssessment: oneAssessment,
  returnQualityAssessment: oneAssessment,
  addQualityAction: oneAction.extend({
    assessmentId: opaqueIdSchema,
    indicatorId: opaqueIdSchema,
    towards: step,
    ownerId: opaqueIdSchema,
    dueOn: localDateSchema,
  }),
  completeQualityAction: oneAction,
  reviewQualityAction: oneAction.extend({ outcome: z.enum(QUALITY_ACTION_OUTCOMES) }),
  dropQualityAction: oneAction,
};
