import { relationsTo, type Actor, type Owner, type Relation, type Role } from '../access/actor.js';
import { DomainError } from '../errors.js';
import type { PolicySnapshot } from '../policy/policy.js';
import { attachToDataEntry, type Load } from '../supervision/span.js';
import type { Post } from './post.js';

/** Section 2: who lets a case be typed in: whoever is responsible for it. */
const ASSIGNS: Readonly<Partial<Record<Role, Relation>>> = { CW: 'own', SUP: 'team', MGR: 'office' };

/**
 * SUPV-1: one case more for a data entry person of the same team or office.
 * @param clerk the post in force; null when there is none
 * @param assigned open cases that the person has already
 * @throws DomainError NOT_PERMITTED, UNKNOWN_REFERENCE, OVER_LIMIT, FIELD_MISSING
 */
export function assignToDataEntry(
  policy: PolicySnapshot,
  actor: Actor,
  { owner, clerk, assigned }: { readonly owner: Owner; readonly clerk: Post | null; readonly assigned: number },
  override: { readonly asked: boolean; readonly reasonGiven: boolean },
): Load {
  const relation = ASSIGNS[actor.role];
  if (relation === undefined || !relationsTo(owner, actor).has(relation)) {
    throw new DomainError('NOT_PERMITTED', 'SPEC-3.11', 'Whoever is responsible for a case lets it be typed in.', {
      inputs: { role: actor.role, allowed: Object.keys(ASSIGNS).join(' ') },
      remedy: 'Ask the caseworker, the supervisor of the team or the manager of the office.',
    });
  }
  const isNear =
    clerk !== null && (clerk.teamId === null ? clerk.officeId === owner.officeId : clerk.teamId === owner.teamId);
  if (clerk?.role !== 'DE' || !isNear) {
    throw new DomainError('UNKNOWN_REFERENCE', 'SPEC-3.11', 'This is no data entry person of the team or office.', {
      field: '/personId',
      remedy: 'Choose a data entry person of the team or office.',
    });
  }
  return attachToDataEntry(
    policy,
    assigned,
    override.asked ? { by: actor.role, reasonGiven: override.reasonGiven } : undefined,
  );
}
