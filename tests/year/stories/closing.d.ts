import { type ClosureReason } from '@caseward/domain';
import type { CaseInPlay } from '../play.js';
import type { Reactions } from './reactions.js';
/** Asks for the closure; what it lacks is done, and it is asked for again. */
export declare function tryToClose(played: CaseInPlay, reason: ClosureReason): void;
export declare const closingReactions: Reactions;
//# sourceMappingURL=closing.d.ts.map
