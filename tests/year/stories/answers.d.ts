import type { CaseInPlay } from '../play.js';
import type { Reactions } from './reactions.js';
/** Supervisors are away on Saturdays and Sundays: what waits for them waits until Monday. */
export declare function untilSupervisor(played: CaseInPlay, days: number): number;
/** What others decide or answer. */
export declare const answerReactions: Reactions;
//# sourceMappingURL=answers.d.ts.map
