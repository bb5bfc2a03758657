import type { Role } from '../access/actor.js';
import type { Instant } from '../time/instant.js';

export const POST_ENDS = ['left', 'ill', 'moved', 'changed', 'other'] as const;
/** Why a post ended; `changed`: the same person holds another one from then on. */
export type PostEnd = (typeof POST_ENDS)[number];

export const ABSENCE_KINDS = ['leave', 'illness', 'training', 'other'] as const;
export type AbsenceKind = (typeof ABSENCE_KINDS)[number];

/** Where a post is: a manager has no team, an agency head no office. */
export interface Place {
  readonly teamId: string | null;
  readonly officeId: string | null;
  readonly agencyId: string | null;
}

/** Somebody in a role at a place for a time. */
export interface Post extends Place {
  readonly postId: string;
  readonly personId: string;
  readonly role: Role;
  /** Who supervises this caseworker; null where nobody was named. */
  readonly supervisorId: string | null;
  /** null: held before the record began. */
  readonly startsAt: Instant | null;
  /** No longer in force from this moment on; null while no end is known. */
  readonly endsAt: Instant | null;
}

export interface Absence {
  readonly personId: string;
  readonly deputyId: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

type Span = Pick<Post, 'startsAt' | 'endsAt'>;

export function isInForce({ startsAt, endsAt }: Span, at: Instant): boolean {
  return (startsAt === null || startsAt <= at) && (endsAt === null || at < endsAt);
}

/** The post that somebody holds at a moment; nobody holds two at once. */
export function postAt(posts: readonly Post[], personId: string, at: Instant): Post | null {
  return posts.find((post) => post.personId === personId && isInForce(post, at)) ?? null;
}

export function isAbsent(absences: readonly Absence[], personId: string, at: Instant): boolean {
  return absences.some((absence) => absence.personId === personId && isInForce(absence, at));
}

/** Who supervises a caseworker: who was named, or else the only supervisor of the team. */
export function supervisorOf(post: Post, posts: readonly Post[], at: Instant): string | null {
  if (post.supervisorId !== null) return post.supervisorId;
  const found = posts.filter(({ role, teamId, ...span }) => {
    return role === 'SUP' && teamId !== null && teamId === post.teamId && isInForce(span, at);
  });
  return found.length === 1 ? (found[0]?.personId ?? null) : null;
}

/** SUPV-1: the caseworkers whom somebody supervises at a moment. */
export function caseworkersOf(posts: readonly Post[], supervisorId: string, at: Instant): readonly string[] {
  return posts
    .filter((post) => post.role === 'CW' && isInForce(post, at) && supervisorOf(post, posts, at) === supervisorId)
    .map(({ personId }) => personId);
}
