import type { WithContent } from '../../case/vocabulary/content.js';
import type { FileCheckAnswers } from '../../supervision/file-checklist.js';
import type { ObservationMode, TrainingTopic } from '../../supervision/training.js';
import type { LocalDate } from '../../time/instant.js';

/** K1: a training that the caseworker completed; it may lie before the file. Codes only, no names. */
export interface Training {
  readonly topic: TrainingTopic;
  readonly completedOn: LocalDate;
  /** Id of whoever gave it: the own agency, a provider, the coordination group. */
  readonly providerId: string;
  readonly hours?: number;
}

/** What a supervisor does with one caseworker (section 3.11). Notes and recommendations stand in the forms. */
export interface CaseworkerPayloads {
  readonly recordCaseloadReview: WithContent;
  /** SUPV-2, SUPV-3: the checked file by its opaque id. */
  readonly recordFileCheck: WithContent & { readonly checkedCaseId: string; readonly answers: FileCheckAnswers };
  readonly recordSupervision: WithContent & { readonly minutes: number };
  /** K1: the score of the capacity assessment, in percent of what is possible. */
  readonly recordCapacityAssessment: WithContent & { readonly scorePercent: number };
  /** First months: the supervisor goes along with the caseworker, or the caseworker with somebody who knows the work. */
  readonly recordObservation: WithContent & { readonly mode: ObservationMode; readonly minutes: number };
  readonly recordTraining: WithContent & Training;
}

export interface CaseworkerFacts {
  readonly CaseloadReviewHeld: WithContent;
  readonly CaseFileChecked: WithContent & { readonly checkedCaseId: string; readonly answers: FileCheckAnswers };
  readonly SupervisionHeld: WithContent & { readonly minutes: number };
  readonly CapacityAssessed: WithContent & { readonly scorePercent: number };
  readonly ObservationHeld: WithContent & { readonly mode: ObservationMode; readonly minutes: number };
  readonly TrainingRecorded: WithContent & Training;
}
