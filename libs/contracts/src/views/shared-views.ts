import { CONCERN_CATEGORIES } from '@caseward/domain';
import { z } from 'zod';
import { instantViewSchema as instant } from '../primitives.js';
import { conferenceViewSchema, custodySchema, referralViewSchema, transferViewSchema } from './case-details.js';
import { commandTypeSchema } from './case-views.js';
import { contentMentionSchema } from './work-views.js';

const id = z.string();

export const sharedCaseSchema = z
  .object({
    caseId: z.uuid(),
    caseCode: z.string().nullable(),
    relation: z.enum(['provider', 'receiver', 'member']),
    about: id.meta({ description: 'The referral, transfer or conference.' }),
  })
  .meta({ id: 'SharedCase' });
export type SharedCaseView = z.output<typeof sharedCaseSchema>;

/** PERM-4: only the part that is shared. A provider sees the referral, nothing else of the case. */
export const sharedFileSchema = z
  .object({
    caseId: z.uuid(),
    seq: z.int(),
    caseCode: z.string().nullable(),
    referrals: z.array(referralViewSchema),
    transfers: z.array(transferViewSchema),
    conferences: z.array(conferenceViewSchema),
    level: z.string().nullable().meta({ description: 'Not for providers.' }),
    concerns: z
      .array(z.object({ concernId: id, category: z.enum(CONCERN_CATEGORIES), level: z.string() }))
      .meta({ description: 'Not for providers.' }),
    availableCommands: z.array(commandTypeSchema),
    contents: z.array(contentMentionSchema),
  })
  .meta({ id: 'SharedFile', description: 'The part of a case that is shared with a guest, as long as it is shared.' });
export type SharedFile = z.output<typeof sharedFileSchema>;

export const pendingTransferSchema = z
  .object({
    caseId: z.uuid(),
    caseCode: z.string().nullable(),
    transferId: id,
    level: z.string(),
    fromAgencyId: id,
    toAgencyId: id,
  })
  .meta({ id: 'PendingTransfer' });

export const transfersSchema = z
  .object({
    incoming: z.array(pendingTransferSchema).meta({ description: 'Wait for an answer of the reader’s agency.' }),
    outgoing: z.array(pendingTransferSchema),
    custody: z.array(custodySchema.extend({ caseId: z.uuid() })).meta({ description: 'Cases that the agency had.' }),
  })
  .meta({ id: 'Transfers' });
export type TransfersView = z.output<typeof transfersSchema>;

export const caseloadsSchema = z
  .object({
    limit: z.number(),
    asOf: instant,
    items: z.array(z.object({ caseworkerId: id, openCases: z.int(), isOverLimit: z.boolean() })),
  })
  .meta({ id: 'Caseloads', description: 'Open cases, from registration to the request for closure.' });
export type CaseloadsView = z.output<typeof caseloadsSchema>;

export const refusalTallySchema = z
  .object({ items: z.array(z.object({ month: z.string(), refusals: z.int() })) })
  .meta({ id: 'RefusalTally', description: 'How many intakes were refused without a ground: numbers only.' });
export type RefusalTallyView = z.output<typeof refusalTallySchema>;
