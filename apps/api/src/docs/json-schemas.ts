import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/** Turns zod schemas into JSON Schema 2020-12, the dialect of OpenAPI 3.1; whatever has an id becomes a component. */
export class JsonSchemas {
  readonly #components: Record<string, JsonSchema> = {};

  /** @param io what is sent (before defaults and normalisation) or what is answered */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const { $defs = {}, $schema: _, ...root } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
    for (const [id, component] of Object.entries($defs)) this.#components[id] = referring(component);
    return referring(root);
  }

  get components(): Record<string, JsonSchema> {
    return Object.fromEntries(Object.entries(this.#components).sort(([a], [b]) => a.localeCompare(b)));
  }
}

/** `#/$defs/X` becomes `#/components/schemas/X`; ids stay behind, since the component's name says it. */
function referring(schema: JsonSchema): JsonSchema {
  const { id: _, ...rest } = schema;
  return JSON.parse(
    JSON.stringify(rest, (key, value: unknown) =>
      key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', '#/components/schemas/') : value,
    ),
  ) as JsonSchema;
}
