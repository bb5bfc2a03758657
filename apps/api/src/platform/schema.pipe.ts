import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { parseOrRefuse } from './schema-problem.js';

/** Checks `@Body({schema})` and `@Query({schema})`; a fault names the field by a JSON Pointer. */
@Injectable()
export class SchemaPipe implements PipeTransform {
  transform(value: unknown, { schema, type }: ArgumentMetadata): unknown {
    if (!(schema instanceof z.ZodType)) return value;
    return parseOrRefuse(schema, value ?? {}, type);
  }
}
