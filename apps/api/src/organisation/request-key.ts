import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { idempotencyKey } from '../commands/order.js';
import { keyReused } from '../platform/problem.js';

/** The header Idempotency-Key: it becomes the id of what is written, so that a repeated request writes it once. */
export const RequestKey = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  idempotencyKey(context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key']),
);

/** What was written under this key before, if it is what is asked for now. @throws ProblemError 422 */
export function sameRequest<Row>(known: Row | null, isSame: (row: Row) => boolean): Row | null {
  if (known === null || isSame(known)) return known;
  throw keyReused();
}

/** Whether a row says what was asked for; where nothing was said the row says what it likes. */
export function says<Row extends object>(
  row: Row,
  asked: { readonly [Field in keyof Row]?: Row[Field] | undefined },
): boolean {
  const fields = Object.entries(asked) as [keyof Row, unknown][];
  return fields.every(([field, value]) => value === undefined || row[field] === value);
}
