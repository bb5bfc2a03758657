import { z } from 'zod';
import { answerExpectationSchema, momentSchema } from './expectation.js';

const castName = z.string().min(1);

/** What the organisation arranges beside cases and duty files: who supervises whom, and who types in what (section 3.11). */
export const ORGANISATION_ACTS = ['attachCaseworker', 'assignDataEntry', 'endDataEntry'] as const;
export type OrganisationAct = (typeof ORGANISATION_ACTS)[number];

export const organisationStepSchema = z
  .strictObject({
    at: momentSchema,
    note: z.string().optional(),
    as: castName,
    case: z.string().min(1).optional().meta({ description: 'What data entry types in; none for a caseworker.' }),
    do: z.enum(ORGANISATION_ACTS),
    with: z.strictObject({
      person: castName.meta({ description: 'The caseworker, or who types in.' }),
      supervisor: castName.optional().meta({ description: 'Of the same team as the caseworker.' }),
      overLimit: z.boolean().optional(),
      reason: z.string().min(1).optional(),
    }),
    expect: answerExpectationSchema.optional(),
  })
  .meta({ id: 'OrganisationStep' });
export type OrganisationStep = z.infer<typeof organisationStepSchema>;

export function isOrganisationAct(name: unknown): name is OrganisationAct {
  return (ORGANISATION_ACTS as readonly unknown[]).includes(name);
}
