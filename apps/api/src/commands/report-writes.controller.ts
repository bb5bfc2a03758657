import { Controller, Inject, Post } from '@nestjs/common';
import { Gives } from '../access/route-access.js';
import type { Order } from './order.js';
import { Ordered } from './ordered.js';
import { Orders, type OrderAnswer } from './orders.js';

/** Reports that a law may require, and notices that people take note of. */
@Controller('v1/cases/:caseId')
export class ReportWritesController {
  constructor(@Inject(Orders) private readonly orders: Orders) {}

  @Post('mandatory-reports')
  @Gives('raiseMandatoryReport')
  raise(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('mandatory-reports/:reportId/advice')
  @Gives('adviseMandatoryReport')
  advise(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('mandatory-reports/:reportId/decision')
  @Gives('decideMandatoryReport')
  decide(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('notice-acknowledgements')
  @Gives('acknowledgeNotice')
  acknowledgeNotice(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }
}
