import { authorOf } from '../../access/actor.js';
import type { Instant, LocalDate } from '../../time/instant.js';
import { laterOf } from '../../time/instant.js';
import { localDateOf } from '../../time/zone.js';
import type { DutyFact, DutyFactOf } from '../events.js';
import type { DutyState } from '../file.js';

/** One time span that a file was kept for, and how it ended. */
export interface Keeping {
  readonly seq: number;
  readonly from: Instant;
  readonly until: LocalDate;
  readonly end: {
    readonly at: Instant;
    readonly as: 'extended' | 'destroyed' | 'held' | 'reopened' | 'closed_again';
  } | null;
}

export interface RetentionState {
  readonly keepings: readonly Keeping[];
  /** The date to look at the file, as it stands; null for a case that is open again. */
  readonly keptUntil: LocalDate | null;
  readonly isHeld: boolean;
  readonly proposal: { readonly fact: DutyFactOf<'DestructionProposed'>; readonly by: string } | null;
  readonly isDestroyed: boolean;
}

const START: RetentionState = { keepings: [], keptUntil: null, isHeld: false, proposal: null, isDestroyed: false };

type End = NonNullable<Keeping['end']>['as'];

function ended(state: RetentionState, at: Instant, as: End): RetentionState {
  const keepings = state.keepings.map((one) => (one.end === null ? { ...one, end: { at, as } } : one));
  return { ...state, keepings };
}

function begun(state: RetentionState, { seq, occurredAt }: DutyFact, until: LocalDate): RetentionState {
  const next = { ...state, keptUntil: until };
  if (state.isHeld) return next;
  return { ...next, keepings: [...state.keepings, { seq, from: occurredAt, until, end: null }] };
}

function after(state: RetentionState, fact: DutyFact, zoneOf: DutyState['policy']['zone']): RetentionState {
  const at = fact.occurredAt;
  switch (fact.type) {
    case 'RetentionScheduled':
      return begun({ ...ended(state, at, 'closed_again'), proposal: null }, fact, fact.data.keptUntil);
    case 'RetentionSuspended':
      return { ...ended(state, at, 'reopened'), keptUntil: null, proposal: null };
    case 'RetentionExtended':
      return begun({ ...ended(state, at, 'extended'), proposal: null }, fact, fact.data.keepUntil);
    case 'DestructionProposed':
      return { ...state, proposal: { fact, by: authorOf(fact.actor) } };
    case 'DestructionDeclined':
      return { ...state, proposal: null };
    case 'DestructionConfirmed':
      return { ...ended(state, at, 'destroyed'), isDestroyed: true, proposal: null };
    case 'HoldPlaced':
      return { ...ended(state, at, 'held'), isHeld: true, proposal: null };
    case 'HoldLifted': {
      const lifted = { ...state, isHeld: false };
      const today = localDateOf(zoneOf, at);
      return state.keptUntil === null ? lifted : begun(lifted, fact, laterOf(state.keptUntil, today));
    }
    default:
      return state;
  }
}

/** IM-7: in the order of recording, because one decision answers what was known when it was made. */
export function retentionOf({ facts, policy }: DutyState): RetentionState {
  return facts.reduce((state, fact) => after(state, fact, policy.zone), START);
}
