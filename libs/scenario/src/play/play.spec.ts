import { describe, expect, it } from 'vitest';
import { startDomainDriver } from '../drivers/domain-driver.js';
import type { CaseExpectation } from '../format/expectation.js';
import { readScenario } from '../format/parse.js';
import { play } from './play.js';
import type { PlayedStep } from './report.js';

const rated = { concernId: 'care', category: 'neglect', level: 'LOW' };
const beginning = [
  { at: '2026-06-01 09:00', as: 'CW-A', do: '@consented' },
  { at: '2026-06-01 10:00', as: 'CW-A', do: 'registerCase', with: { concerns: [rated] } },
];
const scenario = (steps: object[]) =>
  readScenario({
    id: 'x',
    title: 'x',
    rules: [],
    cast: {
      'CW-A': { role: 'CW', agency: 'A' },
      'SUP-A': { role: 'SUP', agency: 'A' },
      'SUP-B': { role: 'SUP', agency: 'B' },
    },
    cases: { K: { owner: 'CW-A' } },
    steps: [...beginning, ...steps],
  });
/** Nothing was done for nine days: the assessment is overdue and the supervisor knows. */
const look = (expected: CaseExpectation) => scenario([{ at: '2026-06-10 12:00', expect: expected }]);
const breach = { kind: 'assessment', due: '2026-06-08', level: 'LOW', caseworker: 'CW-A', agency: 'A' };
const escalation = { kind: 'assessment', step: 1, status: 'open', for: 'SUP-A' } as const;

