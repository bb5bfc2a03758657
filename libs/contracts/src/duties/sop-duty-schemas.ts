import { SERVICE_TYPES, SOP_COMMENT_OUTCOMES, SOP_REVIEW_GROUNDS } from '@caseward/domain';
import { z } from 'zod';
import { localDateSchema, opaqueIdSchema, uuidSchema } from '../primitives.js';

/** SHA-256 in hexadecimal. */
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/, 'Give a SHA-256 in hexadecimal, 64 digits.');

const sopVersion = opaqueIdSchema;
const commentId = opaqueIdSchema;
const oneVersion = z.strictObject({ sopVersion });

/** Commands of the file that an SOP has about its own life. */
export const sopDutySchemas = {
  draftSop: oneVersion.extend({
    putsInForce: z.strictObject({ version: opaqueIdSchema, digest: digestSchema }).nullable(),
    participants: z.array(opaqueIdSchema).min(1).max(200),
    leftOut: z.array(opaqueIdSchema).max(200),
  }),
  commentOnSop: oneVersion.extend({ commentId, clause: opaqueIdSchema }),
  answerSopComment: z.strictObject({ commentId, outcome: z.enum(SOP_COMMENT_OUTCOMES) }),
  submitSopForAdoption: oneVersion,
  returnSopToDraft: oneVersion,
  signSop: oneVersion.extend({ policyDigest: digestSchema.nullable(), textDigest: digestSchema }),
  withdrawSopSignature: oneVersion,
  adoptSop: oneVersion.extend({ effectiveFrom: localDateSchema }),
  askSopReview: z.strictObject({ grounds: z.array(z.enum(SOP_REVIEW_GROUNDS)).min(1).max(3) }),
  recordSopReview: z.strictObject({ changed: z.boolean() }),
};

/** Commands of the directory of services. The entry itself goes to the directory's own addresses. */
export const directoryDutySchemas = {
  keepDirectoryEntry: z.strictObject({
    entryId: uuidSchema,
    service: z.enum(SERVICE_TYPES),
    area: opaqueIdSchema,
    isActive: z.boolean(),
    digest: digestSchema,
  }),
  confirmDirectoryEntry: z.strictObject({ entryId: uuidSchema }),
};
