import type { CaseEvent, EventOf } from './events.js';
import type { KnownObligation } from './obligation.js';
import type { Breach, CaseState, Escalation } from './state.js';
import type { Writer } from './writer.js';

function withObligation(state: CaseState, key: string, change: Partial<KnownObligation>, writer: Writer): CaseState {
  const known = state.obligations[key];
  if (known === undefined) return state;
  return { ...state, obligations: writer.put(state.obligations, key, { ...known, ...change }) };
}

function withBreach(state: CaseState, breachId: string, change: Partial<Breach>): CaseState {
  const breaches = state.breaches.map((breach) => (breach.breachId === breachId ? { ...breach, ...change } : breach));
  return { ...state, breaches };
}

function withEscalation(state: CaseState, escalationId: string, change: Partial<Escalation>): CaseState {
  const escalations = state.escalations.map((escalation) =>
    escalation.escalationId === escalationId ? { ...escalation, ...change } : escalation,
  );
  return { ...state, escalations };
}

function armed(state: CaseState, event: EventOf<'ObligationArmed'>, writer: Writer): CaseState {
  const obligation: KnownObligation = {
    ...event.data,
    status: 'open',
    endedAt: null,
    endCause: null,
    knownSince: event.recordedAt,
    remindedFor: null,
  };
  return { ...state, obligations: writer.put(state.obligations, obligation.key, obligation) };
}

function evolveObligation(state: CaseState, event: CaseEvent, writer: Writer): CaseState {
  switch (event.type) {
    case 'ObligationArmed':
      return armed(state, event, writer);
    case 'ObligationRescheduled': {
      const { key, level, due, derivation } = event.data;
      const reopened = { status: 'open', endedAt: null, endCause: null } as const;
      return withObligation(state, key, { level, due, derivation, ...reopened, knownSince: event.recordedAt }, writer);
    }
    case 'ObligationMet':
      return withObligation(state, event.data.key, { status: 'met', endedAt: event.data.at, endCause: null }, writer);
    case 'ObligationCancelled': {
      const { key, at, cause } = event.data;
      return withObligation(state, key, { status: 'cancelled', endedAt: at, endCause: cause }, writer);
    }
    case 'DeadlineReminded':
      return withObligation(state, event.data.key, { remindedFor: event.data.overdueFrom }, writer);
    default:
      return state;
  }
}

function evolveBreach(state: CaseState, event: CaseEvent, writer: Writer): CaseState {
  switch (event.type) {
    case 'BreachRaised':
      return {
        ...state,
        breaches: writer.push(state.breaches, { ...event.data, withdrawnAt: null, withdrawnBySeq: null }),
      };
    case 'BreachCorrected': {
      const { breachId, due, level, owner } = event.data;
      return withBreach(state, breachId, { due, level, owner });
    }
    case 'BreachWithdrawn': {
      const { breachId, withdrawnAt, bySeq } = event.data;
      const item = { seq: event.seq, about: 'breach_withdrawn', latenessHours: null } as const;
      const listed = { ...state, caseloadReview: writer.push(state.caseloadReview, item) };
      return withBreach(listed, breachId, { withdrawnAt, withdrawnBySeq: bySeq });
    }
    case 'LateEntryFlagged': {
      const { entrySeq, latenessHours } = event.data;
      return {
        ...state,
        caseloadReview: writer.push(state.caseloadReview, { seq: entrySeq, about: 'late_entry', latenessHours }),
      };
    }
    default:
      return evolveObligation(state, event, writer);
  }
}

export function evolveConsequence(state: CaseState, event: CaseEvent, writer: Writer): CaseState {
  switch (event.type) {
    case 'EscalationOpened': {
      const escalation: Escalation = {
        ...event.data,
        status: 'open',
        openedAt: event.occurredAt,
        assignedTo: null,
        acknowledgedBy: null,
        resolvedAt: null,
        resolvedAs: null,
      };
      return { ...state, escalations: writer.push(state.escalations, escalation) };
    }
    case 'EscalationRaised':
      return withEscalation(state, event.data.escalationId, { step: event.data.step, assignedTo: null });
    case 'EscalationAcknowledged':
      return withEscalation(state, event.data.escalationId, {
        status: 'acknowledged',
        acknowledgedBy: event.actor.personId,
      });
    case 'EscalationReassigned':
      return withEscalation(state, event.data.escalationId, { assignedTo: event.data.toPersonId });
    case 'EscalationResolved':
      return withEscalation(state, event.data.escalationId, {
        status: 'resolved',
        resolvedAt: event.occurredAt,
        resolvedAs: event.data.how,
      });
    default:
      return evolveBreach(state, event, writer);
  }
}
