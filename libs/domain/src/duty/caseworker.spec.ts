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

  it('in the first months a caseworker is observed every two months at least, and later no more [SPEC-3.11] [A24]', () => {
    const file = opened();
    expect(file.due('observation')).toEqual(['2026-07-17']);
    file.give('recordObservation', { mode: 'observation', minutes: 90 }, '2026-07-10 10:00');
    expect(file.due('observation')).toEqual(['2026-09-08']);
    file.until('2026-09-08 23:59');
    expect(file.breached('observation')).toEqual([]);
    file.until('2026-09-09 00:00');
    expect(file.breached('observation')).toEqual(['2026-09-08']);
    const { escalations, tasks } = dutyReadModelOf(file.state);
    expect(tasks.find(({ kind }) => kind === 'observation')).toMatchObject({
      command: 'recordObservation',
      assignee: { role: 'SUP', scopeId: 'team-a' },
    });
    expect(escalations.map(({ kind, assignee }) => [kind, assignee.role])).toContainEqual(['observation', 'MGR']);
    file.give('recordObservation', { mode: 'shadowing', minutes: 240 }, '2026-09-20 10:00');
    expect(file.due('observation')).toEqual([]);
    file.until('2027-06-01 00:00');
    expect(file.breached('observation')).toEqual(['2026-09-08']);
  });

  it('what fell due in the first months stays owed after them until it is done [SPEC-3.11] [A36]', () => {
    const file = opened().until('2027-01-10 09:00');
    expect(file.due('observation')).toEqual(['2026-07-17']);
    file.give('recordObservation', { mode: 'observation', minutes: 60 }, '2027-01-10 10:00');
    expect(file.due('observation')).toEqual([]);
    expect(file.breached('observation')).toEqual(['2026-07-17']);
  });

  it('a file of an older release owes no observation before it takes over a policy that asks for it [A31]', () => {
    const today = policySnapshot();
    const { 'supervision.observation_days': _, ...values } = today.values;
    const file = new ADutyFile({ ...today, values }).open('caseworker', 'CW-A', '2026-05-18 09:00');
    expect(file.due('observation')).toEqual([]);
    file.give('recordObservation', { mode: 'observation', minutes: 60 }, '2026-05-20 10:00');
    expect(file.due('observation')).toEqual([]);
    file.give('adoptDutyPolicy', { policy: today }, '2026-06-01 09:00');
    expect(file.due('observation')).toEqual(['2026-07-31']);
    file.give('recordObservation', { mode: 'observation', minutes: 60 }, '2026-06-03 10:00');
    expect(file.due('observation')).toEqual(['2026-08-02']);
  });

  it('a training is recorded by the supervisor, with a day that has come [K1] [TIME-1]', () => {
    const training = {
      topic: 'case_management',
      completedOn: '2026-05-20',
      providerId: 'agency-a',
      hours: 12,
    } as const;
    const file = opened().give('recordTraining', training, '2026-05-20 10:00');
    expect(file.events.at(-1)).toMatchObject({ type: 'TrainingRecorded', data: training });
    const early = { ...training, completedOn: '2026-05-22' };
    expect(codeOf(() => file.give('recordTraining', early, '2026-05-21 10:00'))).toBe('OCCURRED_IN_FUTURE');
    expect(codeOf(() => file.give('recordTraining', training, '2026-05-21 10:00', MGR_A))).toBe('NOT_PERMITTED');
    const long = { ...training, completedOn: '2019-03-01' };
    expect(codeOf(() => file.give('recordTraining', long, '2026-05-21 10:00'))).toBe('accepted');
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
