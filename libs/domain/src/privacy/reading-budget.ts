import type { Role } from '../access/actor.js';
import { numberOf, type PolicyKey, type PolicySnapshot } from '../policy/policy.js';

export const READING_SIGNALS = ['day', 'week', 'month', 'misses', 'emergencies'] as const;
/** What is unusual: many cases in a day, a week, a month; addresses of cases that are not there; files opened in emergencies. */
export type ReadingSignal = (typeof READING_SIGNALS)[number];

/** Different cases whose files somebody opened, in stretches that end now. A second look at a case counts once. */
export interface Reading {
  readonly day: number;
  readonly week: number;
  readonly month: number;
  /** Within a day: addresses of cases that led nowhere, and names for which there was a case. */
  readonly misses: number;
  /** Files opened in an emergency, within a week. */
  readonly emergencies: number;
}

/** What is usual for this person, from the audit trail of the weeks before. */
export interface UsualReading {
  /** Different cases on each day of the last four weeks but today on which any was opened. */
  readonly days: readonly number[];
  /** Different cases in each of the three weeks before this one. */
  readonly weeks: readonly number[];
  /** Different cases in the month before this one. */
  readonly month: number;
}

/** Who reads, and how many cases there are that this person may open in the ordinary way. */
export interface Reader {
  readonly role: Role;
  readonly reach: number;
}

/** Whose reach is their own work: the cases of a caseworker, what is shared with a guest. More than it they never see. */
const BY_REACH: readonly Role[] = ['CW', 'RFP', 'CONF', 'BIDP', 'COMM'];
const PER_DAY: Readonly<Partial<Record<Role, PolicyKey>>> = {
  SUP: 'reading.supervisor_cases',
  MGR: 'reading.manager_cases',
  HEAD: 'reading.head_cases',
  DE: 'reading.dataentry_cases',
};

export interface ReadingBaseline {
  readonly day: number;
  readonly week: number;
  readonly month: number;
}

function median(counts: readonly number[]): number {
  const sorted = [...counts].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/**
 * IM-3: what is usual: for a caseworker the own cases, for others what their role needs in a day, or twice what they have
 * needed so far. What was learned is capped, so that nobody widens the own measure without end by reading a little more
 * each day; and nothing is beyond the cases that there are.
 */
export function readingBaseline(policy: PolicySnapshot, { role, reach }: Reader, usual: UsualReading): ReadingBaseline {
  if (BY_REACH.includes(role)) return { day: reach, week: reach, month: reach };
  const value = (key: PolicyKey): number => numberOf(policy, key);
  const key = PER_DAY[role];
  const ofRole = key === undefined ? 0 : value(key);
  const cap = value('reading.learned_cap');
  const within = (given: number, learned: number, percent: PolicyKey): number =>
    Math.min(reach, Math.max(given, Math.min(Math.floor((learned * value(percent)) / 100), given * cap)));
  return {
    day: within(ofRole, median(usual.days), 'reading.learned_day_percent'),
    week: within(ofRole * value('reading.week_times'), median(usual.weeks), 'reading.learned_long_percent'),
    month: within(ofRole * value('reading.month_times'), usual.month, 'reading.learned_long_percent'),
  };
}

export interface UnusualReading {
  readonly signal: ReadingSignal;
  readonly seen: number;
  readonly baseline: number;
}

/**
 * IM-3, IM-6: whether one more case would be more than is usual, and by how many too many. What somebody opened within
 * the day stays open: work that was begun goes on.
 */
export function unusualReading(
  policy: PolicySnapshot,
  reader: Reader,
  seen: Reading,
  usual: UsualReading,
): UnusualReading | null {
  const baseline = readingBaseline(policy, reader, usual);
  const margin = numberOf(policy, 'reading.margin_cases');
  for (const signal of ['day', 'week', 'month'] as const) {
    if (seen[signal] >= baseline[signal] + margin) return { signal, seen: seen[signal], baseline: baseline[signal] };
  }
  return unusualMisses(policy, seen);
}

/** IM-3: who tries one address or one name after the other learns whom the agency knows without opening a file. */
export function unusualMisses(policy: PolicySnapshot, { misses }: Pick<Reading, 'misses'>): UnusualReading | null {
  const most = numberOf(policy, 'reading.misses_day');
  return misses >= most ? { signal: 'misses', seen: misses, baseline: most } : null;
}

/** IM-3: an emergency is rare; who has one after the other calls the supervisor on duty. */
export function unusualEmergencies(policy: PolicySnapshot, { emergencies }: Reading): UnusualReading | null {
  const most = numberOf(policy, 'reading.emergencies_week');
  return emergencies >= most ? { signal: 'emergencies', seen: emergencies, baseline: most } : null;
}
