import type { Due } from '@caseward/domain';
import { DAY, HOUR, MINUTE, startOfDay, weekday } from '../calendar.js';
import type { Luck } from '../luck.js';

/** When somebody means to do what is due, and when it is typed in. */
export interface Intention {
  readonly doneAtMs: number;
  readonly enteredAtMs: number;
}

export interface Intended {
  readonly luck: Luck;
  readonly nowMs: number;
  readonly anchor: string;
  readonly due: Due;
  /** How often this person is in time. */
  readonly diligence: number;
}

/** Most is done in time, a little of it entered days later; some late, some very late. */
export function intention({ luck, nowMs, anchor, due, diligence }: Intended): Intention {
  const fromMs = Math.max(Date.parse(anchor), nowMs) + MINUTE;
  const dueMs = Date.parse(due.overdueFrom) - 1;
  if (dueMs <= fromMs || !luck.happens(diligence)) {
    const delay = luck.happens(0.7) ? luck.between(1, 5) * DAY : luck.between(6, 25) * DAY;
    const doneAtMs = atWork(luck, Math.max(dueMs, fromMs) + delay);
    return { doneAtMs, enteredAtMs: doneAtMs };
  }
  const share = 0.45 + 0.55 * luck.next();
  const wished = atWork(luck, fromMs + share * (dueMs - fromMs));
  const doneAtMs = wished < fromMs || wished > dueMs ? fromMs + share * (dueMs - fromMs) : wished;
  const lateness = luck.happens(0.07) ? luck.between(8, 110) * HOUR : 0;
  return { doneAtMs: Math.floor(doneAtMs), enteredAtMs: Math.floor(doneAtMs) + lateness };
}

/** A moment in working hours of that local day, or of the day before when it is a Sunday. */
function atWork(luck: Luck, ms: number): number {
  const day = startOfDay(ms, weekday(ms) === 0 ? -1 : 0);
  return day + 8 * HOUR + luck.upTo(9 * 60) * MINUTE;
}
