import type { ServiceType } from '@caseward/domain';
import type { CaseInPlay } from '../play.js';
import type { Reactions } from './reactions.js';
/** @returns the id of the referral; null when it was refused */
export declare function refer(
  played: CaseInPlay,
  service: ServiceType,
  urgent: boolean,
  as?: 'draft' | 'sent',
): string | null;
/** Services under the plan, of those that the consent covers. */
export declare function referUnderPlan(played: CaseInPlay): void;
export declare const referralReactions: Reactions;
//# sourceMappingURL=referrals.d.ts.map
