/** Roles of the specification, section 2, that may act on a case; SYSTEM is the engine itself. */
export const ROLES = [
  'CW',
  'SUP',
  'MGR',
  'HEAD',
  'DE',
  'CONF',
  'BIDP',
  'RFP',
  'COMM',
  'ADM',
  'COORD',
  'SYSTEM',
] as const;
export type Role = (typeof ROLES)[number];

/** Who is responsible for a case. All ids are opaque. */
export interface Owner {
  readonly caseworkerId: string;
  readonly teamId: string;
  readonly officeId: string;
  readonly agencyId: string;
}

/** Who gives a command. A manager has no team, an agency head no office. */
export interface Actor {
  readonly personId: string;
  readonly role: Role;
  readonly teamId?: string;
  readonly officeId?: string;
  readonly agencyId?: string;
  /** Section 2: whose entry data entry transcribes. */
  readonly authoredBy?: string;
}

export const SYSTEM_ACTOR: Actor = { personId: 'system', role: 'SYSTEM' };

/** PERM-1: whose work an entry is. */
export function authorOf({ personId, authoredBy }: Actor): string {
  return authoredBy ?? personId;
}

/**
 * How somebody stands to a case. `any` is granted to a role whatever its relation; `own` to `agency` follow from the
 * case's owner; the others from what the case shares: `provider` an open referral (PERM-4), `receiver` a transfer that
 * waits for this agency's answer, `member` a conference, `addressee` a notice.
 */
export const RELATIONS = [
  'own',
  'team',
  'office',
  'agency',
  'any',
  'provider',
  'receiver',
  'member',
  'addressee',
] as const;
export type Relation = (typeof RELATIONS)[number];

export function relationsTo(owner: Owner | null, actor: Actor): ReadonlySet<Relation> {
  const relations = new Set<Relation>(['any']);
  if (owner === null || actor.agencyId !== owner.agencyId) return relations;
  relations.add('agency');
  if (actor.officeId !== undefined && actor.officeId === owner.officeId) relations.add('office');
  if (actor.teamId !== undefined && actor.teamId === owner.teamId) relations.add('team');
  if (authorOf(actor) === owner.caseworkerId) relations.add('own');
  return relations;
}
