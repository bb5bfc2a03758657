import type { JsonSchema } from './conditions.js';
import type { FieldType } from './definition.js';
import type { ResolvedField, ResolvedForm } from './form-set.js';
import { HEADER_FIELD } from './header.js';
import { rulesOf, type PlacedRule } from './rules.js';

/** `draft`: the shape only, half-filled is fine. `complete`: with all that the form and the step need. */
export const STRENGTHS = ['draft', 'complete'] as const;
export type Strength = (typeof STRENGTHS)[number];

export interface SchemaChoice {
  readonly strength: Strength;
  /** The step whose minimum is asked for beside what the form requires anyway. */
  readonly command?: string | null;
}

/** Annotations beside the standard keywords: words, origin and care that a screen needs. */
export const ANNOTATIONS = [
  'x-label',
  'x-help',
  'x-type',
  'x-options',
  'x-personal',
  'x-narrative',
  'x-prefill',
  'x-show',
  'x-sections',
  'x-core',
  'x-clause',
  'x-context',
  'x-commands',
] as const;

const TEXT_LENGTH = { text: 200, long_text: 5000 } as const;
/** More entries than any form needs; a list without an end could fill the store. */
const MAX_ENTRIES = 200;

interface Making {
  readonly strength: Strength;
  readonly rules: readonly PlacedRule[];
}

/** A form version as JSON Schema 2020-12. */
export function schemaOf(form: ResolvedForm, { strength, command = null }: SchemaChoice): JsonSchema {
  const rules = strength === 'draft' ? [] : rulesOf(form, command);
  const fields = [HEADER_FIELD, ...form.sections.flatMap((section) => section.fields)];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:caseward:form:${form.form}:${form.version}:${strength}${command === null ? '' : `:${command}`}`,
    title: form.title.en,
    'x-label': form.title,
    ...(form.help === undefined ? {} : { 'x-help': form.help }),
    'x-core': form.core,
    'x-clause': form.clause,
    'x-context': form.context,
    'x-commands': form.commands,
    'x-sections': form.sections.map(({ id, title, help, show, fields: shown }) => ({
      ...{ id, title, fields: shown.map((field) => field.id) },
      ...(help === undefined ? {} : { help }),
      ...(show === undefined ? {} : { show }),
    })),
    ...objectOf(fields, '', { strength, rules }),
  };
}

function objectOf(fields: readonly ResolvedField[], path: string, making: Making): JsonSchema {
  const rules = making.rules.filter(({ at }) => at === path).map(({ rule }) => rule);
  const below = path === '' ? '' : `${path}.`;
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(fields.map((field) => [field.id, fieldSchema(field, below + field.id, making)])),
    ...(rules.length === 0 ? {} : { allOf: rules }),
  };
}

function fieldSchema(field: ResolvedField, path: string, making: Making): JsonSchema {
  const { label, help, type, options, show } = field;
  return {
    title: label.en,
    'x-label': label,
    ...(help === undefined ? {} : { 'x-help': help }),
    'x-type': type,
    ...(options === undefined ? {} : { 'x-options': options }),
    ...(field.personal === true ? { 'x-personal': true } : {}),
    ...(field.narrative === true ? { 'x-narrative': true } : {}),
    ...(field.prefill === undefined ? {} : { 'x-prefill': field.prefill }),
    ...(show === undefined ? {} : { 'x-show': show }),
    ...SHAPES[type](field, path, making),
  };
}

type Shape = (field: ResolvedField, path: string, making: Making) => JsonSchema;

const text =
  (type: 'text' | 'long_text'): Shape =>
  ({ maxLength }) => ({ type: 'string', maxLength: maxLength ?? TEXT_LENGTH[type] });

/** Half a date is a string already: in a draft it may stand. */
const day =
  (format: 'date' | 'date-time'): Shape =>
  (_, __, { strength }) => ({ type: 'string', ...(strength === 'draft' ? { maxLength: 40 } : { format }) });

const bounded =
  (type: 'integer' | 'number'): Shape =>
  ({ min, max }, _, { strength }) => ({
    type,
    ...(strength === 'draft' || min === undefined ? {} : { minimum: min }),
    ...(strength === 'draft' || max === undefined ? {} : { maximum: max }),
  });

/** A retired option may stand in a draft from before; what is sent now takes one that is offered. */
function codesOf({ options = [] }: ResolvedField, { strength }: Making): readonly string[] {
  return options.filter(({ isRetired }) => strength === 'draft' || isRetired !== true).map(({ code }) => code);
}

function counted({ min, max }: ResolvedField, { strength }: Making): JsonSchema {
  return {
    ...(strength === 'draft' || min === undefined ? {} : { minItems: min }),
    maxItems: strength === 'draft' ? MAX_ENTRIES : Math.min(max ?? MAX_ENTRIES, MAX_ENTRIES),
  };
}

const SHAPES: Readonly<Record<FieldType, Shape>> = {
  text: text('text'),
  long_text: text('long_text'),
  date: day('date'),
  instant: day('date-time'),
  integer: bounded('integer'),
  number: bounded('number'),
  boolean: () => ({ type: 'boolean' }),
  choice: (field, _, making) => ({ type: 'string', enum: codesOf(field, making) }),
  choices: (field, _, making) => ({
    type: 'array',
    uniqueItems: true,
    items: { type: 'string', enum: codesOf(field, making) },
    ...counted(field, making),
  }),
  group: ({ fields = [] }, path, making) => objectOf(fields, path, making),
  list: (field, path, making) => ({
    type: 'array',
    items: objectOf(field.fields ?? [], path, making),
    ...counted(field, making),
  }),
};
