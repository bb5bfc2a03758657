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
  /** Section 2: the cases that this person types in now; said by the server, kept in no event. */
  readonly assignedCaseIds?: readonly string[];
  /** IM-3: the cases that stand open for this person in an emergency now; said by the server, kept in no event. */
  readonly emergencyCaseIds?: readonly string[];
}

export const SYSTEM_ACTOR: Actor = { personId: 'system', role: 'SYSTEM' };

/** Who gave a command, as the record keeps it. */
export function actorOfRecord({ assignedCaseIds: _, emergencyCaseIds: __, ...actor }: Actor): Actor {
  return actor;
}

/** PERM-1: whose work an entry is. */
export function authorOf({ personId, authoredBy }: Actor): string {
  return authoredBy ?? personId;
}

/**
 * How somebody stands to a case. `any` is granted to a role whatever its relation; `own` to `agency` follow from the
 * case's owner; `assigned` from who types the case in; the others from what the case shares: `provider` an open referral (PERM-4), `receiver` a transfer that
 * waits for this agency's answer, `member` a conference, `addressee` a notice, `emergency` the file
 * that this person opened in an emergency.
 */
export const RELATIONS = [
  'own',
  'team',
  'office',
  'agency',
  'assigned',
  'any',
  'provider',
  'receiver',
  'member',
  'addressee',
  'emergency',
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

/** Which case it is, and who is responsible for it: what standing needs, whether of a state or of a row. */
export interface CasePlace {
  readonly caseId: string;
  readonly owner: Owner | null;
}

/**
 * Section 2: data entry has the cases that it is assigned to, while they are its agency's. An author who is named has to be
 * the caseworker of the case.
 */
function isAssigned({ caseId, owner }: CasePlace, { agencyId, authoredBy, assignedCaseIds = [] }: Actor): boolean {
  if (owner === null || owner.agencyId !== agencyId || !assignedCaseIds.includes(caseId)) return false;
  return authoredBy === undefined || authoredBy === owner.caseworkerId;
}

/** Every way in which somebody stands to a case but for what the case shares. */
export function standingTo(place: CasePlace, actor: Actor): ReadonlySet<Relation> {
  const relations = new Set(relationsTo(place.owner, actor));
  if (isAssigned(place, actor)) relations.add('assigned');
  return relations;
}
