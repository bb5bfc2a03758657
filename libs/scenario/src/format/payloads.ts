import { commandSchemas, closureChecksSchema, PEOPLES_COMMANDS, type PeoplesCommand } from '@caseward/contracts';
import { OBLIGATIONS, type ObligationKind } from '@caseward/domain';
import { z } from 'zod';

/** Everything between first contact and registration, in one line. */
export const CONSENTED = '@consented';

const castName = z.string().min(1).meta({ description: 'A name of the cast.' });
const missedDuty = z
  .enum(Object.keys(OBLIGATIONS) as [ObligationKind, ...ObligationKind[]])
  .meta({ description: 'The duty that was missed; its newest unresolved escalation is meant.' });
const identification = z.strictObject({
  source: commandSchemas.identifyChild.shape.source.optional(),
  owner: castName.optional(),
});

/** Where a file writes something shorter than the system's own payload: people by name, escalations by duty. */
const SHORTER = {
  identifyChild: identification,
  reassignCase: commandSchemas.reassignCase.extend({ to: castName }),
  acknowledgeEscalation: z.strictObject({ kind: missedDuty }),
  resolveEscalation: z.strictObject({ kind: missedDuty }),
  reassignEscalation: z.strictObject({ kind: missedDuty, to: castName }),
  requestClosure: commandSchemas.requestClosure.extend({
    checks: z.union([z.literal('complete'), closureChecksSchema]),
  }),
} as const satisfies Partial<Record<PeoplesCommand, z.ZodObject>>;

/** What stands under `with`, by command. */
export const PAYLOADS: Readonly<Record<string, z.ZodObject>> = {
  [CONSENTED]: identification,
  ...Object.fromEntries(PEOPLES_COMMANDS.map((name) => [name, commandSchemas[name]])),
  ...SHORTER,
};

/** What a payload of a file lacks or has too much, as the system would say it. */
export function payloadIssues(command: string, payload: unknown): readonly z.core.$ZodIssue[] {
  const read = PAYLOADS[command]?.safeParse(payload);
  return read === undefined || read.success ? [] : read.error.issues;
}
