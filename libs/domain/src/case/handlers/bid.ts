import { DomainError } from '../../errors.js';
import { assertReason, contentOf, type Handler } from './support.js';

/** BID-1. */
export const flagBid: Handler<'flagBid'> = (recorder, { occurredAt, payload }) => {
  const { bidId, kind } = payload;
  if (recorder.state.bids[bidId] !== undefined) {
    throw new DomainError('ALREADY_USED', 'BID-1', 'A determination with this id is already flagged.', {
      field: '/payload/bidId',
      remedy: 'Use another id, or record the decision on the one that is flagged.',
    });
  }
  recorder.emit('BidFlagged', occurredAt, { bidId, kind, ...contentOf(payload) });
};

/** BID-2: the outcome with its reasons. */
export const recordBidDecision: Handler<'recordBidDecision'> = (recorder, { occurredAt, payload }) => {
  const { bidId, decidedBy, outcome } = payload;
  const bid = recorder.state.bids[bidId];
  if (bid === undefined) {
    throw new DomainError('UNKNOWN_REFERENCE', 'BID-2', 'No determination with this id is flagged.', {
      field: '/payload/bidId',
      remedy: 'Flag the determination first.',
    });
  }
  if (bid.status === 'closed' && outcome !== 'reopen') {
    throw new DomainError('NOTHING_PENDING', 'BID-2', 'This determination is closed.', {
      field: '/payload/bidId',
      remedy: 'Re-open it with the reasons, or flag a new one.',
    });
  }
  if (outcome !== 'approve') assertReason(payload, 'the reasons of the decision', 'BID-2');
  recorder.emit('BidDecided', occurredAt, { bidId, decidedBy, outcome, ...contentOf(payload) });
};
