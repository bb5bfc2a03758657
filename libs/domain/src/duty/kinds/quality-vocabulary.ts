import type { WithContent } from '../../case/vocabulary/content.js';
import type { EvidenceLink, NotApplicableReason } from '../../quality/answers.js';
import type { QualityStep, ReachedStep } from '../../quality/terms.js';
import type { LocalDate } from '../../time/instant.js';

interface WithAssessment {
  readonly assessmentId: string;
}
interface WithAction {
  readonly actionId: string;
}

interface Answer extends WithAssessment {
  readonly indicatorId: string;
  readonly step: ReachedStep | null;
  readonly notApplicable: NotApplicableReason | null;
  readonly evidence: readonly EvidenceLink[];
}

/** Something to do so that an indicator takes its next step. What exactly stands in the form. */
interface PlannedQualityAction extends WithAction, WithAssessment {
  readonly indicatorId: string;
  readonly towards: QualityStep;
  readonly ownerId: string;
  readonly dueOn: LocalDate;
}

export const QUALITY_ACTION_OUTCOMES = ['effective', 'not_effective'] as const;
export type QualityActionOutcome = (typeof QUALITY_ACTION_OUTCOMES)[number];

/** What an agency does about its quality. Reasons and explanations stand in the forms. */
export interface QualityPayloads {
  readonly startQualityAssessment: WithContent & WithAssessment;
  readonly answerQualityIndicator: WithContent & Answer;
  readonly completeQualityAssessment: WithContent & WithAssessment;
  readonly confirmQualityAssessment: WithContent & WithAssessment;
  readonly returnQualityAssessment: WithContent & WithAssessment;
  readonly addQualityAction: WithContent & PlannedQualityAction;
  readonly completeQualityAction: WithContent & WithAction;
  readonly reviewQualityAction: WithContent & WithAction & { readonly outcome: QualityActionOutcome };
  readonly dropQualityAction: WithContent & WithAction;
}

export interface QualityFacts {
  /** The version of the framework that is answered. */
  readonly QualityAssessmentStarted: WithContent & WithAssessment & { readonly framework: number };
  readonly QualityIndicatorAnswered: WithContent & Answer;
  readonly QualityAssessmentCompleted: WithContent & WithAssessment;
  readonly QualityAssessmentConfirmed: WithContent & WithAssessment;
  readonly QualityAssessmentReturned: WithContent & WithAssessment;
  readonly QualityActionAdded: WithContent & PlannedQualityAction;
  readonly QualityActionCompleted: WithContent & WithAction;
  readonly QualityActionReviewed: WithContent & WithAction & { readonly outcome: QualityActionOutcome };
  readonly QualityActionDropped: WithContent & WithAction;
}
