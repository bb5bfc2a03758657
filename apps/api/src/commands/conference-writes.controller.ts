import { Controller, Inject, Post } from '@nestjs/common';
import { Gives } from '../access/route-access.js';
import type { Order } from './order.js';
import { Ordered } from './ordered.js';
import { Orders, type OrderAnswer } from './orders.js';

/** Case conferences and determinations of best interests. */
@Controller('v1/cases/:caseId')
export class ConferenceWritesController {
  constructor(@Inject(Orders) private readonly orders: Orders) {}

  @Post('conferences')
  @Gives('conveneConference')
  convene(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('conferences/:conferenceId/members')
  @Gives('inviteToConference')
  invite(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('conferences/:conferenceId/views')
  @Gives('recordConferenceView')
  recordView(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('conferences/:conferenceId/report')
  @Gives('concludeConference')
  conclude(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('conferences/:conferenceId/cancellation')
  @Gives('cancelConference')
  cancel(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('best-interests')
  @Gives('flagBid')
  flagBid(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('best-interests/:bidId/decision')
  @Gives('recordBidDecision')
  decideBid(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }
}
