import { DUTY_FILE_KINDS } from '@caseward/domain';
import { z } from 'zod';
import { instantViewSchema, localDateSchema, opaqueIdSchema } from '../primitives.js';
import { policySchema } from './deployment-views.js';

const approval = z.object({ agency: z.string(), by: z.string(), on: z.string() });

/** A published version in a list. */
export const policyVersionSchema = z
  .object({
    version: z.string(),
    title: z.string().nullable(),
    effectiveFrom: z.string().nullable().meta({ description: 'The first day, in the time zone of the policy.' }),
    effectiveAt: instantViewSchema,
    publishedAt: instantViewSchema,
    publishedBy: z.string().nullable(),
    basedOn: z.string().nullable(),
    approvals: z.array(approval),
    digest: z.string().nullable().meta({ description: 'SHA-256 of the document that was agreed.' }),
    inForce: z.boolean().meta({ description: 'What new cases get now.' }),
  })
  .meta({ id: 'PolicyVersion' });
export type PolicyVersionView = z.output<typeof policyVersionSchema>;
export const policyVersionsSchema = z.object({ items: z.array(policyVersionSchema) }).meta({ id: 'PolicyVersions' });

/** One version with its text and everything that it says. */
export const publishedPolicySchema = policyVersionSchema
  .extend({
    document: z.string().nullable().meta({ description: 'The text that was agreed, byte for byte.' }),
    zone: z.string(),
    values: policySchema.shape.values,
    contexts: z.record(z.string(), policySchema.shape.values).meta({ description: 'By area, agency or office.' }),
  })
  .meta({ id: 'PublishedPolicy' });
export type PublishedPolicyView = z.output<typeof publishedPolicySchema>;

const documentText = z
  .string()
  .min(1)
  .max(1_000_000)
  .meta({ description: 'The policy document as YAML, exactly as it was agreed.' });
export const policyDocumentBodySchema = z.strictObject({ document: documentText }).meta({ id: 'PolicyDocumentText' });

/** `approvals` beside those in the document, such as signatures that came later. */
export const publishPolicySchema = z
  .strictObject({
    document: documentText,
    effectiveFrom: localDateSchema.exactOptional().meta({ description: 'Another first day than the document says.' }),
    approvals: z
      .array(z.strictObject({ agency: opaqueIdSchema, by: opaqueIdSchema, on: localDateSchema }))
      .max(200)
      .exactOptional(),
  })
  .meta({ id: 'PublishPolicy' });
export type PublishPolicyBody = z.output<typeof publishPolicySchema>;

const due = z.object({ dueOn: z.string().nullable(), dueAt: z.string().nullable() });
export const policyPreviewSchema = z
  .object({
    version: z.string(),
    openCases: z.number(),
    casesThatMove: z.number(),
    earlier: z.number(),
    later: z.number(),
    moves: z.array(
      z.object({
        caseId: z.string(),
        caseCode: z.string().nullable(),
        kind: z.string(),
        level: z.string(),
        due,
        newDue: due,
        direction: z.enum(['earlier', 'later']),
        policyKey: z.string(),
        fromVersion: z.string(),
      }),
    ),
    casesThatCannot: z.array(z.object({ caseId: z.string(), levels: z.array(z.string()) })),
    dutyFiles: z.object({
      openFiles: z.number(),
      filesThatMove: z.number(),
      earlier: z.number(),
      later: z.number(),
      moves: z.array(
        z.object({
          fileId: z.string(),
          fileKind: z.enum(DUTY_FILE_KINDS),
          kind: z.string(),
          due,
          newDue: due,
          direction: z.enum(['earlier', 'later']),
          policyKey: z.string(),
          fromVersion: z.string(),
        }),
      ),
    }),
  })
  .meta({
    id: 'PolicyPreview',
    description: 'Running clocks keep their dates when a case adopts a version; these are the dates to come (A31).',
  });
export type PolicyPreviewView = z.output<typeof policyPreviewSchema>;

export const adoptionScopeSchema = z
  .union([
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.enum(['agency', 'office', 'team']), id: opaqueIdSchema }),
  ])
  .meta({ id: 'AdoptionScope' });
export const orderAdoptionSchema = z.strictObject({ scope: adoptionScopeSchema }).meta({ id: 'OrderAdoption' });
export type OrderAdoptionBody = z.output<typeof orderAdoptionSchema>;

export const adoptionSchema = z
  .object({
    adoptionId: z.string(),
    version: z.string(),
    scope: z.object({ kind: z.string(), id: z.string().nullable() }),
    orderedBy: z.string(),
    orderedAt: instantViewSchema,
    cases: z.number(),
    pending: z.number(),
    adopted: z.number(),
    refused: z.number(),
    refusals: z.array(z.object({ caseId: z.string(), code: z.string(), rule: z.string() })),
    dutyFiles: z
      .object({
        files: z.number(),
        pending: z.number(),
        adopted: z.number(),
        refused: z.number(),
        refusals: z.array(z.object({ fileId: z.string(), code: z.string(), rule: z.string() })),
      })
      .meta({ description: 'The same for what the organisation owes.' }),
  })
  .meta({ id: 'PolicyAdoption' });
export type AdoptionView = z.output<typeof adoptionSchema>;
export const adoptionsSchema = z.object({ items: z.array(adoptionSchema) }).meta({ id: 'PolicyAdoptions' });
