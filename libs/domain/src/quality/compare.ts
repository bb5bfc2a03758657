import type { QualityAnswer, QualityAnswers } from './answers.js';
import { qualityIndicators } from './framework.js';
import { scoreDimension } from './score.js';
import type { QualityFramework, ReachedStep } from './terms.js';

export const QUALITY_CHANGES = [
  'improved',
  'same',
  'worse',
  'newly_answered',
  'no_longer_answered',
  'unanswered',
] as const;
export type QualityChange = (typeof QUALITY_CHANGES)[number];

export interface IndicatorChange {
  readonly indicatorId: string;
  readonly before: ReachedStep | null;
  readonly after: ReachedStep | null;
  readonly change: QualityChange;
}

export interface DimensionChange {
  readonly dimensionId: string;
  readonly before: ReachedStep | null;
  readonly after: ReachedStep | null;
  readonly change: QualityChange;
}

export interface QualityComparison {
  readonly dimensions: readonly DimensionChange[];
  readonly indicators: readonly IndicatorChange[];
  readonly counts: Readonly<Record<QualityChange, number>>;
}

function changeOf(before: ReachedStep | null, after: ReachedStep | null): QualityChange {
  if (before === null) return after === null ? 'unanswered' : 'newly_answered';
  if (after === null) return 'no_longer_answered';
  if (after === before) return 'same';
  return after > before ? 'improved' : 'worse';
}

/** Not applicable counts as no step: an indicator that begins to apply is newly answered, not improved. */
const stepOf = (answer: QualityAnswer | undefined): ReachedStep | null => answer?.step ?? null;

/** QAF-4: two assessments side by side, over the indicators of the newer framework. Ids keep their meaning over versions. */
export function compareAssessments(
  framework: QualityFramework,
  before: QualityAnswers,
  after: QualityAnswers,
): QualityComparison {
  const indicators = qualityIndicators(framework).map(({ id }): IndicatorChange => {
    const [was, is] = [stepOf(before[id]), stepOf(after[id])];
    return { indicatorId: id, before: was, after: is, change: changeOf(was, is) };
  });
  const dimensions = framework.dimensions.map((dimension): DimensionChange => {
    const [was, is] = [scoreDimension(dimension, before).step, scoreDimension(dimension, after).step];
    return { dimensionId: dimension.id, before: was, after: is, change: changeOf(was, is) };
  });
  const count = (wanted: QualityChange): number => indicators.filter(({ change }) => change === wanted).length;
  const counts = Object.fromEntries(QUALITY_CHANGES.map((change) => [change, count(change)]));
  return { dimensions, indicators, counts: counts as Record<QualityChange, number> };
}
