import { CONCERN_CATEGORIES, DISABILITIES, DISPLACEMENTS, FINE_CODES, SEXES, type FineCode } from '@caseward/domain';
import { z } from 'zod';
import { localDateSchema, opaqueIdSchema, riskLevelSchema } from '../primitives.js';

export const ownerChoiceSchema = z
  .strictObject({
    caseworkerId: opaqueIdSchema,
    teamId: opaqueIdSchema.exactOptional(),
    officeId: opaqueIdSchema.exactOptional(),
    agencyId: opaqueIdSchema.exactOptional(),
  })
  .meta({ id: 'OwnerChoice' });

export const fineCodeSchema = z
  .enum(Object.keys(FINE_CODES) as [FineCode, ...FineCode[]])
  .meta({ id: 'FineCode', description: 'The finer word of a form; each belongs to one category of concern.' });

export const concernRatingSchema = z
  .strictObject({
    concernId: opaqueIdSchema,
    category: z.enum(CONCERN_CATEGORIES).exactOptional(),
    level: riskLevelSchema,
    fineCode: fineCodeSchema.exactOptional(),
  })
  .meta({
    id: 'ConcernRating',
    description: 'One concern and its level. `category` is needed the first time it is rated.',
  });

export const closureChecksSchema = z
  .strictObject({
    childAndFamilyInvolved: z.boolean(),
    workersTold: z.boolean(),
    contactForLaterGiven: z.boolean(),
    feedbackOffered: z.boolean(),
    fileComplete: z.boolean(),
    storageFormAgreed: z.boolean(),
    keepUntil: localDateSchema,
  })
  .meta({ id: 'ClosureChecks' });

export const childProfileSchema = z
  .strictObject({
    sex: z.enum(SEXES).exactOptional(),
    disability: z.enum(DISABILITIES).exactOptional(),
    displacement: z.enum(DISPLACEMENTS).exactOptional(),
    area: opaqueIdSchema.exactOptional(),
  })
  .meta({
    id: 'ChildProfile',
    description: 'Codes that numbers are broken down by. What is left out is not known; it replaces what was there.',
  });

export const ratings = z.array(concernRatingSchema).max(50);
/** TIME-6. */
export const encounterId = opaqueIdSchema.exactOptional();
export const nothing = z.strictObject({});
export const flag = z.boolean().exactOptional();
