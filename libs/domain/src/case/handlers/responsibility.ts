import { assertNotOwnWork } from '../../access/permissions.js';
import type { Actor, Owner, Role } from '../../access/actor.js';
import { DomainError } from '../../errors.js';
import { numberOf } from '../../policy/policy.js';
import type { CaseState, Escalation } from '../state.js';
import type { ReceiverLoad } from '../vocabulary/first-contact.js';
import type { WithContent } from '../vocabulary/content.js';
import { assertNotBefore, assertReason, contentOf, policyOf, type Handler } from './support.js';

/** TR-2: inside one agency; child and family are consulted beforehand and that is recorded. Due dates stay. */
export const reassignCase: Handler<'reassignCase'> = (recorder, { occurredAt, payload }) => {
  const { owner } = recorder.state;
  const { to } = payload;
  if (owner === null)
    throw new DomainError('CASE_NOT_IDENTIFIED', 'TR-2', 'This case has no owner yet.', {
      remedy: 'Identify the child first.',
    });
  assertSameAgency(owner, to);
  if (to.caseworkerId === owner.caseworkerId) {
    throw new DomainError('SAME_OWNER', 'TR-2', 'This caseworker already has the case.', {
      field: '/payload/to/caseworkerId',
      remedy: 'Choose another caseworker.',
    });
  }
  if (!payload.childAndFamilyConsulted) {
    throw new DomainError('CONSULTATION_MISSING', 'TR-2', 'Child and family have to be consulted before a hand-over.', {
      field: '/payload/childAndFamilyConsulted',
      remedy: 'Consult them and record it.',
    });
  }
  assertPreferenceSaid(recorder.state, payload);
  const overLimit = assertLoad(recorder.state, payload);
  recorder.emit('CaseReassigned', occurredAt, { from: owner, to, overLimit, ...contentOf(payload) });
};

/** FLOW-2: a caseworker for an intake that has none. */
export const assignCase: Handler<'assignCase'> = (recorder, { occurredAt, payload }) => {
  const { owner, unassigned } = recorder.state;
  const { to } = payload;
  if (owner === null || !unassigned) {
    throw new DomainError('NOTHING_PENDING', 'FLOW-2', 'This case already has a caseworker.', {
      remedy: 'Give it to another one by re-assigning it.',
    });
  }
  const awaited = recorder.state.facts.filter(({ type }) => type === 'AssignmentAwaited');
  assertNotBefore(
    occurredAt,
    awaited
      .map((fact) => fact.occurredAt)
      .sort()
      .at(-1) ?? null,
    'a caseworker was looked for',
  );
  assertSameAgency(owner, to);
  assertPreferenceSaid(recorder.state, payload);
  const overLimit = assertLoad(recorder.state, payload);
  recorder.emit('CaseAssigned', occurredAt, { from: owner, to, overLimit, ...contentOf(payload) });
};

function assertSameAgency(owner: Owner, to: Owner): void {
  if (to.agencyId === owner.agencyId) return;
  throw new DomainError('NOT_PERMITTED', 'TR-3', 'Another agency receives a case by transfer.', {
    field: '/payload/to/agencyId',
    remedy: 'Start an inter-agency transfer.',
  });
}

/** PERM-3: taken into account, no absolute block. */
function assertPreferenceSaid(state: CaseState, payload: WithContent & { readonly preferenceMet?: boolean }): void {
  const { preference } = state;
  if (preference === null || payload.preferenceMet === true) return;
  if (payload.preferenceMet === undefined) {
    throw new DomainError('PREFERENCE_UNSAID', 'PERM-3', 'The child has a wish about the caseworker.', {
      field: '/payload/preferenceMet',
      inputs: { sex: preference.sex ?? null, language: preference.language ?? null },
      remedy: 'Say whether this caseworker meets the wish; when not, say why.',
    });
  }
  assertReason(payload, 'why the wish of the child is not met', 'PERM-3');
}

