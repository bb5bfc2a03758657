import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Words } from './definition.js';
import { fieldsOf, type ResolvedField, type ResolvedForm } from './form-set.js';
import { HEADER_FIELD } from './header.js';
import { sentence, type ProblemCode } from './messages.js';
import { ANNOTATIONS, schemaOf, type SchemaChoice } from './schema.js';

/** Something wrong with one answer: where, what, and words for who fills in the form. */
export interface FormProblem {
  /** JSON Pointer into the data. */
  readonly pointer: string;
  readonly code: ProblemCode;
  readonly message: Words;
}

let ajv: Ajv2020 | undefined;

function validator(): Ajv2020 {
  const made = new Ajv2020({ allErrors: true, strictTypes: false, validateFormats: true });
  addFormats.default(made, ['date', 'date-time']);
  made.addVocabulary([...ANNOTATIONS]);
  return made;
}

/** Compiled once per form version and strength; a resolved form never changes. */
const compiled = new WeakMap<ResolvedForm, Map<string, ValidateFunction>>();

function compile(form: ResolvedForm, choice: SchemaChoice): ValidateFunction {
  const ofForm = compiled.get(form) ?? new Map<string, ValidateFunction>();
  compiled.set(form, ofForm);
  const key = `${choice.strength} ${choice.command ?? ''}`;
  const known = ofForm.get(key);
  if (known !== undefined) return known;
  // Without its id: a context may word what another worded before, and both stay readable.
  const { $id: _, ...schema } = schemaOf(form, choice);
  const made = (ajv ??= validator()).compile(schema);
  ofForm.set(key, made);
  return made;
}

/** What is wrong with the data; empty when nothing is. Answers that nobody asked for are refused, not dropped: whoever wrote them decides. */
export function checkForm(form: ResolvedForm, data: unknown, choice: SchemaChoice): FormProblem[] {
  const check = compile(form, choice);
  if (check(data)) return [];
  const problems = (check.errors ?? []).flatMap((error) => problemOf(form, error));
  const known = new Set<string>();
  return problems.filter(({ pointer, code }) => {
    const key = `${code} ${pointer}`;
    return !known.has(key) && known.add(key);
  });
}

function problemOf(form: ResolvedForm, error: ErrorObject): FormProblem[] {
  const found = READINGS[error.keyword]?.(error);
  if (found === undefined) return [];
  const pointer = found.key === undefined ? error.instancePath : `${error.instancePath}/${escaped(found.key)}`;
  const label = labelAt(form, pointer) ?? form.title;
  const words = found.code === 'unknown_field' ? sameWords(found.key ?? '') : label;
  return [{ pointer, code: found.code, message: sentence(found.code, words, found.limit ?? null) }];
}

interface Reading {
  readonly code: ProblemCode;
  /** The property that is missing or too many: the pointer goes on to it. */
  readonly key?: string;
  readonly limit?: number;
}

const limited =
  (code: ProblemCode) =>
  ({ params }: ErrorObject): Reading => ({ code, limit: (params as { limit: number }).limit });

/** `if` only says that one of the others failed, so it is not listed. */
const READINGS: Readonly<Record<string, (error: ErrorObject) => Reading>> = {
  required: ({ params }) => ({ code: 'required', key: (params as { missingProperty: string }).missingProperty }),
  pattern: () => ({ code: 'required' }),
  additionalProperties: ({ params }) => ({
    code: 'unknown_field',
    key: (params as { additionalProperty: string }).additionalProperty,
  }),
  'false schema': () => ({ code: 'not_asked' }),
  type: () => ({ code: 'type' }),
  enum: () => ({ code: 'not_an_option' }),
  format: ({ params }) => ({ code: (params as { format: string }).format === 'date' ? 'date' : 'instant' }),
  maxLength: limited('too_long'),
  minimum: limited('too_small'),
  maximum: limited('too_big'),
  maxItems: limited('too_many'),
  minItems: (error) => {
    const { limit = 1 } = limited('too_few')(error);
    return limit === 1 ? { code: 'required' } : { code: 'too_few', limit };
  },
  uniqueItems: () => ({ code: 'repeated' }),
};

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
/** What somebody called a field that does not exist may be long, or anything. */
const sameWords = (key: string): Words => ({ en: key.slice(0, 60), ar: key.slice(0, 60), fr: key.slice(0, 60) });

/** What the form calls the field at this place; entries of a list are called as the list is. */
function labelAt(form: ResolvedForm, pointer: string): Words | undefined {
  const path = pointer
    .split('/')
    .filter((part) => part !== '' && !/^\d+$/.test(part))
    .join('.');
  const own: ResolvedField[] = [HEADER_FIELD];
  return [...fieldsOf(form), ...fieldsOf({ sections: [{ fields: own }] })].find((placed) => placed.path === path)?.field
    .label;
}
