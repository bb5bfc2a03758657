import type { Reactions } from './reactions.js';
export declare const lifeReactions: Reactions;
//# sourceMappingURL=life.d.ts.map
