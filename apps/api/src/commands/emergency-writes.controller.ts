import { Controller, Inject, Post } from '@nestjs/common';
import { Gives } from '../access/route-access.js';
import type { Order } from './order.js';
import { Ordered } from './ordered.js';
import { Orders, type OrderAnswer } from './orders.js';

/** Files that are opened in an emergency: opened, shut again, looked into. */
@Controller('v1/cases/:caseId/emergency-accesses')
export class EmergencyWritesController {
  constructor(@Inject(Orders) private readonly orders: Orders) {}

  @Post()
  @Gives('openEmergencyAccess')
  open(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post(':accessId/end')
  @Gives('endEmergencyAccess')
  end(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post(':accessId/review')
  @Gives('reviewEmergencyAccess')
  review(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }
}
