import type { Owner } from '../access/actor.js';
import type { Fact } from '../case/events.js';
import type { Obligation } from '../case/obligation.js';
import { NO_RISK, textOf, type PolicySnapshot, type RiskLevel } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';
import { arm, cancel, cancelAll, meet, newBoard, startEpisode, type Board } from './board.js';
import { countFollowUp, countReview, startImplementation } from './cadence.js';
import { concludeConference } from './conference.js';
import { rateConcern, startAssessmentClock } from './levels.js';
import { answerFact, endAnswers, isAnswerFact } from './answers.js';
import { annulledFacts, effectiveAt, recordDeath } from './death.js';
import { policyInTime } from './policy-in-time.js';
import { finalReviewTerm, planTerm, signOffTerm } from './terms.js';

/** Every obligation that the facts ever made, with its due date and end, as it happened. */
export interface Timeline {
  readonly obligations: readonly Obligation[];
  readonly level: RiskLevel;
  readonly levelSince: Instant | null;
  /** A34: who and what held at a moment, by the order of occurrence. */
  readonly levelAt: (instant: Instant) => RiskLevel;
  readonly ownerAt: (instant: Instant) => Owner | null;
}

/**
 * TIME-9: goes through the facts in the order of `occurredAt` (then of recording), whatever the order of entry.
 * Pure and complete: late entries need no other path than this one.
 * @param policy the one that the case began with; others take over where they were adopted (A31)
 */
export function timelineOf(policy: PolicySnapshot, firstOwner: Owner | null, facts: readonly Fact[]): Timeline {
  const annulled = annulledFacts(facts);
  const adoptions = facts.filter(({ type }) => type === 'PolicyAdopted');
  const policyOf = ({ occurredAt }: Fact): PolicySnapshot => policyInTime(policy, adoptions, occurredAt);
  const moments = new Map(facts.map((fact) => [fact, effectiveAt(policyOf(fact), fact)]));
  const momentOf = (fact: Fact): Instant => moments.get(fact) ?? fact.occurredAt;
  const ordered = facts
    .filter((fact) => !annulled.has(fact))
    .sort((a, b) => (momentOf(a) === momentOf(b) ? a.seq - b.seq : momentOf(a) < momentOf(b) ? -1 : 1));
  const board = newBoard(policy, ordered);
  for (const fact of ordered) {
    if (fact.type === 'PolicyAdopted') board.policy = fact.data.policy;
    else happen(board, fact, momentOf(fact));
  }
  return {
    obligations: [...board.ended, ...board.open.values()],
    level: board.level,
    levelSince: board.levels.at(-1)?.at ?? null,
    // Before the registration nothing was rated: a level that came later is no level of then.
    levelAt: (instant) => lastUpTo(board.levels, instant)?.level ?? NO_RISK,
    ownerAt: (instant) => lastUpTo(board.owners, instant)?.owner ?? firstOwner,
  };
}

function lastUpTo<Entry extends { readonly at: Instant }>(
  entries: readonly Entry[],
  instant: Instant,
): Entry | undefined {
  return entries.findLast(({ at }) => at <= instant);
}

function happen(board: Board, fact: Fact, at: Instant): void {
  if (isAnswerFact(fact)) return answerFact(board, fact);
  if (fact.type === 'ConferenceConcluded') return concludeConference(board, fact);
  switch (fact.type) {
    case 'CaseRegistered':
    case 'CaseReopened':
      begin(board, fact);
      return;
    case 'AssessmentCompleted':
      assess(board, fact);
      return;
    case 'ConcernRated':
      rateConcern(board, fact);
      return;
    case 'PlanAgreed':
    case 'PlanSignedOff':
    case 'PlanReturned':
    case 'PlanActionStarted':
      planFact(board, fact);
      return;
    case 'FollowUpRecorded':
      if (fact.data.qualifies && !board.closed) countFollowUp(board, fact);
      return;
    case 'ReviewHeld':
      if (!board.closed) countReview(board, fact);
      return;
    case 'CaseClosed':
      close(board, fact);
      return;
    case 'ClosureReturned':
    case 'CaseKeptOpen':
      meet(board, 'closure_decision', fact);
      return;
    case 'FinalReviewHeld':
      meet(board, 'post_closure_review', fact);
      return;
    case 'CaseReassigned':
    case 'CaseAssigned':
    case 'TransferAccepted':
      changeOwner(board, fact);
      return;
    case 'DeathRecorded':
      recordDeath(board, at);
      return;
    default:
      return;
  }
}

