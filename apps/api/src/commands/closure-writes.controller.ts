import { Controller, Inject, Post } from '@nestjs/common';
import { Gives } from '../access/route-access.js';
import type { Order } from './order.js';
import { Ordered } from './ordered.js';
import { Orders, type OrderAnswer } from './orders.js';

/** Closing, the final review, and coming back. */
@Controller('v1/cases/:caseId')
export class ClosureWritesController {
  constructor(@Inject(Orders) private readonly orders: Orders) {}

  @Post('closure-requests')
  @Gives('requestClosure')
  requestClosure(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('closure-requests/current/approval')
  @Gives('approveClosure')
  approveClosure(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('closure-requests/current/return')
  @Gives('returnClosure')
  returnClosure(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('keep-open-decisions')
  @Gives('keepCaseOpen')
  keepOpen(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('final-reviews')
  @Gives('holdFinalReview')
  finalReview(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('reopening-requests')
  @Gives('requestReopening')
  requestReopening(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('reopening-requests/current/approval')
  @Gives('approveReopening')
  approveReopening(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('reopening-requests/current/return')
  @Gives('returnReopening')
  returnReopening(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }
}
