import { Controller, Inject, Post } from '@nestjs/common';
import { Gives } from '../access/route-access.js';
import type { Order } from './order.js';
import { Ordered } from './ordered.js';
import { Orders, type OrderAnswer } from './orders.js';

/** Services, referrals and what child and caregiver think of them. */
@Controller('v1/cases/:caseId')
export class ServiceWritesController {
  constructor(@Inject(Orders) private readonly orders: Orders) {}

  @Post('services')
  @Gives('recordService')
  recordService(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('feedback')
  @Gives('recordFeedback')
  recordFeedback(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('referral-drafts')
  @Gives('draftReferral')
  draft(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('referrals')
  @Gives('sendReferral')
  send(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('referrals/:referralId/override')
  @Gives('overrideSharing')
  override(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('referrals/:referralId/explanation')
  @Gives('explainSharing')
  explain(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('referrals/:referralId/answer')
  @Gives('answerReferral')
  answer(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('referrals/:referralId/result')
  @Gives('reportReferralDone')
  reportDone(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('referrals/:referralId/revocation')
  @Gives('revokeReferral')
  revoke(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }
}
