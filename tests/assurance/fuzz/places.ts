import fc from 'fast-check';
import type { ApiDocument, Schema } from './operations.js';
import type { Values } from './values.js';

/** An object somewhere in a body: where it is, a body that has it, and the fields that it takes. */
export interface Place {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  readonly fields: readonly string[];
  /** False for free content, which is kept as it is and means nothing to the program. */
  readonly isClosed: boolean;
}

/** Every object that a body of this schema may hold, each in a body that is otherwise good. */
export class Places {
  constructor(
    private readonly document: ApiDocument,
    private readonly values: Values,
  ) {}

  of(given: Schema, seed: number): Place[] {
    const schema = this.document.resolve(given);
    const { properties, items, anyOf, oneOf, additionalProperties, required = [] } = schema as Record<string, unknown>;
    const choices = (anyOf ?? oneOf) as Schema[] | undefined;
    if (choices !== undefined) return choices.flatMap((choice) => this.of(choice, seed));
    if (items !== undefined)
      return this.of(items as Schema, seed).map((one) => ({ ...one, path: [0, ...one.path], value: [one.value] }));
    if (schema['type'] !== 'object') return [];
    const known = Object.entries((properties ?? {}) as Record<string, Schema>);
    const needed = known.filter(([name]) => (required as string[]).includes(name));
    const sample = Object.fromEntries(needed.map(([name, field]) => [name, this.#sample(field, name, seed)]));
    const inside = known.flatMap(([name, field]) =>
      this.of(field, seed).map((one) => ({
        ...one,
        path: [name, ...one.path],
        value: { ...sample, [name]: one.value },
      })),
    );
    const fields = known.map(([name]) => name);
    return [{ path: [], value: sample, fields, isClosed: additionalProperties === false }, ...inside];
  }

  #sample(schema: Schema, name: string, seed: number): unknown {
    return fc.sample(this.values.of(schema, name), { seed, numRuns: 1 })[0];
  }
}

/** A copy of a body with one field more in one of its objects, even a field that no ordinary assignment can make. */
export function withField(body: unknown, path: readonly (string | number)[], field: string, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) {
    const copy = { ...(body as object) };
    Object.defineProperty(copy, field, { value, enumerable: true, configurable: true, writable: true });
    return copy;
  }
  if (Array.isArray(body))
    return body.map((item: unknown, at) => (at === step ? withField(item, rest, field, value) : item));
  const fields = body as Record<string, unknown>;
  return { ...fields, [step]: withField(fields[step], rest, field, value) };
}
