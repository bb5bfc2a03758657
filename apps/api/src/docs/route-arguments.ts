import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { z } from 'zod';
import type { Route } from '../access/route-table.js';

interface Argument {
  readonly schema?: unknown;
  readonly data?: unknown;
}

/** Keys that the framework gives to `@Body`, `@Query` and `@Headers` parameters: kind, then position. */
const KINDS = { body: '3:', query: '4:', header: '6:' } as const;

export interface ArgumentSchemas {
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
}

function argumentsOf({ controller, handlerName }: Pick<Route, 'controller' | 'handlerName'>): Record<string, Argument> {
  return (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handlerName) ?? {}) as Record<string, Argument>;
}

/** Whether a handler asks for this header by its name, in small letters. */
export function takesHeader(route: Route, name: string): boolean {
  return Object.entries(argumentsOf(route)).some(([key, { data }]) => key.startsWith(KINDS.header) && data === name);
}

/** The schemas that a handler's `@Body({schema})` and `@Query({schema})` carry. */
export function argumentSchemas({ controller, handlerName }: Route): ArgumentSchemas {
  const found = argumentsOf({ controller, handlerName });
  const schemaOf = (prefix: string): z.ZodType | undefined => {
    const entry = Object.entries(found).find(([key]) => key.startsWith(prefix))?.[1].schema;
    return entry instanceof z.ZodType ? entry : undefined;
  };
  const [body, query] = [schemaOf(KINDS.body), schemaOf(KINDS.query)];
  return { ...(body === undefined ? {} : { body }), ...(query === undefined ? {} : { query }) };
}
