import { commandSchemas, closureChecksSchema, PEOPLES_COMMANDS, type PeoplesCommand } from '@caseward/contracts';
import { OBLIGATIONS, type ObligationKind } from '@caseward/domain';
import { z } from 'zod';
import { castNameSchema, withNames } from './names.js';

/** Everything between first contact and registration, in one line. */
export const CONSENTED = '@consented';

const missedDuty = z
  .enum(Object.keys(OBLIGATIONS) as [ObligationKind, ...ObligationKind[]])
  .meta({ description: 'The duty that was missed; its newest unresolved escalation is meant.' });
const identification = withNames(commandSchemas.identifyChild).partial({ source: true });
const noticeKind = z.string().min(1).meta({ description: 'The kind of notice; the one to whoever acts is meant.' });

/** Where a file writes something shorter than the system's own payload: escalations and notices by what they are about. */
const SHORTER = {
  identifyChild: identification,
  acknowledgeEscalation: z.strictObject({ kind: missedDuty }),
  resolveEscalation: z.strictObject({ kind: missedDuty }),
  reassignEscalation: z.strictObject({ kind: missedDuty, to: castNameSchema }),
  acknowledgeNotice: z.strictObject({ kind: noticeKind }),
  requestClosure: withNames(commandSchemas.requestClosure).extend({
    checks: z.union([z.literal('complete'), closureChecksSchema]),
  }),
} as const satisfies Partial<Record<PeoplesCommand, z.ZodObject>>;

/** What stands under `with`, by command. */
export const PAYLOADS: Readonly<Record<string, z.ZodObject>> = {
  [CONSENTED]: identification.extend({
    consent: commandSchemas.recordConsent
      .partial()
      .optional()
      .meta({ description: 'What differs from a consent to everything.' }),
  }),
  ...Object.fromEntries(PEOPLES_COMMANDS.map((name) => [name, withNames(commandSchemas[name])])),
  ...SHORTER,
};

/** What a payload of a file lacks or has too much, as the system would say it. */
export function payloadIssues(command: string, payload: unknown): readonly z.core.$ZodIssue[] {
  const read = PAYLOADS[command]?.safeParse(payload);
  return read === undefined || read.success ? [] : read.error.issues;
}
