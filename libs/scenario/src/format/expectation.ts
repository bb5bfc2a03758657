import { isLocalDate } from '@caseward/domain';
import { z } from 'zod';

/** The fields are in their ranges: no 31 June, no 25:00. */
function isMoment(text: string): boolean {
  const [, hour = '', minute = '', , second = '00'] = /[T ](\d{2}):(\d{2})(:(\d{2}))?/.exec(text) ?? [];
  const [, offsetHour = '00', offsetMinute = '00'] = /[+-](\d{2}):(\d{2})$/.exec(text) ?? [];
  const isOffset = offsetHour <= '14' && offsetMinute < '60';
  return isLocalDate(text.slice(0, 10)) && hour < '24' && minute < '60' && second < '60' && isOffset;
}

/** A calendar date. */
export const dateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isLocalDate, 'there is no such date');

/** A local date, or a local or zoned date and time; `null` for a duty without a clock. */
export const momentSchema = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/,
    'a moment such as 2026-06-08 23:59:59, local unless it names an offset',
  )
  .refine(isMoment, 'there is no such date or time')
  .meta({ id: 'Moment', description: 'A date and time; in the zone of the policy unless it ends in an offset.' });

export const dueSchema = z
  .union([dateSchema, momentSchema, z.null()])
  .meta({ id: 'Due', description: 'The last day on time, or the exact instant.' });

const kind = z.string().min(1);
const occurrence = z.int().min(1);

export const obligationExpectationSchema = z.strictObject({
  kind,
  due: dueSchema.optional(),
  status: z.enum(['open', 'overdue', 'met', 'cancelled']).optional(),
  onTime: z.boolean().optional(),
  /** When it was met or cancelled. */
  ended: momentSchema.optional(),
  level: z.string().optional(),
  occurrence: occurrence
    .optional()
    .meta({ description: '1 is the first of its kind; without it the latest is meant.' }),
});
export type ObligationExpectation = z.infer<typeof obligationExpectationSchema>;

export const breachExpectationSchema = z.strictObject({
  kind,
  due: dueSchema.optional(),
  level: z.string().optional(),
  caseworker: z.string().optional(),
  agency: z.string().optional(),
  raisedAt: momentSchema.optional(),
  withdrawn: z.union([z.boolean(), z.strictObject({ withdrawnAt: momentSchema })]).optional(),
});
export type BreachExpectation = z.infer<typeof breachExpectationSchema>;

export const escalationExpectationSchema = z.strictObject({
  kind,
  step: z.int().min(1).max(3).optional(),
  status: z.enum(['open', 'acknowledged', 'resolved']).optional(),
  resolvedAs: z.string().optional(),
  openedAt: momentSchema.optional(),
  for: z.string().optional().meta({ description: 'A name from the cast, or a role.' }),
});
export type EscalationExpectation = z.infer<typeof escalationExpectationSchema>;

export const taskExpectationSchema = z.strictObject({
  kind,
  for: z.string().optional(),
  due: dueSchema.optional(),
});
export type TaskExpectation = z.infer<typeof taskExpectationSchema>;

const reviewItemSchema = z.strictObject({
  about: z.enum(['late_entry', 'breach_withdrawn']),
  latenessHours: z.int().min(0).optional(),
});

export const identifyingSchema = z.strictObject({
  names: z.array(z.string().min(1)).optional(),
  bornOn: dateSchema.optional(),
  sex: z.string().min(1).optional(),
  places: z.array(z.string().min(1)).optional(),
});

