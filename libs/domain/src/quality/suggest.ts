import type { IndicatorId } from '../indicators/definitions.js';
import { qualityIndicators } from './framework.js';
import type { OwnEvidence, QualityFramework, QualityIndicator, QualityStep, SystemFact } from './terms.js';

/** A figure of the system for the period that the assessment looks at. */
export interface Measure {
  /** How many cases, acts or people stand behind it; with none, the figure says nothing. */
  readonly counted: number;
  /** Null where the context sets no target. */
  readonly isTargetMet: boolean | null;
}

/** What the system can say about the agency; what is absent is not known. */
export interface OwnRecord {
  readonly indicators: Readonly<Partial<Record<IndicatorId, Measure>>>;
  readonly facts: Readonly<Partial<Record<SystemFact, boolean>>>;
}

export interface SuggestedReason {
  readonly evidence: OwnEvidence;
  /** Null: the system does not know. */
  readonly holds: boolean | null;
}

export interface SuggestedStep {
  readonly indicatorId: string;
  /** The highest step that something speaks for and nothing speaks against; null: the system cannot say. */
  readonly step: QualityStep | null;
  /** The first step that the system's own figures speak against. */
  readonly contradicted: QualityStep | null;
  readonly because: readonly SuggestedReason[];
}

function holds(evidence: OwnEvidence, { indicators, facts }: OwnRecord): boolean | null {
  if ('fact' in evidence) return facts[evidence.fact] ?? null;
  const measure = indicators[evidence.indicator];
  if (measure === undefined) return null;
  // Watching a figure that counts nobody shows nothing, for or against.
  if (measure.counted === 0) return null;
  return evidence.needs === 'measured' ? true : measure.isTargetMet;
}

function suggestionFor(indicator: QualityIndicator, own: OwnRecord): SuggestedStep {
  const because = (indicator.answeredBy ?? []).map((evidence) => ({ evidence, holds: holds(evidence, own) }));
  const at = (wanted: boolean | null, reasons = because): QualityStep[] =>
    reasons.filter((reason) => reason.holds === wanted).map(({ evidence }) => evidence.step);
  const contradicted = at(false).sort((a, b) => a - b)[0] ?? null;
  // Half of what a step asks for is not that step.
  const open = new Set<QualityStep>(at(null));
  const whole = because.filter(({ evidence }) => evidence.isPart !== true);
  const spokenFor = at(true, whole).filter((step) => !open.has(step) && (contradicted === null || step < contradicted));
  const step = spokenFor.sort((a, b) => b - a)[0] ?? null;
  return { indicatorId: indicator.id, step, contradicted, because };
}

/** QAF-5: what the system's own figures propose. A proposal: it is shown beside the question, and people answer. */
export function suggestAnswers(framework: QualityFramework, own: OwnRecord): readonly SuggestedStep[] {
  return qualityIndicators(framework)
    .filter(({ answeredBy }) => answeredBy !== undefined)
    .map((indicator) => suggestionFor(indicator, own));
}
