import type { Reactions } from './reactions.js';
export declare const dutyReactions: Reactions;
//# sourceMappingURL=duties.d.ts.map
