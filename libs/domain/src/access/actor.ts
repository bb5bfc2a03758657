/** Roles of the specification, section 2, that may act on a case now; SYSTEM is the engine itself. */
export const ROLES = ['CW', 'SUP', 'MGR', 'HEAD', 'DE', 'ADM', 'COORD', 'SYSTEM'] as const;
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
}

export const SYSTEM_ACTOR: Actor = { personId: 'system', role: 'SYSTEM' };

/** `any` is granted to a role whatever its relation; the others follow from the case's owner. */
export type Relation = 'own' | 'team' | 'office' | 'agency' | 'any';

export function relationsTo(owner: Owner | null, actor: Actor): ReadonlySet<Relation> {
  const relations = new Set<Relation>(['any']);
  if (owner === null || actor.agencyId !== owner.agencyId) return relations;
  relations.add('agency');
  if (actor.officeId !== undefined && actor.officeId === owner.officeId) relations.add('office');
  if (actor.teamId !== undefined && actor.teamId === owner.teamId) relations.add('team');
  if (actor.personId === owner.caseworkerId) relations.add('own');
  return relations;
}
