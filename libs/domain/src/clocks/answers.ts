import type { Fact, FactType } from '../case/events.js';
import { arm, cancel, encounterEndOf, meet, type Board } from './board.js';
import { assignmentTerm, mandatoryReportTerm, responseTerm, urgentActionTerm } from './terms.js';

const ANSWER_FACTS = [
  'AssignmentAwaited',
  'ImmediateConcernRaised',
  'ImmediateConcernAddressed',
  'ReferralSent',
  'ReferralAnswered',
  'ReferralDone',
  'ReferralRevoked',
  'TransferSent',
  'TransferRejected',
  'TransferRevoked',
  'MandatoryReportRaised',
  'MandatoryReportDecided',
] as const satisfies readonly FactType[];
/** What somebody else has to answer, and what must not wait: clocks beside those of the case itself. */
export type AnswerFact = Extract<Fact, { type: (typeof ANSWER_FACTS)[number] }>;

export function isAnswerFact(fact: Fact): fact is AnswerFact {
  return (ANSWER_FACTS as readonly FactType[]).includes(fact.type);
}

export function answerFact(board: Board, fact: AnswerFact): void {
  switch (fact.type) {
    case 'ImmediateConcernRaised':
    case 'ImmediateConcernAddressed':
      urgentFact(board, fact);
      return;
    case 'AssignmentAwaited':
      arm(board, 'assignment', fact, assignmentTerm(board.policy, fact.occurredAt, fact.data.urgent));
      return;
    case 'ReferralSent': {
      const { referralId, priority } = fact.data;
      arm(board, 'referral_answer', fact, responseTerm(board.policy, 'REF-2', priority, fact.occurredAt), referralId);
      return;
    }
    case 'ReferralAnswered':
    case 'ReferralDone':
      meet(board, 'referral_answer', fact, fact.data.referralId);
      return;
    case 'ReferralRevoked':
      cancel(board, 'referral_answer', fact.occurredAt, fact.type, fact.data.referralId);
      return;
    case 'TransferSent':
      arm(board, 'transfer_answer', fact, responseTerm(board.policy, 'TR-6', fact.data.level, fact.occurredAt));
      return;
    case 'TransferRejected':
      meet(board, 'transfer_answer', fact);
      return;
    case 'TransferRevoked':
      cancel(board, 'transfer_answer', fact.occurredAt, fact.type);
      return;
    case 'MandatoryReportRaised': {
      const term = mandatoryReportTerm(board.policy, fact.occurredAt);
      if (term !== null) arm(board, 'mandatory_report', fact, term, fact.data.reportId);
      return;
    }
    case 'MandatoryReportDecided':
      if (fact.data.decision !== 'defer') meet(board, 'mandatory_report', fact, fact.data.reportId);
      return;
  }
}

/** A change of owner answers what waited for one: an assignment (FLOW-2) or a transfer (TR-5). */
export function endAnswers(board: Board, fact: Fact): void {
  meet(board, 'assignment', fact);
  if (fact.type === 'TransferAccepted') meet(board, 'transfer_answer', fact);
}

type UrgentFact = Extract<Fact, { type: 'ImmediateConcernRaised' | 'ImmediateConcernAddressed' }>;

/**
 * UA-4, A70, A80: a duty of its own for safety and interim care, when the encounter in which it was found has an end
 * in the record. Only a safety plan or a safe placement meets it; another answer lifts the gate and leaves the duty.
 */
function urgentFact(board: Board, fact: UrgentFact): void {
  const { immediateConcernId } = fact.data;
  if (fact.type === 'ImmediateConcernRaised') {
    const { type } = fact.data;
    const end = encounterEndOf(board, fact.data.encounterId);
    if (end === null || (type !== 'safety' && type !== 'interim_care')) return;
    arm(board, 'urgent_action', fact, urgentActionTerm(board.policy, end), immediateConcernId);
    return;
  }
  const { by } = fact.data;
  if (by === 'interim_care' || by === 'safety_plan') meet(board, 'urgent_action', fact, immediateConcernId);
}
