import {
  FEEDBACK_STATEMENTS,
  FILE_CHECKLIST,
  SERVICE_TYPES,
  REFERRAL_PRIORITIES,
  CHECK_ANSWERS,
  ROLES,
} from '@caseward/domain';
import { z } from 'zod';
import { dateSchema as date, identifyingSchema, momentSchema, refusalSchema } from './expectation.js';

const texts = z.array(z.string().min(1));
const castName = z.string().min(1).meta({ description: 'A name of the cast.' });
const count = z.int().min(0);
const override = z.strictObject({ by: z.enum(ROLES), reasonGiven: z.boolean() }).optional();
const policy = z.record(z.string(), z.unknown()).meta({ description: 'Policy values as people write them.' });
/** What is known of a child, by the field of the form. */
const facts = z.record(z.string(), z.string());
const group = z.strictObject({
  from: z.enum(['child', 'caregiver']),
  score: z.int().min(1).max(10),
  forms: z.int().min(1).max(1000).optional(),
});

/** What the organisation asks of the rules, and what it says with the question: duties and figures of no single case. */
export const QUESTIONS = {
  caseloadLoad: z.strictObject({ openCases: count }),
  caseworkerSpan: z.strictObject({ attached: count, override }),
  dataEntryLoad: z.strictObject({ cases: count, override }),
  caseloadReview: z.strictObject({ lastReviewOn: date }),
  fileCheck: z.strictObject({ onStaffSince: date, checkedOn: z.array(date).optional() }),
  fileChecklist: z.strictObject({
    answers: z.partialRecord(z.enum(FILE_CHECKLIST.map(({ item }) => item)), z.enum(CHECK_ANSWERS)),
  }),
  policyLint: z.strictObject({ policy }),
  windows: z.strictObject({ incident: z.union([z.strictObject({ at: momentSchema }), z.strictObject({ on: date })]) }),
  referralCard: z.strictObject({ area: z.string().min(1) }),
  caseCodeReveals: z.strictObject({ code: z.string().min(1), ...identifyingSchema.shape }),
  referralExport: z.strictObject({
    service: z.enum(SERVICE_TYPES),
    priority: z.enum(REFERRAL_PRIORITIES),
    needs: texts,
    isOverridden: z.boolean().optional(),
    code: z.string().min(1),
    facts,
    consent: z.strictObject({ services: z.array(z.enum(SERVICE_TYPES)), facts: texts, withheld: texts.optional() }),
  }),
  identifiableView: z.strictObject({ of: castName, ownedBy: castName }),
  satisfaction: z.strictObject({ statement: z.enum(FEEDBACK_STATEMENTS).optional(), feedback: z.array(group) }),
  pooledScore: z.strictObject({ statement: z.enum(FEEDBACK_STATEMENTS), score: z.int().min(1).max(10) }),
} as const satisfies Record<string, z.ZodObject>;
export type QuestionName = keyof typeof QUESTIONS;
export type QuestionInput<Name extends QuestionName> = z.output<(typeof QUESTIONS)[Name]>;

export const QUESTION_NAMES = Object.keys(QUESTIONS) as [QuestionName, ...QuestionName[]];

const refusedSchema = z.strictObject({ refused: refusalSchema });

/** Asked of the rules themselves, not of a case. */
export const questionStepSchema = z
  .strictObject({
    at: momentSchema,
    note: z.string().optional(),
    ask: z.enum(QUESTION_NAMES),
    with: z.record(z.string(), z.unknown()).optional(),
    expect: z
      .union([refusedSchema, z.record(z.string(), z.unknown())])
      .meta({ description: 'A part of the answer, compared like `details`; or the refusal.' }),
  })
  .meta({ id: 'QuestionStep' });
export type QuestionStep = z.infer<typeof questionStepSchema>;
