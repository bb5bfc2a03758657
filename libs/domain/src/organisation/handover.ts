import type { Actor } from '../access/actor.js';
import { DomainError } from '../errors.js';
import type { PolicySnapshot } from '../policy/policy.js';
import { caseloadOf, type Load } from '../supervision/span.js';
import { assertKeepsPost } from './keepers.js';
import type { Post } from './post.js';

export const HANDOVER_REASONS = ['left', 'ill', 'leave', 'other'] as const;
/** Why a caseload goes to others. */
export type HandoverReason = (typeof HANDOVER_REASONS)[number];

/** What the plan has to know of a case. */
export interface HandoverCase {
  readonly caseId: string;
  /** The higher the more urgent; cases without a level come last. */
  readonly urgency: number;
  /** SUPV-1: whether it counts for whoever has it. */
  readonly counts: boolean;
  /** PERM-2: caseworkers with a conflict of interest in it, as far as one was declared. */
  readonly conflicts: readonly string[];
}

export interface Receiver {
  readonly caseworkerId: string;
  readonly openCases: number;
  readonly isAway: boolean;
}

export interface Handing {
  readonly caseId: string;
  /** Null: nobody has room for it. */
  readonly to: string | null;
}

/**
 * Who could take which case: the most urgent first, each to whoever has fewest at that point, never above the limit
 * (SUPV-1), to nobody who is away or has a conflict of interest (PERM-2).
 */
export function proposeHandover(
  policy: PolicySnapshot,
  cases: readonly HandoverCase[],
  receivers: readonly Receiver[],
): Handing[] {
  const { limit } = caseloadOf(policy, 0);
  const loads = new Map(receivers.filter(({ isAway }) => !isAway).map((one) => [one.caseworkerId, one.openCases]));
  const inOrder = [...cases].sort((a, b) => b.urgency - a.urgency || (a.caseId < b.caseId ? -1 : 1));
  return inOrder.map(({ caseId, counts, conflicts }) => {
    const fit = [...loads].filter(([id, load]) => !conflicts.includes(id) && (!counts || load < limit));
    const [chosen] = fit.sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
    if (chosen === undefined) return { caseId, to: null };
    const [to, load] = chosen;
    if (counts) loads.set(to, load + 1);
    return { caseId, to };
  });
}

export interface HandoverPreview {
  readonly cases: readonly (Handing & { readonly isOverLimit: boolean; readonly hasConflict: boolean })[];
  readonly caseloads: readonly (Load & {
    readonly caseworkerId: string;
    readonly before: number;
    readonly isAway: boolean;
  })[];
}

/** What a plan would lead to: resulting caseloads, and which cases come on top of the limit or meet a conflict of interest. */
export function previewHandover(
  policy: PolicySnapshot,
  cases: readonly HandoverCase[],
  receivers: readonly Receiver[],
  handings: readonly Handing[],
): HandoverPreview {
  const known = new Map(cases.map((one) => [one.caseId, one]));
  const loads = new Map(receivers.map(({ caseworkerId, openCases }) => [caseworkerId, openCases]));
  const rows = handings.map(({ caseId, to }) => {
    const found = known.get(caseId);
    if (to === null || found === undefined) return { caseId, to, isOverLimit: false, hasConflict: false };
    const load = (loads.get(to) ?? 0) + (found.counts ? 1 : 0);
    loads.set(to, load);
    const isOverLimit = found.counts && caseloadOf(policy, load).isOverLimit;
    return { caseId, to, isOverLimit, hasConflict: found.conflicts.includes(to) };
  });
  return {
    cases: rows,
    caseloads: receivers.map(({ caseworkerId, openCases: before, isAway }) => {
      return { caseworkerId, before, isAway, ...caseloadOf(policy, loads.get(caseworkerId) ?? before) };
    }),
  };
}

/**
 * Somebody who keeps the post orders the hand-over; of a caseworker who leaves no case is forgotten.
 * @param held every case that the person is responsible for
 * @throws DomainError
 */
export function orderHandover(
  actor: Actor,
  post: Post,
  order: { readonly reason: HandoverReason; readonly handings: readonly Handing[] },
  { held, isUnderWay }: { readonly held: readonly string[]; readonly isUnderWay: boolean },
): void {
  assertKeepsPost(actor, post);
  if (isUnderWay) {
    throw new DomainError('ALREADY_PENDING', 'SPEC-3.11', 'A hand-over of this caseload is under way.', {
      remedy: 'Wait until every case has answered, then hand over what is left.',
    });
  }
  const named = new Map(order.handings.map(({ caseId, to }) => [caseId, to]));
  const strange = [...named.keys()].filter((caseId) => !held.includes(caseId));
  if (strange.length > 0 || named.size !== order.handings.length || named.size === 0) {
    throw new DomainError('UNKNOWN_REFERENCE', 'SPEC-3.11', 'Name cases of this caseworker, each of them once.', {
      field: '/cases',
      inputs: { unknown: strange.length },
      remedy: 'Look at the preview again.',
    });
  }
  const forgotten = held.filter((caseId) => !named.has(caseId)).length;
  if (order.reason !== 'left' || forgotten === 0) return;
  throw new DomainError('NOT_HANDED_OVER', 'SPEC-3.11', 'Who leaves hands over every case.', {
    field: '/cases',
    inputs: { cases: forgotten, caseworkers: 0 },
    remedy: 'Name somebody for each case of the preview.',
  });
}
