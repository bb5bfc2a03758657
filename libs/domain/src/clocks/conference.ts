import type { EventOf } from '../case/events.js';
import { cadenceLevelOf, NO_RISK } from '../policy/policy.js';
import { arm, type Board } from './board.js';
import { assessmentTerm, planTerm } from './terms.js';

/**
 * CONF-2: a conference that asks for another plan or a re-assessment makes it a duty, counted like one that a rise
 * opens. CLK-9: it moves no date of a duty that runs already.
 */
export function concludeConference(board: Board, fact: EventOf<'ConferenceConcluded'>): void {
  const level = cadenceLevelOf(board.policy, board.level) ?? 'LOW';
  if (board.closed || (board.level === NO_RISK && !board.planAgreed)) return;
  const { planChange, reassess } = fact.data;
  if (reassess && board.assessed && !board.open.has('reassessment')) {
    arm(board, 'reassessment', fact, assessmentTerm(board.policy, level, fact.occurredAt, null, 'CONF-2'));
  }
  if (planChange && board.planAgreed && !board.open.has('plan_revision')) {
    arm(board, 'plan_revision', fact, planTerm(board.policy, level, fact.occurredAt, 'CONF-2'));
  }
}