/** CLK-7, REOP-1: a new episode; what leaving unsafe after the last closure still owes stays (UA-4). */
function begin(board: Board, fact: Extract<Fact, { type: 'CaseRegistered' | 'CaseReopened' }>): void {
  cancel(board, 'post_closure_review', fact.occurredAt, 'REOP-1');
  startEpisode(board, fact.data.concerns);
  startAssessmentClock(board, fact);
}

/** A34, TR-5: who is responsible from this moment on; due dates stay. */
function changeOwner(board: Board, fact: Extract<Fact, { data: { readonly from: Owner; readonly to: Owner } }>): void {
  if (board.owners.length === 0) board.owners.push({ at: '', owner: fact.data.from });
  board.owners.push({ at: fact.occurredAt, owner: fact.data.to });
  endAnswers(board, fact);
}

/** CLK-1, CLK-2, A52: the first assessment starts the plan clock; a re-assessment does not start it again. */
function assess(board: Board, fact: Fact): void {
  if (board.closed) {
    return;
  }
  meet(board, 'reassessment', fact);
  if (board.assessed) return;
  board.assessed = true;
  meet(board, 'assessment', fact);
  if (board.level !== NO_RISK && !board.open.has('plan')) {
    arm(board, 'plan', fact, planTerm(board.policy, board.level, fact.occurredAt));
  }
}

type PlanFact = Extract<Fact, { type: 'PlanAgreed' | 'PlanSignedOff' | 'PlanReturned' | 'PlanActionStarted' }>;

function planFact(board: Board, fact: PlanFact): void {
  if (board.closed) return;
  if (fact.type === 'PlanAgreed') {
    board.planAgreed = true;
    meet(board, 'plan', fact);
    meet(board, 'plan_revision', fact);
    cancel(board, 'plan_signoff', fact.occurredAt, 'PlanAgreed');
    arm(board, 'plan_signoff', fact, signOffTerm(board.policy, fact.occurredAt));
    return;
  }
  if (fact.type === 'PlanReturned') {
    // A returned plan is owed again: without this clock a high-risk case could wait for ever.
    meet(board, 'plan_signoff', fact);
    if (!board.open.has('plan_revision')) {
      const level = board.level === NO_RISK ? 'LOW' : board.level;
      arm(board, 'plan_revision', fact, planTerm(board.policy, level, fact.occurredAt));
    }
    return;
  }
  if (fact.type === 'PlanSignedOff') meet(board, 'plan_signoff', fact);
  if (startsImplementation(board, fact)) startImplementation(board, fact);
}

/** CLK-3, A54. A31: a sign-off that waited for the first action goes on waiting for it under a version without this wait. */
function startsImplementation(board: Board, { type }: PlanFact): boolean {
  if (board.implementedFrom !== null) return false;
  const waits = textOf(board.policy, 'implementation.start_trigger') === 'first_action';
  if (type === 'PlanSignedOff') board.awaitsFirstAction = waits;
  return type === 'PlanSignedOff' ? !waits : type === 'PlanActionStarted' && (waits || board.awaitsFirstAction);
}

/** A56: what was overdue is cancelled too, and its breach stays; POST-1: the final review is owed. */
function close(board: Board, fact: Extract<Fact, { type: 'CaseClosed' }>): void {
  meet(board, 'closure_decision', fact);
  cancelAll(board, fact.occurredAt, 'CaseClosed');
  board.closed = true;
  if (fact.data.finalReview) arm(board, 'post_closure_review', fact, finalReviewTerm(board.policy, fact.occurredAt));
}
