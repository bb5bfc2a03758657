import type { Actor, Role } from '../access/actor.js';
import { DomainError } from '../errors.js';
import { numberOf, type PolicySnapshot } from '../policy/policy.js';
import { addDays, addMonths } from '../time/civil-date.js';
import type { Instant, LocalDate } from '../time/instant.js';
import { endOfDate } from '../time/zone.js';
import type { Dimension } from './definitions.js';

/** Section 2, aggregate indicators: whose numbers a role sees. */
export type IndicatorScope =
  { readonly kind: 'all' } | { readonly kind: 'agency' | 'office' | 'team' | 'caseworker'; readonly id: string };

export const INDICATOR_READERS = ['CW', 'SUP', 'MGR', 'HEAD', 'COORD'] as const satisfies readonly Role[];

/** @throws DomainError NOT_PERMITTED */
export function indicatorScopeOf({ role, personId, teamId, officeId, agencyId }: Actor): IndicatorScope {
  if (role === 'COORD') return { kind: 'all' };
  if (role === 'CW') return { kind: 'caseworker', id: personId };
  if (role === 'SUP' && teamId !== undefined) return { kind: 'team', id: teamId };
  if (role === 'MGR' && officeId !== undefined) return { kind: 'office', id: officeId };
  if (role === 'HEAD' && agencyId !== undefined) return { kind: 'agency', id: agencyId };
  throw new DomainError('NOT_PERMITTED', 'SPEC-2', 'Your role does not see indicators.', {
    inputs: { role, allowed: INDICATOR_READERS.join(' ') },
    remedy: 'Ask a caseworker, supervisor, manager, head or the coordination group for the numbers of their own place.',
  });
}

export interface IndicatorAsked {
  /** Both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly by: readonly Dimension[];
  readonly asKnownAt: Instant | null;
}

/** What numbers may be broken down by outside the agency, one at a time. */
export const OUTSIDE_DIMENSIONS = [
  ...['sex', 'age_band', 'disability', 'displacement', 'area', 'level', 'concern', 'source', 'reason', 'agency'],
] as readonly Dimension[];

/** Whether the numbers leave the agency, so that small counts are hidden. */
export function isOutside({ kind }: IndicatorScope): boolean {
  return kind === 'all';
}

/**
 * The instant as of which a question is answered.
 * @throws DomainError for what is not answered
 */
export function knownAtFor(
  policy: PolicySnapshot,
  scope: IndicatorScope,
  asked: IndicatorAsked,
  now: Instant,
): Instant {
  return isOutside(scope) ? knownAtOutside(policy, asked, now) : knownAtInside(asked, now);
}

/** For the agency: when asked, or any past instant. */
function knownAtInside({ from, to, asKnownAt }: IndicatorAsked, now: Instant): Instant {
  if (from > to) {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'TIME-1', 'The period ends before it begins.', {
      field: '/to',
      remedy: 'Give from before to.',
    });
  }
  if (asKnownAt === null || asKnownAt <= now) return asKnownAt ?? now;
  throw new DomainError('VALUE_NOT_POSSIBLE', 'TIME-1', 'Nobody knows yet what will be known then.', {
    field: '/asKnownAt',
    remedy: 'Ask for a past instant.',
  });
}

/**
 * IM-9: outside the agency there is one answer to each question, for ever: a whole month by at most one dimension, as known
 * some days after its end. Otherwise two questions that differ by a day or by one late entry would tell about one child.
 */
function knownAtOutside(policy: PolicySnapshot, { from, to, by, asKnownAt }: IndicatorAsked, now: Instant): Instant {
  if (!from.endsWith('-01') || addDays(addMonths(from, 1), -1) !== to) {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'IM-9', 'Numbers leave the agency by whole months.', {
      field: '/from',
      remedy: 'Ask for one month.',
    });
  }
  assertOutsideDimensions(by);
  const days = numberOf(policy, 'reporting.outside_days');
  const known = endOfDate(policy.zone, addDays(to, days));
  if (asKnownAt !== null && asKnownAt !== known) {
    throw new DomainError(
      'VALUE_NOT_POSSIBLE',
      'IM-9',
      'Numbers leave the agency as known some days after the month.',
      {
        field: '/asKnownAt',
        remedy: 'Leave asKnownAt out.',
      },
    );
  }
  if (now >= known) return known;
  throw new DomainError('VALUE_NOT_POSSIBLE', 'IM-9', 'The numbers of this month have not left the agency yet.', {
    field: '/to',
    inputs: { days },
    remedy: `Ask again ${String(days)} days after the end of the month.`,
  });
}

function assertOutsideDimensions(by: readonly Dimension[]): void {
  if (by.length <= 1 && by.every((dimension) => OUTSIDE_DIMENSIONS.includes(dimension))) return;
  const allowed = OUTSIDE_DIMENSIONS.join(', ');
  throw new DomainError('VALUE_NOT_POSSIBLE', 'IM-9', 'Numbers leave the agency by one agreed dimension at a time.', {
    field: '/by',
    inputs: { allowed },
    remedy: `Ask by one of: ${allowed}.`,
  });
}