describe('a difference is found, whichever side it is on', () => {
  it('nothing differs where everything is as it is', async () => {
    const report = await play(
      look({
        stage: 'REGISTERED',
        level: 'LOW',
        owner: 'CW-A',
        episode: 1,
        caseCode: 'as registered',
        plan: null,
        obligations: [{ kind: 'assessment', due: '2026-06-08', status: 'overdue' }],
        notObligations: ['plan'],
        breaches: [{ ...breach, raisedAt: '2026-06-09 00:00', withdrawn: false }],
        escalations: [escalation],
        tasks: [
          { kind: 'escalation', for: 'SUP' },
          { kind: 'assessment', for: 'CW-A', due: '2026-06-08' },
        ],
        notTasks: ['closure_approval'],
        caseloadReview: [],
        asKnown: { at: '2026-06-08 12:00', breaches: [], obligations: [{ kind: 'assessment', status: 'open' }] },
        asItHappened: {
          at: '2026-06-09 12:00',
          level: 'LOW',
          obligations: [{ kind: 'assessment', status: 'overdue' }],
        },
      }),
      startDomainDriver,
    );
    expect(report.differences).toEqual([]);
    expect(report.ok).toBe(true);
  });

  it.each<[string, CaseExpectation, string]>([
    ['stage', { stage: 'ASSESSED' }, 'stage'],
    ['level', { level: 'HIGH' }, 'level'],
    ['owner', { owner: 'SUP-A' }, 'owner'],
    ['episode', { episode: 2 }, 'episode'],
    ['plan', { plan: { status: 'agreed' } }, 'plan'],
    ['due date', { obligations: [{ kind: 'assessment', due: '2026-06-07' }] }, 'obligations[0].due'],
    ['exact due instant', { obligations: [{ kind: 'assessment', due: '2026-06-08 10:00' }] }, 'obligations[0].due'],
    ['status', { obligations: [{ kind: 'assessment', status: 'open' }] }, 'obligations[0].status'],
    ['on time', { obligations: [{ kind: 'assessment', onTime: true }] }, 'obligations[0].onTime'],
    ['a duty that is not there', { obligations: [{ kind: 'plan' }] }, 'obligations[0]'],
    ['a second occurrence', { obligations: [{ kind: 'assessment', occurrence: 2 }] }, 'obligations[0]'],
    ['a duty that is there', { notObligations: ['assessment'] }, 'notObligations[0]'],
    ['a breach too many', { breaches: [] }, 'breaches'],
    ['a breach too few', { breaches: [breach, breach] }, 'breaches[1]'],
    ['the level of a breach', { breaches: [{ ...breach, level: 'HIGH' }] }, 'breaches[0].level'],
    ['the agency of a breach', { breaches: [{ ...breach, agency: 'B' }] }, 'breaches[0].agency'],
    ['when it was raised', { breaches: [{ ...breach, raisedAt: '2026-06-09 00:01' }] }, 'breaches[0].raisedAt'],
    ['a withdrawal that never was', { breaches: [breach, { ...breach, withdrawn: true }] }, 'breaches[1]'],
    ['an escalation too many', { escalations: [] }, 'escalations'],
    ['its step', { escalations: [{ ...escalation, step: 2 }] }, 'escalations[0].step'],
    ['who has it', { escalations: [{ ...escalation, for: 'SUP-B' }] }, 'escalations[0].for'],
    [
      'an end that never was',
      { escalations: [escalation, { kind: 'assessment', status: 'resolved' }] },
      'escalations[1]',
    ],
    ['a task of somebody else', { tasks: [{ kind: 'escalation', for: 'SUP-B' }] }, 'tasks[0]'],
    ['a task that is there', { notTasks: ['escalation'] }, 'notTasks[0]'],
    ['the caseload review', { caseloadReview: [{ about: 'late_entry' }] }, 'caseloadReview'],
    ['the past as known', { asKnown: { at: '2026-06-08 12:00', breaches: [breach] } }, 'asKnown.breaches[0]'],
    ['the past as it happened', { asItHappened: { at: '2026-06-08 12:00', level: 'NO' } }, 'asItHappened.level'],
  ])('%s', async (_, expected, place) => {
    const { differences } = await play(look(expected), startDomainDriver);
    expect(differences.map(({ path }) => path)).toEqual([`steps[2].expect.${place}`]);
  });

  it.each([
    ['accepted and refused', { expect: { refused: {} } }, 'steps[2].expect.refused'],
    ['another event', { expect: { accepted: { records: ['PlanAgreed'] } } }, 'steps[2].expect.accepted.records'],
  ])('an answer: %s', async (_, more, place) => {
    const step = { at: '2026-06-03 10:00', as: 'CW-A', do: 'completeAssessment', ...more };
    const { differences } = await play(scenario([step]), startDomainDriver);
    expect(differences.map(({ path }) => path)).toEqual([place]);
  });

  it('a refusal by another rule than the one expected', async () => {
    const refused = { refused: { code: 'OWN_WORK', rule: 'PERM-1' } };
    const step = { at: '2026-06-03 10:00', as: 'CW-A', do: 'approveClosure', expect: refused };
    const { differences } = await play(scenario([step]), startDomainDriver);
    expect(differences.map(({ path }) => path)).toEqual([
      'steps[2].expect.refused.code',
      'steps[2].expect.refused.rule',
    ]);
  });
});

describe('playing', () => {
  const assessed = { at: '2026-06-03 10:00', as: 'CW-A', do: 'completeAssessment' };
  const forked = scenario([
    {
      at: '2026-06-02 10:00',
      fork: [
        { name: 'in time', steps: [assessed] },
        { name: 'not at all', steps: [{ at: '2026-06-09 00:00', expect: { breaches: [breach] } }] },
      ],
    },
  ]);

  it('takes the branches of a fork apart and reports the common way once', async () => {
    const { steps, ok } = await play(forked, startDomainDriver);
    expect(ok).toBe(true);
    expect(steps.map(({ path, branch }) => [path, branch])).toEqual([
      ['steps[0]', ''],
      ['steps[1]', ''],
      ['steps[2].fork[0].steps[0]', 'in time'],
      ['steps[2].fork[1].steps[0]', 'not at all'],
    ]);
  });

  it('skips what a broken-off run has done, and knows what that had found', async () => {
    const played = new Map<string, PlayedStep>();
    const whole = look({ caseCode: 'as registered' });
    await play(whole, startDomainDriver, { onPlayed: (step) => played.set(step.result.path, step) });
    const again: string[] = [];
    const report = await play(whole, startDomainDriver, { played, onPlayed: ({ result }) => again.push(result.path) });
    expect(again).toEqual([]);
    expect(report.steps).toHaveLength(3);
    expect(report.ok).toBe(true);
  });
});
