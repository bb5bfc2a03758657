import { expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '../access/actor.js';
import { policySnapshot } from '../policy/policy.js';
import { ADutyFile, MGR_A } from '../testing/a-duty-file.js';
import { placeOfFile, previewDuties } from './preview.js';

const stricter = policySnapshot('sop-2', { 'supervision.caseload_review_days': 7 });
const NOW = '2026-06-02T06:00:00.000Z';
const opened = (): ADutyFile => new ADutyFile().open('caseworker', 'CW-A', '2026-05-18 09:00');

it('the duties of the organisation that would move are counted and named, with the value that moves them [SPEC-6, A31]', () => {
  const file = opened().give('recordCaseloadReview', {}, '2026-06-01 10:00');
  const preview = previewDuties([file.state], () => stricter, NOW);
  expect(preview).toMatchObject({ openFiles: 1, filesThatMove: 1, earlier: 1, later: 0 });
  expect(preview.moves).toMatchObject([
    {
      ...{ fileId: file.state.caseId, fileKind: 'caseworker', kind: 'caseload_review' },
      ...{ due: { dueOn: '2026-06-15' }, newDue: { dueOn: '2026-06-08' }, direction: 'earlier' },
      ...{ policyKey: 'supervision.caseload_review_days', fromVersion: 'sop-default-1' },
    },
  ]);
});

it('files that ended count no more, and a version that says the same moves nothing [SPEC-6]', () => {
  const [running, ended] = [opened(), opened().give('endDutyFile', {}, '2026-06-01 10:00', MGR_A)];
  expect(previewDuties([ended.state], () => stricter, NOW)).toMatchObject({ openFiles: 0, moves: [] });
  expect(previewDuties([running.state], () => policySnapshot('sop-same'), NOW)).toMatchObject({ filesThatMove: 0 });
});

it('an order that reaches a file late does not move the clocks that were armed meanwhile [A31]', () => {
  const file = opened().give('recordCaseloadReview', {}, '2026-06-03 10:00');
  expect(file.due('caseload_review')).toEqual(['2026-06-17']);
  file.give('adoptDutyPolicy', { policy: stricter }, '2026-06-02 09:00', SYSTEM_ACTOR, '2026-06-04 09:00');
  expect(file.due('caseload_review')).toEqual(['2026-06-17']);
  expect(file.give('recordCaseloadReview', {}, '2026-06-05 10:00').due('caseload_review')).toEqual(['2026-06-12']);
});

it('gets the values of its agency, its office and the area of that office [SPEC-6]', () => {
  const { state } = opened();
  const { agencyId, officeId } = state.scope;
  const areas = new Map([[String(officeId), 'area-north']]);
  expect(placeOfFile(state, areas)).toEqual({ agencyId, officeId, officeAreaId: 'area-north' });
});
