import { z } from 'zod';
import { momentSchema, refusalSchema } from './expectation.js';

/** What the organisation asks of the rules: duties and figures that belong to no single case. */
export const QUESTIONS = [
  'caseworkerSpan',
  'caseloadReview',
  'fileCheck',
  'fileChecklist',
  'policyLint',
  'windows',
  'referralCard',
  'newCaseCode',
  'caseCodeReveals',
  'referralExport',
  'identifiableView',
  'satisfaction',
  'pooledScore',
] as const;
export type QuestionName = (typeof QUESTIONS)[number];

const refusedSchema = z.strictObject({ refused: refusalSchema });

/** Asked of the rules themselves, not of a case. */
export const questionStepSchema = z
  .strictObject({
    at: momentSchema,
    note: z.string().optional(),
    ask: z.enum(QUESTIONS),
    with: z.record(z.string(), z.unknown()).optional(),
    expect: z
      .union([refusedSchema, z.record(z.string(), z.unknown())])
      .meta({ description: 'A part of the answer, compared like `details`; or the refusal.' }),
  })
  .meta({ id: 'QuestionStep' });
export type QuestionStep = z.infer<typeof questionStepSchema>;
