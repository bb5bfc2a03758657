import { Controller, Inject, Post } from '@nestjs/common';
import { Gives } from '../access/route-access.js';
import type { Order } from './order.js';
import { Ordered } from './ordered.js';
import { Orders, type OrderAnswer } from './orders.js';

/** The death of a child, and the correction of a wrong record of it. */
@Controller('v1/cases/:caseId/death')
export class DeathWritesController {
  constructor(@Inject(Orders) private readonly orders: Orders) {}

  @Post()
  @Gives('recordDeath')
  record(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('corrections')
  @Gives('proposeDeathCorrection')
  proposeCorrection(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('corrections/current/confirmation')
  @Gives('confirmDeathCorrection')
  confirmCorrection(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('corrections/current/return')
  @Gives('returnDeathCorrection')
  returnCorrection(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }
}
