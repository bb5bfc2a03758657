import { dutySchemas, formSchema } from '@caseward/contracts';
import { DUTY_COMMANDS, DUTY_FILE_KINDS, type DutyCommandType } from '@caseward/domain';
import { z } from 'zod';
import {
  answerExpectationSchema,
  breachExpectationSchema,
  escalationExpectationSchema,
  momentSchema,
  obligationExpectationSchema,
  taskExpectationSchema,
} from './expectation.js';

const castName = z.string().min(1);
const castNames = z.array(castName);
const kinds = z.array(z.string().min(1));

/** A file that the organisation keeps (section 3.11), by a name of its own. */
export const dutyFileEntrySchema = z.strictObject({
  kind: z.enum(DUTY_FILE_KINDS),
  of: castName.meta({
    description:
      'Somebody of the cast: the file is about this person, or about her or his team or agency, by its kind; of a member of the coordination group, about all agencies.',
  }),
  case: z.string().min(1).optional().meta({ description: 'The case that a request for access is about.' }),
});
export type DutyFileEntry = z.infer<typeof dutyFileEntrySchema>;

const stepBase = { at: momentSchema, note: z.string().optional(), file: z.string().min(1) };

/** A command on a duty file, with the domain's own name. */
export const dutyStepSchema = z
  .strictObject({
    ...stepBase,
    recordedAt: momentSchema.optional().meta({ description: 'When it was entered, if later than it happened.' }),
    as: castName,
    do: z.enum([...DUTY_COMMANDS] as [DutyCommandType, ...DutyCommandType[]]),
    with: z.record(z.string(), z.unknown()).optional(),
    form: formSchema.optional(),
    expect: answerExpectationSchema.optional(),
  })
  .meta({ id: 'DutyStep' });
export type DutyStep = z.infer<typeof dutyStepSchema>;

const offers = z.strictObject({ as: castName, include: kinds.optional(), exclude: kinds.optional() });

export const dutyExpectationSchema = z
  .strictObject({
    ended: z.boolean().optional(),
    obligations: z.array(obligationExpectationSchema).optional(),
    notObligations: kinds.optional().meta({ description: 'Kinds of which none is running.' }),
    breaches: z.array(breachExpectationSchema).optional(),
    escalations: z.array(escalationExpectationSchema).optional(),
    tasks: z.array(taskExpectationSchema).optional(),
    notTasks: kinds.optional(),
    records: kinds.optional().meta({ description: 'Types of events that stand in the record.' }),
    mayOpen: castNames.optional(),
    mayNotOpen: castNames.optional(),
    commands: offers.optional(),
  })
  .meta({ id: 'DutyExpectation' });
export type DutyExpectation = z.infer<typeof dutyExpectationSchema>;

export const dutyLookSchema = z.strictObject({ ...stepBase, expect: dutyExpectationSchema }).meta({ id: 'DutyLook' });
export type DutyLook = z.infer<typeof dutyLookSchema>;

/** SOP-3: in place of the digest of the text that stands. */
export const AS_WRITTEN = 'as written';

/** What stands under `with`: the file's name says kind and subject, so opening needs nothing. */
export const DUTY_PAYLOADS: Readonly<Record<DutyCommandType, z.ZodObject>> = {
  ...dutySchemas,
  openDutyFile: z.strictObject({}),
  signSop: dutySchemas.signSop.extend({
    textDigest: z.union([z.literal(AS_WRITTEN), dutySchemas.signSop.shape.textDigest]),
  }),
  acknowledgeDutyEscalation: z.strictObject({ kind: z.string().min(1) }),
  resolveDutyEscalation: z.strictObject({ kind: z.string().min(1) }),
};
