import type { CaseInPlay } from '../play.js';
import type { Reactions } from './reactions.js';
/**
 * UA-1: something that comes before every other step; in some cases sexual violence, told after hours or days.
 * @param enteredHoursLater it was found that long ago, and steps were taken since that should have waited
 */
export declare function findDanger(played: CaseInPlay, enteredHoursLater?: number): void;
export declare const urgentReactions: Reactions;
//# sourceMappingURL=urgent.d.ts.map
