import type { JsonSchema } from '../conditions.js';
import { FIELD_TYPES, FIRST_DEFINED_VERSION } from '../definition.js';

/** What files of definitions, option lists and overlays look like. Words are looked at apart, to name the language. */
const ID = { type: 'string', pattern: '^[a-z][a-z0-9_]{0,59}$' };
const PATH = { type: 'string', pattern: '^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*$' };
const WORDS = { type: 'object' };
const SCALAR = { type: ['string', 'number', 'boolean'] };
const CONDITION = { $ref: '#/$defs/condition' };
const FIELDS = { type: 'array', items: { $ref: '#/$defs/field' } };
const OPTIONS = { type: 'array', items: { $ref: '#/$defs/option' } };
const LIST = { $ref: '#/$defs/list' };

const object = (required: readonly string[], properties: JsonSchema): JsonSchema => ({
  ...{ type: 'object', additionalProperties: false, required, properties },
});
const map = (names: JsonSchema, values: JsonSchema): JsonSchema => ({
  ...{ type: 'object', propertyNames: names, additionalProperties: values },
});
const test = (name: string, value: JsonSchema): JsonSchema => object(['field', name], { field: PATH, [name]: value });

const SECTION = object(['id', 'title', 'fields'], {
  ...{ id: ID, title: WORDS, help: WORDS, show: CONDITION, fields: FIELDS },
});

const CHANGES = object([], {
  ...{ add: OPTIONS, relabel: map({}, WORDS), retire: { type: 'array', items: { type: 'string' } } },
});

const $defs = {
  condition: {
    anyOf: [
      test('is', SCALAR),
      test('isNot', SCALAR),
      test('oneOf', { type: 'array', minItems: 1, items: SCALAR }),
      test('includes', { type: 'string' }),
      test('isSet', { type: 'boolean' }),
      object(['all'], { all: { type: 'array', minItems: 1, items: CONDITION } }),
      object(['any'], { any: { type: 'array', minItems: 1, items: CONDITION } }),
      object(['not'], { not: CONDITION }),
    ],
  },
  option: object(['code', 'label'], {
    ...{
      code: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9_]{0,59}$' },
      label: WORDS,
      isRetired: { const: true },
    },
  }),
  list: object(['list', 'options'], { list: ID, options: OPTIONS }),
  field: object(['id', 'type', 'label'], {
    ...{ id: ID, type: { enum: FIELD_TYPES }, label: WORDS, help: WORDS },
    options: { anyOf: [ID, OPTIONS] },
    required: { anyOf: [{ const: true }, CONDITION] },
    show: CONDITION,
    ...{ min: { type: 'number' }, max: { type: 'number' }, maxLength: { type: 'integer', minimum: 1, maximum: 20000 } },
    ...{ personal: { const: true }, narrative: { const: true } },
    prefill: { type: 'string', pattern: '^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+$' },
    fields: FIELDS,
  }),
};

export const DEFINITION_SHAPE: JsonSchema = {
  $defs,
  ...object(['form', 'version', 'core', 'clause', 'title', 'commands', 'minimum', 'sections'], {
    ...{ form: ID, version: { type: 'integer', minimum: FIRST_DEFINED_VERSION, maximum: 999 } },
    ...{ core: { type: 'boolean' }, clause: { type: 'string', minLength: 1 }, title: WORDS, help: WORDS },
    commands: { type: 'array', uniqueItems: true, items: { type: 'string' } },
    minimum: map({}, { type: 'array', items: PATH }),
    sections: { type: 'array', minItems: 1, items: SECTION },
  }),
};

export const LIST_SHAPE: JsonSchema = { $defs, ...LIST };

export const OVERLAY_SHAPE: JsonSchema = {
  $defs,
  ...object(['context', 'revision', 'forms'], {
    ...{ context: ID, revision: { type: 'integer', minimum: 1, maximum: 999 } },
    ...{ lists: { type: 'array', items: LIST }, listChanges: map(ID, CHANGES) },
    forms: {
      type: 'array',
      items: object(['form', 'base'], {
        ...{ form: ID, base: { type: 'integer' }, title: WORDS },
        relabel: map(PATH, object([], { label: WORDS, help: WORDS })),
        ...{ hide: { type: 'array', items: PATH }, require: { type: 'array', items: PATH } },
        addFields: { type: 'array', items: object(['section', 'fields'], { section: ID, fields: FIELDS }) },
        ...{ addSections: { type: 'array', items: SECTION }, options: map(PATH, CHANGES) },
      }),
    },
  }),
};
