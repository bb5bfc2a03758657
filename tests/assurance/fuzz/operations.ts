export type Schema = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

/** One operation as the description of the API has it. */
export interface Operation {
  /** Method and address, such as `GET /v1/cases/{caseId}`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | null;
  readonly isPublic: boolean;
  /** The command of the domain that it gives; null for the rest. */
  readonly command: string | null;
  /** Status -> media type -> schema; an answer without content has none. */
  readonly answers: ReadonlyMap<number, Readonly<Record<string, Schema>>>;
}

interface Described {
  readonly description?: string;
  readonly parameters?: readonly Schema[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
  readonly responses: Readonly<Record<string, Schema>>;
  readonly security?: readonly unknown[];
}

/** The description with its references followed where they point. */
export class ApiDocument {
  readonly operations: readonly Operation[];

  constructor(readonly whole: Schema) {
    const paths = whole['paths'] as Readonly<Record<string, Readonly<Record<string, Described>>>>;
    this.operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, described]) => this.#operation(method.toUpperCase(), path, described)),
    );
  }

  resolve(schema: Schema): Schema {
    const { $ref, ...rest } = schema;
    if (typeof $ref !== 'string') return schema;
    const path = $ref.replace('#/', '').split('/');
    return { ...path.reduce((at: Schema, part) => at[part] as Schema, this.whole), ...rest };
  }

  /** The operation at an address without its query; one that has the very words before one with a parameter there. */
  at(method: string, path: string): Operation | undefined {
    const fitting = this.operations.filter((one) => one.method === method && isAt(one.path, path));
    return fitting.find((one) => one.path === path) ?? fitting[0];
  }

  #operation(method: string, path: string, described: Described): Operation {
    const { requestBody, responses, security, description = '' } = described;
    const answers = Object.entries(responses).map(([status, response]) => {
      const { content = {} } = this.resolve(response) as { content?: Record<string, { schema?: Schema }> };
      const schemas = Object.entries(content).map(([type, { schema = {} }]) => [type, schema] as const);
      return [Number(status), Object.fromEntries(schemas)] as const;
    });
    return {
      name: `${method} ${path}`,
      method: method as Operation['method'],
      path,
      parameters: (described.parameters ?? []).map((one) => this.resolve(one) as unknown as Parameter),
      body: requestBody?.content?.['application/json']?.schema ?? null,
      isPublic: security?.length === 0,
      command: /^Command `(\w+)`\.$/.exec(description)?.[1] ?? null,
      answers: new Map(answers),
    };
  }
}

export function isAt(template: string, path: string): boolean {
  return new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
}
