import type { WithContent } from '../../case/vocabulary/content.js';
import type { ReadingSignal } from '../../privacy/reading-budget.js';
import type { Instant } from '../../time/instant.js';
import type { WithOpening } from '../openers.js';

export const READING_FINDINGS = ['needed', 'careless', 'misuse', 'account_stolen'] as const;

/** Counts only: which cases were read stands in the audit trail. */
interface Unusual {
  readonly personId: string;
  readonly signal: ReadingSignal;
  readonly seen: number;
  readonly baseline: number;
}

export interface ReadingPayloads {
  readonly reportUnusualReading: WithOpening & Unusual;
  /** Why this much reading is needed stands in the form. */
  readonly releaseReading: WithContent;
  readonly answerUnusualReading: WithContent & { readonly finding: (typeof READING_FINDINGS)[number] };
}

export interface ReadingFacts {
  readonly UnusualReadingReported: Unusual;
  readonly ReadingReleased: WithContent & { readonly until: Instant };
  readonly UnusualReadingAnswered: WithContent & { readonly finding: (typeof READING_FINDINGS)[number] };
}
