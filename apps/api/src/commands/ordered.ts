import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../access/caller.js';
import { ROUTE_ACCESS, type RouteAccess } from '../access/route-access.js';
import { readEnvelope, readOrder, type Order, type OrderRequest } from './order.js';

function requestOf(context: ExecutionContext): OrderRequest {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const params = request.params as Readonly<Record<string, string>>;
  return { caller: callerOf(request), params, headers: request.headers, body: request.body };
}

/** The request as the order of the command that the route says it gives. */
export const Ordered = createParamDecorator((_: unknown, context: ExecutionContext): Order => {
  const access = Reflect.getMetadata(ROUTE_ACCESS, context.getHandler()) as RouteAccess | undefined;
  if (access?.kind !== 'gives' || access.command === 'any') throw new Error('@Ordered needs @Gives with one command');
  return readOrder(access.command, requestOf(context));
});

/** The request as the order of whichever command its body names. */
export const OrderedByName = createParamDecorator((_: unknown, context: ExecutionContext): Order =>
  readEnvelope(requestOf(context)),
);
