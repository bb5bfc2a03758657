import { describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.js';
import { DomainError } from '../../errors.js';
import { policySnapshot } from '../../policy/policy.js';
import { QUALITY_FRAMEWORK, qualityIndicators } from '../../quality/framework.js';
import { ADutyFile, HEAD_A, MGR_A, SUP_A } from '../../testing/a-duty-file.js';
import { mayReadDutyFile } from '../permissions.js';
import { dutyReadModelOf } from '../read-model.js';
import { qualityActions, qualityAssessments } from './quality-reading.js';

const AGENCY = { teamId: null, officeId: null, agencyId: 'agency-a' };
const CW_A: Actor = { personId: 'CW-A', role: 'CW', teamId: 'team-a', officeId: 'office-a', agencyId: 'agency-a' };
const OTHER_HEAD: Actor = { personId: 'HEAD-B', role: 'HEAD', agencyId: 'agency-b' };
const FIRST = { assessmentId: 'qa-1' };
const IDS = qualityIndicators(QUALITY_FRAMEWORK).map(({ id }) => id);

const opened = (policy = policySnapshot()) =>
  new ADutyFile(policy).open('quality', 'agency-a', '2026-01-05 09:00', AGENCY, HEAD_A);

function answered(file: ADutyFile, step: 0 | 1 | 2 | 3, but: readonly string[] = []): ADutyFile {
  for (const indicatorId of IDS.filter((id) => !but.includes(id))) {
    const answer = { ...FIRST, indicatorId, step, notApplicable: null, evidence: [] };
    file.give('answerQualityIndicator', answer, '2026-02-03 10:00', SUP_A);
  }
  return file;
}
const started = (): ADutyFile => opened().give('startQualityAssessment', FIRST, '2026-02-02 09:00', SUP_A);
const completed = (): ADutyFile =>
  answered(started(), 1).give('completeQualityAssessment', FIRST, '2026-02-10 12:00', SUP_A);
const confirmed = (): ADutyFile => completed().give('confirmQualityAssessment', FIRST, '2026-02-12 09:00', HEAD_A);

const ACTION = {
  ...FIRST,
  actionId: 'action-1',
  indicatorId: 'service_map',
  towards: 2,
  ownerId: 'CW-A',
  dueOn: '2026-03-31',
} as const;
const planned = (): ADutyFile => confirmed().give('addQualityAction', ACTION, '2026-02-13 09:00', MGR_A);

function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return `${error.code}/${error.rule}`;
    throw error;
  }
  return 'accepted';
}
const tasks = (file: ADutyFile, kind: string) => dutyReadModelOf(file.state).tasks.filter((task) => task.kind === kind);

