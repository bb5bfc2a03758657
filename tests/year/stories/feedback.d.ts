import type { CaseInPlay } from '../play.js';
/** Eight statements, mostly good news; some are left empty. */
export declare function feedback(played: CaseInPlay, from: 'child' | 'caregiver'): void;
//# sourceMappingURL=feedback.d.ts.map
