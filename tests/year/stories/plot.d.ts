import type { ClosureReason } from '@caseward/domain';
import type { CaseInPlay } from '../play.js';
/** How an episode is meant to end, unless something comes between. */
export type Ending = ClosureReason | 'goes on';
/** What the story knows and the record does not. */
export interface Plot {
  ending: Ending;
  /** How often the caseworker is in time. */
  readonly diligence: number;
  /** Nobody is reached from here on. */
  lostFromMs: number | null;
  /** Attempts to close so far. */
  attempts: number;
}
export declare function plotOf(played: CaseInPlay): Plot;
/** A known child who comes back has another story. */
export declare function newPlot(played: CaseInPlay): void;
//# sourceMappingURL=plot.d.ts.map