describe('the self-assessment of an agency', () => {
  it('goes from answers to completion to confirmation, and says which framework it answered [QAF-1, QAF-6]', () => {
    const [assessment] = qualityAssessments(confirmed().state);
    expect(assessment).toMatchObject({
      framework: 1,
      status: 'confirmed',
      completed: { by: 'SUP-A' },
      confirmed: { by: 'HEAD-A' },
    });
    expect(Object.keys(assessment?.answers ?? {})).toHaveLength(IDS.length);
  });

  it('is not completed with an indicator unanswered [QAF-1]', () => {
    const file = answered(started(), 2, ['dpia']);
    const complete = () => file.give('completeQualityAssessment', FIRST, '2026-02-10 12:00', SUP_A);
    expect(refusalOf(complete)).toBe('FIELD_MISSING/QAF-1');
    const answer = {
      ...FIRST,
      indicatorId: 'dpia',
      step: null,
      notApplicable: 'done_by_others',
      evidence: [],
    } as const;
    file.give('answerQualityIndicator', answer, '2026-02-04 10:00', MGR_A);
    expect(refusalOf(complete)).toBe('accepted');
  });

  it('is confirmed by another person than the one who completed it [QAF-6] [PERM-1]', () => {
    const own = answered(started(), 1).give('completeQualityAssessment', FIRST, '2026-02-10 12:00', HEAD_A);
    const confirm = (by: Actor) => () => own.give('confirmQualityAssessment', FIRST, '2026-02-12 09:00', by);
    expect(refusalOf(confirm(HEAD_A))).toBe('OWN_WORK/PERM-1');
    expect(refusalOf(confirm(SUP_A))).toBe('NOT_PERMITTED/SPEC-2');
    expect(refusalOf(confirm(MGR_A))).toBe('accepted');
  });

  it('is returned for more answers, and completed again; nothing changes once it is confirmed [QAF-6]', () => {
    const file = completed();
    const change = { ...FIRST, indicatorId: 'sop', step: 2, notApplicable: null, evidence: [] } as const;
    const answer = (at: string) => () => file.give('answerQualityIndicator', change, at, SUP_A);
    expect(refusalOf(answer('2026-02-11 09:00'))).toBe('NOTHING_PENDING/QAF-6');
    expect(tasks(file, 'quality_confirmation').map(({ assignee }) => assignee.role)).toEqual(['HEAD']);
    file.give('returnQualityAssessment', FIRST, '2026-02-11 10:00', HEAD_A);
    expect(tasks(file, 'quality_confirmation')).toEqual([]);
    expect(refusalOf(answer('2026-02-11 11:00'))).toBe('accepted');
    file.give('completeQualityAssessment', FIRST, '2026-02-11 12:00', SUP_A);
    file.give('confirmQualityAssessment', FIRST, '2026-02-12 09:00', HEAD_A);
    expect(refusalOf(answer('2026-02-13 09:00'))).toBe('NOTHING_PENDING/QAF-6');
    expect(qualityAssessments(file.state)[0]?.answers['sop']?.step).toBe(2);
  });

  it('is one at a time, with an id of its own, in the order in which things happened [QAF-6]', () => {
    const start = (file: ADutyFile, assessmentId: string) => () =>
      file.give('startQualityAssessment', { assessmentId }, '2026-02-20 09:00', SUP_A);
    expect(refusalOf(start(started(), 'qa-2'))).toBe('ALREADY_PENDING/QAF-6');
    expect(refusalOf(start(confirmed(), 'qa-1'))).toBe('ALREADY_USED/QAF-6');
    expect(refusalOf(start(confirmed(), 'qa-2'))).toBe('accepted');
    const early = () =>
      completed().give('confirmQualityAssessment', FIRST, '2026-02-09 09:00', HEAD_A, '2026-02-12 09:00');
    expect(refusalOf(early)).toBe('OCCURRED_OUT_OF_ORDER/QAF-6');
    const unknown = () =>
      started().give('completeQualityAssessment', { assessmentId: 'none' }, '2026-02-20 09:00', SUP_A);
    expect(refusalOf(unknown)).toBe('UNKNOWN_REFERENCE/QAF-6');
  });

  it('is due a year after the opening and after each confirmation, as the policy says [QAF-8]', () => {
    expect(opened().due('quality_assessment')).toEqual(['2027-01-05']);
    expect(confirmed().due('quality_assessment')).toEqual(['2027-02-12']);
    const half = policySnapshot('half-yearly', { 'quality.assessment_months': 6 });
    const file = opened(half).until('2026-07-05 23:59');
    expect(file.breached('quality_assessment')).toEqual([]);
    expect(file.until('2026-07-06 00:00').breached('quality_assessment')).toEqual(['2026-07-05']);
  });

  it('is read in the agency and nowhere else [SPEC-2]', () => {
    const place = { fileKind: 'quality', subjectId: 'agency-a', scope: AGENCY, hiddenFrom: [] } as const;
    expect([CW_A, SUP_A, MGR_A, HEAD_A].map((actor) => mayReadDutyFile(place, actor))).toEqual(Array(4).fill(true));
    expect(mayReadDutyFile(place, OTHER_HEAD)).toBe(false);
    expect(mayReadDutyFile(place, { personId: 'ADM', role: 'ADM', agencyId: 'agency-a' })).toBe(false);
  });
});

