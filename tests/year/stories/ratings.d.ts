import { type ConcernRating } from '@caseward/domain';
import type { CaseInPlay } from '../play.js';
/** RISK-2: a caseworker states levels; lower ones wait for the supervisor. UA-2: none is lowered while there is danger. */
export declare function step(played: CaseInPlay, by: 1 | -1): ConcernRating[];
/** Every concern down to NO. */
export declare function allToNone(played: CaseInPlay): ConcernRating[];
export declare function ratingsOfAssessment(played: CaseInPlay): ConcernRating[];
export declare function ratingsAtFollowUp(played: CaseInPlay): ConcernRating[];
export declare function ratingsAtReview(played: CaseInPlay): ConcernRating[];
//# sourceMappingURL=ratings.d.ts.map
