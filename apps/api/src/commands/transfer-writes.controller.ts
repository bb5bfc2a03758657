import { Controller, Inject, Post } from '@nestjs/common';
import { followNames } from '@caseward/persistence';
import type { Caller } from '../access/caller.js';
import { Gives } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import type { Order } from './order.js';
import { Ordered } from './ordered.js';
import { Orders, type OrderAnswer } from './orders.js';

/** A case that goes to another agency. */
@Controller('v1/cases/:caseId')
export class TransferWritesController {
  constructor(
    @Inject(API_PARTS) private readonly parts: ApiParts,
    @Inject(Orders) private readonly orders: Orders,
  ) {}

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
  async accept(@Ordered() order: Order): Promise<OrderAnswer> {
    const answer = await this.orders.give(order);
    await this.#follow(order.caller);
    return answer;
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

  /** IM-2: the name goes with the case. What is not done here is done before the next search in that agency. */
  async #follow({ personId, role, agencyId }: Caller): Promise<void> {
    if (agencyId === undefined) return;
    const { names, dataSource: record, secrets, clock, logger } = this.parts;
    try {
      const searcher = { personId, role, accessedAt: clock.now(), reason: null };
      await followNames({ names, record }, secrets.keyService, searcher, agencyId);
    } catch (error) {
      logger.warn({ err: error }, 'the names of cases that were taken over are not found yet');
    }
  }
}
