import { ROLES, SOP_COMMENT_OUTCOMES } from '@caseward/domain';
import { z } from 'zod';
import { instantViewSchema as instant, localDateSchema } from '../primitives.js';

const id = z.string();
const act = { at: instant, by: id, role: z.enum(ROLES), agencyId: id.nullable() };
const oneAct = z.object(act).nullable();

const textSchema = z.object({
  ...act,
  contentId: z.uuid().nullable().meta({ description: 'The text, to be read with the contents of the duty file.' }),
  textDigest: id.nullable().meta({ description: 'SHA-256 of the stored text: what a signature is about.' }),
  putsInForce: z.object({ version: id, digest: id }).nullable(),
});

const commentSchema = z.object({
  ...act,
  commentId: id,
  clause: id,
  contentId: z.uuid().nullable(),
  answer: z.object({ ...act, outcome: z.enum(SOP_COMMENT_OUTCOMES), contentId: z.uuid().nullable() }).nullable(),
});

const signatureSchema = z.object({
  ...act,
  agencyId: id,
  policyDigest: id.nullable(),
  textDigest: id,
  withdrawn: oneAct,
});

export const sopVersionSchema = z
  .object({
    sopVersion: id,
    status: z.enum(['draft', 'for_signature', 'adopted', 'superseded']),
    inForce: z.boolean(),
    participants: z.array(id),
    leftOut: z.array(id),
    missingSignatures: z.array(id),
    texts: z.array(textSchema).meta({ description: 'Oldest first; the last one stands.' }),
    comments: z.array(commentSchema),
    rounds: z
      .array(z.object({ ...act, signatures: z.array(signatureSchema), returned: oneAct }))
      .meta({ description: 'Each time that it was put up for signature.' }),
    adopted: z.object({ ...act, effectiveFrom: localDateSchema }).nullable(),
  })
  .meta({ id: 'SopVersion' });
export type SopVersionView = z.output<typeof sopVersionSchema>;

export const sopHistorySchema = z
  .object({ fileId: z.uuid(), items: z.array(sopVersionSchema) })
  .meta({ id: 'SopHistory', description: 'Who wrote, commented, signed and adopted which version, and when.' });
export type SopHistoryView = z.output<typeof sopHistorySchema>;
