import { SYSTEM_ACTOR } from '../access/actor.js';
import type { Obligation } from '../case/obligation.js';
import type { DutyKind } from '../duty/duties.js';
import type { DutyEvent, DutyFactData, DutyFactType } from '../duty/events.js';
import { foldDuty } from '../duty/evolve.js';
import { DUTY_FILES } from '../duty/kinds/index.js';
import { numberOf, type PolicySnapshot } from '../policy/policy.js';
import type { LocalDate } from '../time/instant.js';
import { startOfDate } from '../time/zone.js';

/** SUPV-1, section 3.11: when the caseload of a caseworker is to be gone through with the supervisor. */
export interface CaseloadReviewDuty {
  readonly dueOn: LocalDate;
  readonly isOverdue: boolean;
}

/** What the file of a caseworker who began on a day owes, by the rules of that very file. */
function dutiesOf(
  kind: DutyKind,
  policy: PolicySnapshot,
  began: LocalDate,
  today: LocalDate,
  checkedOn: readonly LocalDate[] = [],
): Obligation[] {
  const scope = { teamId: null, officeId: null, agencyId: null };
  const opened = { kind: 'caseworker', subjectId: '', scope, policy, hiddenFrom: [] } as const;
  const fact = <T extends DutyFactType>(type: T, on: LocalDate, seq: number, data: DutyFactData[T]): DutyEvent => {
    const at = startOfDate(policy.zone, on);
    const moments = { occurredAt: at, recordedAt: at };
    return { caseId: '', seq, type, ...moments, commandId: '', actor: SYSTEM_ACTOR, data } as unknown as DutyEvent;
  };
  const checks = checkedOn.map((on, index) =>
    fact('CaseFileChecked', on, index + 2, { checkedCaseId: '', answers: {} }),
  );
  const state = foldDuty([fact('DutyFileOpened', began, 1, opened), ...checks]);
  const all = state === null ? [] : DUTY_FILES.caseworker.duties(state, startOfDate(policy.zone, today));
  return all.filter((duty) => duty.kind === kind);
}

/** From the last review or, before the first one, from when the caseworker began. */
export function caseloadReviewDuty(policy: PolicySnapshot, lastOn: LocalDate, today: LocalDate): CaseloadReviewDuty {
  const dueOn = dutiesOf('caseload_review', policy, lastOn, today)[0]?.due.dueOn ?? lastOn;
  return { dueOn, isOverdue: today > dueOn };
}

/** A calendar month, such as `2026-06`. */
export type Month = string;

const monthOf = (date: LocalDate): Month => date.slice(0, 7);

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
  const current = monthOf(today);
  const missed = dutiesOf('file_check', policy, onStaffSince, today, checkedOn)
    .filter(({ status }) => status !== 'met')
    .map(({ due }) => monthOf(due.dueOn ?? ''))
    .filter((month) => month < current);
  const doneThisMonth = checkedOn.filter((date) => monthOf(date) === current).length;
  const dueThisMonth = Math.max(0, numberOf(policy, 'supervision.min_files') - doneThisMonth);
  return { missed, current, doneThisMonth, dueThisMonth };
}
