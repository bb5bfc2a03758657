import type { Timeline } from '../clocks/timeline.js';
import { laterOf, plusMs, type Instant } from '../time/instant.js';
import { reminders, settleEscalations } from './escalation.js';
import type { ClockDraft, ClockEventType, EventData } from './events.js';
import { isMissed, isOnTime, ruleOf, type KnownObligation, type Obligation } from './obligation.js';
import type { Breach, Clocked } from './state.js';

/** What the facts say about the clocks, as it happened. */
export type Clocks = Pick<Timeline, 'obligations' | 'levelAt' | 'ownerAt'>;

/** Collects what follows; `state` is always the one after the events so far. */
export interface ClockRecorder {
  readonly state: Clocked;
  readonly now: Instant;
  emit<T extends ClockEventType>(type: T, occurredAt: Instant, data: EventData[T]): void;
  record(draft: ClockDraft): void;
}

/**
 * Brings clocks, breaches, reminders and escalations up to `now`: compares what the facts say with what the record knows,
 * and records the differences (TIME-9). The same for a case and for a duty file.
 * @param bySeq the entry that the command itself made, which a withdrawn breach names
 */
export function settleClocks(recorder: ClockRecorder, clocks: Clocks, bySeq: number | null): void {
  const { policy } = recorder.state;
  if (policy === null) return;
  settleObligations(recorder, clocks);
  const moments = [
    ...breaches(recorder.state, clocks, recorder.now),
    ...reminders(recorder.state, policy, recorder.now),
  ];
  for (const draft of inOrder(moments)) recorder.record(draft);
  withdrawBreaches(recorder, clocks, bySeq ?? recorder.state.seq);
  for (const draft of inOrder(settleEscalations(recorder.state, policy, recorder.now))) recorder.record(draft);
}

function inOrder(drafts: readonly ClockDraft[]): ClockDraft[] {
  return [...drafts].sort((a, b) => (a.occurredAt === b.occurredAt ? 0 : a.occurredAt < b.occurredAt ? -1 : 1));
}

function settleObligations(recorder: ClockRecorder, clocks: Clocks): void {
  const known = recorder.state.obligations;
  const keys = new Set(clocks.obligations.map(({ key }) => key));
  for (const obligation of Object.values(known)) {
    // A late entry has shown that this duty never was.
    if (keys.has(obligation.key) || obligation.status === 'cancelled') continue;
    const { key, kind } = obligation;
    recorder.emit('ObligationCancelled', recorder.now, { key, kind, at: recorder.now, cause: 'TIME-9' });
  }
  const byStatus = [...clocks.obligations].sort((a, b) => Number(a.status === 'open') - Number(b.status === 'open'));
  for (const obligation of byStatus) settleObligation(recorder, obligation, known[obligation.key]);
}

function settleObligation(recorder: ClockRecorder, obligation: Obligation, known: KnownObligation | undefined): void {
  const { key, kind, episode, level, anchor, due, derivation } = obligation;
  if (known === undefined) {
    recorder.emit('ObligationArmed', anchor, { key, kind, episode, level, anchor, due, derivation });
  } else if (known.due.overdueFrom !== due.overdueFrom || (known.status !== 'open' && obligation.status === 'open')) {
    recorder.emit('ObligationRescheduled', recorder.now, { key, level, from: known.due, due, derivation });
  }
  if (obligation.status === 'open' || obligation.endedAt === null) return;
  if (known?.status === obligation.status && known.endedAt === obligation.endedAt) {
    if (known.due.overdueFrom === due.overdueFrom) return;
  }
  const at = obligation.endedAt;
  if (obligation.status === 'met') recorder.emit('ObligationMet', at, { key, kind, at, onTime: isOnTime(due, at) });
  else recorder.emit('ObligationCancelled', at, { key, kind, at, cause: obligation.endCause ?? kind });
}

function standing(state: Clocked, key: string): Breach | undefined {
  return state.breaches.find((breach) => breach.key === key && breach.withdrawnAt === null);
}

/** TIME-8, A34: misses that the record does not have yet, or has with other particulars. */
function breaches(state: Clocked, clocks: Clocks, now: Instant): ClockDraft[] {
  return clocks.obligations.flatMap((obligation): ClockDraft[] => {
    if (!ruleOf(obligation.kind).breaches || !isMissed(obligation, now)) return [];
    const lastMoment = justBefore(obligation.due.overdueFrom);
    const owner = clocks.ownerAt(lastMoment) ?? state.owner;
    if (owner === null) return [];
    const { key, kind, due } = obligation;
    const level = clocks.levelAt(lastMoment);
    const present = standing(state, key);
    if (present === undefined) {
      const earlier = state.breaches.filter((breach) => breach.key === key).length;
      const breachId = earlier === 0 ? key : `${key}#${String(earlier + 1)}`;
      const raisedAt = laterOf(due.overdueFrom, state.obligations[key]?.knownSince ?? now);
      return [
        { type: 'BreachRaised', occurredAt: raisedAt, data: { breachId, key, kind, due, level, owner, raisedAt } },
      ];
    }
    const same =
      present.due.overdueFrom === due.overdueFrom &&
      present.level === level &&
      present.owner.caseworkerId === owner.caseworkerId;
    if (same) return [];
    return [{ type: 'BreachCorrected', occurredAt: now, data: { breachId: present.breachId, due, level, owner } }];
  });
}

function justBefore(instant: Instant): Instant {
  return plusMs(instant, -1);
}

/** TIME-9: a breach whose duty turns out to have been done, or ended, in time. */
function withdrawBreaches(recorder: ClockRecorder, clocks: Clocks, bySeq: number): void {
  const missed = new Set(clocks.obligations.filter((o) => isMissed(o, recorder.now)).map(({ key }) => key));
  for (const { breachId, key, withdrawnAt } of recorder.state.breaches) {
    if (withdrawnAt !== null || missed.has(key)) continue;
    recorder.emit('BreachWithdrawn', recorder.now, { breachId, withdrawnAt: recorder.now, bySeq });
  }
}
