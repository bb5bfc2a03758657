import {
  unusualEmergencies,
  unusualReading,
  type PolicySnapshot,
  type Role,
  type UnusualReading,
  type UsualReading,
} from '@caseward/domain';
import type { Chance } from '../properties/random.js';

export const DAY_HOURS = 24;
const [WEEK, MONTH] = [7 * DAY_HOURS, 30 * DAY_HOURS];

/** One look into a file: the hour since the beginning, and which case of those within reach. */
interface Look {
  readonly at: number;
  readonly caseNo: number;
}

/** Somebody at work, with everything that she or he opened: counted here once more, by other code than the database's. */
export class SimulatedReader {
  readonly looks: Look[] = [];
  misses: number[] = [];
  emergencies: number[] = [];
  #usual: { readonly day: number; readonly found: UsualReading } | null = null;

  constructor(
    readonly role: Role,
    readonly reach: number,
    private readonly policy: PolicySnapshot,
  ) {}

  within(now: number, from: number, to = 0): Set<number> {
    const found = new Set<number>();
    for (let index = this.looks.length - 1; index >= 0; index -= 1) {
      const { at, caseNo } = this.looks[index]!;
      if (at <= now - from) break;
      if (at <= now - to) found.add(caseNo);
    }
    return found;
  }

  #usualAt(now: number): UsualReading {
    const day = Math.floor(now / DAY_HOURS);
    if (this.#usual?.day === day) return this.#usual.found;
    const distinct = (from: number, to: number): number => this.within(now, from, to).size;
    const days = Array.from({ length: 27 }, (_, back) => distinct((back + 2) * DAY_HOURS, (back + 1) * DAY_HOURS));
    const found = {
      days: days.filter((count) => count > 0),
      weeks: [1, 2, 3].map((back) => distinct((back + 1) * WEEK, back * WEEK)),
      month: distinct(2 * MONTH, MONTH),
    };
    this.#usual = { day, found };
    return found;
  }

  /** @returns what is unusual about one more case, or null after it was opened */
  open(now: number, caseNo: number): UnusualReading | null {
    const today = this.within(now, DAY_HOURS);
    if (!today.has(caseNo)) {
      const seen = {
        ...{ day: today.size, week: this.within(now, WEEK).size, month: this.within(now, MONTH).size },
        misses: this.misses.filter((at) => at > now - DAY_HOURS).length,
        emergencies: 0,
      };
      const unusual = unusualReading(this.policy, this, seen, this.#usualAt(now));
      if (unusual !== null) return unusual;
    }
    this.looks.push({ at: now, caseNo });
    return null;
  }

  /** An address that leads nowhere: what is not there and what is not theirs are the same. */
  miss(now: number): UnusualReading | null {
    const unusual = this.open(now, -1);
    if (unusual === null) this.looks.pop();
    this.misses.push(now);
    return unusual;
  }

  breakIn(now: number): UnusualReading | null {
    const emergencies = this.emergencies.filter((at) => at > now - WEEK).length;
    const unusual = unusualEmergencies(this.policy, { day: 0, week: 0, month: 0, misses: 0, emergencies });
    if (unusual === null) this.emergencies.push(now);
    return unusual;
  }
}

interface Habit {
  readonly role: Role;
  readonly reach: number;
  /** Different cases on an ordinary working day. */
  readonly day: readonly [least: number, most: number];
  /** Now and then a whole caseload, a month's report, a backlog. */
  readonly heavy: { readonly everyDays: number; readonly cases: number };
}

export const HABITS: readonly Habit[] = [
  ...[12, 18, 20, 25].map((reach): Habit => ({
    ...{ role: 'CW', reach, day: [3, 9] },
    heavy: { everyDays: 14, cases: reach },
  })),
  { role: 'SUP', reach: 90, day: [5, 14], heavy: { everyDays: 3, cases: 22 } },
  { role: 'SUP', reach: 150, day: [6, 16], heavy: { everyDays: 3, cases: 25 } },
  { role: 'MGR', reach: 600, day: [3, 10], heavy: { everyDays: 28, cases: 18 } },
  { role: 'HEAD', reach: 3000, day: [0, 4], heavy: { everyDays: 28, cases: 8 } },
  { role: 'DE', reach: 100, day: [10, 35], heavy: { everyDays: 10, cases: 45 } },
];

/** A working day; somebody now and then types an address wrong. @returns how often the work was held up */
export function workDay(reader: SimulatedReader, habit: Habit, day: number, chance: Chance): number {
  if (day % 7 >= 5) return 0;
  const isHeavy = day % habit.heavy.everyDays === 0;
  const wanted = chance.between(...habit.day) + (isHeavy ? habit.heavy.cases : 0);
  let held = 0;
  for (let look = 0; look < wanted; look += 1) {
    const at = day * DAY_HOURS + 8 + (9 * look) / Math.max(wanted, 1);
    // Most work goes on with the cases of the days before.
    const recent = chance.next() < 0.4 ? chance.one([...reader.looks.slice(-40), { caseNo: 0, at }]).caseNo : null;
    if (reader.open(at, recent ?? chance.upTo(habit.reach - 1)) !== null) held += 1;
    if (chance.next() < 0.01) reader.miss(at);
  }
  return held;
}
