import type { Actor, Owner, Role, Relation } from './actor.js';
import { relationsTo } from './actor.js';

/** Section 2, "name-code list": a caseworker her or his own entries, a supervisor the team's, a manager the office's. */
const GRANTS: readonly (readonly [Role, Relation])[] = [
  ['CW', 'own'],
  ['SUP', 'team'],
  ['MGR', 'office'],
];
export const NAME_READERS: readonly Role[] = GRANTS.map(([role]) => role);

/** IM-2: a right of its own, narrower than the right to open the file. */
export function mayResolveName(actor: Actor, owner: Owner | null): boolean {
  const relations = relationsTo(owner, actor);
  return GRANTS.some(([role, relation]) => role === actor.role && relations.has(relation));
}
