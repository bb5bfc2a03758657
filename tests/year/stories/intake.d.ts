import { type ChildProfile, type ConcernRating } from '@caseward/domain';
import { type Team } from '../cast.js';
import type { CaseInPlay } from '../play.js';
/** First contact, as FLOW-1 orders it: danger first, then eligibility, consent, registration. */
export declare function beginIntake(played: CaseInPlay, team: Team): void;
/** UA-2: the next step waits until the child is out of danger. */
export declare function whenSafe(played: CaseInPlay, act: () => void): void;
export declare function consentScopes(played: CaseInPlay): {
  participate: boolean;
  storeData: boolean;
  reporting: boolean;
  services: (
    | 'other'
    | 'medical'
    | 'psychosocial'
    | 'mental_health'
    | 'legal'
    | 'education'
    | 'shelter'
    | 'food'
    | 'nutrition'
    | 'cash'
    | 'livelihood'
    | 'documentation'
    | 'safety'
    | 'alternative_care'
    | 'family_tracing'
    | 'disability'
  )[];
  caseTransfer: boolean;
  unhcr: boolean;
  givenBy: readonly ['caregiver'] | readonly ['child'];
  assent: boolean;
  written: boolean;
};
export declare function someConcerns(played: CaseInPlay): ConcernRating[];
/** What is asked at registration and not always answered. */
export declare function profileOf({ luck }: CaseInPlay): ChildProfile;
//# sourceMappingURL=intake.d.ts.map
