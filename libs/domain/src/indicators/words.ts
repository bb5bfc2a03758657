import type { Word } from '../explain/language.js';
import type { IndicatorId } from './definitions.js';
import { PRACTICE_WORDS } from './words-practice.js';
import { RESULT_WORDS } from './words-results.js';

/** How an indicator is called, and what stands above and below its line. */
export interface IndicatorWords {
  readonly name: Word;
  readonly formula: Word;
}

export const INDICATOR_WORDS: Readonly<Record<IndicatorId, IndicatorWords>> = { ...RESULT_WORDS, ...PRACTICE_WORDS };
