import { describe, expect, it } from 'vitest';
import { DomainError } from '../errors.js';
import { policySnapshot } from '../policy/policy.js';
import { FILE_CHECKLIST } from '../supervision/file-checklist.js';
import { ADutyFile, MGR_A, SUP_A } from '../testing/a-duty-file.js';
import { dutyReadModelOf } from './read-model.js';
import { mayReadDutyFile } from './permissions.js';

const answers = Object.fromEntries(FILE_CHECKLIST.map(({ item }) => [item, 'yes' as const]));
const check = { checkedCaseId: 'case-1', answers };
const opened = () => new ADutyFile().open('caseworker', 'CW-A', '2026-05-18 09:00');

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'accepted';
};

describe('supervision of a caseworker', () => {
  it('a caseload review is due a fortnight after the last one, and its supervisor is overdue the day after [O-40] [SUPV-1]', () => {
    const file = opened().give('recordCaseloadReview', {}, '2026-06-01 10:00');
    expect(file.due('caseload_review')).toEqual(['2026-06-15']);
    file.until('2026-06-15 23:59');
    expect(file.breached('caseload_review')).toEqual([]);
    file.until('2026-06-16 00:00');
    expect(file.breached('caseload_review')).toEqual(['2026-06-15']);
    const { escalations } = dutyReadModelOf(file.state);
    expect(escalations.map(({ kind, assignee, step }) => [kind, assignee.role, assignee.scopeId, step])).toContainEqual(
      ['caseload_review', 'MGR', 'office-a', 2],
    );
  });

  it('a month without a file check is missed at its end, and a check counts for its own month [O-41] [SUPV-2]', () => {
    const file = opened().give('recordFileCheck', check, '2026-05-20 10:00').until('2026-06-30 23:59');
    expect(file.due('file_check')).toEqual(['2026-06-30']);
    file.until('2026-07-01 00:00');
    expect(file.breached('file_check')).toEqual(['2026-06-30']);
    expect(file.due('file_check')).toEqual(['2026-06-30', '2026-07-31']);
    file.give('recordFileCheck', check, '2026-07-01 09:00');
    expect(file.due('file_check')).toEqual(['2026-08-31']);
    expect(file.breached('file_check')).toEqual(['2026-06-30']);
  });

  it('a check made in June and entered in July withdraws the miss [TIME-9] [SUPV-2]', () => {
    const file = opened()
      .give('recordFileCheck', check, '2026-05-20 10:00')
      .give('recordFileCheck', check, '2026-06-29 15:00', SUP_A, '2026-07-03 09:00');
    expect(file.breached('file_check')).toEqual([]);
    expect(file.state.breaches.filter(({ kind }) => kind === 'file_check')).toHaveLength(1);
    expect(file.due('file_check')).toEqual(['2026-07-31']);
  });

  it('a check with an unanswered item is refused and names it [SUPV-3]', () => {
    const file = opened();
    const { eligible: _, ...rest } = answers;
    expect(codeOf(() => file.give('recordFileCheck', { ...check, answers: rest }, '2026-06-02 10:00'))).toBe(
      'FIELD_MISSING',
    );
  });

  it('the first capacity assessment is due within the month, the next half a year later [A24]', () => {
    const file = opened();
    expect(file.due('capacity_assessment')).toEqual(['2026-06-17']);
    file.give('recordCapacityAssessment', { scorePercent: 60 }, '2026-06-10 10:00');
    expect(file.due('capacity_assessment')).toEqual(['2026-12-10']);
  });

  it('a new policy moves no armed clock, only the next one [A31]', () => {
    const file = opened();
    const stricter = policySnapshot('sop-2', { 'supervision.caseload_review_days': 7 });
    file.give('adoptDutyPolicy', { policy: stricter }, '2026-05-20 09:00');
    expect(file.due('caseload_review')).toEqual(['2026-06-01']);
    file.give('recordCaseloadReview', {}, '2026-05-22 09:00');
    expect(file.due('caseload_review')).toEqual(['2026-05-29']);
  });

  it('only the supervisors of the team do it; the manager sees, the caseworker reads [SPEC-2]', () => {
    const file = opened();
    expect(codeOf(() => file.give('recordCaseloadReview', {}, '2026-05-20 10:00', MGR_A))).toBe('NOT_PERMITTED');
    const other = { ...SUP_A, personId: 'SUP-B', teamId: 'team-b' };
    expect(codeOf(() => file.give('recordCaseloadReview', {}, '2026-05-20 10:00', other))).toBe('NOT_PERMITTED');
    expect(mayReadDutyFile(file.state, MGR_A)).toBe(true);
    expect(mayReadDutyFile(file.state, { personId: 'CW-A', role: 'CW', agencyId: 'agency-a' })).toBe(true);
    expect(mayReadDutyFile(file.state, { personId: 'CW-B', role: 'CW', teamId: 'team-a', agencyId: 'agency-a' })).toBe(
      false,
    );
  });

  it('when the caseworker leaves, what is due ends and what was missed stays [TIME-8]', () => {
    const file = opened().until('2026-06-03 09:00').give('endDutyFile', {}, '2026-06-04 09:00', MGR_A);
    expect(Object.values(file.state.obligations).every(({ status }) => status !== 'open')).toBe(true);
    expect(file.breached('caseload_review')).toEqual(['2026-06-01']);
    expect(dutyReadModelOf(file.state).tasks).toEqual([]);
  });
});
