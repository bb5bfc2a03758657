import { condition } from '@temporalio/workflow';
import type { CaseFile } from './case-file.js';
import { now, realMsTo } from './clock.js';

/** An alarm that changed nothing is a defect in the rules; the case must neither spin nor sleep for ever on it. */
const AFTER_IDLE_ALARM_MS = 60_000;
const TIMER = { summary: 'earliest deadline, reminder or escalation' };

/**
 * One timer for the whole case. It is armed anew only when the earliest alarm moved (or the clock changed its speed),
 * so that a command that leaves it alone costs no timer events.
 */
export async function keepDeadlines(file: CaseFile, mayStop: () => boolean): Promise<void> {
  while (!mayStop()) {
    const alarm = file.nextAlarm;
    const revision = file.knownClockRevision;
    const moved = () => mayStop() || file.nextAlarm !== alarm || file.knownClockRevision !== revision;
    if (alarm !== null && alarm <= now()) {
      if (!(await file.soundAlarm()) || file.nextAlarm === alarm) await condition(moved, AFTER_IDLE_ALARM_MS, TIMER);
      continue;
    }
    const ms = alarm === null ? null : realMsTo(alarm);
    await (ms === null ? condition(moved) : condition(moved, ms, TIMER));
  }
}
