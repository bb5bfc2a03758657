import type { Actor, Role } from '../access/actor.js';
import { DomainError } from '../errors.js';
import type { Place, Post } from './post.js';

type Scope = 'team' | 'office' | 'agency';

/** Section 2: who fills which posts, each within the own team, office or agency. A head's post comes with the directory. */
const KEEPERS: Readonly<Partial<Record<Role, Readonly<Partial<Record<Role, Scope>>>>>> = {
  CW: { SUP: 'team', MGR: 'office', HEAD: 'agency' },
  DE: { SUP: 'team', MGR: 'office', HEAD: 'agency' },
  COMM: { SUP: 'team', MGR: 'office', HEAD: 'agency' },
  SUP: { MGR: 'office', HEAD: 'agency' },
  MGR: { HEAD: 'agency' },
  CONF: { HEAD: 'agency' },
  BIDP: { HEAD: 'agency' },
  RFP: { HEAD: 'agency' },
};

function isWithin(actor: Actor, place: Place, scope: Scope): boolean {
  const [own, there] = {
    team: [actor.teamId, place.teamId],
    office: [actor.officeId, place.officeId],
    agency: [actor.agencyId, place.agencyId],
  }[scope];
  return own !== undefined && own === there;
}

export function keepsPost(actor: Actor, post: Place & Pick<Post, 'role' | 'personId'>): boolean {
  const scope = KEEPERS[post.role]?.[actor.role];
  return scope !== undefined && actor.personId !== post.personId && isWithin(actor, post, scope);
}

/**
 * Section 2: supervisors, managers and heads keep the posts below their own, and never their own.
 * @throws DomainError OWN_WORK, NOT_PERMITTED
 */
export function assertKeepsPost(actor: Actor, post: Place & Pick<Post, 'role' | 'personId'>): void {
  if (keepsPost(actor, post)) return;
  if (actor.personId === post.personId) {
    throw new DomainError('OWN_WORK', 'PERM-1', 'Nobody decides on the own post.', {
      field: '/personId',
      remedy: 'Ask who leads you.',
    });
  }
  const allowed = Object.keys(KEEPERS[post.role] ?? {}).join(' ');
  throw new DomainError('NOT_PERMITTED', 'SPEC-3.11', 'This post is not in what you lead.', {
    field: '/role',
    inputs: { role: actor.role, post: post.role, allowed: allowed === '' ? 'ADM' : allowed },
    remedy: 'Ask the supervisor of the team, the manager of the office or the head of the agency.',
  });
}
