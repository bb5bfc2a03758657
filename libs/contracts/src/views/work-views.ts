import { DUTY_FILE_KINDS, ROLES, TASK_KINDS, type EscalationEnd } from '@caseward/domain';
import { z } from 'zod';
import { caseDetailsSchema } from './case-details.js';
import {
  actorSchema,
  anyCommandTypeSchema,
  caseStructureSchema,
  caseSummarySchema,
  clockSchema,
  commandTypeSchema,
  obligationKindSchema,
  ownerSchema,
} from './case-views.js';
import { instantViewSchema as instant, localDateSchema } from '../primitives.js';
import { URGENCIES } from './due-words.js';

const id = z.string();
const ESCALATION_ENDS = [
  'act_done',
  'handled',
  'done_on_time_entered_late',
  'duty_ended',
] as const satisfies EscalationEnd[];

export const assigneeSchema = z
  .object({ personId: id.nullable(), role: z.enum(ROLES).nullable(), scopeId: id.nullable() })
  .meta({ id: 'Assignee', description: 'One person, or everybody with a role in a team, office or agency.' });

export const inboxItemSchema = z
  .object({
    caseId: z.uuid(),
    caseCode: z.string().nullable(),
    taskId: id,
    kind: z.enum(TASK_KINDS),
    command: anyCommandTypeSchema.meta({ description: 'The command that completes it.' }),
    dutyFile: z
      .object({ kind: z.enum(DUTY_FILE_KINDS), subjectId: id })
      .nullable()
      .meta({ description: 'The duty file that it belongs to; null for a task of a case.' }),
    riskLevel: z.string().nullable().meta({ description: 'null in a notice to somebody outside the agency.' }),
    assignee: assigneeSchema,
    dueOn: localDateSchema.nullable(),
    dueAt: instant.nullable().meta({ description: 'The first instant that is too late.' }),
    overdue: z.boolean(),
    urgency: z.enum(URGENCIES),
    due: z.string().nullable().meta({ description: 'In words.' }),
    openedAt: instant,
  })
  .meta({ id: 'InboxItem' });
export type InboxItem = z.output<typeof inboxItemSchema>;

export const escalationSchema = z
  .object({
    id: id.meta({ description: 'Its address under /v1/escalations.' }),
    escalationId: id.meta({ description: 'Its id within the case: what commands name.' }),
    caseId: z.uuid(),
    caseCode: z.string().nullable(),
    kind: obligationKindSchema,
    riskLevel: z.string(),
    step: z.int().meta({ description: '1 supervisor, 2 manager, 3 agency head.' }),
    status: z.enum(['open', 'acknowledged', 'resolved']),
    openedAt: instant,
    assignee: assigneeSchema,
    acknowledgedBy: id.nullable(),
    resolvedAt: instant.nullable(),
    resolvedAs: z.enum(ESCALATION_ENDS).nullable(),
  })
  .meta({ id: 'Escalation' });
export type EscalationView = z.output<typeof escalationSchema>;

export const timelineEntrySchema = z
  .object({
    seq: z.int(),
    type: z.string(),
    occurredAt: instant,
    recordedAt: instant,
    actor: actorSchema,
    commandId: id,
    data: z.record(z.string(), z.unknown()),
    contentId: z
      .uuid()
      .exactOptional()
      .meta({ description: 'The form that came with it; read it at /contents/{contentId}.' }),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.output<typeof timelineEntrySchema>;

export const contentSchema = z
  .object({ contentId: z.uuid(), form: z.string(), formVersion: z.int(), content: z.record(z.string(), z.unknown()) })
  .meta({ id: 'Content', description: 'A stored form, decrypted for those who may read it.' });
export type ContentView = z.output<typeof contentSchema>;

export const contentMentionSchema = z.object({
  contentId: z.uuid(),
  form: z.string(),
  formVersion: z.int(),
  seq: z.int(),
  recordedAt: instant,
});

export const caseFileSchema = z
  .object({
    ...caseSummarySchema.shape,
    ...caseStructureSchema.shape,
    details: caseDetailsSchema,
    escalations: z.array(escalationSchema),
    availableCommands: z.array(commandTypeSchema).meta({ description: 'What the reader may do now.' }),
    contents: z.array(contentMentionSchema),
  })
  .meta({ id: 'CaseFile' });
export type CaseFile = z.output<typeof caseFileSchema>;

export const commandAnswerSchema = z
  .object({
    commandId: z.uuid(),
    caseId: z.uuid(),
    seq: z.int(),
    case: caseSummarySchema.nullable().meta({ description: 'null for those who may not see the case itself.' }),
    events: z.array(timelineEntrySchema),
    warnings: z
      .array(z.object({ code: z.string(), pointer: z.string(), detail: z.string() }))
      .exactOptional()
      .meta({ description: 'What was done all the same, and somebody should look at.' }),
  })
  .meta({ id: 'CommandAnswer', description: 'The command was applied; these events it added.' });
export type CommandAnswer = z.output<typeof commandAnswerSchema>;

export const commandOutcomeSchema = z
  .object({
    commandId: z.uuid(),
    caseId: z.uuid(),
    command: anyCommandTypeSchema,
    status: z.enum(['pending', 'applied', 'refused']),
    seq: z.int().exactOptional(),
    refusal: z
      .object({ code: z.string(), rule: z.string(), detail: z.string(), remedy: z.string().exactOptional() })
      .exactOptional(),
  })
  .meta({ id: 'CommandOutcome' });
export type CommandOutcomeView = z.output<typeof commandOutcomeSchema>;

export const auditViewSchema = z
  .object({
    caseId: z.uuid(),
    at: instant,
    asKnown: z
      .object({ ...caseSummarySchema.shape, ...caseStructureSchema.shape, details: caseDetailsSchema })
      .nullable()
      .meta({ description: 'What the record said at that instant: events recorded by then. Null before the first.' }),
    asItHappened: z
      .object({ level: z.string(), owner: ownerSchema.nullable(), clocks: z.array(clockSchema) })
      .nullable()
      .meta({ description: 'With everything known today: facts that had happened by that instant.' }),
  })
  .meta({ id: 'AuditView' });
export type AuditView = z.output<typeof auditViewSchema>;

/** One page of a list; `next` is the opaque cursor of the following one. */
export function pageOf<Item extends z.ZodType>(
  item: Item,
  name: string,
): z.ZodObject<{ items: z.ZodArray<Item>; next: z.ZodNullable<z.ZodString> }> {
  return z.object({ items: z.array(item), next: z.string().nullable() }).meta({ id: `${name}Page` });
}
