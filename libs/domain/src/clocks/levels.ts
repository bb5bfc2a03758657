import type { EventOf, Fact } from '../case/events.js';
import { highestLevel, NO_RISK, rankOf } from '../policy/policy.js';
import { arm, cancel, encounterEndOf, isOverdue, loosen, tighten, type Board } from './board.js';
import { lowerCadence, raiseCadence } from './cadence.js';
import { assessmentTerm, closureDecisionTerm, planTerm } from './terms.js';

/** RISK-1: the level follows from the concerns; what the clocks do follows from the direction it moved. */
export function rateConcern(board: Board, fact: EventOf<'ConcernRated'>): void {
  board.concerns.set(fact.data.concernId, fact.data.to);
  const before = board.level;
  board.level = highestLevel(board.policy, [...board.concerns.values()]);
  if (board.level === before || board.closed) return;
  board.levels.push({ at: fact.occurredAt, level: board.level });
  if (rankOf(board.policy, board.level) > rankOf(board.policy, before)) raise(board, fact);
  else lower(board, fact);
}

/** RISK-3 with A40..A43 and A50. */
function raise(board: Board, fact: EventOf<'ConcernRated'>): void {
  const { policy, level } = board;
  const at = fact.occurredAt;
  const assessBy = assessmentTerm(policy, level, at, encounterEndOf(board, fact.data.encounterId, at), 'RISK-3');
  const planBy = planTerm(policy, level, at, 'RISK-3');
  cancel(board, 'closure_decision', at, 'RISK-3');
  if (!board.assessed) {
    if (board.stopped) arm(board, 'assessment', fact, assessBy);
    else tighten(board, 'assessment', assessBy);
  } else {
    if (fact.data.sourceForm !== 'assessment') openOrTighten(board, 'reassessment', fact, assessBy);
    if (board.planAgreed) openOrTighten(board, 'plan_revision', fact, planBy);
    else openOrTighten(board, 'plan', fact, planBy);
  }
  board.stopped = false;
  raiseCadence(board, fact);
}

/** A41: a second rise keeps the same duty and the earlier date. */
function openOrTighten(
  board: Board,
  kind: 'reassessment' | 'plan_revision' | 'plan',
  fact: Fact,
  term: ReturnType<typeof planTerm>,
): void {
  if (board.open.has(kind)) tighten(board, kind, term);
  else arm(board, kind, fact, term);
}

/** RISK-4, RISK-5, A44..A49. */
function lower(board: Board, fact: EventOf<'ConcernRated'>): void {
  const at = fact.occurredAt;
  if (board.level === NO_RISK && !board.planAgreed) {
    stopBeforePlan(board, fact);
    return;
  }
  for (const kind of ['assessment', 'reassessment', 'plan', 'plan_revision'] as const) {
    const open = board.open.get(kind);
    if (open === undefined) continue;
    if (board.level === NO_RISK) {
      if (!isOverdue(open, at)) cancel(board, kind, at, 'RISK-6');
      continue;
    }
    const isPlan = kind === 'plan' || kind === 'plan_revision';
    const term = isPlan
      ? planTerm(board.policy, board.level, open.anchor, 'RISK-4')
      : assessmentTerm(board.policy, board.level, open.anchor, null, 'RISK-4');
    loosen(board, kind, at, term);
  }
  lowerCadence(board, at);
}

/** RISK-5, A48, A51: every clock stops, overdue ones too (their breach stays); closing or keeping open is decided soon. */
export function stopBeforePlan(board: Board, fact: Fact): void {
  for (const kind of ['assessment', 'reassessment', 'plan', 'plan_revision'] as const) {
    cancel(board, kind, fact.occurredAt, 'RISK-5');
  }
  board.stopped = true;
  arm(board, 'closure_decision', fact, closureDecisionTerm(board.policy, fact.occurredAt));
}

/** CLK-1, CLK-7: registration or re-opening. */
export function startAssessmentClock(board: Board, fact: EventOf<'CaseRegistered'> | EventOf<'CaseReopened'>): void {
  board.levels.push({ at: fact.occurredAt, level: board.level });
  if (board.level === NO_RISK) {
    stopBeforePlan(board, fact);
    return;
  }
  const end = encounterEndOf(board, fact.data.encounterId, fact.occurredAt);
  arm(board, 'assessment', fact, assessmentTerm(board.policy, board.level, fact.occurredAt, end));
}
