import { Controller, Inject, Post } from '@nestjs/common';
import { Gives } from '../access/route-access.js';
import type { Order } from './order.js';
import { Ordered } from './ordered.js';
import { Orders, type OrderAnswer } from './orders.js';

/** A case that goes to another agency. */
@Controller('v1/cases/:caseId')
export class TransferWritesController {
  constructor(@Inject(Orders) private readonly orders: Orders) {}

  @Post('transfer-proposals')
  @Gives('proposeTransfer')
  propose(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('transfers')
  @Gives('sendTransfer')
  send(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('transfers/:transferId/acceptance')
  @Gives('acceptTransfer')
  accept(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('transfers/:transferId/rejection')
  @Gives('rejectTransfer')
  reject(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('transfers/:transferId/revocation')
  @Gives('revokeTransfer')
  revoke(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }
}
