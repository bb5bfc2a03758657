import { HOUR_MS, revealedBy, type Obligation } from '@caseward/domain';
import type { HappenedExpectation, KnownExpectation } from '../format/expectation.js';
import { compareDetails } from './compare-details.js';
import {
  compareBreaches,
  compareDuties,
  compareEscalations,
  compareNoDuties,
  compareTasks,
  type DutyLike,
} from './compare-duties.js';
import type { Comparison } from './differences.js';
import type { CaseView, HappenedView } from './driver.js';

/** Everything the file says about a case against what its record shows. */
export function compareKnown(
  to: Comparison,
  path: string,
  expected: KnownExpectation,
  view: CaseView,
  registeredAs: string | undefined,
): void {
  to.same(`${path}.stage`, expected.stage, view.case.stage);
  to.same(`${path}.level`, expected.level, view.case.level);
  to.person(`${path}.owner`, expected.owner, view.case.caseworkerId);
  to.same(`${path}.episode`, expected.episode, view.case.episode);
  to.same(`${path}.closureRecommended`, expected.closureRecommended, view.case.closureRecommended);
  compareCode(to, `${path}.caseCode`, expected.caseCode, view.case.caseCode, registeredAs);
  comparePlan(to, `${path}.plan`, expected.plan, view.plan);
  compareDuties(to, path, expected.obligations, view.obligations);
  compareNoDuties(to, path, expected.notObligations, view.obligations);
  compareBreaches(to, path, expected.breaches, view.breaches);
  compareEscalations(to, path, expected.escalations, view.escalations);
  compareTasks(to, path, expected.tasks, view.tasks);
  expected.notTasks?.forEach((kind, index) => {
    if (view.tasks.some((task) => task.kind === kind)) to.differs(`${path}.notTasks[${index}]`, `no ${kind}`, kind);
  });
  compareReview(to, `${path}.caseloadReview`, expected.caseloadReview, view.caseloadReview);
  if (expected.details !== undefined) compareDetails(to, `${path}.details`, expected.details, view.details);
  expected.records?.forEach((type, index) => {
    if (!view.records.includes(type)) to.differs(`${path}.records[${index}]`, type, view.records.join(', '));
  });
}

function compareCode(
  to: Comparison,
  path: string,
  expected: KnownExpectation['caseCode'],
  found: string | null,
  registeredAs: string | undefined,
): void {
  if (expected === undefined) return;
  if (expected === null) return to.same(path, null, found);
  if (expected === 'as registered') return to.same(path, registeredAs, found);
  if (found === null) return to.differs(path, 'a code', null);
  const facts = Object.fromEntries(Object.entries(expected.revealsNothingOf).filter(([, fact]) => fact !== undefined));
  const revealed = revealedBy(found, facts);
  if (revealed.length > 0) to.differs(path, 'a code that says nothing', `${found} says ${revealed.join(', ')}`);
}

function comparePlan(to: Comparison, path: string, expected: KnownExpectation['plan'], found: CaseView['plan']): void {
  if (expected === undefined) return;
  if (expected === null || found === null) return to.same(path, expected, found);
  to.same(`${path}.status`, expected.status, found.status);
  to.same(`${path}.revision`, expected.revision, found.revision);
}

function compareReview(
  to: Comparison,
  path: string,
  expected: KnownExpectation['caseloadReview'],
  found: CaseView['caseloadReview'],
): void {
  if (expected === undefined) return;
  to.same(
    path,
    expected.map(({ about }) => about),
    found.map(({ about }) => about),
  );
  const delayHours = Math.ceil(Math.max(0, ...to.setting.delaysMs) / HOUR_MS);
  expected.forEach(({ latenessHours }, index) => {
    if (latenessHours === undefined) return;
    const hours = found[index]?.latenessHours ?? null;
    if (hours !== null && hours >= latenessHours && hours <= latenessHours + delayHours) return;
    to.differs(`${path}[${index}].latenessHours`, latenessHours, hours);
  });
}

function dutyOf({ due, ...duty }: Obligation): DutyLike {
  return { ...duty, ...due };
}

export function compareHappened(
  to: Comparison,
  path: string,
  expected: HappenedExpectation,
  found: HappenedView,
): void {
  to.same(`${path}.level`, expected.level, found.level);
  to.person(`${path}.owner`, expected.owner, found.owner?.caseworkerId ?? null);
  const duties = found.obligations.map(dutyOf);
  compareDuties(to, path, expected.obligations, duties);
  compareNoDuties(to, path, expected.notObligations, duties);
}
