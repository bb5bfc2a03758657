import { plusMs, type Instant } from '@caseward/domain';
import type {
  BreachExpectation,
  EscalationExpectation,
  ObligationExpectation,
  TaskExpectation,
} from '../format/expectation.js';
import type { Comparison } from './differences.js';
import type { CaseView } from './driver.js';

type BreachRow = CaseView['breaches'][number];
type EscalationRow = CaseView['escalations'][number];
type TaskRow = CaseView['tasks'][number];
type Assignee = TaskRow['assignee'];

/** What a read model row and an obligation of the domain have in common. */
export interface DutyLike {
  readonly kind: string;
  readonly level: string;
  readonly dueOn: string | null;
  readonly dueAt: Instant | null;
  readonly overdueFrom: Instant;
  readonly status: 'open' | 'met' | 'cancelled';
  readonly endedAt: Instant | null;
}

function statusOf(duty: DutyLike, now: Instant): string {
  return duty.status === 'open' && now >= duty.overdueFrom ? 'overdue' : duty.status;
}

function describe(duty: DutyLike, now: Instant): string {
  return `${duty.kind} due ${duty.dueOn ?? duty.dueAt ?? 'never'} ${statusOf(duty, now)}`;
}

export function compareDuties(
  to: Comparison,
  path: string,
  expected: readonly ObligationExpectation[] | undefined,
  duties: readonly DutyLike[],
): void {
  const { now } = to.setting;
  expected?.forEach((wanted, index) => {
    const at = `${path}.obligations[${index}]`;
    const ofKind = duties.filter(({ kind }) => kind === wanted.kind);
    const found = wanted.occurrence === undefined ? ofKind.at(-1) : ofKind[wanted.occurrence - 1];
    if (found === undefined) return to.differs(at, wanted, duties.map((duty) => describe(duty, now)).join('; '));
    to.due(`${at}.due`, wanted.due, found);
    to.same(`${at}.status`, wanted.status, statusOf(found, now));
    to.same(`${at}.level`, wanted.level, found.level);
    to.moment(`${at}.ended`, wanted.ended, found.endedAt);
    if (wanted.onTime !== undefined) {
      to.same(`${at}.onTime`, wanted.onTime, found.endedAt === null ? null : found.endedAt < found.overdueFrom);
    }
  });
}

export function compareNoDuties(
  to: Comparison,
  path: string,
  kinds: readonly string[] | undefined,
  duties: readonly DutyLike[],
): void {
  kinds?.forEach((kind, index) => {
    const running = duties.find((duty) => duty.kind === kind && duty.status === 'open');
    if (running !== undefined) {
      to.differs(`${path}.notObligations[${index}]`, `no ${kind}`, describe(running, to.setting.now));
    }
  });
}

/** Takes the first remaining row that fits, so that two alike need two. */
function take<Row>(rows: Row[], fits: (row: Row) => boolean): Row | undefined {
  const index = rows.findIndex(fits);
  return index < 0 ? undefined : rows.splice(index, 1)[0];
}

const isWithdrawn = (wanted: BreachExpectation) => wanted.withdrawn !== undefined && wanted.withdrawn !== false;

function compareBreach(to: Comparison, at: string, wanted: BreachExpectation, found: BreachRow): void {
  // An exact due instant is the last one on time; the row keeps the first one that is too late: for leaving the child
  // (UA-4) that is the same moment.
  const lastOnTime = found.kind === 'urgent_action' ? found.overdueFrom : plusMs(found.overdueFrom, -1);
  const dueAt = found.dueOn === null ? lastOnTime : null;
  to.due(`${at}.due`, wanted.due, { dueOn: found.dueOn, dueAt });
  to.same(`${at}.level`, wanted.level, found.level);
  to.person(`${at}.caseworker`, wanted.caseworker, found.caseworkerId);
  const agency = wanted.agency === undefined ? undefined : to.setting.cast.agencyId(wanted.agency);
  to.same(`${at}.agency`, agency, found.agencyId);
  to.moment(`${at}.raisedAt`, wanted.raisedAt, found.raisedAt);
  if (typeof wanted.withdrawn === 'object') {
    to.moment(`${at}.withdrawn.withdrawnAt`, wanted.withdrawn.withdrawnAt, found.withdrawnAt);
  }
}

