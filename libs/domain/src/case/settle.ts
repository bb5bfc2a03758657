import { timelineOf, type Timeline } from '../clocks/timeline.js';
import { hoursBetween, laterOf, plusMs, type Instant } from '../time/instant.js';
import { NO_RISK, numberOf, type PolicySnapshot } from '../policy/policy.js';
import { settleBirthday } from './birthday.js';
import { reminders, settleEscalations } from './escalation.js';
import { isFact, type Draft } from './events.js';
import { isMissed, isOnTime, OBLIGATIONS, type KnownObligation, type Obligation } from './obligation.js';
import type { Recorder } from './recorder.js';
import type { Breach, CaseState } from './state.js';

/**
 * Brings the record up to `now`: clocks, breaches, reminders and escalations that follow from the facts.
 * @param bySeq the entry that the command itself made, which a withdrawn breach names
 * Compares what the facts say as it happened with what the record knows, and records the differences (TIME-9).
 */
export function settle(recorder: Recorder, bySeq: number | null = null): void {
  const { policy } = recorder.state;
  if (policy === null) return;
  const timeline = timelineOf(policy, recorder.state.owner, recorder.state.facts);
  settleLevel(recorder, timeline);
  settleObligations(recorder, timeline);
  const moments = [
    ...breaches(recorder.state, timeline, recorder.now),
    ...reminders(recorder.state, policy, recorder.now),
  ];
  for (const draft of inOrder(moments)) recorder.record(draft);
  withdrawBreaches(recorder, timeline, bySeq ?? recorder.state.seq);
  for (const draft of inOrder(settleEscalations(recorder.state, policy, recorder.now))) recorder.record(draft);
  settleBirthday(recorder);
}

function inOrder(drafts: readonly Draft[]): Draft[] {
  return [...drafts].sort((a, b) => (a.occurredAt === b.occurredAt ? 0 : a.occurredAt < b.occurredAt ? -1 : 1));
}

/** RISK-1, RISK-5, RISK-6: the level as known now. */
function settleLevel(recorder: Recorder, timeline: Timeline): void {
  const { state } = recorder;
  if (state.episode === 0) return;
  const at = state.levelSince ?? recorder.now;
  if (timeline.level !== state.level) {
    recorder.emit('RiskLevelChanged', timeline.levelSince ?? at, { from: state.level, to: timeline.level });
  }
  const recommended = timeline.level === NO_RISK && state.closure === null;
  if (recommended && !state.closureRecommended) recorder.emit('ClosureRecommended', timeline.levelSince ?? at, {});
  if (!recommended && state.closureRecommended) recorder.emit('ClosureRecommendationCleared', recorder.now, {});
}

function settleObligations(recorder: Recorder, timeline: Timeline): void {
  const known = recorder.state.obligations;
  const keys = new Set(timeline.obligations.map(({ key }) => key));
  for (const obligation of Object.values(known)) {
    // A late entry has shown that this duty never was.
    if (keys.has(obligation.key) || obligation.status === 'cancelled') continue;
    const { key, kind } = obligation;
    recorder.emit('ObligationCancelled', recorder.now, { key, kind, at: recorder.now, cause: 'TIME-9' });
  }
  const byStatus = [...timeline.obligations].sort((a, b) => Number(a.status === 'open') - Number(b.status === 'open'));
  for (const obligation of byStatus) settleObligation(recorder, obligation, known[obligation.key]);
}

function settleObligation(recorder: Recorder, obligation: Obligation, known: KnownObligation | undefined): void {
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

function standing(state: CaseState, key: string): Breach | undefined {
  return state.breaches.find((breach) => breach.key === key && breach.withdrawnAt === null);
}

/** TIME-8, A34: misses that the record does not have yet, or has with other particulars. */
function breaches(state: CaseState, timeline: Timeline, now: Instant): Draft[] {
  return timeline.obligations.flatMap((obligation): Draft[] => {
    if (!OBLIGATIONS[obligation.kind].breaches || !isMissed(obligation, now)) return [];
    const lastMoment = justBefore(obligation.due.overdueFrom);
    const owner = timeline.ownerAt(lastMoment) ?? state.owner;
    if (owner === null) return [];
    const { key, kind, due } = obligation;
    const level = timeline.levelAt(lastMoment);
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
function withdrawBreaches(recorder: Recorder, timeline: Timeline, bySeq: number): void {
  const missed = new Set(timeline.obligations.filter((o) => isMissed(o, recorder.now)).map(({ key }) => key));
  for (const { breachId, key, withdrawnAt } of recorder.state.breaches) {
    if (withdrawnAt !== null || missed.has(key)) continue;
    recorder.emit('BreachWithdrawn', recorder.now, { breachId, withdrawnAt: recorder.now, bySeq });
  }
}

/** TIME-9, A58: an entry carries its lateness; beyond the policy's hours, or after a closure, the next review lists it. */
export function flagLateEntry(recorder: Recorder, policy: PolicySnapshot, entrySeq: number | null): void {
  const entry = recorder.events.find(({ seq }) => seq === entrySeq);
  if (entry === undefined || !isFact(entry)) return;
  const latenessHours = hoursBetween(entry.occurredAt, recorder.now);
  const isAfterClosure = recorder.state.facts.some(
    ({ type, seq, occurredAt }) => type === 'CaseClosed' && seq < entry.seq && occurredAt > entry.occurredAt,
  );
  if (!isAfterClosure && latenessHours <= numberOf(policy, 'late_entry.flag_hours')) return;
  recorder.emit('LateEntryFlagged', recorder.now, { entrySeq: entry.seq, latenessHours });
}
