import { isClockEvent } from '../case/events.js';
import { evolveClocks } from '../case/evolve-consequences.js';
import { REMEMBERED_COMMANDS } from '../case/state.js';
import { copying } from '../case/writer.js';
import type { DutyEvent, DutyFact, DutyFactOf } from './events.js';
import { ownerOf, type DutyState } from './file.js';

function opened(event: DutyFactOf<'DutyFileOpened'>): DutyState {
  const { kind, subjectId, scope, policy, hiddenFrom } = event.data;
  return {
    schemaVersion: 1,
    caseId: event.caseId,
    seq: 0,
    fileKind: kind,
    subjectId,
    scope,
    openedAt: event.occurredAt,
    endedAt: null,
    hiddenFrom,
    owner: ownerOf(subjectId, scope),
    policy,
    facts: [],
    obligations: {},
    breaches: [],
    escalations: [],
    recentCommandIds: [],
  };
}

/** Applies one recorded event. @param state null before the first one */
export function evolveDuty(state: DutyState | null, event: DutyEvent): DutyState {
  const known = state ?? (event.type === 'DutyFileOpened' ? opened(event) : null);
  if (known === null) throw new RangeError('a duty file begins by being opened');
  const next = { ...known, seq: event.seq, recentCommandIds: remember(known.recentCommandIds, event.commandId) };
  return isClockEvent(event) ? evolveClocks(next, event, copying) : evolveFact(next, event);
}

function evolveFact(state: DutyState, fact: DutyFact): DutyState {
  const next = { ...state, facts: [...state.facts, fact] };
  switch (fact.type) {
    case 'DutyFileEnded':
      return { ...next, endedAt: fact.occurredAt };
    case 'DutyPolicyAdopted':
      return { ...next, policy: fact.data.policy };
    default:
      return next;
  }
}

function remember(ids: readonly string[], commandId: string): readonly string[] {
  return ids.at(-1) === commandId ? ids : [...ids, commandId].slice(-REMEMBERED_COMMANDS);
}

/** The state of a duty file from its record; null for no events. */
export function foldDuty(events: Iterable<DutyEvent>): DutyState | null {
  let state: DutyState | null = null;
  for (const event of events) state = evolveDuty(state, event);
  return state;
}
