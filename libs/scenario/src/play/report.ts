import type { Instant } from '@caseward/domain';
import type { Difference } from './differences.js';

export interface StepResult {
  readonly path: string;
  /** The moment as the file writes it. */
  readonly at: string;
  readonly branch: string;
  readonly what: string;
  /** What the system answered or showed. */
  readonly happened: string;
  readonly ok: boolean;
  readonly differences: readonly Difference[];
}

export interface PlayReport {
  readonly id: string;
  readonly title: string;
  readonly rules: readonly string[];
  readonly driver: string;
  readonly ok: boolean;
  readonly steps: readonly StepResult[];
  readonly differences: readonly Difference[];
}

/** A step that has been played, with what later steps need to know of it. */
export interface PlayedStep {
  readonly result: StepResult;
  /** When it was really recorded, by the instant that the file gives it. */
  readonly recorded: readonly (readonly [nominal: Instant, actual: Instant])[];
  readonly codes: readonly (readonly [caseName: string, code: string])[];
}
