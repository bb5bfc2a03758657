import type {
  QualityActionsView,
  QualityAnswersView,
  QualityAssessmentView,
  QualityFrameworkView,
  QualitySuggestionsView,
} from '@caseward/contracts';
import {
  checkQualityAnswers,
  endOfDate,
  NOT_APPLICABLE_REASONS,
  NOT_APPLICABLE_WORDS,
  QUALITY_CHANGE_WORDS,
  QUALITY_CHANGES,
  QUALITY_FRAMEWORK,
  QUALITY_LEVEL_WORDS,
  QUALITY_LEVELS,
  qualityFramework,
  scoreAssessment,
  SYSTEM_FACT_WORDS,
  SYSTEM_FACTS,
  type IndicatorId,
  type IndicatorTable,
  type Instant,
  type Measure,
  type QualityAction,
  type QualityAssessment,
  type QualityFramework,
  type SuggestedStep,
  type Zone,
} from '@caseward/domain';

type Words = QualityFrameworkView['dimensions'][number]['words'];

function worded<Code extends string>(codes: readonly Code[], words: Readonly<Record<Code, Words>>) {
  return codes.map((code) => ({ code, words: words[code] }));
}

export function frameworkView({ version, dimensions }: QualityFramework): QualityFrameworkView {
  return {
    version,
    levels: worded(QUALITY_LEVELS, QUALITY_LEVEL_WORDS),
    reasons: worded(NOT_APPLICABLE_REASONS, NOT_APPLICABLE_WORDS),
    facts: worded(SYSTEM_FACTS, SYSTEM_FACT_WORDS),
    changes: worded(QUALITY_CHANGES, QUALITY_CHANGE_WORDS),
    dimensions: dimensions.map(({ indicators, ...dimension }) => ({
      ...dimension,
      indicators: indicators.map(({ answeredBy = [], steps, ...indicator }) => ({
        ...indicator,
        steps: [...steps],
        answeredBy: [...answeredBy],
      })),
    })),
  };
}

/** Only versions that were published are recorded. */
export function frameworkOf({ framework }: QualityAssessment): QualityFramework {
  return qualityFramework(framework) ?? QUALITY_FRAMEWORK;
}

export function assessmentView(assessment: QualityAssessment): QualityAssessmentView {
  const { answers, contents: _, lastAt: __, ...rest } = assessment;
  const framework = frameworkOf(assessment);
  const { unanswered, withoutEvidence } = checkQualityAnswers(framework, answers);
  return {
    ...rest,
    unanswered: [...unanswered],
    withoutEvidence: [...withoutEvidence],
    scores: scoreAssessment(framework, answers).map((score) => ({ ...score, atStep: [...score.atStep] })),
  };
}

export function answersView(assessment: QualityAssessment): QualityAnswersView {
  const answers = Object.entries(assessment.answers).map(([indicatorId, { evidence, ...answer }]) => [
    indicatorId,
    { ...answer, evidence: [...evidence], contentId: assessment.contents[indicatorId] ?? null },
  ]);
  return { ...assessmentView(assessment), answers: Object.fromEntries(answers) as QualityAnswersView['answers'] };
}

export function actionsView(actions: readonly QualityAction[], zone: Zone, now: Instant): QualityActionsView {
  return {
    items: actions.map(({ added: { at, by }, ...action }) => ({
      ...action,
      isOverdue: action.status === 'open' && endOfDate(zone, action.dueOn) <= now,
      added: { at, by },
    })),
  };
}

export function suggestionView({ because, ...suggestion }: SuggestedStep): QualitySuggestionsView['items'][number] {
  return { ...suggestion, because: because.map((reason) => ({ ...reason })) };
}

/** The figures of the agency as a whole, as far as a suggestion needs them. */
export function measuresOf(tables: readonly IndicatorTable[]): Partial<Record<IndicatorId, Measure>> {
  return Object.fromEntries(
    tables.map(({ indicator, total: { numerator, denominator, isMet } }) => [
      indicator,
      { counted: denominator ?? numerator ?? 0, isTargetMet: isMet },
    ]),
  );
}
