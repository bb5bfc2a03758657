import type { Word } from '../explain/language.js';
import type { IndicatorId } from '../indicators/definitions.js';

/** Steps that lead to the next level. An indicator at 0 has not taken the first one: it is critical. */
export const QUALITY_STEPS = [1, 2, 3] as const;
export type QualityStep = (typeof QUALITY_STEPS)[number];
export type ReachedStep = 0 | QualityStep;

/** Where a number of steps leads to, lowest first: `QUALITY_LEVELS[reached]`. */
export const QUALITY_LEVELS = ['critical', 'requires_improvement', 'meets_minimum', 'good_practice'] as const;
export type QualityLevel = (typeof QUALITY_LEVELS)[number];

export const QUALITY_LEVEL_WORDS: Readonly<Record<QualityLevel, Word>> = {
  critical: { en: 'Critical, act now', ar: 'حرج ويتطلب تحركًا فوريًا', fr: 'Critique, agir sans attendre' },
  requires_improvement: { en: 'Needs improvement', ar: 'يحتاج إلى تحسين', fr: 'À améliorer' },
  meets_minimum: { en: 'Meets the minimum', ar: 'يستوفي الحد الأدنى', fr: 'Atteint le minimum' },
  good_practice: { en: 'Good practice', ar: 'ممارسة جيدة', fr: 'Bonne pratique' },
};

/** What the system knows from its own files without counting cases. */
export const SYSTEM_FACTS = [
  'sop_reviewed_in_time',
  'service_map_reviewed_in_time',
  'dpia_in_time',
  'dpp_reviewed_in_time',
  'isp_reviewed_in_time',
  'providers_trained_in_time',
  'complaints_answered_in_time',
] as const;
export type SystemFact = (typeof SYSTEM_FACTS)[number];

/**
 * What of the system speaks for a step. A figure with a target speaks when the target is met; one that the context sets no
 * target for speaks when it is measured, because the step asks that somebody watches it.
 */
export type OwnEvidence = {
  readonly step: QualityStep;
  /** Only a part of what the step asks: it speaks against the step where it fails, but not for it where it holds. */
  readonly isPart?: true;
} & ({ readonly indicator: IndicatorId; readonly needs: 'measured' | 'target_met' } | { readonly fact: SystemFact });

export interface QualityIndicator {
  /** Never used for another indicator, also not in a later version. */
  readonly id: string;
  readonly words: Word;
  /** What is done when the first, second and third step is taken. */
  readonly steps: readonly [first: Word, second: Word, third: Word];
  readonly answeredBy?: readonly OwnEvidence[];
}

export interface QualityDimension {
  readonly id: string;
  /** Number in the framework of the inter-agency task force. */
  readonly clause: string;
  readonly words: Word;
  readonly indicators: readonly QualityIndicator[];
}

export interface QualityFramework {
  readonly version: number;
  readonly dimensions: readonly QualityDimension[];
}
