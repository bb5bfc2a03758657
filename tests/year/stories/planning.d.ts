import type { CaseInPlay } from '../play.js';
/** A plan of a few actions; one that goes on from the plan before keeps its date. */
export declare function agreePlan(played: CaseInPlay, atMs: number): void;
/** The actions of a plan in force, one after the other. */
export declare function carryOut(played: CaseInPlay): void;
//# sourceMappingURL=planning.d.ts.map
