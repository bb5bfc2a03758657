import type { WithContent } from '../../case/vocabulary/content.js';
import type { WithOpening } from '../openers.js';

export const ACCESS_REQUESTED_BY = ['child', 'caregiver'] as const;
export const ACCESS_WANTED = ['see', 'copy'] as const;
export const ACCESS_ANSWERS = ['granted', 'partly', 'refused'] as const;
export const WITHHOLDING_GROUNDS = ['third_party', 'source_protected', 'harm_to_child', 'legal_proceedings'] as const;

interface AccessWish {
  readonly requestedBy: (typeof ACCESS_REQUESTED_BY)[number];
  readonly wanted: (typeof ACCESS_WANTED)[number];
}
/** A form of the file that is left out, and on which ground. */
export interface Withheld {
  readonly contentId: string;
  readonly ground: (typeof WITHHOLDING_GROUNDS)[number];
}
interface AccessAnswer {
  readonly answer: (typeof ACCESS_ANSWERS)[number];
  readonly withheld: readonly Withheld[];
}

/** IM-8: the child and the caregiver may ask to see what is written about them. */
export interface AccessRequestPayloads {
  readonly recordAccessRequest: WithContent & WithOpening & AccessWish;
  readonly decideAccessRequest: WithContent & AccessAnswer;
  readonly recordAccessGiven: WithContent;
}

export interface AccessRequestFacts {
  readonly AccessRequested: WithContent & AccessWish;
  readonly AccessDecided: WithContent & AccessAnswer;
  readonly AccessGiven: WithContent;
}
