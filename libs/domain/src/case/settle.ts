import { timelineOf, type Timeline } from '../clocks/timeline.js';
import { hoursBetween } from '../time/instant.js';
import { firstPolicyOf } from '../policy/adopted.js';
import { NO_RISK, numberOf, type PolicySnapshot } from '../policy/policy.js';
import { settleBirthday } from './birthday.js';
import { isFact } from './events.js';
import type { Recorder } from './recorder.js';
import { settleClocks } from './settle-clocks.js';

/**
 * Brings the record up to `now`: clocks, breaches, reminders and escalations that follow from the facts.
 * @param bySeq the entry that the command itself made, which a withdrawn breach names
 * Compares what the facts say as it happened with what the record knows, and records the differences (TIME-9).
 */
export function settle(recorder: Recorder, bySeq: number | null = null): void {
  const first = firstPolicyOf(recorder.state);
  if (first === null) return;
  const timeline = timelineOf(first, recorder.state.owner, recorder.state.facts);
  settleLevel(recorder, timeline);
  settleClocks(recorder, timeline, bySeq);
  settleBirthday(recorder);
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
