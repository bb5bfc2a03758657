import type { QualityAnswer, QualityAnswers } from './answers.js';
import {
  QUALITY_LEVELS,
  type QualityDimension,
  type QualityFramework,
  type QualityLevel,
  type ReachedStep,
} from './terms.js';

export interface DimensionScore {
  readonly dimensionId: string;
  readonly clause: string;
  readonly indicators: number;
  readonly answered: number;
  readonly applicable: number;
  /** QAF-3: what every applicable indicator has reached; null where none applies or is answered. */
  readonly step: ReachedStep | null;
  readonly level: QualityLevel | null;
  /** How many applicable indicators stand at step 0, 1, 2 and 3. */
  readonly atStep: readonly [number, number, number, number];
}

function stepsOf({ indicators }: QualityDimension, answers: QualityAnswers): ReachedStep[] {
  return indicators.map(({ id }) => answers[id]?.step ?? null).filter((step) => step !== null);
}

/**
 * QAF-3: a dimension is as good as its weakest indicator: the framework lets it move on only when everything of a step is
 * done, and an average would hide what is critical.
 */
export function scoreDimension(dimension: QualityDimension, answers: QualityAnswers): DimensionScore {
  const given = dimension.indicators.map(({ id }): QualityAnswer | undefined => answers[id]);
  const steps = stepsOf(dimension, answers);
  const step = steps.length === 0 ? null : (Math.min(...steps) as ReachedStep);
  const count = (wanted: ReachedStep): number => steps.filter((it) => it === wanted).length;
  return {
    dimensionId: dimension.id,
    clause: dimension.clause,
    indicators: dimension.indicators.length,
    answered: given.filter((answer) => answer !== undefined).length,
    applicable: given.filter((answer) => answer?.notApplicable == null).length,
    step,
    level: step === null ? null : QUALITY_LEVELS[step],
    atStep: [count(0), count(1), count(2), count(3)],
  };
}

export function scoreAssessment(framework: QualityFramework, answers: QualityAnswers): readonly DimensionScore[] {
  return framework.dimensions.map((dimension) => scoreDimension(dimension, answers));
}
