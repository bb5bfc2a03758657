import { Controller, Inject, Post } from '@nestjs/common';
import { Gives } from '../access/route-access.js';
import type { Order } from './order.js';
import { Ordered } from './ordered.js';
import { Orders, type OrderAnswer } from './orders.js';

/** First contact besides the ordinary way: urgent action, consent that changes, assignment, advice. */
@Controller('v1/cases/:caseId')
export class IntakeWritesController {
  constructor(@Inject(Orders) private readonly orders: Orders) {}

  @Post('immediate-concerns')
  @Gives('raiseImmediateConcern')
  raiseImmediateConcern(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('urgent-screens')
  @Gives('recordUrgentScreen')
  recordUrgentScreen(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('immediate-concerns/:immediateConcernId/answer')
  @Gives('addressImmediateConcern')
  addressImmediateConcern(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('advice')
  @Gives('recordAdvice')
  advise(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('consent-withdrawals')
  @Gives('withdrawConsent')
  withdrawConsent(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('without-consent')
  @Gives('proposeWithoutConsent')
  proposeWithoutConsent(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('without-consent/current/authorisation')
  @Gives('authoriseWithoutConsent')
  authoriseWithoutConsent(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('without-consent/current/refusal')
  @Gives('refuseWithoutConsent')
  refuseWithoutConsent(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('assignment')
  @Gives('assignCase')
  assign(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('conflicts-of-interest')
  @Gives('declareConflictOfInterest')
  declareConflict(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('conflicts-of-interest/current/resolution')
  @Gives('resolveConflictOfInterest')
  resolveConflict(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('birth')
  @Gives('recordBirth')
  recordBirth(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('profile')
  @Gives('recordProfile')
  recordProfile(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post('notes')
  @Gives('recordNote')
  note(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }
}
