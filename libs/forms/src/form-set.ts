import type { Condition, Field, FieldPath, FormDefinition, Option, OptionList, Section } from './definition.js';

/** A field whose options stand in it: needs no list beside it to be read in twenty years. */
export interface ResolvedField extends Omit<Field, 'options' | 'fields'> {
  readonly options?: readonly Option[];
  readonly fields?: readonly ResolvedField[];
}

export interface ResolvedSection extends Omit<Section, 'fields'> {
  readonly fields: readonly ResolvedField[];
}

/** A form version as it is stored for ever: complete in itself. */
export interface ResolvedForm extends Omit<FormDefinition, 'sections'> {
  /** Whose wording it is: `standard`, or the context whose overlay made it. */
  readonly context: string;
  readonly sections: readonly ResolvedSection[];
}

export const STANDARD_CONTEXT = 'standard';

/** Puts the shared lists into the fields. @throws Error for a list that nobody wrote; lint says so before */
export function resolve(definition: FormDefinition, lists: readonly OptionList[], context: string): ResolvedForm {
  const optionsOf = (name: string): readonly Option[] => {
    const found = lists.find(({ list }) => list === name);
    if (found === undefined) throw new Error(`no option list is called ${name}`);
    return found.options;
  };
  const resolved = ({ options, fields, ...field }: Field): ResolvedField => ({
    ...field,
    ...(options === undefined ? {} : { options: typeof options === 'string' ? optionsOf(options) : options }),
    ...(fields === undefined ? {} : { fields: fields.map(resolved) }),
  });
  const sections = definition.sections.map((section) => ({ ...section, fields: section.fields.map(resolved) }));
  return { ...definition, context, sections };
}

/** A field and where it stands. */
export interface Placed<F> {
  readonly path: FieldPath;
  readonly field: F;
  /** The groups and lists around it, outermost first. */
  readonly around: readonly F[];
}

type Nested<F> = { readonly id: string; readonly type: string; readonly fields?: readonly F[] };

function within<F extends Nested<F>>(fields: readonly F[], around: readonly F[]): Placed<F>[] {
  return fields.flatMap((field) => {
    const path = [...around.map(({ id }) => id), field.id].join('.');
    return [{ path, field, around }, ...within(field.fields ?? [], [...around, field])];
  });
}

/** Every field of a form, a group before its fields. */
export function fieldsOf<F extends Nested<F>>(form: {
  readonly sections: readonly { readonly fields: readonly F[] }[];
}): Placed<F>[] {
  return form.sections.flatMap(({ fields }) => within<F>(fields, []));
}

/** The fields that a condition looks at. */
export function askedBy(condition: Condition): FieldPath[] {
  if ('all' in condition) return condition.all.flatMap(askedBy);
  if ('any' in condition) return condition.any.flatMap(askedBy);
  if ('not' in condition) return askedBy(condition.not);
  return [condition.field];
}
