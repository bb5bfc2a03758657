import { DomainError } from '../../errors.js';
import type { Instant } from '../../time/instant.js';
import type { Recorder } from '../recorder.js';
import type { CaseState } from '../state.js';
import type { Bid, BidKind, PlannedAction } from '../vocabulary/implementation.js';
import { assertNotBefore, assertReason, contentOf, type Handler } from './support.js';

function ofKind({ bids }: CaseState, kind: BidKind): Bid[] {
  return Object.values(bids).filter((bid) => bid.kind === kind);
}

/** BID-1. */
export const flagBid: Handler<'flagBid'> = (recorder, { occurredAt, payload }) => {
  const { bidId, kind } = payload;
  if (recorder.state.bids[bidId] !== undefined) {
    throw new DomainError('ALREADY_USED', 'BID-1', 'A determination with this id is already flagged.', {
      field: '/payload/bidId',
      remedy: 'Use the determination that is flagged, or another id.',
    });
  }
  recorder.emit('BidFlagged', occurredAt, { bidId, kind, ...contentOf(payload) });
};

/** BID-1: a plan with an action of that kind asks for its determination, unless one is under way or made. */
export function flagDeterminations(recorder: Recorder, actions: readonly PlannedAction[], at: Instant): void {
  for (const { actionId, bid: kind } of actions) {
    if (kind === undefined || ofKind(recorder.state, kind).some(({ status }) => status !== 'closed')) continue;
    recorder.emit('BidFlagged', at, { bidId: freeId(recorder.state, actionId), kind });
  }
}

/** Short enough to be named in a command, whose ids have at most 100 characters. */
function freeId({ bids }: CaseState, actionId: string): string {
  const wanted = `bid-${actionId.slice(0, 90)}`;
  let bidId = wanted;
  for (let count = 2; bids[bidId] !== undefined; count += 1) bidId = `${wanted}-${String(count)}`;
  return bidId;
}

/**
 * BID-2: until somebody entitled has approved it, an action of that kind does not start; deferring keeps it blocked.
 * BID-3: urgent action and interim care never come here.
 * @throws DomainError BID_NEEDED
 */
export function assertDetermined(state: CaseState, kind: BidKind, at: Instant): void {
  const bids = ofKind(state, kind);
  if (bids.some(({ status, decidedAt }) => status === 'approved' && decidedAt !== null && decidedAt <= at)) return;
  throw new DomainError('BID_NEEDED', 'BID-2', 'This action waits for a best interests determination.', {
    field: '/payload/actionId',
    inputs: { kind, determination: bids.at(-1)?.status ?? null },
    remedy:
      'Record the approval by the State procedure, the panel or the case conference; safety tonight is an urgent action.',
  });
}

/** BID-2: the outcome with its reasons. What a case conference decides comes with its report. */
export const recordBidDecision: Handler<'recordBidDecision'> = (recorder, { occurredAt, payload }) => {
  const { bidId, decidedBy, outcome } = payload;
  if (decidedBy === 'case_conference') {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'BID-2', 'The decision of a case conference stands in its report.', {
      field: '/payload/decidedBy',
      remedy: 'Conclude the conference with this decision.',
    });
  }
  assertDecidable(recorder.state, { bidId, outcome }, occurredAt);
  if (outcome !== 'approve') assertReason(payload, 'the reasons of the decision', 'BID-2');
  recorder.emit('BidDecided', occurredAt, { bidId, decidedBy, outcome, ...contentOf(payload) });
};

/** @throws DomainError UNKNOWN_REFERENCE, NOTHING_PENDING */
export function assertDecidable(
  { bids }: CaseState,
  { bidId, outcome }: { readonly bidId: string; readonly outcome: string },
  at: Instant,
): void {
  const bid = bids[bidId];
  if (bid === undefined) {
    throw new DomainError('UNKNOWN_REFERENCE', 'BID-2', 'No determination with this id is flagged.', {
      field: '/payload/bidId',
      remedy: 'Flag the determination first.',
    });
  }
  assertNotBefore(at, bid.flaggedAt, 'the determination was flagged');
  if (bid.status === 'closed' && outcome !== 'reopen') {
    throw new DomainError('NOTHING_PENDING', 'BID-2', 'This determination is closed.', {
      field: '/payload/bidId',
      remedy: 'Re-open it first, with the reason.',
    });
  }
}
