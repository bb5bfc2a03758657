import type { Actor, Role } from '../access/actor.js';
import { DomainError } from '../errors.js';
import type { Instant } from '../time/instant.js';
import { assertKeepsPost } from './keepers.js';
import { postAt, type Absence, type Post } from './post.js';

type Scope = 'teamId' | 'officeId' | 'agencyId';

/** Who can act for whom: only somebody who may open the same cases by the own post, so that nobody gains a right by it. */
const DEPUTIES: Readonly<Partial<Record<Role, readonly (readonly [Role, Scope])[]>>> = {
  CW: [
    ['SUP', 'teamId'],
    ['MGR', 'officeId'],
  ],
  DE: [
    ['DE', 'teamId'],
    ['SUP', 'teamId'],
  ],
  SUP: [
    ['SUP', 'teamId'],
    ['MGR', 'officeId'],
  ],
  MGR: [
    ['MGR', 'officeId'],
    ['HEAD', 'agencyId'],
  ],
};

/** Somebody is away for a time and a deputy acts. @throws DomainError */
export function recordAbsence(
  facts: { readonly posts: readonly Post[]; readonly absences: readonly Absence[] },
  actor: Actor,
  absence: Absence,
): void {
  const { personId, deputyId, startsAt, endsAt } = absence;
  const post = held(facts.posts, personId, startsAt, '/personId');
  assertKeepsPost(actor, post);
  if (endsAt <= startsAt) {
    throw new DomainError('OCCURRED_OUT_OF_ORDER', 'SPEC-3.11', 'An absence ends after it begins.', {
      field: '/endsAt',
      inputs: { earliest: startsAt },
      remedy: 'Check the date and time.',
    });
  }
  const overlaps = (one: Absence, id: string): boolean =>
    one.personId === id && one.startsAt < endsAt && startsAt < one.endsAt;
  if (facts.absences.some((one) => overlaps(one, personId))) {
    throw new DomainError('ALREADY_PENDING', 'SPEC-3.11', 'An absence in this time is already recorded.', {
      field: '/startsAt',
      remedy: 'See the absences of this person.',
    });
  }
  const deputy = held(facts.posts, deputyId, startsAt, '/deputyId');
  const isFit = DEPUTIES[post.role]?.some(
    ([role, scope]) => deputy.role === role && deputy[scope] !== null && deputy[scope] === post[scope],
  );
  if (isFit !== true || deputyId === personId || facts.absences.some((one) => overlaps(one, deputyId))) {
    throw new DomainError('UNKNOWN_REFERENCE', 'SPEC-3.11', 'This person cannot act in the place of the other.', {
      field: '/deputyId',
      inputs: { role: deputy.role },
      remedy:
        'Choose somebody present who may open the same cases: a supervisor of the team or whoever leads the post.',
    });
  }
}

/** Somebody is back earlier, or does not go at all: the deputy acts until then. @throws DomainError */
export function shortenAbsence(posts: readonly Post[], actor: Actor, absence: Absence, endsAt: Instant): void {
  assertKeepsPost(actor, held(posts, absence.personId, absence.startsAt, '/personId'));
  if (endsAt >= absence.endsAt) {
    throw new DomainError('NOTHING_PENDING', 'SPEC-3.11', 'The absence is over by then anyway.', {
      field: '/endsAt',
      inputs: { endsAt: absence.endsAt },
      remedy: 'Name an earlier end; whoever stays away longer has another absence.',
    });
  }
  if (endsAt >= absence.startsAt) return;
  throw new DomainError('OCCURRED_OUT_OF_ORDER', 'SPEC-3.11', 'An absence does not end before it begins.', {
    field: '/endsAt',
    inputs: { earliest: absence.startsAt },
    remedy: 'Check the date and time.',
  });
}

function held(posts: readonly Post[], personId: string, at: Instant, field: string): Post {
  const post = postAt(posts, personId, at);
  if (post !== null) return post;
  throw new DomainError('UNKNOWN_REFERENCE', 'SPEC-3.11', 'This person holds no post at that time.', {
    field,
    remedy: 'Choose somebody in a post.',
  });
}
