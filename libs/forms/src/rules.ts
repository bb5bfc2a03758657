import type { Condition, FieldPath } from './definition.js';
import { conditionSchema, scopeOf, type JsonSchema } from './conditions.js';
import type { Placed, ResolvedField, ResolvedForm } from './form-set.js';
import { fieldsOf } from './form-set.js';

/** A rule of a form, and the object it is a rule of. */
export interface PlacedRule {
  /** Path of the group or list that holds the rule; empty: the form itself. */
  readonly at: FieldPath;
  readonly rule: JsonSchema;
}

/** What an answer needs in order to be one: no blank text, no empty list. */
export function answeredSchema({ type }: ResolvedField): JsonSchema {
  if (type === 'text' || type === 'long_text') return { pattern: '\\S' };
  return type === 'choices' || type === 'list' ? { minItems: 1 } : {};
}

const requires = (field: ResolvedField): JsonSchema => ({
  required: [field.id],
  properties: { [field.id]: answeredSchema(field) },
});

/** Says it of each place where the innermost of these groups and lists stands. */
function inside(around: readonly ResolvedField[], rule: JsonSchema): JsonSchema {
  return around.reduceRight<JsonSchema>(
    (inner, { id, type }) => ({ properties: { [id]: type === 'list' ? { items: inner } : inner } }),
    rule,
  );
}

/** `then` where all conditions are met; those from the top of the form are asked there. */
function whenAll({ around }: Placed<ResolvedField>, conditions: readonly Condition[], then: JsonSchema): PlacedRule {
  const siblings = new Set((around.at(-1)?.fields ?? []).map(({ id }) => id));
  const isBeside = (condition: Condition): boolean => around.length > 0 && scopeOf(condition, siblings) === 'beside';
  const [beside, top] = [conditions.filter(isBeside), conditions.filter((condition) => !isBeside(condition))];
  const inner = beside.length === 0 ? then : { if: allOf(beside), then };
  if (top.length > 0) return { at: '', rule: { if: allOf(top), then: inside(around, inner) } };
  return { at: around.map(({ id }) => id).join('.'), rule: inner };
}

function allOf(conditions: readonly Condition[]): JsonSchema {
  const [only, ...more] = conditions.map(conditionSchema);
  return only !== undefined && more.length === 0 ? only : { allOf: conditions.map(conditionSchema) };
}

/** The fields that a step needs: those named, and the groups they stand in. */
function neededFor(form: ResolvedForm, command: string | null): ReadonlySet<FieldPath> {
  const named = command === null ? [] : (form.minimum[command] ?? []);
  const groups = new Set(
    fieldsOf(form)
      .filter(({ field }) => field.type === 'group')
      .map(({ path }) => path),
  );
  const holders = named.flatMap((path) => {
    const parts = path.split('.');
    return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
  });
  return new Set([...named, ...holders.filter((path) => groups.has(path))]);
}

/** When the field is asked: its own condition and its section's. */
function shownWhen(form: ResolvedForm, { field, around }: Placed<ResolvedField>): Condition[] {
  const section = around.length === 0 ? form.sections.find(({ fields }) => fields.includes(field)) : undefined;
  return [section?.show, field.show].filter((condition) => condition !== undefined);
}

/** What a complete form has beside the right types: the answers it needs, and none that were not asked for. */
export function rulesOf(form: ResolvedForm, command: string | null): PlacedRule[] {
  const needed = neededFor(form, command);
  return fieldsOf(form).flatMap((placed) => {
    const { field, path } = placed;
    const shown = shownWhen(form, placed);
    const hidden = { properties: { [field.id]: false } };
    const notAsked = shown.map((condition) => whenAll(placed, [{ not: condition }], hidden));
    const { required } = field;
    if (required === undefined && !needed.has(path)) return notAsked;
    const isAlways = required === undefined || required === true || needed.has(path);
    return [...notAsked, whenAll(placed, isAlways ? shown : [...shown, required], requires(field))];
  });
}
