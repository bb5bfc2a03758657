import { CONCERN_CATEGORIES } from '@caseward/domain';
import { z } from 'zod';
import { incidentSchema } from '../commands/first-contact-schemas.js';
import { localDateSchema, opaqueIdSchema } from '../primitives.js';

const answer = z.union([z.boolean(), z.number(), z.string().max(100)]);

/** Answers to the questions of the concern catalogue; nothing of them is kept. */
export const levelQuestionSchema = z
  .strictObject({ category: z.enum(CONCERN_CATEGORIES), answers: z.record(opaqueIdSchema, answer) })
  .meta({ id: 'LevelQuestion' });
export type LevelQuestion = z.output<typeof levelQuestionSchema>;

export const levelProposalSchema = z
  .object({
    proposal: z
      .object({ level: z.string(), criterion: z.string(), words: z.string() })
      .nullable()
      .meta({ description: 'null: the catalogue says nothing. The caseworker’s judgement decides either way.' }),
  })
  .meta({ id: 'LevelProposal' });
export type LevelProposalView = z.output<typeof levelProposalSchema>;

export const urgentWindowsQuestionSchema = z
  .strictObject({ incident: incidentSchema })
  .meta({ id: 'UrgentWindowsQuestion', description: 'When it happened; nothing of it is kept.' });
export type UrgentWindowsQuestion = z.output<typeof urgentWindowsQuestionSchema>;

export const urgentContactsSchema = z
  .object({
    alert: z.enum(['missing', 'outdated']).nullable(),
    items: z.array(
      z.object({
        area: z.string(),
        agencyId: z.string(),
        focalPointIds: z.array(z.string()),
        hours: z.string(),
        updatedOn: localDateSchema,
      }),
    ),
  })
  .meta({ id: 'UrgentContacts', description: 'The referral card of an area.' });
export type UrgentContactsView = z.output<typeof urgentContactsSchema>;
