import { Controller, Inject, Post } from '@nestjs/common';
import { Gives } from '../access/route-access.js';
import type { Order } from './order.js';
import { Ordered } from './ordered.js';
import { Orders, type OrderAnswer } from './orders.js';

/** What supervisors, managers and heads do about an escalation. */
@Controller('v1/escalations/:escalation')
export class EscalationWritesController {
  constructor(@Inject(Orders) private readonly orders: Orders) {}

  @Post('acknowledgement')
  @Gives('acknowledgeEscalation')
  acknowledge(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('resolution')
  @Gives('resolveEscalation')
  resolve(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('reassignment')
  @Gives('reassignEscalation')
  reassign(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }
}
