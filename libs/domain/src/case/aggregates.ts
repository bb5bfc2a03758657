import type { CaseState } from './state.js';

/**
 * CONS-7: whether a case may stand in any count that leaves its team. Scope 3 has to be agreed to: what was not asked,
 * refused or withdrawn keeps the case out, also when it runs without consent.
 */
export function countsInAggregates({ consent }: CaseState): boolean {
  return consent?.reporting === true;
}
