import { judgePolicyOverrides } from '@caseward/contracts';
import {
  attachCaseworker,
  attachToDataEntry,
  cardAlertFor,
  caseloadOf,
  caseloadReviewDuty,
  FEEDBACK_STATEMENTS,
  fileCheckDuty,
  fileCheckResult,
  identifiableView,
  localDateOf,
  pooledScore,
  referralExport,
  revealedBy,
  satisfactionOf,
  sexualViolenceCare,
  type Feedback,
  type FeedbackStatement,
  type Incident,
  type Instant,
  type LocalDate,
  type PolicySnapshot,
} from '@caseward/domain';
import type { Cast } from '../format/cast.js';
import { instantOf } from '../format/moments.js';
import { QUESTIONS, type QuestionInput, type QuestionName } from '../format/question.js';

/** What a question can be answered from. */
export interface Asked {
  readonly policy: PolicySnapshot;
  readonly cast: Cast;
  readonly now: Instant;
}

type Answering = { readonly [Name in QuestionName]: (asked: Asked, input: QuestionInput<Name>) => unknown };

const today = ({ policy, now }: Asked): LocalDate => localDateOf(policy.zone, now);

/** Optional fields of a file may be there without a value. */
function stated<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as never;
}

/** Feedback forms that answer one statement only. */
function formsOf(statement: FeedbackStatement, groups: QuestionInput<'satisfaction'>['feedback']): Feedback[] {
  return groups.flatMap(({ from, score, forms = 1 }) => {
    const scores = FEEDBACK_STATEMENTS.map((one) => (one === statement ? score : null));
    return Array.from({ length: forms }, (): Feedback => ({ from, scores }));
  });
}

/** The functions of the system that answer each question. */
const ANSWERS: Answering = {
  caseloadLoad: ({ policy }, { openCases }) => caseloadOf(policy, openCases),
  caseworkerSpan: ({ policy }, { attached, override }) => attachCaseworker(policy, attached, override),
  dataEntryLoad: ({ policy }, { cases, override }) => attachToDataEntry(policy, cases, override),
  caseloadReview: (asked, { lastReviewOn }) => caseloadReviewDuty(asked.policy, lastReviewOn, today(asked)),
  fileCheck: (asked, { onStaffSince, checkedOn = [] }) =>
    fileCheckDuty(asked.policy, { onStaffSince, checkedOn }, today(asked)),
  fileChecklist: (_, { answers }) => fileCheckResult(stated(answers)),
  policyLint: (_, { policy }) => judgePolicyOverrides(policy),
  windows: ({ policy, now }, { incident }) => {
    const known: Incident = 'at' in incident ? { at: instantOf(policy.zone, incident.at) } : incident;
    return sexualViolenceCare(policy, known, now);
  },
  referralCard: ({ policy, now }, { area }) => ({ alert: cardAlertFor(policy, area, now) }),
  caseCodeReveals: (_, { code, ...facts }) => ({ reveals: revealedBy(code, stated(facts)) }),
  referralExport: (_, { code, facts, consent, ...referral }) =>
    referralExport(stated(referral), { caseCode: code, facts }, stated(consent)),
  identifiableView: ({ cast }, { of, ownedBy }) =>
    identifiableView(cast.actor(of), { caseId: 'asked', owner: cast.owner(ownedBy) }, []),
  satisfaction: ({ policy }, { statement = 'overall_satisfied', feedback }) =>
    satisfactionOf(policy, formsOf(statement, feedback), statement),
  pooledScore: (_, { statement, score }) => ({ pooled: pooledScore(statement, score) }),
};

/** @throws DomainError where the rules refuse */
export function answerTo(name: QuestionName, asked: Asked, input: unknown): unknown {
  return (ANSWERS[name] as (asked: Asked, input: unknown) => unknown)(asked, QUESTIONS[name].parse(input));
}