/** SUPV-1: one more than the limit needs a supervisor's override with its reason. @returns whether it is over */
export function assertLoad(state: CaseState, payload: WithContent & ReceiverLoad): boolean {
  const limit = numberOf(policyOf(state), 'caseload.max');
  const { receiverOpenCases, overLimit } = payload;
  if (receiverOpenCases === undefined || receiverOpenCases < limit) return false;
  if (overLimit !== true) {
    throw new DomainError('OVER_LIMIT', 'SUPV-1', `This caseworker already has ${String(receiverOpenCases)} cases.`, {
      field: '/payload/overLimit',
      inputs: { openCases: receiverOpenCases, limit },
      remedy: 'Choose somebody with fewer cases, or let the supervisor override with a reason.',
    });
  }
  assertReason(payload, 'why the limit is exceeded', 'SUPV-1');
  return true;
}

const OVERRIDERS: readonly Role[] = ['SUP', 'MGR'];

/**
 * SUPV-1: a case that begins to count for whoever already has it, at registration and at a re-opening. Who holds the case
 * does not lift the own limit; the supervisor does, with a reason. @returns what the event says of it
 */
export function assertOwnLoad(
  state: CaseState,
  { role }: Actor,
  payload: WithContent & ReceiverLoad,
): { readonly overLimit?: true } {
  const asked = payload.overLimit === true && !OVERRIDERS.includes(role) ? { ...payload, overLimit: false } : payload;
  return assertLoad(state, asked) ? { overLimit: true } : {};
}

/** PERM-2. */
export const declareConflictOfInterest: Handler<'declareConflictOfInterest'> = (recorder, { occurredAt, payload }) => {
  const { owner, conflictOfInterest } = recorder.state;
  if (conflictOfInterest !== null || owner === null) {
    throw new DomainError('ALREADY_PENDING', 'PERM-2', 'A conflict of interest is already declared.', {
      remedy: 'Re-assign the case or record how the conflict was resolved.',
    });
  }
  const { caseworkerId } = owner;
  recorder.emit('ConflictOfInterestDeclared', occurredAt, { kind: payload.kind, caseworkerId, ...contentOf(payload) });
};

export const resolveConflictOfInterest: Handler<'resolveConflictOfInterest'> = (recorder, command) => {
  const { conflictOfInterest } = recorder.state;
  if (conflictOfInterest === null) {
    throw new DomainError('NOTHING_PENDING', 'PERM-2', 'No conflict of interest is declared.', {
      remedy: 'Declare the conflict first.',
    });
  }
  assertNotOwnWork(command.actor, conflictOfInterest.caseworkerId, 'conflict of interest');
  assertReason(command.payload, 'how the conflict was resolved', 'PERM-2');
  recorder.emit('ConflictOfInterestResolved', command.occurredAt, contentOf(command.payload));
};

export const acknowledgeNotice: Handler<'acknowledgeNotice'> = (recorder, { actor, occurredAt, payload }) => {
  const { noticeId } = payload;
  const notice = recorder.state.notices.find((one) => one.noticeId === noticeId && one.personId === actor.personId);
  if (notice === undefined) {
    throw new DomainError('NOTHING_PENDING', 'SPEC-3.4', 'There is no such notice for you.', {
      field: '/payload/noticeId',
      remedy: 'See the notices of the case.',
    });
  }
  recorder.emit('NoticeAcknowledged', occurredAt, { noticeId });
};

function unresolved(state: CaseState, escalationId: string): Escalation {
  const escalation = state.escalations.find((candidate) => candidate.escalationId === escalationId);
  if (escalation !== undefined && escalation.status !== 'resolved') return escalation;
  throw new DomainError('NOTHING_PENDING', 'TIME-8', 'This escalation is not open.', {
    field: '/payload/escalationId',
    remedy: 'See the open escalations of the case.',
  });
}

/** Acknowledged, it climbs no further. */
export const acknowledgeEscalation: Handler<'acknowledgeEscalation'> = (recorder, { occurredAt, payload }) => {
  const { escalationId, status } = unresolved(recorder.state, payload.escalationId);
  if (status === 'acknowledged') {
    throw new DomainError('ALREADY_PENDING', 'TIME-8', 'This escalation is already acknowledged.', {
      remedy: 'Record what was done, or give it to somebody else.',
    });
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
