import { ATTACHMENT_KINDS, ATTACHMENT_STATUSES, MEDIA_TYPES } from '@caseward/domain';
import { z } from 'zod';
import { instantViewSchema as instant } from '../primitives.js';

const id = z.string();

export const attachmentQuerySchema = z.strictObject({
  kind: z.enum(ATTACHMENT_KINDS).default('other').meta({ description: 'What it is. No name of a file is taken.' }),
});

export const attachmentSchema = z
  .object({
    attachmentId: z.uuid(),
    caseId: z.uuid(),
    kind: z.enum(ATTACHMENT_KINDS),
    mediaType: z.enum(MEDIA_TYPES),
    status: z.enum(ATTACHMENT_STATUSES).meta({
      description:
        'stored: can be fetched; quarantined: kept, not handed out before it is checked; refused: found harmful, not kept.',
    }),
    sizeBytes: z.int().min(0),
    createdBy: id,
    createdAt: instant,
  })
  .meta({ id: 'Attachment', description: 'A photo or document of a case, without its content.' });
export type AttachmentView = z.output<typeof attachmentSchema>;

export const attachmentsSchema = z
  .object({ items: z.array(attachmentSchema) })
  .meta({ id: 'Attachments', description: 'The files of a case, oldest first.' });
export type AttachmentsView = z.output<typeof attachmentsSchema>;

export const attachmentTicketSchema = z
  .object({
    url: z.string().meta({ description: 'At another origin. It opens once; never keep or share it.' }),
    expiresInSeconds: z.int(),
  })
  .meta({ id: 'AttachmentTicket', description: 'Leave to fetch one file once.' });
export type AttachmentTicketView = z.output<typeof attachmentTicketSchema>;
