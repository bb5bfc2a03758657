import { z } from 'zod';
import { instantViewSchema as instant, localDateSchema } from '../primitives.js';
import { obligationKindSchema, stageSchema } from './case-views.js';

const id = z.string();
const entry = z.object({
  caseId: z.uuid(),
  caseCode: id.nullable(),
  seq: z.int(),
  recordedAt: instant,
  about: z.enum(['late_entry', 'breach_withdrawn']),
  latenessHours: z.int().nullable(),
});

export const caseloadAgendaSchema = z
  .object({
    caseworkerId: id,
    fileId: z.uuid().nullable().meta({ description: 'The duty file in which the review is recorded.' }),
    lastReviewAt: instant.nullable(),
    dueOn: localDateSchema.nullable(),
    cases: z.array(
      z.object({
        caseId: z.uuid(),
        caseCode: id.nullable(),
        stage: stageSchema,
        level: id,
        closureRecommended: z.boolean(),
        next: z
          .object({
            kind: obligationKindSchema,
            dueOn: localDateSchema.nullable(),
            dueAt: instant.nullable(),
            overdue: z.boolean(),
          })
          .nullable()
          .meta({ description: 'The duty that is due soonest.' }),
      }),
    ),
    entries: z
      .array(entry)
      .meta({ description: 'Late entries and withdrawn breaches since the last review (TIME-9).' }),
  })
  .meta({ id: 'CaseloadAgenda', description: 'What a caseload review goes through.' });
export type CaseloadAgendaView = z.output<typeof caseloadAgendaSchema>;
