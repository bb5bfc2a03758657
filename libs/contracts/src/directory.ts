import { LANGUAGES, SERVICE_TYPES, SHARING_CHANNELS } from '@caseward/domain';
import { z } from 'zod';
import { occurredAtSchema } from './commands/command-schemas.js';
import { instantViewSchema as instant, localDateSchema, opaqueIdSchema } from './primitives.js';

const text = (length: number) => z.string().trim().min(1).max(length);
const words = text(1000).nullable().default(null);

/** A service as its keeper writes it. The contact is the organisation's, never a private one. */
export const directoryEntryBodySchema = z
  .strictObject({
    organisation: text(200).meta({ description: 'The name that families know. An organisation, never a person.' }),
    providerId: opaqueIdSchema.meta({ description: 'The referral focal point, who may answer referrals.' }),
    providerAgencyId: opaqueIdSchema,
    service: z.enum(SERVICE_TYPES),
    area: opaqueIdSchema.meta({ description: 'Code of the area.' }),
    criteria: words.meta({ description: 'Who can get the service.' }),
    hours: text(200).nullable().default(null),
    contactRole: text(100).meta({ description: 'Such as focal point for referrals.' }),
    contactPhone: z
      .string()
      .regex(/^\+?[0-9 ()/-]{3,40}$/, 'Give a telephone number of the organisation.')
      .nullable()
      .default(null),
    contactEmail: z.email().max(200).nullable().default(null),
    channel: z.enum(SHARING_CHANNELS).meta({ description: 'How referrals reach it.' }),
    capacity: words.meta({ description: 'How many can be helped, and how long they wait.' }),
    trainedOn: localDateSchema
      .nullable()
      .default(null)
      .meta({ description: 'When its staff were last trained together with the agencies.' }),
    isActive: z.boolean().default(true).meta({ description: 'False: the service is no longer there.' }),
    directory: z
      .enum(['common', 'own'])
      .default('common')
      .meta({ description: 'The one that all agencies keep together, or the own agency’s.' }),
    occurredAt: occurredAtSchema.exactOptional(),
  })
  .meta({ id: 'DirectoryEntryBody' });
export type DirectoryEntryBody = z.output<typeof directoryEntryBodySchema>;

export const directoryConfirmationSchema = z
  .strictObject({ occurredAt: occurredAtSchema.exactOptional() })
  .meta({ id: 'DirectoryConfirmation' });
export type DirectoryConfirmationBody = z.output<typeof directoryConfirmationSchema>;

const versionShape = {
  entryId: z.uuid(),
  ...directoryEntryBodySchema.omit({ directory: true, occurredAt: true }).shape,
  writtenBy: z.string(),
  writtenAt: instant,
};

export const directoryEntrySchema = z
  .object({
    ...versionShape,
    confirmedAt: instant.nullable().meta({ description: 'When somebody last wrote or confirmed it.' }),
    dueOn: localDateSchema.nullable().meta({ description: 'Until when it has to be confirmed again.' }),
    stale: z.boolean().meta({ description: 'Nobody confirmed it in time. Ask before relying on it.' }),
  })
  .meta({ id: 'DirectoryEntry' });
export type DirectoryEntryView = z.output<typeof directoryEntrySchema>;

export const directorySchema = z.object({ items: z.array(directoryEntrySchema) }).meta({ id: 'Directory' });
export type DirectoryView = z.output<typeof directorySchema>;

export const directoryHistorySchema = z
  .object({ items: z.array(z.object(versionShape).meta({ id: 'DirectoryVersion' })) })
  .meta({ id: 'DirectoryHistory', description: 'Every version of a service, oldest first.' });
export type DirectoryHistoryView = z.output<typeof directoryHistorySchema>;

export const ANNEX_NAMES = ['roles', 'terms'] as const;
export type AnnexName = (typeof ANNEX_NAMES)[number];

const inLanguages = (length: number) =>
  z.strictObject(Object.fromEntries(LANGUAGES.map((language) => [language, text(length)])) as Texts);
type Texts = Record<(typeof LANGUAGES)[number], z.ZodString>;

export const annexEntryBodySchema = z
  .strictObject({ name: inLanguages(200), meaning: inLanguages(4000), isActive: z.boolean().default(true) })
  .meta({ id: 'AnnexEntryBody', description: 'A role with what it is responsible for, or a term with what it means.' });
export type AnnexEntryBody = z.output<typeof annexEntryBodySchema>;

export const annexEntrySchema = annexEntryBodySchema
  .extend({ code: z.string(), version: z.int(), writtenBy: z.string(), writtenAt: instant })
  .meta({ id: 'AnnexEntry' });
export type AnnexEntryView = z.output<typeof annexEntrySchema>;

export const annexSchema = z.object({ items: z.array(annexEntrySchema) }).meta({ id: 'Annex' });
export type AnnexView = z.output<typeof annexSchema>;
