import { DomainError } from '../errors.js';
import type { LocalDate } from '../time/instant.js';
import { INDICATOR_IDS, type IndicatorId } from '../indicators/definitions.js';
import { isLocalDate } from '../time/civil-date.js';
import { qualityIndicators } from './framework.js';
import { QUALITY_STEPS, SYSTEM_FACTS, type QualityFramework, type ReachedStep, type SystemFact } from './terms.js';

/** Why an indicator says nothing about this agency; the words stand in the form. Not having begun is step 0. */
export const NOT_APPLICABLE_REASONS = ['not_in_this_context', 'done_by_others', 'no_such_cases'] as const;
export type NotApplicableReason = (typeof NOT_APPLICABLE_REASONS)[number];

/** What can be looked at: a form, a document of the agency, a figure of the system for a period, a fact on a day. */
export type EvidenceLink =
  | { readonly kind: 'content'; readonly contentId: string }
  | { readonly kind: 'document'; readonly documentId: string }
  | {
      readonly kind: 'indicator';
      readonly indicator: IndicatorId;
      readonly from: LocalDate;
      readonly to: LocalDate;
    }
  | { readonly kind: 'fact'; readonly fact: SystemFact; readonly on: LocalDate };

/** Codes only. Exactly one of `step` and `notApplicable` is given. */
export interface QualityAnswer {
  readonly step: ReachedStep | null;
  readonly notApplicable: NotApplicableReason | null;
  readonly evidence: readonly EvidenceLink[];
}
export type QualityAnswers = Readonly<Record<string, QualityAnswer>>;

const includes = (list: readonly unknown[], value: unknown): boolean => list.includes(value);

function assertIndicatorExists(framework: QualityFramework, indicatorId: string): void {
  if (qualityIndicators(framework).some(({ id }) => id === indicatorId)) return;
  throw new DomainError('UNKNOWN_REFERENCE', 'QAF-1', 'The quality framework has no such indicator.', {
    field: '/payload/indicatorId',
    inputs: { framework: framework.version },
    remedy: 'Choose an indicator of the framework that this assessment answers.',
  });
}

function isPossible(link: EvidenceLink): boolean {
  switch (link.kind) {
    case 'content':
      return link.contentId !== '';
    case 'document':
      return link.documentId !== '';
    case 'indicator':
      return (
        includes(INDICATOR_IDS, link.indicator) &&
        isLocalDate(link.from) &&
        isLocalDate(link.to) &&
        link.from <= link.to
      );
    case 'fact':
      return includes(SYSTEM_FACTS, link.fact) && isLocalDate(link.on);
  }
}

function assertEvidencePossible(evidence: readonly EvidenceLink[]): void {
  const index = evidence.findIndex((link) => !isPossible(link));
  if (index === -1) return;
  throw new DomainError('VALUE_NOT_POSSIBLE', 'QAF-2', 'This evidence leads nowhere.', {
    field: `/payload/evidence/${String(index)}`,
    remedy: 'Name a form, a document, a figure with the first and the last day of its period, or a fact with its day.',
  });
}

/** QAF-1, QAF-2: an answer is a step or a reason why there is none, and its evidence can be opened. */
export function assertQualityAnswer(framework: QualityFramework, indicatorId: string, answer: QualityAnswer): void {
  assertIndicatorExists(framework, indicatorId);
  const { step, notApplicable, evidence } = answer;
  if ((step === null) === (notApplicable === null)) {
    throw new DomainError(
      'FIELD_MISSING',
      'QAF-1',
      'An indicator is answered by a step, or by why it does not apply.',
      {
        field: '/payload/step',
        remedy: 'Give the step that was reached, or the reason why the indicator does not apply.',
      },
    );
  }
  const isKnown =
    step === null ? includes(NOT_APPLICABLE_REASONS, notApplicable) : includes([0, ...QUALITY_STEPS], step);
  if (!isKnown) {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'QAF-1', 'This is not an answer of the quality framework.', {
      field: step === null ? '/payload/notApplicable' : '/payload/step',
      remedy: 'Choose a step from 0 to 3, or one of the known reasons.',
    });
  }
  assertEvidencePossible(evidence);
}

export interface AnswersCheck {
  readonly isComplete: boolean;
  readonly unanswered: readonly string[];
  /** Steps that are claimed with nothing to look at; they do not hold up an assessment, and who confirms it sees them. */
  readonly withoutEvidence: readonly string[];
}

/** QAF-1: every indicator is answered. */
export function checkQualityAnswers(framework: QualityFramework, answers: QualityAnswers): AnswersCheck {
  const ids = qualityIndicators(framework).map(({ id }) => id);
  const unanswered = ids.filter((id) => answers[id] === undefined);
  const withoutEvidence = ids.filter((id) => {
    const answer = answers[id];
    return answer !== undefined && (answer.step ?? 0) > 0 && answer.evidence.length === 0;
  });
  return { isComplete: unanswered.length === 0, unanswered, withoutEvidence };
}

/** QAF-1: nobody completes an assessment with gaps. */
export function assertQualityComplete(framework: QualityFramework, answers: QualityAnswers): void {
  const { unanswered } = checkQualityAnswers(framework, answers);
  if (unanswered.length === 0) return;
  throw new DomainError('FIELD_MISSING', 'QAF-1', 'The assessment has indicators without an answer.', {
    field: '/payload/answers',
    inputs: { missing: unanswered.length },
    remedy: `Answer the ${String(unanswered.length)} indicators that are left, or say why they do not apply.`,
  });
}
