import { authorOf } from '../access/actor.js';
import { evolveCollaboration, withoutAgreement } from './evolve-collaboration.js';
import { evolveConsequence } from './evolve-consequences.js';
import { evolveEmergency } from './evolve-emergency.js';
import { evolveFirstContact } from './evolve-first-contact.js';
import { evolveTransfer } from './evolve-transfer.js';
import { evolveFact } from './evolve-facts.js';
import { isFact, type CaseEvent } from './events.js';
import { copying, inPlace, type Writer } from './writer.js';
import { initialState, REMEMBERED_COMMANDS, type CaseState, type LoweringProposal } from './state.js';

/** Applies one recorded event. Pure: neither argument is changed. Recomputes no policy: events carry every date. */
export function evolve(state: CaseState, event: CaseEvent): CaseState {
  return apply(state, event, copying);
}

/** The state of a case from its record. @param caseId the case of all events */
export function fold(caseId: string, events: Iterable<CaseEvent>): CaseState {
  let state = initialState(caseId);
  for (const event of events) state = apply(state, event, inPlace);
  return state;
}

function apply(state: CaseState, event: CaseEvent, writer: Writer): CaseState {
  const next: CaseState = {
    ...state,
    seq: event.seq,
    recentCommandIds: remember(state.recentCommandIds, event.commandId, writer),
  };
  if (!isFact(event)) return evolveNote(next, event, writer);
  return evolveSlices(evolveFact({ ...next, facts: writer.push(state.facts, event) }, event), event);
}

function remember(ids: readonly string[], commandId: string, writer: Writer): readonly string[] {
  if (ids.at(-1) === commandId) return ids;
  const all = writer.push(ids, commandId);
  return all.length > REMEMBERED_COMMANDS ? all.slice(-REMEMBERED_COMMANDS) : all;
}

export function withoutKey<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function evolveNote(state: CaseState, event: CaseEvent, writer: Writer): CaseState {
  switch (event.type) {
    case 'CaseIdentified':
      return {
        ...state,
        stage: 'IDENTIFIED',
        identifiedAt: event.occurredAt,
        owner: event.data.owner,
        policy: event.data.policy,
        unassigned: event.data.unassigned === true,
        preference: event.data.preference ?? null,
      };
    case 'LoweringProposed': {
      const { content: _, ...proposed } = event.data;
      const proposal: LoweringProposal = {
        ...proposed,
        proposedBy: authorOf(event.actor),
        proposedAt: event.occurredAt,
      };
      return { ...state, lowerings: { ...state.lowerings, [proposal.concernId]: proposal } };
    }
    case 'LoweringReturned':
    case 'LoweringVoided':
      return { ...state, lowerings: withoutKey(state.lowerings, event.data.concernId) };
    default:
      return evolveDecision(state, event, writer);
  }
}

function evolveDecision(state: CaseState, event: CaseEvent, writer: Writer): CaseState {
  switch (event.type) {
    case 'ClosureRequested': {
      const { reason, checks, from, evidence = {} } = event.data;
      const request = {
        reason,
        checks,
        evidence,
        from,
        requestedBy: authorOf(event.actor),
        requestedAt: event.occurredAt,
      };
      return { ...withoutAgreement(state), stage: 'CLOSURE_REQUESTED', closureRequest: request };
    }
    case 'ClosureVoided':
      return { ...state, stage: event.data.returnsTo, closureRequest: null };
    case 'PlanConclusionCleared':
      return { ...state, stage: event.data.returnsTo, planConcludedAt: null };
    case 'ReopeningRequested':
      return {
        ...state,
        reopeningRequest: {
          requestedBy: authorOf(event.actor),
          requestedAt: event.occurredAt,
          concerns: event.data.concerns,
          encounterId: event.data.encounterId ?? null,
        },
      };
    case 'ReopeningReturned':
      return { ...state, reopeningRequest: null };
    case 'RiskLevelChanged':
      return { ...state, level: event.data.to, levelSince: event.occurredAt };
    case 'ClosureRecommended':
      return { ...state, closureRecommended: true };
    case 'ClosureRecommendationCleared':
      return { ...state, closureRecommended: false };
    default:
      return evolveConsequence(evolveSlices(state, event), event, writer);
  }
}

/** Areas that keep a slice of the state of their own; each takes from an event what concerns it. */
function evolveSlices(state: CaseState, event: CaseEvent): CaseState {
  return evolveEmergency(evolveTransfer(evolveCollaboration(evolveFirstContact(state, event), event), event), event);
}
