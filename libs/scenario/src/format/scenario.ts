import { formSchema } from '@caseward/contracts';
import { CONCERN_CATEGORIES } from '@caseward/domain';
import { z } from 'zod';
import { answerExpectationSchema, caseExpectationSchema, dateSchema, momentSchema } from './expectation.js';
import { dutyFileEntrySchema, dutyLookSchema, dutyStepSchema, type DutyLook, type DutyStep } from './duty-steps.js';
import type { NamedDocument } from './policy.js';
import { isOrganisationAct, organisationStepSchema, type OrganisationStep } from './organisation-steps.js';
import { questionStepSchema, type QuestionStep } from './question.js';

export const CAST_ROLES = ['CW', 'SUP', 'MGR', 'HEAD', 'DE', 'CONF', 'BIDP', 'RFP', 'COMM', 'ADM', 'COORD'] as const;

const castMemberSchema = z.strictObject({
  role: z.enum(CAST_ROLES),
  agency: z.string().min(1),
  office: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Without one: the first office of the agency, the first team of the office.' }),
  team: z.string().min(1).optional(),
  supervisor: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Who supervises this caseworker, where the team has several supervisors.' }),
});
export type CastMember = z.infer<typeof castMemberSchema>;

const castName = z.string().min(1);
const caseName = z
  .string()
  .min(1)
  .optional()
  .meta({ description: 'Needed when there are several. The name of a group of copies stands for each of them.' });
const stepBase = { at: momentSchema, note: z.string().optional() };

/** Commands with the domain's own name, and `@consented` for everything that comes before registration. */
export const commandStepSchema = z
  .strictObject({
    ...stepBase,
    recordedAt: momentSchema.optional().meta({ description: 'When it was entered, if later than it happened.' }),
    as: castName,
    authoredBy: castName.optional().meta({ description: 'Data entry: whose work is transcribed.' }),
    case: caseName,
    do: z.string().min(1),
    with: z.record(z.string(), z.unknown()).optional(),
    form: formSchema.optional().meta({ description: 'The narrative that goes with the act.' }),
    expect: answerExpectationSchema.optional(),
  })
  .meta({ id: 'CommandStep' });
export type CommandStep = z.infer<typeof commandStepSchema>;

export const expectationStepSchema = z
  .strictObject({ ...stepBase, case: caseName, expect: caseExpectationSchema })
  .meta({ id: 'ExpectationStep' });
export type ExpectationStep = z.infer<typeof expectationStepSchema>;

/** What the concern catalogue says about structured answers. */
export const proposalStepSchema = z
  .strictObject({
    ...stepBase,
    propose: z.strictObject({
      category: z.enum(CONCERN_CATEGORIES),
      answers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
      born: dateSchema.optional().meta({ description: 'Adds the age in completed years at the moment of asking.' }),
    }),
    expect: z.strictObject({ level: z.string().nullable(), criterion: z.string().optional() }),
  })
  .meta({ id: 'ProposalStep' });
export type ProposalStep = z.infer<typeof proposalStepSchema>;

export interface ForkStep {
  at: string;
  note?: string | undefined;
  fork: { name: string; steps: Step[] }[];
}
/** A step that stands for itself. */
export type PlainStep =
  CommandStep | OrganisationStep | ExpectationStep | ProposalStep | QuestionStep | DutyStep | DutyLook;
export type Step = PlainStep | ForkStep;

export const forkStepSchema = z
  .strictObject({
    ...stepBase,
    /** Each branch goes on from here by itself. */
    fork: z
      .array(
        z.strictObject({
          name: z.string().min(1),
          get steps(): z.ZodArray<z.ZodType<Step>> {
            return z.array(stepSchema).min(1);
          },
        }),
      )
      .min(1),
  })
  .meta({ id: 'ForkStep' });

const stepSchema: z.ZodType<Step> = z.lazy(() =>
  z.union([
    organisationStepSchema,
    commandStepSchema,
    expectationStepSchema,
    proposalStepSchema,
    questionStepSchema,
    dutyStepSchema,
    dutyLookSchema,
    forkStepSchema,
  ]),
);

const caseSchema = z.strictObject({
  owner: castName,
  about: z.string().optional(),
  copies: z
    .int()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'So many cases of this kind: "X" with 20 copies stands for X-1 to X-20.' }),
});

const policyValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.array(z.record(z.string(), z.unknown())),
  z.record(z.string(), z.unknown()),
]);

export const scenarioSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().min(1),
  title: z.string().min(1),
  rules: z.array(z.string()).meta({ description: 'The rules that the file is about.' }),
  about: z.string().optional(),
  policy: z
    .union([z.record(z.string(), policyValue), z.string().min(1)])
    .optional()
    .meta({
      description:
        'Values that differ from the default SOP, in its own notation, `calendar.timezone` for the zone; or the path of a policy document, from this file, alone or as `document` beside values that win over it.',
    }),
  policies: z.array(z.string().min(1)).optional().meta({
    description: 'Paths of further policy documents, in force from their days on; `adoptPolicy` names their versions.',
  }),
  cast: z.record(castName, castMemberSchema),
  cases: z.record(z.string().min(1), caseSchema),
  dutyFiles: z
    .record(z.string().min(1), dutyFileEntrySchema)
    .optional()
    .meta({ description: 'Files of the organisation: supervision, teams, agencies (section 3.11).' }),
  steps: z.array(stepSchema).min(1),
});
export type Scenario = z.infer<typeof scenarioSchema> & {
  /** The documents that the file names, by the path as it says it. */
  readonly documents?: Readonly<Record<string, NamedDocument>>;
};

export function isCommandStep(step: Step): step is CommandStep {
  return 'do' in step && !('file' in step) && !isOrganisationAct(step.do);
}

export function isOrganisationStep(step: Step): step is OrganisationStep {
  return 'do' in step && !('file' in step) && isOrganisationAct(step.do);
}

export function isDutyStep(step: Step): step is DutyStep {
  return 'do' in step && 'file' in step;
}

export function isDutyLook(step: Step): step is DutyLook {
  return 'file' in step && !('do' in step);
}

export function isForkStep(step: Step): step is ForkStep {
  return 'fork' in step;
}

export function isProposalStep(step: Step): step is ProposalStep {
  return 'propose' in step;
}

export function isQuestionStep(step: Step): step is QuestionStep {
  return 'ask' in step;
}
