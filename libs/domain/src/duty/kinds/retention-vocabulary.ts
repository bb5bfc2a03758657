import type { WithContent } from '../../case/vocabulary/content.js';
import type { LocalDate } from '../../time/instant.js';
import type { WithOpening } from '../openers.js';

export const HOLD_GROUNDS = [
  'legal_proceedings',
  'complaint',
  'data_breach',
  'access_request',
  'tracing',
  'other',
] as const;
/** Either way everything that says who the child is goes for good; anonymised structure goes on counting. */
export const DESTRUCTION_MANNERS = ['anonymise', 'destroy'] as const;
type Manner = (typeof DESTRUCTION_MANNERS)[number];

interface Kept {
  /** The closure that it follows from, by its number in the record of the case. */
  readonly closedSeq: number;
  readonly keepUntil: LocalDate;
  /** After adoption or alternative care files are kept far longer. */
  readonly isExtended: boolean;
}

/** IM-7: how long the file of a closed case is kept, and how it ends. */
export interface RetentionPayloads {
  readonly scheduleRetention: WithOpening & Kept;
  readonly suspendRetention: { readonly reopenedSeq: number };
  readonly extendRetention: WithContent & { readonly keepUntil: LocalDate };
  readonly proposeDestruction: WithContent & { readonly manner: Manner };
  readonly declineDestruction: WithContent;
  readonly confirmDestruction: WithContent;
  readonly placeHold: WithContent & { readonly ground: (typeof HOLD_GROUNDS)[number] };
  readonly liftHold: WithContent;
}

export interface RetentionFacts {
  /** `keptUntil`: the later of what the closure said and what the policy asks for. */
  readonly RetentionScheduled: Kept & { readonly keptUntil: LocalDate };
  readonly RetentionSuspended: { readonly reopenedSeq: number };
  readonly RetentionExtended: WithContent & { readonly keepUntil: LocalDate };
  readonly DestructionProposed: WithContent & { readonly manner: Manner };
  readonly DestructionDeclined: WithContent;
  /** The tombstone: what it names is gone, this line stays. */
  readonly DestructionConfirmed: WithContent & {
    readonly manner: Manner;
    readonly proposedBy: string;
    readonly erasedCaseId: string;
  };
  readonly HoldPlaced: WithContent & { readonly ground: (typeof HOLD_GROUNDS)[number] };
  readonly HoldLifted: WithContent;
}
