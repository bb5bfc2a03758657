import fc from 'fast-check';
import type { ApiDocument, Schema } from './operations.js';

/** Values that mean something here, by the name of the field that takes them. */
export type Hints = Readonly<Record<string, () => readonly unknown[]>>;

const FIRST_DAY = Date.UTC(2026, 0, 1);
const isoDate = fc.integer({ min: 0, max: 300 }).map((days) => new Date(FIRST_DAY + days * 86_400_000).toISOString());

const FORMATS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid({ version: 4 }),
  date: isoDate.map((text) => text.slice(0, 10)),
  'date-time': isoDate,
  email: fc.nat({ max: 999 }).map((n) => `invented-${String(n)}@example.org`),
};

const words = fc.stringMatching(/^[a-z]{3,8}( [a-z]{3,8}){0,3}$/);
const scripts = fc.constantFrom('جملة مختلقة', 'phrase inventée', 'invented ✓ 👨‍👩‍👧', 'line\none');
const anything = fc.oneof(words, scripts, fc.boolean(), fc.integer({ min: 0, max: 99 }));

/** Whatever a JSON Schema of the description allows, made from that schema. */
export class Values {
  readonly #made = new Map<string, fc.Arbitrary<unknown>>();

  constructor(
    private readonly document: ApiDocument,
    private readonly hints: Hints,
  ) {}

  /** @param name of the field, which may be one that somebody knows values for */
  of(schema: Schema, name = ''): fc.Arbitrary<unknown> {
    const key = `${name} ${JSON.stringify(schema)}`;
    const made = this.#made.get(key) ?? this.#make(schema, name);
    this.#made.set(key, made);
    return made;
  }

  #make(given: Schema, name: string): fc.Arbitrary<unknown> {
    const schema = this.document.resolve(given);
    const { type, enum: values, anyOf, oneOf, allOf } = schema as Record<string, never>;
    if ('const' in schema) return fc.constant(schema['const']);
    if (values !== undefined) return fc.constantFrom(...(values as unknown[]));
    const hint = this.hints[name];
    if (hint !== undefined && type === 'string') return known(hint, this.#text(schema));
    const choices = (anyOf ?? oneOf) as Schema[] | undefined;
    if (choices !== undefined) return fc.oneof(...choices.map((choice) => this.of(choice, name)));
    if (allOf !== undefined) return fc.tuple(...(allOf as Schema[]).map((part) => this.of(part, name))).map(merged);
    return this.#byType(schema, type, name);
  }

  #byType(schema: Schema, type: unknown, name: string): fc.Arbitrary<unknown> {
    const [one] = Array.isArray(type) ? (type as unknown[]) : [type];
    switch (one) {
      case 'object':
        return this.#object(schema);
      case 'array':
        return this.#list(schema, name);
      case 'integer':
        return fc.integer(bounds(schema));
      case 'number':
        return fc.integer(bounds(schema)).map((whole) => whole / 1);
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      case 'string':
        return this.#text(schema);
      default:
        return anything;
    }
  }

  #object({ properties = {}, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> {
    const fields = Object.entries(properties as Record<string, Schema>);
    if (fields.length === 0 && additionalProperties !== false) {
      const value = this.of((additionalProperties ?? {}) as Schema);
      return fc.dictionary(fc.stringMatching(/^[a-z][a-z_]{2,12}$/), value, { maxKeys: 3 });
    }
    const model = Object.fromEntries(fields.map(([field, schema]) => [field, this.of(schema, field)]));
    return fc.record(model, { requiredKeys: required as string[] });
  }

  #list({ items = {}, minItems = 0, maxItems = 3 }: Schema, name: string): fc.Arbitrary<unknown> {
    const minLength = Number(minItems);
    const item = this.of(items as Schema, name);
    return fc.uniqueArray(item, {
      minLength,
      maxLength: Math.max(minLength, Math.min(Number(maxItems), 3)),
      selector: (one) => JSON.stringify(one),
    });
  }

  #text({ format, pattern, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<string> {
    const known = FORMATS[String(format)];
    if (known !== undefined) return known;
    if (typeof pattern === 'string') return matching(pattern);
    const [least, most] = [Number(minLength), Number(maxLength)];
    return fc.oneof(words, scripts).map((text) => text.padEnd(least, 'x').slice(0, most));
  }
}

function known(hint: () => readonly unknown[], otherwise: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(fc.nat(), otherwise, fc.nat({ max: 9 })).map(([n, other, luck]) => {
    const values = hint();
    return values.length === 0 || luck === 0 ? other : values[n % values.length];
  });
}

function bounds({ minimum = 0, maximum = 100, exclusiveMinimum }: Schema): { min: number; max: number } {
  const least = exclusiveMinimum === undefined ? Number(minimum) : Number(exclusiveMinimum) + 1;
  const min = Math.ceil(Math.min(Math.max(least, -1000), Number(maximum)));
  return { min, max: Math.max(min, Math.floor(Math.min(Number(maximum), min + 100))) };
}

/** What looks ahead can be recognised and not be made: then one of a few texts that fit. */
function matching(pattern: string): fc.Arbitrary<string> {
  const expression = new RegExp(pattern);
  if (!/\(\?[=!<]/.test(pattern)) return fc.stringMatching(expression).filter((text) => text.length <= 100);
  const fitting = ['invented', 'invented-1', '2026-06-01', 'P1D', 'invented@example.org'].filter((text) =>
    expression.test(text),
  );
  return fc.constantFrom(...(fitting.length === 0 ? ['invented'] : fitting));
}

const merged = (parts: readonly unknown[]): unknown => Object.assign({}, ...(parts as object[])) as unknown;
