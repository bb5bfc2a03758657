import type { Fact, FactType } from '../case/events.js';
import type { ConcernAnswer, ImmediateConcernType } from '../case/vocabulary/first-contact.js';
import { arm, cancel, encounterEndOf, meet, tighten, type Board } from './board.js';
import { assignmentTerm, emergencyReviewTerm, mandatoryReportTerm, responseTerm, urgentActionTerm } from './terms.js';

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
  'IntakeEnded',
  'EmergencyAccessOpened',
  'EmergencyAccessReviewed',
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
    case 'IntakeEnded':
      cancel(board, 'assignment', fact.occurredAt, fact.type);
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
    case 'TransferSent': {
      const { transferId, level } = fact.data;
      arm(board, 'transfer_answer', fact, responseTerm(board.policy, 'TR-6', level, fact.occurredAt), transferId);
      return;
    }
    case 'TransferRejected':
      meet(board, 'transfer_answer', fact, fact.data.transferId);
      return;
    case 'TransferRevoked':
      cancel(board, 'transfer_answer', fact.occurredAt, fact.type, fact.data.transferId);
      return;
    case 'MandatoryReportRaised': {
      const term = mandatoryReportTerm(board.policy, fact.occurredAt);
      if (term !== null) arm(board, 'mandatory_report', fact, term, fact.data.reportId);
      return;
    }
    case 'MandatoryReportDecided':
      if (fact.data.decision !== 'defer') meet(board, 'mandatory_report', fact, fact.data.reportId);
      return;
    case 'EmergencyAccessOpened':
    case 'EmergencyAccessReviewed':
      emergencyFact(board, fact);
      return;
  }
}

/** IM-6: whatever becomes of the case, somebody looks into it. */
function emergencyFact(
  board: Board,
  fact: Extract<Fact, { type: 'EmergencyAccessOpened' | 'EmergencyAccessReviewed' }>,
): void {
  const { accessId } = fact.data;
  if (fact.type === 'EmergencyAccessReviewed') return meet(board, 'emergency_review', fact, accessId);
  arm(board, 'emergency_review', fact, emergencyReviewTerm(board.policy, fact.occurredAt), accessId);
}

/** A change of owner answers what waited for one: an assignment (FLOW-2) or a transfer (TR-5). */
export function endAnswers(board: Board, fact: Fact): void {
  meet(board, 'assignment', fact);
  if (fact.type === 'TransferAccepted') meet(board, 'transfer_answer', fact, fact.data.transferId);
}

type UrgentFact = Extract<Fact, { type: 'ImmediateConcernRaised' | 'ImmediateConcernAddressed' }>;

/**
 * UA-4, A70, A80: a duty of its own for safety and interim care, when the encounter in which it was found has an end
 * in the record. Only a safety plan or a safe placement meets it; another answer lifts the gate and leaves the duty.
 */
function urgentFact(board: Board, fact: UrgentFact): void {
  const { immediateConcernId } = fact.data;
  if (fact.type === 'ImmediateConcernRaised') {
    const { type, encounterId } = fact.data;
    // FLOW-2: what cannot wait does not wait for a caseworker either.
    tighten(board, 'assignment', assignmentTerm(board.policy, fact.occurredAt, true));
    const end = encounterEndOf(board, encounterId, fact.occurredAt);
    if (end === null || !needsSafeLeaving(type)) return;
    arm(board, 'urgent_action', fact, urgentActionTerm(board.policy, end), aboutConcern(type, immediateConcernId));
    return;
  }
  for (const type of LEFT_SAFELY_BY[fact.data.by]) {
    meet(board, 'urgent_action', fact, aboutConcern(type, immediateConcernId));
  }
}

type LeavingType = 'safety' | 'interim_care';

/** UA-4: safety needs a safety plan or a safe placement, a night without care a named place. */
const LEFT_SAFELY_BY: Readonly<Record<ConcernAnswer, readonly LeavingType[]>> = {
  safety_plan: ['safety'],
  interim_care: ['safety', 'interim_care'],
  service_reached: [],
  referral_accepted: [],
  informed_refusal: [],
};

function needsSafeLeaving(type: ImmediateConcernType): type is LeavingType {
  return type === 'safety' || type === 'interim_care';
}

function aboutConcern(type: LeavingType, immediateConcernId: string): string {
  return `${type}/${immediateConcernId}`;
}
