import { numberOf, type PolicySnapshot } from '../policy/policy.js';
import { addDays, addMonths } from '../time/civil-date.js';
import type { LocalDate } from '../time/instant.js';

/** SUPV-1, section 3.11: when the caseload of a caseworker is to be gone through with the supervisor. */
export interface CaseloadReviewDuty {
  readonly dueOn: LocalDate;
  readonly isOverdue: boolean;
}

/** Every fortnight at the least, from the last review or, before the first one, from when the caseworker began. */
export function caseloadReviewDuty(policy: PolicySnapshot, lastOn: LocalDate, today: LocalDate): CaseloadReviewDuty {
  const dueOn = addDays(lastOn, numberOf(policy, 'supervision.caseload_review_days'));
  return { dueOn, isOverdue: today > dueOn };
}

/** A calendar month, such as `2026-06`. */
export type Month = string;

const monthOf = (date: LocalDate): Month => date.slice(0, 7);
const firstOf = (month: Month): LocalDate => `${month}-01`;

export interface FileCheckDuty {
  /** Ended without enough checks. */
  readonly missed: readonly Month[];
  readonly current: Month;
  readonly doneThisMonth: number;
  readonly dueThisMonth: number;
}

/**
 * SUPV-2: files of a caseworker checked in each calendar month that she or he is on staff, the first one included. A month
 * is missed from the first moment of the next one; a check counts for the month in which it is made.
 */
export function fileCheckDuty(
  policy: PolicySnapshot,
  { onStaffSince, checkedOn }: { readonly onStaffSince: LocalDate; readonly checkedOn: readonly LocalDate[] },
  today: LocalDate,
): FileCheckDuty {
  const needed = numberOf(policy, 'supervision.min_files');
  const current = monthOf(today);
  const done = (month: Month): number => checkedOn.filter((date) => monthOf(date) === month).length;
  const missed: Month[] = [];
  for (let month = monthOf(onStaffSince); month < current; month = monthOf(addMonths(firstOf(month), 1))) {
    if (done(month) < needed) missed.push(month);
  }
  const doneThisMonth = done(current);
  return { missed, current, doneThisMonth, dueThisMonth: Math.max(0, needed - doneThisMonth) };
}
