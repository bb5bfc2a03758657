import { describe, expect, it } from 'vitest';
import { STAGES } from '../case/lifecycle.js';
import { policySnapshot } from '../policy/policy.js';
import { OWNER } from '../testing/a-case.js';
import { countsAsOpen, openCasesOf } from './caseload.js';
import { caseloadReviewDuty, fileCheckDuty } from './duties.js';
import { FILE_CHECKLIST, fileCheckResult } from './file-checklist.js';
import { attachCaseworker, attachToDataEntry, caseloadOf } from './span.js';

const policy = policySnapshot();

describe('how many somebody may have', () => {
  it('cases count from registration to the request for closure, and for their owner [SUPV-1]', () => {
    expect(STAGES.filter(countsAsOpen)).toEqual([
      'REGISTERED',
      'ASSESSED',
      'PLAN_AGREED',
      'IMPLEMENTING',
      'STABILISING',
      'CLOSURE_REQUESTED',
    ]);
    const cases = STAGES.map((stage) => ({ stage, owner: OWNER }));
    expect(openCasesOf([...cases, { stage: 'REGISTERED', owner: null }], OWNER.caseworkerId)).toBe(6);
    expect(openCasesOf(cases, 'somebody else')).toBe(0);
  });

  it('26 open cases are over the limit in reporting, 25 are not [SUPV-1]', () => {
    expect(caseloadOf(policy, 25).isOverLimit).toBe(false);
    expect(caseloadOf(policy, 26)).toEqual({ count: 26, limit: 25, isOverLimit: true });
  });

  it('a seventh caseworker needs the manager and a reason, a sixth does not [SUPV-1] [A25]', () => {
    expect(attachCaseworker(policy, 5)).toEqual({ count: 6, limit: 6, isOverLimit: false });
    const refused = {
      code: 'OVER_LIMIT',
      rule: 'SUPV-1',
      details: expect.objectContaining({ inputs: { count: 7, limit: 6 } }) as unknown,
    };
    expect(() => attachCaseworker(policy, 6)).toThrow(expect.objectContaining(refused));
    expect(() => attachCaseworker(policy, 6, { by: 'SUP', reasonGiven: true })).toThrow(
      expect.objectContaining({ code: 'OVER_LIMIT' }),
    );
    expect(() => attachCaseworker(policy, 6, { by: 'MGR', reasonGiven: false })).toThrow(
      expect.objectContaining({ code: 'FIELD_MISSING' }),
    );
    expect(attachCaseworker(policy, 6, { by: 'MGR', reasonGiven: true })).toEqual({
      count: 7,
      limit: 6,
      isOverLimit: true,
    });
  });

  it('case 101 of a data entry person likewise [SUPV-1] [A25]', () => {
    expect(attachToDataEntry(policy, 99).isOverLimit).toBe(false);
    expect(() => attachToDataEntry(policy, 100)).toThrow(expect.objectContaining({ code: 'OVER_LIMIT' }));
    expect(attachToDataEntry(policy, 100, { by: 'MGR', reasonGiven: true }).count).toBe(101);
  });
});

describe('what a supervisor owes', () => {
  it.each([
    ['2026-06-15', false],
    ['2026-06-16', true],
  ])('a caseload review of 1 June is followed by one due 15 June: on %s overdue is %s [RISK-5]', (today, isOverdue) => {
    expect(caseloadReviewDuty(policy, '2026-06-01', today)).toEqual({ dueOn: '2026-06-15', isOverdue });
  });

  it('a month without a checked file is missed from the first of the next, and a check counts for its own month [SUPV-2]', () => {
    const since = { onStaffSince: '2026-06-10', checkedOn: [] };
    expect(fileCheckDuty(policy, since, '2026-06-30').missed).toEqual([]);
    expect(fileCheckDuty(policy, since, '2026-07-01').missed).toEqual(['2026-06']);
    expect(fileCheckDuty(policy, { ...since, checkedOn: ['2026-07-01'] }, '2026-07-01')).toEqual({
      missed: ['2026-06'],
      current: '2026-07',
      doneThisMonth: 1,
      dueThisMonth: 0,
    });
    expect(fileCheckDuty(policy, { ...since, checkedOn: ['2026-06-30'] }, '2026-08-01').missed).toEqual(['2026-07']);
  });

  it('the policy says how many files, over the turn of the year too [SUPV-2]', () => {
    const two = policySnapshot('two', { 'supervision.min_files': 2 });
    const checks = { onStaffSince: '2025-12-31', checkedOn: ['2025-12-31', '2026-01-05', '2026-01-06'] };
    expect(fileCheckDuty(two, checks, '2026-02-01').missed).toEqual(['2025-12']);
  });

  it('the checklist has every point of the case file, each answered once, each with its rules [SUPV-3]', () => {
    expect(FILE_CHECKLIST).toHaveLength(30);
    expect(new Set(FILE_CHECKLIST.map(({ item }) => item)).size).toBe(30);
    const all = Object.fromEntries(FILE_CHECKLIST.map(({ item }) => [item, 'yes'] as const));
    expect(fileCheckResult(all)).toEqual({ isComplete: true, unanswered: [], toImprove: [] });
    const rest = Object.fromEntries(Object.entries(all).filter(([item]) => item !== 'plan_signed_off'));
    expect(fileCheckResult({ ...rest, eligible: 'no' })).toEqual({
      isComplete: false,
      unanswered: ['plan_signed_off'],
      toImprove: ['eligible'],
    });
  });
});
