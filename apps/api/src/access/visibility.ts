import { relationsTo, type Actor, type Owner, type Relation, type Role } from '@caseward/domain';

/** Specification, section 2, "see identifiable data": what relation to a case lets a role see it. */
const SEES: Readonly<Record<Role, Relation | null>> = {
  CW: 'own',
  SUP: 'team',
  MGR: 'office',
  HEAD: 'agency',
  ADM: 'any',
  DE: null,
  CONF: null,
  BIDP: null,
  RFP: null,
  COMM: null,
  COORD: null,
  SYSTEM: null,
};

export function canSee(actor: Actor, owner: Owner | null): boolean {
  const relation = SEES[actor.role];
  return relation !== null && relationsTo(owner, actor).has(relation);
}

/** An administrator sees structure only: no forms, no references to them. */
export function canSeeContent(actor: Actor, owner: Owner | null): boolean {
  return actor.role !== 'ADM' && canSee(actor, owner);
}
