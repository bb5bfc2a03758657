import { DUTY_COMMANDS, DUTY_FILE_KINDS, type DutyCommandType } from '@caseward/domain';
import { z } from 'zod';
import { clockSchema } from '../views/case-views.js';
import { escalationSchema, inboxItemSchema, timelineEntrySchema } from '../views/work-views.js';
import { instantViewSchema as instant } from '../primitives.js';

const id = z.string();

export const dutyFileSchema = z
  .object({
    fileId: z.uuid(),
    seq: z.int().meta({ description: 'The number of the last event; the ETag of the file.' }),
    kind: z.enum(DUTY_FILE_KINDS),
    subjectId: id.meta({ description: 'Whom or what it is about.' }),
    teamId: id.nullable(),
    officeId: id.nullable(),
    agencyId: id.nullable(),
    openedAt: instant,
    endedAt: instant.nullable(),
    policyVersion: id,
  })
  .meta({ id: 'DutyFile' });
export type DutyFileView = z.output<typeof dutyFileSchema>;

export const dutyFilesSchema = z.object({ items: z.array(dutyFileSchema) }).meta({ id: 'DutyFiles' });
export type DutyFilesView = z.output<typeof dutyFilesSchema>;

export const dutyCommandTypeSchema = z
  .enum([...DUTY_COMMANDS] as [DutyCommandType, ...DutyCommandType[]])
  .meta({ id: 'DutyCommandType' });

export const dutyFileDetailSchema = z
  .object({
    ...dutyFileSchema.shape,
    clocks: z.array(clockSchema),
    escalations: z.array(escalationSchema),
    tasks: z.array(
      inboxItemSchema.pick({ taskId: true, kind: true, command: true, assignee: true, dueOn: true, dueAt: true }),
    ),
    events: z.array(timelineEntrySchema),
    availableCommands: z.array(dutyCommandTypeSchema).meta({ description: 'What the reader may do now.' }),
  })
  .meta({ id: 'DutyFileDetail' });
export type DutyFileDetail = z.output<typeof dutyFileDetailSchema>;

export const dutyAnswerSchema = z
  .object({
    commandId: z.uuid(),
    fileId: z.uuid(),
    seq: z.int(),
    file: dutyFileSchema.nullable(),
    events: z.array(timelineEntrySchema),
  })
  .meta({ id: 'DutyAnswer', description: 'The command was applied; these events it added.' });
export type DutyAnswer = z.output<typeof dutyAnswerSchema>;
