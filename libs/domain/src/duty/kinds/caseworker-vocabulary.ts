import type { WithContent } from '../../case/vocabulary/content.js';
import type { FileCheckAnswers } from '../../supervision/file-checklist.js';

/** What a supervisor does with one caseworker (section 3.11). Notes and recommendations stand in the forms. */
export interface CaseworkerPayloads {
  readonly recordCaseloadReview: WithContent;
  /** SUPV-2, SUPV-3: the checked file by its opaque id. */
  readonly recordFileCheck: WithContent & { readonly checkedCaseId: string; readonly answers: FileCheckAnswers };
  readonly recordSupervision: WithContent & { readonly minutes: number };
  /** K1: the score of the capacity assessment, in percent of what is possible. */
  readonly recordCapacityAssessment: WithContent & { readonly scorePercent: number };
}

export interface CaseworkerFacts {
  readonly CaseloadReviewHeld: WithContent;
  readonly CaseFileChecked: WithContent & { readonly checkedCaseId: string; readonly answers: FileCheckAnswers };
  readonly SupervisionHeld: WithContent & { readonly minutes: number };
  readonly CapacityAssessed: WithContent & { readonly scorePercent: number };
}
