import { authorOf } from '../../access/actor.js';
import type { QualityAnswer } from '../../quality/answers.js';
import type { QualityStep } from '../../quality/terms.js';
import type { Instant, LocalDate } from '../../time/instant.js';
import type { DutyFactOf } from '../events.js';
import type { DutyState } from '../file.js';
import type { QualityActionOutcome } from './quality-vocabulary.js';

interface Signed {
  readonly at: Instant;
  readonly by: string;
}

export interface QualityAssessment {
  readonly assessmentId: string;
  readonly framework: number;
  readonly status: 'open' | 'completed' | 'confirmed';
  readonly started: Signed;
  readonly completed: Signed | null;
  readonly confirmed: Signed | null;
  readonly answers: Readonly<Record<string, QualityAnswer>>;
  /** The form with the explanation of an answer, by indicator. */
  readonly contents: Readonly<Record<string, string>>;
  /** When something last happened to it. */
  readonly lastAt: Instant;
}

export interface QualityAction {
  readonly actionId: string;
  readonly assessmentId: string;
  readonly indicatorId: string;
  readonly towards: QualityStep;
  readonly ownerId: string;
  readonly dueOn: LocalDate;
  readonly status: 'open' | 'completed' | 'reviewed' | 'dropped';
  readonly outcome: QualityActionOutcome | null;
  readonly added: Signed & { readonly seq: number };
  readonly completed: Signed | null;
  readonly dropped: Signed | null;
  readonly contentId: string | null;
}

type FactOf = DutyState['facts'][number];
const signed = ({ occurredAt, actor }: FactOf): Signed => ({ at: occurredAt, by: authorOf(actor) });

type Answered = DutyFactOf<'QualityIndicatorAnswered'>;

function answered(before: QualityAssessment, { data, occurredAt }: Answered): QualityAssessment {
  const { indicatorId, step, notApplicable, evidence, content } = data;
  return {
    ...before,
    answers: { ...before.answers, [indicatorId]: { step, notApplicable, evidence } },
    contents: content === undefined ? before.contents : { ...before.contents, [indicatorId]: content.contentId },
    lastAt: occurredAt,
  };
}

function assessmentAfter(before: QualityAssessment | undefined, fact: FactOf): QualityAssessment | undefined {
  if (fact.type === 'QualityAssessmentStarted') {
    const { assessmentId, framework } = fact.data;
    const begun = { completed: null, confirmed: null, answers: {}, contents: {}, lastAt: fact.occurredAt };
    return { assessmentId, framework, status: 'open', started: signed(fact), ...begun };
  }
  if (before === undefined) return undefined;
  const lastAt = fact.occurredAt;
  switch (fact.type) {
    case 'QualityIndicatorAnswered':
      return answered(before, fact);
    case 'QualityAssessmentCompleted':
      return { ...before, status: 'completed', completed: signed(fact), lastAt };
    case 'QualityAssessmentReturned':
      return { ...before, status: 'open', completed: null, lastAt };
    case 'QualityAssessmentConfirmed':
      return { ...before, status: 'confirmed', confirmed: signed(fact), lastAt };
    default:
      return before;
  }
}

/** The agency's assessments, oldest first. */
export function qualityAssessments({ facts }: Pick<DutyState, 'facts'>): readonly QualityAssessment[] {
  const found = new Map<string, QualityAssessment>();
  for (const fact of facts) {
    if (!('assessmentId' in fact.data) || fact.type === 'QualityActionAdded') continue;
    const { assessmentId } = fact.data;
    const after = assessmentAfter(found.get(assessmentId), fact);
    if (after !== undefined) found.set(assessmentId, after);
  }
  return [...found.values()];
}

function actionAfter(before: QualityAction | undefined, fact: FactOf): QualityAction | undefined {
  if (fact.type === 'QualityActionAdded') {
    const { content, ...planned } = fact.data;
    const begun = { status: 'open', outcome: null, completed: null, dropped: null } as const;
    const added = { ...signed(fact), seq: fact.seq };
    return { ...planned, ...begun, added, contentId: content?.contentId ?? null };
  }
  if (before === undefined) return undefined;
  switch (fact.type) {
    case 'QualityActionCompleted':
      return { ...before, status: 'completed', completed: signed(fact) };
    case 'QualityActionReviewed':
      return { ...before, status: 'reviewed', outcome: fact.data.outcome };
    case 'QualityActionDropped':
      return { ...before, status: 'dropped', dropped: signed(fact) };
    default:
      return before;
  }
}

/** The agency's action plan, in the order in which actions were added. */
export function qualityActions({ facts }: Pick<DutyState, 'facts'>): readonly QualityAction[] {
  const found = new Map<string, QualityAction>();
  for (const fact of facts) {
    if (!('actionId' in fact.data)) continue;
    const { actionId } = fact.data;
    const after = actionAfter(found.get(actionId), fact);
    if (after !== undefined) found.set(actionId, after);
  }
  return [...found.values()];
}
