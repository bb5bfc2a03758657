import { assertNotOwnWork } from '../../access/permissions.js';
import { DomainError } from '../../errors.js';
import type { CaseState } from '../state.js';
import { pendingTransfer } from '../transfers.js';
import type { Transfer, TransferRequest } from '../vocabulary/transfer-and-closure.js';
import { assertLoad } from './responsibility.js';
import { assertNotBefore, assertReason, contentOf, type Handler } from './support.js';

function requestOf({ transferId, toAgencyId, reason, childAndFamilyConsulted, metNewCaseworker }: TransferRequest) {
  return { transferId, toAgencyId, reason, childAndFamilyConsulted, metNewCaseworker };
}

/** TR-1, TR-3. */
function assertRequest(state: CaseState, request: TransferRequest, hasReason: boolean): void {
  if (request.toAgencyId === state.owner?.agencyId) {
    throw new DomainError('SAME_OWNER', 'TR-2', 'Inside one agency a case is re-assigned.', {
      field: '/payload/toAgencyId',
      remedy: 'Re-assign the case to the other caseworker.',
    });
  }
  if (!request.childAndFamilyConsulted) {
    throw new DomainError('CONSULTATION_MISSING', 'TR-3', 'Child and family have to be consulted before a transfer.', {
      field: '/payload/childAndFamilyConsulted',
      remedy: 'Consult them and record it.',
    });
  }
  if (!request.metNewCaseworker && !hasReason) {
    throw new DomainError('FIELD_MISSING', 'TR-3', 'Say why child or caregiver have not met the new caseworker.', {
      field: '/payload/content',
      remedy: 'Send the reason with the form of this step.',
    });
  }
  if (pendingTransfer(state) !== undefined) {
    throw new DomainError('TRANSFER_PENDING', 'TR-4', 'A transfer of this case already waits for an answer.', {
      remedy: 'Wait for the answer or revoke the transfer.',
    });
  }
}

export const proposeTransfer: Handler<'proposeTransfer'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  assertRequest(state, payload, payload.content !== undefined);
  if (state.transfers[payload.transferId] !== undefined) {
    throw new DomainError('ALREADY_USED', 'TR-3', 'A transfer with this id is already recorded.', {
      field: '/payload/transferId',
      remedy: 'Use another id for a new transfer.',
    });
  }
  recorder.emit('TransferProposed', occurredAt, { ...requestOf(payload), ...contentOf(payload) });
};

/** TR-3, CONS-5: the sender's supervisor sends; not the own proposal (PERM-1). */
export const sendTransfer: Handler<'sendTransfer'> = (recorder, { actor, occurredAt, payload }) => {
  const { state } = recorder;
  assertRequest(state, payload, payload.content !== undefined);
  const known = state.transfers[payload.transferId];
  if (known !== undefined) {
    if (known.status !== 'proposed') {
      throw new DomainError('ALREADY_USED', 'TR-3', 'A transfer with this id is already recorded.', {
        field: '/payload/transferId',
        remedy: 'Use another id for a new transfer.',
      });
    }
    assertNotOwnWork(actor, known.proposedBy, 'transfer');
    assertNotBefore(occurredAt, known.proposedAt, 'the transfer was proposed');
  }
  const overridden = payload.overrideGround !== undefined && state.consent?.caseTransfer !== true;
  if (state.consent?.caseTransfer !== true && !overridden) {
    throw new DomainError('OUTSIDE_CONSENT', 'CONS-5', 'The consent does not cover a transfer to another agency.', {
      inputs: { service: 'case_transfer' },
      remedy: 'Ask for consent, or override on immediate risk to safety with a reason.',
    });
  }
  if (overridden) assertReason(payload, 'the reason for sharing outside the consent', 'CONS-5');
  const data = { ...requestOf(payload), level: state.level, overridden, ...contentOf(payload) };
  recorder.emit('TransferSent', occurredAt, data);
};

function waiting(state: CaseState, transferId: string): Transfer & { readonly sentAt: string } {
  const transfer = state.transfers[transferId];
  if (transfer?.status === 'sent' && transfer.sentAt !== null) return { ...transfer, sentAt: transfer.sentAt };
  throw new DomainError('NOTHING_PENDING', 'TR-6', 'No such transfer waits for an answer.', {
    field: '/payload/transferId',
    remedy: 'The sending supervisor sends the transfer first.',
  });
}

/** TR-5: ownership and counting move, due dates stay. */
export const acceptTransfer: Handler<'acceptTransfer'> = (recorder, { actor, occurredAt, payload }) => {
  const { state } = recorder;
  const { owner } = state;
  const { transferId, to } = payload;
  const transfer = waiting(state, transferId);
  assertNotBefore(occurredAt, transfer.sentAt, 'the transfer was sent');
  if (transfer.sentBy !== null) assertNotOwnWork(actor, transfer.sentBy, 'transfer');
  if (to.agencyId !== transfer.toAgencyId) {
    throw new DomainError('NOT_PERMITTED', 'TR-5', 'The case goes to a caseworker of the receiving agency.', {
      field: '/payload/to/agencyId',
      remedy: 'Name a caseworker of the agency that the transfer was sent to.',
    });
  }
  const overLimit = assertLoad(state, payload);
  recorder.emit('TransferAccepted', occurredAt, {
    transferId,
    from: owner ?? transfer.from,
    to,
    overLimit,
    ...contentOf(payload),
  });
};

/** TR-5: nothing changes for the case; the receiver loses access. */
export const rejectTransfer: Handler<'rejectTransfer'> = (recorder, { occurredAt, payload }) => {
  const transfer = waiting(recorder.state, payload.transferId);
  assertNotBefore(occurredAt, transfer.sentAt, 'the transfer was sent');
  assertReason(payload, 'why the transfer is rejected', 'TR-5');
  recorder.emit('TransferRejected', occurredAt, { transferId: payload.transferId, ...contentOf(payload) });
};

/** Takes back what was sent, or declines what was proposed. */
export const revokeTransfer: Handler<'revokeTransfer'> = (recorder, { occurredAt, payload }) => {
  const known = recorder.state.transfers[payload.transferId];
  if (known?.status !== 'proposed') {
    const { sentAt } = waiting(recorder.state, payload.transferId);
    assertNotBefore(occurredAt, sentAt, 'the transfer was sent');
  }
  assertReason(payload, 'why the transfer is revoked', 'TR-5');
  recorder.emit('TransferRevoked', occurredAt, { transferId: payload.transferId, ...contentOf(payload) });
};
