import type { CommandType } from '@caseward/domain';
import type { z } from 'zod';
import { instantSchema, opaqueIdSchema } from '../primitives.js';
import { CASEWORK_SCHEMAS } from './casework-schemas.js';
import type { ClientPayload } from './client-payload.js';
import type { NoneOf, SameShape } from './drift.js';
import { FIRST_CONTACT_SCHEMAS } from './first-contact-schemas.js';
import { IMPLEMENTATION_SCHEMAS } from './implementation-schemas.js';
import { nothing } from './shapes.js';
import { TRANSFER_SCHEMAS } from './transfer-schemas.js';

/** What clients may send as the payload of each command: strict, and equal to the domain's type less what the server fills. */
export const commandSchemas = {
  ...CASEWORK_SCHEMAS,
  ...FIRST_CONTACT_SCHEMAS,
  ...IMPLEMENTATION_SCHEMAS,
  ...TRANSFER_SCHEMAS,
  alarm: nothing,
  sync: nothing,
} as const satisfies Record<CommandType, z.ZodObject>;

type Drifted = {
  [T in CommandType]: SameShape<z.output<(typeof commandSchemas)[T]>, ClientPayload<T>> extends true ? never : T;
}[CommandType];
/** The build stops here and names the command when a schema and the domain's payload differ. */
export type CommandsInStep = NoneOf<Drifted>;

export const occurredAtSchema = instantSchema.meta({
  description: 'When it happened. Without it: now. Never in the future.',
});

export const authoredBySchema = opaqueIdSchema.meta({
  description: 'For data entry, which needs it: the person whose entry is transcribed.',
});
