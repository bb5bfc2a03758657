import { z } from 'zod';
import { MALFORMED } from './commands.js';
import { dutyLookSchema, dutyStepSchema } from './duty-steps.js';
import { organisationStepSchema } from './organisation-steps.js';
import { PAYLOADS } from './payloads.js';
import { questionStepSchema, QUESTIONS } from './question.js';
import {
  commandStepSchema,
  expectationStepSchema,
  forkStepSchema,
  proposalStepSchema,
  scenarioSchema,
} from './scenario.js';

/** One alternative for each command, so that an editor knows what stands under `with`. */
function commandStepOf(name: string, payload: z.ZodObject): z.ZodObject {
  const needsPayload = !payload.safeParse({}).success;
  return commandStepSchema.extend({ do: z.literal(name), with: needsPayload ? payload : payload.optional() });
}

function questionStepOf(name: string, input: z.ZodObject): z.ZodObject {
  return questionStepSchema.extend({ ask: z.literal(name), with: input });
}

/** A step whose point is that its payload is no payload. */
const malformedStep = commandStepSchema.extend({
  expect: z.strictObject({ refused: z.strictObject({ code: z.literal(MALFORMED) }) }),
});

const step: z.ZodType = z
  .lazy(() =>
    z.union([
      ...Object.entries(PAYLOADS).map(([name, payload]) => commandStepOf(name, payload)),
      malformedStep,
      organisationStepSchema,
      expectationStepSchema,
      proposalStepSchema,
      dutyStepSchema,
      dutyLookSchema,
      ...Object.entries(QUESTIONS).map(([name, input]) => questionStepOf(name, input)),
      fork,
    ]),
  )
  .meta({ id: 'Step' });

const branch = z.strictObject({ name: z.string().min(1), steps: z.array(step).min(1) });
const fork = z
  .strictObject({ at: forkStepSchema.shape.at, note: forkStepSchema.shape.note, fork: z.array(branch).min(1) })
  .meta({ id: 'Fork' });

/** The format of a scenario file as JSON Schema, for editors and for programs in other languages. */
export function scenarioJsonSchema(): Record<string, unknown> {
  const whole = scenarioSchema
    .extend({ steps: z.array(step).min(1) })
    .meta({ title: 'Caseward scenario', description: 'People, cases, dated acts and what is expected of the system.' });
  return z.toJSONSchema(whole, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' });
}
