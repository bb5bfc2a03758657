import type { CaseInPlay } from '../play.js';
/** One follow-up contact; who was not reached is tried again, and a child who is lost is looked for. */
export declare function contact(played: CaseInPlay, key: string, atMs: number): void;
//# sourceMappingURL=contact.d.ts.map