export function compareBreaches(
  to: Comparison,
  path: string,
  expected: readonly BreachExpectation[] | undefined,
  rows: readonly BreachRow[],
): void {
  if (expected === undefined) return;
  const standing = rows.filter(({ withdrawnAt }) => withdrawnAt === null);
  const withdrawn = rows.filter(({ withdrawnAt }) => withdrawnAt !== null);
  expected.forEach((wanted, index) => {
    const at = `${path}.breaches[${index}]`;
    const among = isWithdrawn(wanted) ? withdrawn : standing;
    const sameDue = (row: BreachRow) => wanted.due === undefined || row.dueOn === wanted.due;
    const found =
      take(among, (row) => row.kind === wanted.kind && sameDue(row)) ?? take(among, (row) => row.kind === wanted.kind);
    if (found === undefined)
      return to.differs(at, wanted, among.map(({ kind, dueOn }) => `${kind} due ${dueOn}`).join('; '));
    compareBreach(to, at, wanted, found);
  });
  standing.forEach(({ kind, dueOn }) => to.differs(`${path}.breaches`, 'no other breach', `${kind} due ${dueOn}`));
}

/** A task stands with a person, or with everybody of a role in a team, office or agency. */
function isFor(to: Comparison, wanted: string, { personId, role, scopeId }: Assignee): boolean {
  const { cast } = to.setting;
  if (!cast.names.includes(wanted)) return role === wanted;
  const actor = cast.actor(wanted);
  if (personId !== null) return personId === actor.personId;
  return role === actor.role && [actor.teamId, actor.officeId, actor.agencyId].includes(scopeId ?? undefined);
}

function assigneeText(to: Comparison, { personId, role, scopeId }: Assignee): string {
  return personId === null ? `${role} of ${scopeId}` : to.setting.cast.nameOf(personId);
}

export function compareEscalations(
  to: Comparison,
  path: string,
  expected: readonly EscalationExpectation[] | undefined,
  rows: readonly EscalationRow[],
): void {
  if (expected === undefined) return;
  const standing = rows.filter(({ status }) => status !== 'resolved');
  const resolved = rows.filter(({ status }) => status === 'resolved');
  expected.forEach((wanted, index) => {
    const at = `${path}.escalations[${index}]`;
    const among = wanted.status === 'resolved' || wanted.resolvedAs !== undefined ? resolved : standing;
    const found = take(among, ({ kind }) => kind === wanted.kind);
    if (found === undefined)
      return to.differs(at, wanted, rows.map(({ kind, status }) => `${kind} ${status}`).join('; '));
    to.same(`${at}.step`, wanted.step, found.step);
    to.same(`${at}.status`, wanted.status, found.status);
    to.same(`${at}.resolvedAs`, wanted.resolvedAs, found.resolvedAs);
    to.moment(`${at}.openedAt`, wanted.openedAt, found.openedAt);
    if (wanted.for !== undefined && !isFor(to, wanted.for, found.assignee)) {
      to.differs(`${at}.for`, wanted.for, assigneeText(to, found.assignee));
    }
  });
  standing.forEach(({ kind, status }) => to.differs(`${path}.escalations`, 'no other escalation', `${kind} ${status}`));
}

export function compareTasks(
  to: Comparison,
  path: string,
  expected: readonly TaskExpectation[] | undefined,
  rows: readonly TaskRow[],
): void {
  expected?.forEach((wanted, index) => {
    const fits = (row: TaskRow) =>
      row.kind === wanted.kind &&
      (wanted.for === undefined || isFor(to, wanted.for, row.assignee)) &&
      (wanted.due === undefined || wanted.due === row.dueOn);
    if (rows.some(fits)) return;
    const found = rows.map((row) => `${row.kind} for ${assigneeText(to, row.assignee)} due ${row.dueOn}`).join('; ');
    to.differs(`${path}.tasks[${index}]`, wanted, found);
  });
}
