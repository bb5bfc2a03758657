import { authorOf, type Owner } from '../access/actor.js';
import type { Instant } from '../time/instant.js';
import { workingStage } from './evolve-facts.js';
import type { CaseEvent, EventOf } from './events.js';
import type { CaseState } from './state.js';
import type { Notice, NoticeKind, Transfer } from './vocabulary/transfer-and-closure.js';

/** Transfers between agencies, death, birthdays, notices. */
export function evolveTransfer(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'TransferProposed':
    case 'TransferSent':
      return withTransfer(state, begun(state, event));
    case 'TransferAccepted': {
      const known = state.transfers[event.data.transferId];
      if (known === undefined) return state;
      const { from } = event.data;
      const accepted = { ...known, from, status: 'accepted', answeredAt: event.occurredAt } as const;
      const moved = { owner: event.data.to, overLimit: event.data.overLimit, conflictOfInterest: null };
      return { ...withTransfer(state, accepted), ...moved };
    }
    case 'TransferRejected':
    case 'TransferRevoked': {
      const known = state.transfers[event.data.transferId];
      if (known === undefined) return state;
      const status = event.type === 'TransferRejected' ? 'rejected' : 'revoked';
      return withTransfer(state, { ...known, status, answeredAt: event.occurredAt });
    }
    case 'CaseReopened':
      return { ...state, transfers: declined(state.transfers, event.occurredAt) };
    default:
      return evolveDeath(state, event);
  }
}

/** CLK-7: a proposal of the last episode does not wait in the new one. */
function declined(transfers: CaseState['transfers'], answeredAt: Instant): CaseState['transfers'] {
  const rows = Object.entries(transfers).map(([id, transfer]): [string, Transfer] => [
    id,
    transfer.status === 'proposed' ? { ...transfer, status: 'revoked', answeredAt } : transfer,
  ]);
  return Object.fromEntries(rows);
}

function begun(state: CaseState, event: EventOf<'TransferProposed'> | EventOf<'TransferSent'>): Transfer {
  const { transferId, toAgencyId, reason, childAndFamilyConsulted, metNewCaseworker } = event.data;
  const isSent = event.type === 'TransferSent';
  const personId = authorOf(event.actor);
  return {
    transferId,
    toAgencyId,
    reason,
    childAndFamilyConsulted,
    metNewCaseworker,
    status: isSent ? 'sent' : 'proposed',
    proposedBy: state.transfers[transferId]?.proposedBy ?? personId,
    proposedAt: state.transfers[transferId]?.proposedAt ?? event.occurredAt,
    sentBy: isSent ? personId : null,
    sentAt: isSent ? event.occurredAt : null,
    level: isSent ? event.data.level : null,
    overridden: isSent && event.data.overridden,
    from: state.owner as Owner,
    answeredAt: null,
  };
}

function withTransfer(state: CaseState, transfer: Transfer): CaseState {
  return { ...state, transfers: { ...state.transfers, [transfer.transferId]: transfer } };
}

function evolveDeath(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'DeathRecorded': {
      const stageBefore = state.stage === 'CLOSURE_REQUESTED' ? workingStage(state) : state.stage;
      const death = { diedOn: event.data.diedOn, recordedBy: event.actor.personId, stageBefore };
      return { ...state, death, lowerings: {}, reopeningRequest: null };
    }
    case 'DeathCorrectionProposed':
      return { ...state, deathCorrection: { proposedBy: authorOf(event.actor), proposedAt: event.occurredAt } };
    case 'DeathCorrectionReturned':
      return { ...state, deathCorrection: null };
    case 'DeathAnnulled':
      return withoutDeath(state);
    default:
      return evolveNotices(state, event);
  }
}

/** A79: the case is again where the work had come to; one that had been closed for another reason stays closed. */
function withoutDeath(state: CaseState): CaseState {
  const alive = { ...state, death: null, deathCorrection: null };
  if (state.closure !== null && state.closure.reason !== 'death') return alive;
  return { ...alive, closure: null, closureRequest: null, stage: workingStage(state) };
}

function evolveNotices(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'BirthRecorded':
      return { ...state, turned18: false, birthdayAnnounced: false };
    case 'TurnedEighteen':
      return { ...state, turned18: true };
    case 'EighteenthBirthdayAnnounced':
      return { ...state, birthdayAnnounced: true };
    case 'WorkersNotified': {
      const { notice, personIds } = event.data;
      return { ...state, notices: [...state.notices, ...personIds.map((id) => noticeFor(event, notice, id))] };
    }
    case 'NoticeAcknowledged':
      return { ...state, notices: state.notices.filter(({ noticeId }) => noticeId !== event.data.noticeId) };
    default:
      return state;
  }
}

function noticeFor({ seq, occurredAt }: CaseEvent, kind: NoticeKind, personId: string): Notice {
  return { noticeId: `${kind}:${String(seq)}:${personId}`, kind, personId, at: occurredAt };
}
