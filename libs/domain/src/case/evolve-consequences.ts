import { isClockEvent, type CaseEvent, type ClockEvent, type EventOf } from './events.js';
import type { KnownObligation } from './obligation.js';
import type { Breach, CaseState, Clocked, Escalation } from './state.js';
import type { Writer } from './writer.js';

function withObligation<S extends Clocked>(state: S, key: string, change: Partial<KnownObligation>, writer: Writer): S {
  const known = state.obligations[key];
  if (known === undefined) return state;
  return { ...state, obligations: writer.put(state.obligations, key, { ...known, ...change }) };
}

function withBreach<S extends Clocked>(state: S, breachId: string, change: Partial<Breach>): S {
  const breaches = state.breaches.map((breach) => (breach.breachId === breachId ? { ...breach, ...change } : breach));
  return { ...state, breaches };
}

function withEscalation<S extends Clocked>(state: S, escalationId: string, change: Partial<Escalation>): S {
  const escalations = state.escalations.map((escalation) =>
    escalation.escalationId === escalationId ? { ...escalation, ...change } : escalation,
  );
  return { ...state, escalations };
}

function armed<S extends Clocked>(state: S, event: EventOf<'ObligationArmed'>, writer: Writer): S {
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

function evolveObligation<S extends Clocked>(state: S, event: ClockEvent, writer: Writer): S {
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

function evolveBreach<S extends Clocked>(state: S, event: ClockEvent, writer: Writer): S {
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
      return withBreach(state, breachId, { withdrawnAt, withdrawnBySeq: bySeq });
    }
    default:
      return evolveObligation(state, event, writer);
  }
}

/** TIME-9: what the next caseload review lists. */
function listed(state: CaseState, event: CaseEvent, writer: Writer): CaseState {
  switch (event.type) {
    case 'BreachWithdrawn': {
      const item = { seq: event.seq, about: 'breach_withdrawn', latenessHours: null } as const;
      return { ...state, caseloadReview: writer.push(state.caseloadReview, item) };
    }
    case 'LateEntryFlagged': {
      const { entrySeq: seq, latenessHours } = event.data;
      return {
        ...state,
        caseloadReview: writer.push(state.caseloadReview, { seq, about: 'late_entry', latenessHours }),
      };
    }
    default:
      return state;
  }
}

export function evolveConsequence(state: CaseState, event: CaseEvent, writer: Writer): CaseState {
  return isClockEvent(event) ? evolveClocks(listed(state, event, writer), event, writer) : listed(state, event, writer);
}

/** Clocks, breaches and escalations, of a case or of a duty file. */
export function evolveClocks<S extends Clocked>(state: S, event: ClockEvent, writer: Writer): S {
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
