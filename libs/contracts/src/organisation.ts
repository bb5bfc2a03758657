import { ABSENCE_KINDS, HANDOVER_REASONS, POST_ENDS, ROLES, type Role } from '@caseward/domain';
import { z } from 'zod';
import { formSchema } from './commands/form.js';
import { instantSchema, instantViewSchema as instant, opaqueIdSchema, uuidSchema } from './primitives.js';

const id = z.string();
const roleSchema = z.enum(ROLES.filter((role): role is Exclude<Role, 'SYSTEM'> => role !== 'SYSTEM'));
const overriding = {
  overLimit: z.boolean().exactOptional().meta({ description: 'Above the limit; a manager or a head, with a reason.' }),
  reason: z.string().trim().min(1).max(500).exactOptional().meta({ description: 'About staff, never about a child.' }),
};

export const newPostSchema = z
  .strictObject({
    role: roleSchema,
    teamId: opaqueIdSchema.exactOptional(),
    officeId: opaqueIdSchema.exactOptional(),
    supervisorId: opaqueIdSchema.exactOptional().meta({
      description: 'Who supervises a caseworker. Default: the supervisor who opens the post.',
    }),
    startsAt: instantSchema.exactOptional().meta({ description: 'Default: now.' }),
    ...overriding,
  })
  .meta({ id: 'NewPost', description: 'A post of the agency of whoever opens it. A former post of the person ends.' });
export type NewPostBody = z.output<typeof newPostSchema>;

export const postEndSchema = z
  .strictObject({
    reason: z.enum(POST_ENDS).exclude(['changed']),
    endsAt: instantSchema.exactOptional().meta({ description: 'Default: now.' }),
  })
  .meta({ id: 'PostEnd' });
export type PostEndBody = z.output<typeof postEndSchema>;

export const newAbsenceSchema = z
  .strictObject({
    deputyId: opaqueIdSchema,
    kind: z.enum(ABSENCE_KINDS),
    startsAt: instantSchema.exactOptional().meta({ description: 'Default: now.' }),
    endsAt: instantSchema,
  })
  .meta({ id: 'NewAbsence' });
export type NewAbsenceBody = z.output<typeof newAbsenceSchema>;

export const absenceEndSchema = z
  .strictObject({ endsAt: instantSchema.exactOptional().meta({ description: 'Default: now.' }) })
  .meta({ id: 'AbsenceEnd', description: 'An earlier end; the beginning itself when somebody does not go.' });
export type AbsenceEndBody = z.output<typeof absenceEndSchema>;

export const newDataEntrySchema = z
  .strictObject({ personId: opaqueIdSchema, ...overriding })
  .meta({ id: 'NewDataEntryAssignment', description: 'Who is to type in the forms of a case.' });
export type NewDataEntryBody = z.output<typeof newDataEntrySchema>;

export const dataEntryEndSchema = z.strictObject({ personId: opaqueIdSchema }).meta({ id: 'DataEntryEnd' });
export type DataEntryEndBody = z.output<typeof dataEntryEndSchema>;

export const postSchema = z
  .object({
    postId: z.uuid(),
    personId: id,
    displayName: z.string(),
    role: roleSchema,
    teamId: id.nullable(),
    officeId: id.nullable(),
    agencyId: id.nullable(),
    supervisorId: id.nullable(),
    startsAt: instant.nullable().meta({ description: 'null: held before the record began.' }),
    endsAt: instant.nullable(),
    endReason: z.enum(POST_ENDS).nullable(),
    isOverLimit: z.boolean(),
    reason: z.string().nullable().meta({ description: 'Why the limit was exceeded.' }),
  })
  .meta({ id: 'Post', description: 'Who holds or held which post when.' });
export type PostView = z.output<typeof postSchema>;

export const postsSchema = z.object({ items: z.array(postSchema) }).meta({ id: 'Posts' });
export type PostsView = z.output<typeof postsSchema>;

export const absenceSchema = z
  .object({
    absenceId: z.uuid(),
    personId: id,
    deputyId: id,
    kind: z.enum(ABSENCE_KINDS),
    startsAt: instant,
    endsAt: instant,
  })
  .meta({ id: 'Absence' });
export type AbsenceView = z.output<typeof absenceSchema>;

export const dataEntryAssignmentSchema = z
  .object({
    assignmentId: z.uuid(),
    personId: id,
    caseId: z.uuid(),
    startsAt: instant,
    endsAt: instant.nullable(),
    isOverLimit: z.boolean(),
    reason: z.string().nullable().meta({ description: 'Why the limit was exceeded.' }),
  })
  .meta({ id: 'DataEntryAssignment' });
