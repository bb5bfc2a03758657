import type { Condition, FieldPath } from './definition.js';
import { askedBy } from './form-set.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Where the fields of a condition are looked for: beside the field, or from the top of the form. */
export type Scope = 'beside' | 'top' | 'mixed';

export function scopeOf(condition: Condition, siblings: ReadonlySet<string>): Scope {
  const beside = askedBy(condition).map((path) => siblings.has(firstOf(path)));
  if (beside.every(Boolean)) return 'beside';
  return beside.some(Boolean) ? 'mixed' : 'top';
}

export function firstOf(path: FieldPath): string {
  return path.split('.', 1)[0] ?? path;
}

function answered(path: FieldPath, answer: JsonSchema): JsonSchema {
  const [first = path, ...rest] = path.split('.');
  const inner = rest.length === 0 ? answer : { type: 'object', ...answered(rest.join('.'), answer) };
  return { properties: { [first]: inner }, required: [first] };
}

/** A condition as a JSON Schema of the object that its fields stand in. */
export function conditionSchema(condition: Condition): JsonSchema {
  if ('all' in condition) return { allOf: condition.all.map(conditionSchema) };
  if ('any' in condition) return { anyOf: condition.any.map(conditionSchema) };
  if ('not' in condition) return { not: conditionSchema(condition.not) };
  const { field } = condition;
  if ('is' in condition) return answered(field, { const: condition.is });
  if ('isNot' in condition) return { not: answered(field, { const: condition.isNot }) };
  if ('oneOf' in condition) return answered(field, { enum: condition.oneOf });
  if ('includes' in condition) return answered(field, { type: 'array', contains: { const: condition.includes } });
  const isSet = answered(field, { not: { enum: ['', []] } });
  return condition.isSet ? isSet : { not: isSet };
}
