import { PERMISSIONS, type CommandType } from '@caseward/domain';
import { z } from 'zod';
import { ENGINE_COMMANDS, type PeoplesCommand } from './client-payload.js';
import { authoredBySchema, commandSchemas, occurredAtSchema } from './command-schemas.js';
import { FORM_OF, formSchema } from './form.js';

function isPeoplesCommand(command: CommandType): command is PeoplesCommand {
  return !(ENGINE_COMMANDS as readonly CommandType[]).includes(command);
}

/** Every command that people give, in the order of the permission table. */
export const PEOPLES_COMMANDS: readonly PeoplesCommand[] = (Object.keys(PERMISSIONS) as CommandType[]).filter(
  isPeoplesCommand,
);

const occurredAt = occurredAtSchema.exactOptional();
const authoredBy = authoredBySchema.exactOptional();

function envelopeOf(type: PeoplesCommand): z.ZodObject {
  const common = { type: z.literal(type), occurredAt, authoredBy, payload: commandSchemas[type] };
  return FORM_OF[type] === null
    ? z.strictObject(common)
    : z.strictObject({ ...common, form: formSchema.exactOptional() });
}

const envelopes = PEOPLES_COMMANDS.map(envelopeOf) as [z.ZodObject, ...z.ZodObject[]];

/** One command as data: `{type, occurredAt?, authoredBy?, payload, form?}`, for senders that do not wait and for scenario files. */
export const commandEnvelopeSchema = z
  .discriminatedUnion('type', envelopes)
  .meta({ id: 'CommandEnvelope', description: 'Any command by its name in the domain.' });

export interface CommandEnvelope {
  readonly type: PeoplesCommand;
  readonly occurredAt?: string;
  /** Section 2: only data entry names whose entry it transcribes. */
  readonly authoredBy?: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly form?: Readonly<Record<string, unknown>>;
}

/**
 * The HTTP body of a command: its payload flat, with `occurredAt`, `authoredBy` and, where the act has a form, `form`.
 * `inPath` names payload fields that the address already gives.
 */
export function bodySchemaOf(command: PeoplesCommand, inPath: readonly string[] = []): z.ZodObject {
  const payload = Object.entries(commandSchemas[command].shape).filter(([field]) => !inPath.includes(field));
  const body = z.strictObject({ ...Object.fromEntries(payload), occurredAt, authoredBy });
  return FORM_OF[command] === null ? body : body.extend({ form: formSchema.exactOptional() });
}
