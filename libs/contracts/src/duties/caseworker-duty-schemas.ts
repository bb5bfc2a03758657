import {
  CHECK_ANSWERS,
  FILE_CHECKLIST,
  OBSERVATION_MODES,
  TRAINING_TOPICS,
  type ChecklistItem,
} from '@caseward/domain';
import { z } from 'zod';
import { localDateSchema, opaqueIdSchema, uuidSchema } from '../primitives.js';

const item = z.enum(CHECK_ANSWERS).exactOptional();

/** SUPV-3. */
export const fileCheckAnswersSchema = z
  .strictObject(
    Object.fromEntries(FILE_CHECKLIST.map((entry) => [entry.item, item])) as Record<ChecklistItem, typeof item>,
  )
  .meta({ id: 'FileCheckAnswers', description: 'Each item of the checklist: yes, no or not_applicable.' });

/** Commands of the file that a team keeps about the supervision of one caseworker. */
export const caseworkerDutySchemas = {
  recordCaseloadReview: z.strictObject({}),
  recordFileCheck: z.strictObject({ checkedCaseId: uuidSchema, answers: fileCheckAnswersSchema }),
  recordSupervision: z.strictObject({ minutes: z.int().min(1).max(1440) }),
  recordCapacityAssessment: z.strictObject({ scorePercent: z.number().min(0).max(100) }),
  recordObservation: z.strictObject({ mode: z.enum(OBSERVATION_MODES), minutes: z.int().min(1).max(1440) }),
  recordTraining: z.strictObject({
    topic: z.enum(TRAINING_TOPICS),
    completedOn: localDateSchema,
    providerId: opaqueIdSchema,
    hours: z.number().min(0.5).max(1000).exactOptional(),
  }),
};
