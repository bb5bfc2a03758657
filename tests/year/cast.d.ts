import type { Actor, Owner, Role } from '@caseward/domain';
/** A team with its supervisor; everybody is invented and has no name but a number. */
export interface Team {
  readonly teamId: string;
  readonly officeId: string;
  readonly agencyId: string;
  readonly supervisorId: string;
  readonly caseworkers: readonly Owner[];
}
export declare const AGENCY = 'y-agency-1';
/** The small neighbour that cases are handed to and come from. */
export declare const NEIGHBOUR = 'y-agency-2';
/** Four teams in two offices, and a team of three next door. */
export declare const TEAMS: readonly Team[];
export declare const OFFICES: readonly [
  {
    readonly officeId: 'y-office-1';
    readonly agencyId: 'y-agency-1';
  },
  {
    readonly officeId: 'y-office-2';
    readonly agencyId: 'y-agency-1';
  },
  {
    readonly officeId: 'y-office-3';
    readonly agencyId: 'y-agency-2';
  },
];
export declare const PROVIDERS: {
  providerId: string;
  providerAgencyId: string;
}[];
export declare function teamOf({ teamId }: Pick<Owner, 'teamId'>): Team;
export declare function caseworker({ caseworkerId, teamId, officeId, agencyId }: Owner): Actor;
export declare function supervisor({ supervisorId, teamId, officeId, agencyId }: Team): Actor;
export declare function manager({ officeId, agencyId }: Pick<Owner, 'officeId' | 'agencyId'>): Actor;
export declare function head({ agencyId }: Pick<Owner, 'agencyId'>): Actor;
export declare function dataEntry({ officeId, agencyId }: Pick<Owner, 'officeId' | 'agencyId'>): Actor;
export declare function provider(providerId: string, agencyId: string): Actor;
export interface CastMember {
  readonly personId: string;
  readonly role: Role;
  readonly teamId: string | null;
  readonly officeId: string | null;
  readonly agencyId: string;
}
/** Everybody who works in the two agencies. */
export declare function staff(): CastMember[];
//# sourceMappingURL=cast.d.ts.map