const knownFields = {
  stage: z.string().optional(),
  level: z.string().optional(),
  owner: z.string().optional().meta({ description: 'The caseworker, by the name in the cast.' }),
  episode: z.int().min(0).optional(),
  closureRecommended: z.boolean().optional(),
  caseCode: z
    .union([z.null(), z.literal('as registered'), z.strictObject({ revealsNothingOf: identifyingSchema })])
    .optional()
    .meta({ description: 'None; the code that the first registration gave; or what must not be read off it (IM-1).' }),
  plan: z
    .union([
      z.null(),
      z.strictObject({ status: z.enum(['agreed', 'signed_off', 'returned']), revision: z.int().min(0).optional() }),
    ])
    .optional(),
  obligations: z.array(obligationExpectationSchema).optional(),
  notObligations: z.array(kind).optional().meta({ description: 'Kinds of which none is running.' }),
  breaches: z.array(breachExpectationSchema).optional().meta({
    description: 'All standing breaches, no more and no fewer; a withdrawn one only where it is named as withdrawn.',
  }),
  escalations: z.array(escalationExpectationSchema).optional().meta({
    description: 'All unresolved escalations, no more and no fewer; a resolved one only where it is named as resolved.',
  }),
  tasks: z.array(taskExpectationSchema).optional(),
  notTasks: z.array(kind).optional(),
  caseloadReview: z.array(reviewItemSchema).optional(),
  details: z.record(z.string(), z.unknown()).optional().meta({
    description:
      'What a case says beside its clocks. Objects: only the fields named. Arrays: each element fits one; all of them, no more and no fewer, with {"exactly": [...]}. People and organisations by name.',
  }),
  records: z.array(z.string()).optional().meta({ description: 'Types of events that stand in the record.' }),
};

const castNames = z.array(z.string().min(1));
const offersSchema = z.strictObject({
  as: z.string().min(1),
  include: z.array(z.string()).optional(),
  exclude: z.array(z.string()).optional(),
});
/** Asked at the moment itself, not of an earlier one. */
const presentFields = {
  caseloads: z
    .record(z.string(), z.union([z.int().min(0), z.strictObject({ open: z.int().min(0), isOverLimit: z.boolean() })]))
    .optional()
    .meta({
      description: 'Open cases by caseworker, over all cases of the file; with `isOverLimit` as reporting shows them.',
    }),
  spans: z
    .record(z.string(), z.strictObject({ count: z.int().min(0), isOverLimit: z.boolean() }))
    .optional()
    .meta({
      description: 'SUPV-1, as reporting shows them: caseworkers of a supervisor, open cases of a data entry person.',
    }),
  refusals: z
    .record(z.string(), z.int().min(0))
    .optional()
    .meta({ description: 'CONS-4: intakes that ended with a refusal, by agency, over all cases of the file.' }),
  mayOpen: castNames.optional().meta({ description: 'People who can open the case.' }),
  mayNotOpen: castNames.optional(),
  commands: z
    .union([offersSchema, z.array(offersSchema)])
    .optional()
    .meta({ description: 'What the system offers a person to do with the case.' }),
};

const knownSchema = z.strictObject(knownFields);
const pastSchema = z.strictObject({ at: momentSchema, ...knownFields });
const happenedSchema = z.strictObject({
  at: momentSchema,
  level: z.string().optional(),
  owner: z.string().optional(),
  obligations: z.array(obligationExpectationSchema).optional(),
  notObligations: z.array(kind).optional(),
});
export type HappenedExpectation = z.infer<typeof happenedSchema>;

export const caseExpectationSchema = knownSchema
  .extend({
    ...presentFields,
    asKnown: pastSchema.optional().meta({ description: 'What the record said at an earlier moment.' }),
    asItHappened: happenedSchema.optional().meta({ description: 'What was true then, by everything recorded since.' }),
  })
  .meta({ id: 'CaseExpectation' });
export type KnownExpectation = z.infer<typeof knownSchema>;
export type OffersExpectation = z.infer<typeof offersSchema>;
export type CaseExpectation = z.infer<typeof caseExpectationSchema>;

export const refusalSchema = z.strictObject({
  code: z.string().optional(),
  rule: z.string().optional(),
  remedyContains: z.string().optional().meta({ description: 'A part of what would make it possible.' }),
  inputs: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .optional()
    .meta({ description: 'Some of what the rule looked at.' }),
});
export type RefusalExpectation = z.infer<typeof refusalSchema>;

export const answerExpectationSchema = z
  .union([
    z.literal('accepted'),
    /** Accepted, and these events stand in the record. */
    z.strictObject({ accepted: z.strictObject({ records: z.array(z.string()) }) }),
    z.strictObject({ refused: refusalSchema }),
  ])
  .meta({ id: 'AnswerExpectation' });
export type AnswerExpectation = z.infer<typeof answerExpectationSchema>;
