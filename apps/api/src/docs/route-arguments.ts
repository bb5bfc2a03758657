import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { z } from 'zod';
import type { Route } from '../access/route-table.js';

interface Argument {
  readonly schema?: unknown;
}

/** Keys that the framework gives to `@Body` and `@Query` parameters: kind, then position. */
const KINDS = { body: '3:', query: '4:' } as const;

export interface ArgumentSchemas {
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
}

/** The schemas that a handler's `@Body({schema})` and `@Query({schema})` carry. */
export function argumentSchemas({ controller, handlerName }: Route): ArgumentSchemas {
  const found = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handlerName) ?? {}) as Record<string, Argument>;
  const schemaOf = (prefix: string): z.ZodType | undefined => {
    const entry = Object.entries(found).find(([key]) => key.startsWith(prefix))?.[1].schema;
    return entry instanceof z.ZodType ? entry : undefined;
  };
  const [body, query] = [schemaOf(KINDS.body), schemaOf(KINDS.query)];
  return { ...(body === undefined ? {} : { body }), ...(query === undefined ? {} : { query }) };
}