describe('the action plan of an agency', () => {
  it('gives each action to one person by a day, with a task; a miss is a breach and goes to the head [QAF-7]', () => {
    const file = planned();
    expect(tasks(file, 'quality_action')).toMatchObject([
      { command: 'completeQualityAction', assignee: { personId: 'CW-A' }, dueOn: '2026-03-31' },
    ]);
    file.until('2026-03-31 23:59');
    expect(file.breached('quality_action')).toEqual([]);
    file.until('2026-04-01 00:00');
    expect(file.breached('quality_action')).toEqual(['2026-03-31']);
    const { escalations } = dutyReadModelOf(file.until('2026-05-01 00:00').state);
    expect(escalations.map(({ kind, assignee }) => [kind, assignee.role, assignee.scopeId])).toContainEqual([
      'quality_action',
      'HEAD',
      'agency-a',
    ]);
  });

  it('lets the one who was asked, a manager or the head say that it is done [QAF-7]', () => {
    const complete = (by: Actor) => () =>
      planned().give('completeQualityAction', { actionId: 'action-1' }, '2026-03-30 09:00', by);
    expect(refusalOf(complete(SUP_A))).toBe('NOT_PERMITTED/QAF-7');
    expect([CW_A, MGR_A, HEAD_A].map((by) => refusalOf(complete(by)))).toEqual(Array(3).fill('accepted'));
    const file = complete(CW_A)();
    expect(file.until('2026-05-01 00:00').breached('quality_action')).toEqual([]);
    expect(tasks(file, 'quality_action')).toEqual([]);
  });

  it('has what was done reviewed by somebody else [QAF-7] [PERM-1]', () => {
    const file = planned().give('completeQualityAction', { actionId: 'action-1' }, '2026-03-30 09:00', MGR_A);
    const review = { actionId: 'action-1', outcome: 'effective' } as const;
    expect(tasks(file, 'quality_action_review')).toHaveLength(1);
    expect(refusalOf(() => file.give('reviewQualityAction', review, '2026-04-02 09:00', MGR_A))).toBe(
      'OWN_WORK/PERM-1',
    );
    file.give('reviewQualityAction', review, '2026-04-02 09:00', HEAD_A);
    expect(qualityActions(file.state)).toMatchObject([{ status: 'reviewed', outcome: 'effective', towards: 2 }]);
    expect(tasks(file, 'quality_action_review')).toEqual([]);
  });

  it('lets an action go, but a miss before that stays [QAF-7]', () => {
    const drop = { actionId: 'action-1' };
    const own = confirmed().give('addQualityAction', { ...ACTION, ownerId: 'MGR-A' }, '2026-02-13 09:00', HEAD_A);
    expect(refusalOf(() => own.give('dropQualityAction', drop, '2026-03-01 09:00', MGR_A))).toBe('OWN_WORK/PERM-1');
    const inTime = planned().give('dropQualityAction', drop, '2026-03-01 09:00', MGR_A).until('2026-05-01 00:00');
    expect(inTime.breached('quality_action')).toEqual([]);
    const late = planned().give('dropQualityAction', drop, '2026-04-05 09:00', MGR_A);
    expect(late.breached('quality_action')).toEqual(['2026-03-31']);
    expect(refusalOf(() => late.give('completeQualityAction', drop, '2026-04-06 09:00', CW_A))).toBe(
      'NOTHING_PENDING/QAF-7',
    );
  });

  it.each<[string, Partial<Record<keyof typeof ACTION, unknown>>, string]>([
    ['a day that is over', { dueOn: '2026-02-12' }, 'VALUE_NOT_POSSIBLE/QAF-7'],
    ['no day', { dueOn: 'soon' }, 'VALUE_NOT_POSSIBLE/QAF-7'],
    ['an indicator that does not exist', { indicatorId: 'invented' }, 'UNKNOWN_REFERENCE/QAF-1'],
    ['a step that does not exist', { towards: 4 }, 'VALUE_NOT_POSSIBLE/QAF-1'],
    ['an assessment that does not exist', { assessmentId: 'none' }, 'UNKNOWN_REFERENCE/QAF-6'],
    ['an id that is taken', { actionId: 'action-1' }, 'ALREADY_USED/QAF-6'],
  ])('refuses an action with %s [QAF-7]', (_, change, refusal) => {
    const another = { ...ACTION, actionId: 'action-2', ...change } as typeof ACTION;
    expect(refusalOf(() => planned().give('addQualityAction', another, '2026-02-13 10:00', MGR_A))).toBe(refusal);
  });
});
