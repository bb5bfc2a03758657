import { keepsPost, type Place, type Role } from '@caseward/domain';
import type { PostRow } from '@caseward/persistence';
import type { PostView } from '@caseward/contracts';
import { actorOf, type Caller } from '../access/caller.js';

/** Whether a place lies in what somebody leads; an administrator sees the structure of the deployment. */
export function leads(caller: Caller, place: Place): boolean {
  const { role, teamId, officeId, agencyId } = caller;
  if (role === 'ADM') return agencyId === undefined || agencyId === place.agencyId;
  if (agencyId === undefined || place.agencyId !== agencyId) return false;
  if (role === 'SUP') return teamId !== undefined && place.teamId === teamId;
  if (role === 'MGR') return officeId !== undefined && place.officeId === officeId;
  return role === 'HEAD';
}

/** A leader sees the own post beside those that she or he keeps. */
export function seesPost(caller: Caller, post: PostRow): boolean {
  return leads(caller, post) || keepsPost(actorOf(caller), post) || post.personId === caller.personId;
}

/** null: all agencies. */
export function agencyScope({ role, agencyId }: Caller): string | null {
  if (agencyId !== undefined) return agencyId;
  if (role === 'ADM') return null;
  throw new RangeError('a leader without an agency');
}

export function postView(row: PostRow): PostView {
  const { openedBy: _, endId: __, endedBy: ___, role, ...post } = row;
  return { ...post, role: role as Exclude<Role, 'SYSTEM'> };
}