export type DataEntryAssignmentView = z.output<typeof dataEntryAssignmentSchema>;

const named = { name: z.string() };
export const officeSchema = z.object({ officeId: id, agencyId: id, ...named, area: z.string().nullish() });
export type OfficeView = z.output<typeof officeSchema>;

/** SPEC-6: its values hold for cases of the office that name no area of their own. */
export const officeAreaSchema = z
  .strictObject({ area: opaqueIdSchema.nullable().meta({ description: 'A code of the context; null for none.' }) })
  .meta({ id: 'OfficeArea' });
export type OfficeAreaBody = z.output<typeof officeAreaSchema>;

export const organisationSchema = z
  .object({
    asOf: instant,
    agencies: z.array(z.object({ agencyId: id, ...named })),
    offices: z.array(officeSchema),
    teams: z.array(z.object({ teamId: id, officeId: id, ...named })),
    posts: z.array(postSchema).meta({ description: 'Posts in force.' }),
    absences: z.array(absenceSchema).meta({ description: 'Lasting now, or ahead.' }),
  })
  .meta({ id: 'Organisation', description: 'The part of the organisation that the reader leads.' });
export type OrganisationView = z.output<typeof organisationSchema>;

export const spansSchema = z
  .object({
    asOf: instant,
    caseworkerLimit: z.int(),
    dataEntryLimit: z.int(),
    supervisors: z.array(z.object({ supervisorId: id, caseworkers: z.int(), isOverLimit: z.boolean() })),
    dataEntry: z.array(z.object({ personId: id, openCases: z.int(), isOverLimit: z.boolean() })),
  })
  .meta({ id: 'Spans', description: 'Caseworkers of each supervisor, cases of each data entry person.' });
export type SpansView = z.output<typeof spansSchema>;

const handing = { caseId: uuidSchema, to: opaqueIdSchema };

export const previewHandoverSchema = z
  .strictObject({ cases: z.array(z.strictObject(handing)).max(200) })
  .meta({ id: 'HandoverPlan', description: 'Who is to take which case.' });
export type PreviewHandoverBody = z.output<typeof previewHandoverSchema>;

export const newHandoverSchema = z
  .strictObject({
    reason: z.enum(HANDOVER_REASONS),
    cases: z
      .array(
        z.strictObject({
          ...handing,
          childAndFamilyConsulted: z.boolean(),
          preferenceMet: z.boolean().exactOptional(),
          overLimit: z.boolean().exactOptional(),
          form: formSchema.exactOptional().meta({ description: 'Why the limit is exceeded, or a wish is not met.' }),
        }),
      )
      .max(200),
  })
  .meta({ id: 'NewHandover', description: 'The cases of a caseworker go to others. Who left hands over every one.' });
export type NewHandoverBody = z.output<typeof newHandoverSchema>;

export const handoverPreviewSchema = z
  .object({
    personId: id,
    asOf: instant,
    cases: z.array(
      z.object({
        caseId: z.uuid(),
        caseCode: z.string().nullable(),
        stage: z.string(),
        level: z.string().nullable(),
        due: z.array(z.object({ kind: z.string(), dueOn: z.string().nullable() })),
        from: id,
        to: id.nullable().meta({ description: 'null: nobody named, or nobody with room.' }),
        hasWish: z.boolean().meta({ description: 'The child has a wish about the caseworker.' }),
        hasConflict: z.boolean().meta({ description: 'A conflict of interest of the receiver was declared.' }),
        isOverLimit: z.boolean(),
      }),
    ),
    caseloads: z.array(
      z.object({
        caseworkerId: id,
        before: z.int(),
        count: z.int(),
        limit: z.int(),
        isOverLimit: z.boolean(),
        isAway: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'HandoverPreview', description: 'What a hand-over would lead to; nothing is done.' });
export type HandoverPreviewView = z.output<typeof handoverPreviewSchema>;

export const handoverSchema = z
  .object({
    handoverId: z.uuid(),
    personId: id,
    reason: z.enum(HANDOVER_REASONS),
    orderedBy: id,
    orderedAt: instant,
    pending: z.int(),
    done: z.int(),
    refused: z.int(),
    cases: z.array(
      z.object({
        caseId: z.uuid(),
        caseCode: z.string().nullable(),
        to: id,
        status: z.enum(['pending', 'done', 'refused']),
        refusal: z
          .object({ code: z.string(), rule: z.string(), detail: z.string(), remedy: z.string().nullable() })
          .nullable(),
      }),
    ),
  })
  .meta({ id: 'Handover', description: 'Complete when no case is pending.' });
export type HandoverView = z.output<typeof handoverSchema>;
