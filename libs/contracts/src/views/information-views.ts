import {
  ACCESS_ANSWERS,
  ACCESS_KINDS,
  ACCESS_REQUESTED_BY,
  BREACH_SEVERITIES,
  DATA_BREACH_KINDS,
  DATA_CLASSES,
  WITHHOLDING_GROUNDS,
} from '@caseward/domain';
import { z } from 'zod';
import { instantViewSchema as instant } from '../primitives.js';
import { contentSchema } from './work-views.js';

const id = z.string();

/** Whom a code stands for. Nothing here is asked for that tells two children apart no better. */
export const nameEntrySchema = z
  .strictObject({
    fullName: z.string().trim().min(1).max(200),
    otherNames: z.string().trim().min(1).max(200).exactOptional(),
    identifier: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .exactOptional()
      .meta({ description: 'A number of another register, where tracing or a service needs it.' }),
    birthYear: z
      .int()
      .min(1900)
      .max(2200)
      .exactOptional()
      .meta({ description: 'Tells children of one name apart, and finds names that are written otherwise.' }),
  })
  .meta({ id: 'NameEntry' });
export type NameEntryBody = z.output<typeof nameEntrySchema>;

export const nameSearchSchema = z
  .strictObject({
    entry: nameEntrySchema,
    caseId: z
      .uuid()
      .exactOptional()
      .meta({ description: 'The case that is being worked on: it is not its own double.' }),
  })
  .meta({ id: 'NameSearch' });

export const similarNamesSchema = z
  .object({
    cases: z
      .array(z.object({ caseId: z.uuid(), caseCode: id.nullable(), likeness: z.enum(['same', 'similar']) }))
      .meta({ description: 'Cases that you may open yourself, the likeliest first.' }),
    elsewhere: z.boolean().meta({
      description:
        'Somebody else of your agency has a case with such a name: ask your supervisor before you register another.',
    }),
  })
  .meta({ id: 'SimilarNames', description: 'Possible doubles, by code. No name leaves the list.' });
export type SimilarNamesView = z.output<typeof similarNamesSchema>;

export const nameSchema = z
  .object({ caseId: z.uuid(), caseCode: id.nullable(), entry: nameEntrySchema.nullable() })
  .meta({ id: 'NameOfCode', description: 'Whom the code of a case stands for; null when nobody entered it.' });
export type NameView = z.output<typeof nameSchema>;

export const accessSchema = z
  .object({
    accessedAt: instant,
    personId: id.nullable().meta({ description: 'Null where nobody had signed in.' }),
    role: id.nullable(),
    kind: z.enum(ACCESS_KINDS).meta({ description: '`record`: the write itself, in its own transaction.' }),
    what: id.meta({ description: 'What was asked for.' }),
    caseId: z.uuid().nullable().meta({ description: 'The case that was asked for; null for a list that showed it.' }),
    shown: z.int().meta({ description: 'How many cases the answer showed.' }),
    detail: id.nullable(),
    reason: id.nullable(),
    status: z.int().nullable().meta({ description: 'HTTP status of the answer.' }),
    times: z.int().meta({ description: 'How often; refusals beyond a bound are one entry.' }),
    entry: id.meta({ description: 'Its place in the audit trail, chain and number.' }),
  })
  .meta({ id: 'Access' });
export type AccessView = z.output<typeof accessSchema>;

export const dataBreachesSchema = z
  .object({
    items: z.array(
      z.object({
        fileId: z.uuid(),
        breachKind: z.enum(DATA_BREACH_KINDS),
        noticedAt: instant,
        happenedAt: instant.nullable(),
        dataClasses: z.array(z.enum(DATA_CLASSES)),
        caseCount: z.int().nullable(),
        severity: z.enum(BREACH_SEVERITIES).nullable(),
        openDuties: z.array(id).meta({ description: 'What is still due.' }),
        endedAt: instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'DataBreaches', description: 'The register of data breaches of the agency.' });
export type DataBreachesView = z.output<typeof dataBreachesSchema>;

/** IM-12: nothing in it says where the complaint went. */
export const complaintTakenSchema = z.object({ commandId: z.uuid() }).meta({ id: 'ComplaintTaken' });

export const subjectCopySchema = z
  .object({
    caseCode: id.nullable(),
    requestedBy: z.enum(ACCESS_REQUESTED_BY),
    answer: z.enum(ACCESS_ANSWERS),
    sentences: z.array(id).meta({ description: 'Where the case stands and what is due, in words.' }),
    forms: z.array(z.object({ recordedAt: instant, ...contentSchema.shape })),
    withheld: z.array(z.object({ ground: z.enum(WITHHOLDING_GROUNDS), forms: z.int() })),
  })
  .meta({ id: 'SubjectCopy', description: 'What a child or a caregiver is given of the file.' });
export type SubjectCopy = z.output<typeof subjectCopySchema>;
