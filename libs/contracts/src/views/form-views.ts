import { z } from 'zod';
import { formCodeSchema, formVersionSchema } from '../commands/filled-form.js';
import { formSchema } from '../commands/form.js';
import { instantViewSchema as instant } from '../primitives.js';
import { anyCommandTypeSchema } from './case-views.js';

const words = z.object({ en: z.string(), ar: z.string(), fr: z.string() }).meta({ id: 'Words' });
const json = z.record(z.string(), z.unknown());
const named = { form: z.string(), version: z.int() };

export const formSummarySchema = z
  .object({
    ...named,
    context: z.string().meta({ description: '`standard`, or the context that words it.' }),
    core: z.boolean(),
    title: words,
    commands: z.array(z.string()).meta({ description: 'Commands that it may be sent with.' }),
  })
  .meta({ id: 'FormSummary' });
export const formListSchema = z.object({ items: z.array(formSummarySchema) }).meta({ id: 'FormList' });

export const formViewSchema = z
  .object({
    ...named,
    context: z.string(),
    digest: z.string().meta({ description: 'SHA-256 of the definition, which never changes.' }),
    publishedAt: instant,
    definition: json.meta({ description: 'Sections, fields, words, conditions and the minimum of each step.' }),
    schema: json.meta({
      description: 'JSON Schema 2020-12 of the complete form; with ?command=, of what that step needs.',
    }),
    draftSchema: json.meta({ description: 'JSON Schema 2020-12 of a half-filled form.' }),
  })
  .meta({ id: 'FormView' });
export type FormView = z.output<typeof formViewSchema>;

export const formCheckSchema = z
  .strictObject({
    version: formVersionSchema.exactOptional().meta({ description: 'Without it: the newest.' }),
    command: anyCommandTypeSchema.exactOptional().meta({ description: 'The step whose minimum is asked for.' }),
    strength: z.enum(['draft', 'complete']).default('complete'),
    data: formSchema,
  })
  .meta({ id: 'FormCheck' });
export type FormCheck = z.output<typeof formCheckSchema>;

export const formProblemSchema = z
  .object({
    pointer: z.string().meta({ description: 'JSON Pointer into the data.' }),
    code: z.string(),
    detail: z.string(),
  })
  .meta({ id: 'FormProblem' });
export const formVerdictSchema = z
  .object({ ...named, isAccepted: z.boolean(), problems: z.array(formProblemSchema) })
  .meta({ id: 'FormVerdict' });
export type FormVerdict = z.output<typeof formVerdictSchema>;

export const prefilledSchema = z
  .object({
    ...named,
    data: json,
    sources: z.array(z.object({ pointer: z.string(), form: z.string(), contentId: z.uuid() })),
  })
  .meta({
    id: 'PrefilledForm',
    description: 'Answers proposed from earlier forms of the case, and where each comes from.',
  });
export type PrefilledView = z.output<typeof prefilledSchema>;

export const draftToSaveSchema = z
  .strictObject({ version: formVersionSchema, data: formSchema })
  .meta({ id: 'DraftToSave' });
export type DraftToSave = z.output<typeof draftToSaveSchema>;

const draftHead = { form: formCodeSchema, version: z.int(), savedAt: instant };
export const formDraftSchema = z.object({ ...draftHead, data: json }).meta({ id: 'FormDraft' });
export const formDraftsSchema = z.object({ items: z.array(z.object(draftHead)) }).meta({ id: 'FormDrafts' });
export type FormDraftView = z.output<typeof formDraftSchema>;
