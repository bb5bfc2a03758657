import { Controller, Inject, Post } from '@nestjs/common';
import { Gives } from '../access/route-access.js';
import type { Order } from './order.js';
import { Ordered, OrderedByName } from './ordered.js';
import { Orders, type OrderAnswer } from './orders.js';

/** One route for each command on a case, in the order of a case's life. */
@Controller('v1/cases')
export class CaseWritesController {
  constructor(@Inject(Orders) private readonly orders: Orders) {}

  @Post()
  @Gives('identifyChild')
  identify(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post(':caseId/eligibility-answers')
  @Gives('answerEligibility')
  answerEligibility(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post(':caseId/consents')
  @Gives('recordConsent')
  recordConsent(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post(':caseId/registration')
  @Gives('registerCase')
  register(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post(':caseId/encounter-ends')
  @Gives('recordEncounterEnd')
  recordEncounterEnd(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post(':caseId/assessments')
  @Gives('completeAssessment')
  assess(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post(':caseId/follow-ups')
  @Gives('recordFollowUp')
  followUp(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post(':caseId/reviews')
  @Gives('holdReview')
  review(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post(':caseId/concern-ratings')
  @Gives('rateConcern')
  rateConcern(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post(':caseId/lowerings/:concernId/confirmation')
  @Gives('confirmLowering')
  confirmLowering(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post(':caseId/lowerings/:concernId/return')
  @Gives('returnLowering')
  returnLowering(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post(':caseId/policy')
  @Gives('adoptPolicy')
  adoptPolicy(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  @Post(':caseId/owner')
  @Gives('reassignCase')
  reassign(@Ordered() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }

  /** Any command by its name, as scenario files and relays have it. */
  @Post(':caseId/commands')
  @Gives('any')
  any(@OrderedByName() order: Order): Promise<OrderAnswer> {
    return this.orders.give(order);
  }
}
