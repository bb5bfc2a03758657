import { DomainError } from '../../errors.js';
import type { CaseState, Escalation } from '../state.js';
import { assertReason, contentOf, type Handler } from './support.js';

/** TR-2: inside one agency; child and family are consulted beforehand and that is recorded. Due dates stay. */
export const reassignCase: Handler<'reassignCase'> = (recorder, { occurredAt, payload }) => {
  const { owner } = recorder.state;
  const { to } = payload;
  if (owner === null) throw new DomainError('CASE_NOT_IDENTIFIED', 'TR-2', 'This case has no owner yet.');
  if (to.agencyId !== owner.agencyId) {
    throw new DomainError('NOT_PERMITTED', 'TR-3', 'Another agency receives a case by transfer.', {
      field: '/payload/to/agencyId',
      remedy: 'Start an inter-agency transfer.',
    });
  }
  if (to.caseworkerId === owner.caseworkerId) {
    throw new DomainError('SAME_OWNER', 'TR-2', 'This caseworker already has the case.', {
      field: '/payload/to/caseworkerId',
    });
  }
  if (!payload.childAndFamilyConsulted) {
    throw new DomainError('CONSULTATION_MISSING', 'TR-2', 'Child and family have to be consulted before a hand-over.', {
      field: '/payload/childAndFamilyConsulted',
      remedy: 'Consult them and record it.',
    });
  }
  recorder.emit('CaseReassigned', occurredAt, { from: owner, to, ...contentOf(payload) });
};

function unresolved(state: CaseState, escalationId: string): Escalation {
  const escalation = state.escalations.find((candidate) => candidate.escalationId === escalationId);
  if (escalation !== undefined && escalation.status !== 'resolved') return escalation;
  throw new DomainError('NOTHING_PENDING', 'TIME-8', 'This escalation is not open.', {
    field: '/payload/escalationId',
  });
}

/** Acknowledged, it climbs no further. */
export const acknowledgeEscalation: Handler<'acknowledgeEscalation'> = (recorder, { occurredAt, payload }) => {
  const { escalationId, status } = unresolved(recorder.state, payload.escalationId);
  if (status === 'acknowledged') {
    throw new DomainError('ALREADY_PENDING', 'TIME-8', 'This escalation is already acknowledged.');
  }
  recorder.emit('EscalationAcknowledged', occurredAt, { escalationId });
};

export const resolveEscalation: Handler<'resolveEscalation'> = (recorder, { occurredAt, payload }) => {
  const { escalationId } = unresolved(recorder.state, payload.escalationId);
  assertReason(payload, 'what was done', 'TIME-8');
  recorder.emit('EscalationResolved', occurredAt, { escalationId, how: 'handled', ...contentOf(payload) });
};

export const reassignEscalation: Handler<'reassignEscalation'> = (recorder, { occurredAt, payload }) => {
  const { escalationId } = unresolved(recorder.state, payload.escalationId);
  recorder.emit('EscalationReassigned', occurredAt, { escalationId, toPersonId: payload.toPersonId });
};
