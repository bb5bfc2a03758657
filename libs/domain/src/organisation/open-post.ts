import type { Actor, Role } from '../access/actor.js';
import { DomainError } from '../errors.js';
import type { PolicySnapshot } from '../policy/policy.js';
import { attachCaseworker } from '../supervision/span.js';
import type { Instant } from '../time/instant.js';
import { assertKeepsPost } from './keepers.js';
import { caseworkersOf, postAt, type Place, type Post } from './post.js';

/** A post that somebody is to hold from a moment on. */
export interface NewPost extends Place {
  readonly personId: string;
  readonly role: Role;
  readonly supervisorId: string | null;
  readonly startsAt: Instant;
}

export interface PostFacts {
  readonly policy: PolicySnapshot;
  readonly now: Instant;
  /** All posts of the agency, and those that the person holds or held elsewhere. */
  readonly posts: readonly Post[];
  /** Cases, open or in intake, that the person is responsible for. */
  readonly casesHeld: number;
}

export interface PostOpening {
  readonly supervisorId: string | null;
  readonly isOverLimit: boolean;
  /** The post that ends with it. */
  readonly ends: Post | null;
}

/** Posts that are in a team. */
const IN_TEAM: readonly Role[] = ['CW', 'SUP'];

/**
 * Somebody begins in a post, or changes to another one: then the former ends at that moment. SUPV-1: a seventh caseworker
 * for one supervisor needs the manager and a reason.
 * @throws DomainError
 */
export function openPost(
  facts: PostFacts,
  actor: Actor,
  post: NewPost,
  override: { readonly asked: boolean; readonly reasonGiven: boolean },
): PostOpening {
  assertKeepsPost(actor, post);
  assertMoment(facts, post);
  if (IN_TEAM.includes(post.role) && post.teamId === null) {
    throw new DomainError('FIELD_MISSING', 'SPEC-3.11', 'This post is in a team.', {
      field: '/teamId',
      remedy: 'Name the team.',
    });
  }
  const current = postAt(facts.posts, post.personId, post.startsAt);
  if (current !== null) assertMayLeave(facts, actor, current, post);
  if (post.role !== 'CW') return { supervisorId: null, isOverLimit: false, ends: current };
  const supervisorId = supervisorFor(facts, actor, post);
  const others = caseworkersOf(facts.posts, supervisorId, post.startsAt).filter((id) => id !== post.personId);
  const given = override.asked ? { by: actor.role, reasonGiven: override.reasonGiven } : undefined;
  const { isOverLimit } = attachCaseworker(facts.policy, others.length, given);
  return { supervisorId, isOverLimit, ends: current };
}

function assertMoment({ posts, now }: PostFacts, { personId, startsAt }: NewPost): void {
  if (startsAt > now) {
    throw new DomainError('OCCURRED_IN_FUTURE', 'SPEC-3.11', 'A post is opened when it begins.', {
      field: '/startsAt',
      inputs: { now },
      remedy: 'Record it on the day, or give the moment at which it began.',
    });
  }
  const moments = posts.filter((post) => post.personId === personId).flatMap((post) => [post.startsAt, post.endsAt]);
  const earliest = moments.reduce<Instant>(
    (last, moment) => (moment !== null && moment > last ? moment : last),
    startsAt,
  );
  if (earliest === startsAt) return;
  throw new DomainError('OCCURRED_OUT_OF_ORDER', 'SPEC-3.11', 'The posts of a person follow each other.', {
    field: '/startsAt',
    inputs: { earliest },
    remedy: 'Give a moment after the last change of the posts of this person.',
  });
}

function assertMayLeave(facts: PostFacts, actor: Actor, current: Post, next: NewPost): void {
  assertKeepsPost(actor, current);
  const isSamePlace =
    current.role === next.role && current.teamId === next.teamId && current.agencyId === next.agencyId;
  if (!isSamePlace) assertHandedOver(facts, current, next.startsAt);
}

/**
 * Nobody leaves a post while children or colleagues still depend on it.
 * @throws DomainError NOT_HANDED_OVER
 */
export function assertHandedOver({ casesHeld, posts }: PostFacts, post: Post, at: Instant): void {
  const caseworkers = post.role === 'SUP' ? caseworkersOf(posts, post.personId, at).length : 0;
  if (casesHeld === 0 && caseworkers === 0) return;
  throw new DomainError('NOT_HANDED_OVER', 'SPEC-3.11', 'Somebody still depends on this post.', {
    field: '/personId',
    inputs: { cases: casesHeld, caseworkers },
    remedy: 'First hand over the cases, and give the caseworkers another supervisor.',
  });
}

function supervisorFor({ posts }: PostFacts, actor: Actor, post: NewPost): string {
  const supervisorId = post.supervisorId ?? (actor.role === 'SUP' ? actor.personId : null);
  if (supervisorId === null) {
    throw new DomainError('FIELD_MISSING', 'SPEC-3.11', 'A caseworker has a supervisor.', {
      field: '/supervisorId',
      remedy: 'Name a supervisor of the team.',
    });
  }
  const found = postAt(posts, supervisorId, post.startsAt);
  if (found?.role === 'SUP' && found.teamId === post.teamId) return supervisorId;
  throw new DomainError('UNKNOWN_REFERENCE', 'SPEC-3.11', 'This is no supervisor of the team.', {
    field: '/supervisorId',
    remedy: 'Name a supervisor of the team.',
  });
}

/** Who left acts no longer; an end is recorded once, when it has come. @throws DomainError */
export function endPost(facts: PostFacts, actor: Actor, post: Post, endsAt: Instant): void {
  assertKeepsPost(actor, post);
  if (post.endsAt !== null) {
    throw new DomainError('NOTHING_PENDING', 'SPEC-3.11', 'The end of this post is already recorded.', {
      inputs: { endsAt: post.endsAt },
      remedy: 'See the posts of this person.',
    });
  }
  if (post.startsAt !== null && endsAt < post.startsAt) {
    throw new DomainError('OCCURRED_OUT_OF_ORDER', 'SPEC-3.11', 'A post does not end before it begins.', {
      field: '/endsAt',
      inputs: { earliest: post.startsAt },
      remedy: 'Check the date and time.',
    });
  }
  if (endsAt > facts.now) {
    throw new DomainError('OCCURRED_IN_FUTURE', 'SPEC-3.11', 'A post ends when its end has come.', {
      field: '/endsAt',
      inputs: { now: facts.now },
      remedy: 'Record it on the day; until then the person is responsible.',
    });
  }
  assertHandedOver(facts, post, endsAt);
}
