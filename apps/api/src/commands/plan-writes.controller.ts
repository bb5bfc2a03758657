import { Controller, Inject, Post } from '@nestjs/common';
import { Gives } from '../access/route-access.js';
import type { Order } from './order.js';
import { Ordered } from './ordered.js';
import { Orders, type OrderAnswer } from './orders.js';

/** The case plan: agreed, signed off or returned, carried out, concluded. */
@Controller('v1/cases/:caseId')
export class PlanWritesController {
  constructor(@Inject(Orders) private readonly orders: Orders) {}

  @Post('case-plans')
  @Gives('agreePlan')
  agree(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('case-plans/current/sign-off')
  @Gives('signOffPlan')
  signOff(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('case-plans/current/return')
  @Gives('returnPlan')
  returnPlan(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('plan-actions')
  @Gives('startPlanAction')
  startAction(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('plan-conclusion')
  @Gives('concludePlan')
  conclude(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('plan-actions/:actionId/completion')
  @Gives('completePlanAction')
  completeAction(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }
}
