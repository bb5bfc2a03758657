import { describe, expect, it } from 'vitest';
import type { DomainError } from '../errors.js';
import { policySnapshot } from '../policy/policy.js';
import { CW, MGR, OWNER, TestCase } from '../testing/a-case.js';
import { addressed, identified, raised } from '../testing/first-contact.js';
import { availableCommands } from './available-commands.js';
import { isWhole, takenOver } from './carried.js';
import type { CommandPayloads } from './commands.js';
import { detailsOf } from './details.js';
import { readModelOf } from './read-model.js';
import { IMMEDIATE_CONCERN_TYPES as asked } from './vocabulary/first-contact.js';

const refusal = (code: string, rule: string): unknown => expect.objectContaining({ code, rule });
const yes = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true } as const;
const concerns = [{ concernId: 'c1', category: 'neglect', level: 'LOW' }] as const;
const on = (time: string): string => `2026-06-01T${time}`;
const strict = (): TestCase => new TestCase(policySnapshot('strict', { 'urgent.screen_first': 'require' }));

const screened = (
  test: TestCase,
  time: string,
  more: Partial<CommandPayloads['recordUrgentScreen']> = {},
  recorded = time,
): TestCase => test.do(on(time), CW, 'recordUrgentScreen', { outcome: 'nothing_found', asked, ...more }, on(recorded));
const eligible = (test: TestCase, time: string): TestCase => test.do(on(time), CW, 'answerEligibility', yes);
const consented = (test: TestCase, time: string): TestCase =>
  test.do(on(time), CW, 'recordConsent', { participate: true, storeData: true });
const registered = (test: TestCase, time: string): TestCase =>
  test.do(on(time), CW, 'registerCase', { caseCode: 'CW-1', concerns });
const unassigned = (): TestCase => {
  const test = new TestCase();
  return test.do(on('09:00'), CW, 'identifyChild', {
    source: 'police',
    owner: OWNER,
    policy: test.policy,
    unassigned: true,
  });
};
/** Who is asked to look, and which look it is. */
const asks = ({ state }: TestCase): string[] =>
  readModelOf(state)
    .tasks.filter(({ kind }) => kind === 'urgent_screen')
    .map(({ taskId, assignee: { personId, role } }) => `${taskId} ${personId ?? String(role)}`);

describe('a look for immediate concerns', () => {
  it('FLOW-1: that nothing was found is recorded, with what was asked, and shown', () => {
    const test = screened(identified(on('09:00')), '09:10', { questions: ['health.injury'], encounterId: 'e1' });
    const event = test.events.at(-1);
    expect([event?.type, event?.data]).toEqual([
      'UrgentScreenRecorded',
      { outcome: 'nothing_found', asked, questions: ['health.injury'], encounterId: 'e1' },
    ]);
    expect(detailsOf(test.state).urgentScreen).toEqual({
      lastAt: test.instant(on('09:10')),
      lastOutcome: 'nothing_found',
      secondDone: false,
    });
    expect(Object.keys(test.state.obligations)).toEqual([]);
  });

  it('UA-1: nothing is found only when every kind was asked about', () => {
    const test = identified(on('09:00'));
    expect(() => screened(test, '09:10', { asked: ['health', 'safety'] })).toThrowError(
      refusal('FIELD_MISSING', 'UA-1'),
    );
    const two = policySnapshot('two', { 'urgent.types': ['health', 'safety'] });
    const narrow = identified(on('09:00'), new TestCase(two));
    expect(() => screened(narrow, '09:10', { asked: ['other'] })).toThrowError(refusal('VALUE_NOT_POSSIBLE', 'UA-1'));
    expect(screened(narrow, '09:10', { asked: ['safety', 'health'] }).state.urgentScreens).toHaveLength(1);
  });

  it('UA-1, UA-2: what was found is raised by itself, and nothing is not found beside an open concern', () => {
    const test = identified(on('09:00'));
    const found = { outcome: 'concerns_raised', asked: ['safety'] } as const;
    expect(() => screened(test, '09:10', found)).toThrowError(refusal('UNKNOWN_REFERENCE', 'UA-1'));
    raised(test, on('09:10'), 'safety');
    expect(screened(test, '09:10', found).state.urgentScreens).toHaveLength(1);
    expect(() => screened(test, '09:20')).toThrowError(refusal('IMMEDIATE_CONCERN_OPEN', 'UA-2'));
    addressed(test, on('09:30'), 'safety_plan');
    expect(screened(test, '09:30').state.urgentScreens).toHaveLength(2);
  });

  it('SPEC-2, TIME-1: who may raise a concern may say that there is none, not before the child was identified', () => {
    const test = identified(on('09:00'));
    expect(availableCommands(test.state, MGR)).toContain('recordUrgentScreen');
    expect(() => screened(test, '08:00', {}, '09:10')).toThrowError(refusal('OCCURRED_OUT_OF_ORDER', 'TIME-1'));
  });
});

describe('the order at first contact', () => {
  it('FLOW-1, A19: the caseworker is asked to look first and again after consent, and no step waits for it', () => {
    const test = identified(on('09:00'));
    const open = (): unknown[] => [asks(test), detailsOf(test.state).urgentScreenMissing];
    expect(open()).toEqual([['urgent_screen:first cw-a'], 'first']);
    eligible(test, '10:00');
    expect(open()).toEqual([['urgent_screen:first cw-a'], 'first']);
    screened(test, '10:10');
    expect(open()).toEqual([[], null]);
    consented(test, '11:00');
    expect(open()).toEqual([['urgent_screen:second cw-a'], 'second']);
    registered(test, '12:00');
    expect(open()).toEqual([[], null]);
  });

  it('FLOW-1: without a caseworker the supervisors are asked; raising a concern is a look', () => {
    const test = unassigned();
    expect(asks(test)).toEqual(['urgent_screen:first SUP']);
    raised(test, on('09:05'), 'health');
    expect(asks(test)).toEqual([]);
    expect(detailsOf(test.state).urgentScreen).toMatchObject({ lastOutcome: 'concerns_raised', secondDone: false });
  });

  it('FLOW-1, A19: where the policy requires it, eligibility and registration wait', () => {
    const test = identified(on('09:00'), strict());
    const missing = (act: () => unknown): void => {
      expect(act).toThrowError(refusal('SCREEN_MISSING', 'FLOW-1'));
    };
    missing(() => eligible(test, '09:30'));
    expect(availableCommands(test.state, CW)).not.toContain('answerEligibility');
    screened(test, '09:40');
    eligible(test, '09:50');
    consented(test, '10:00');
    missing(() => registered(test, '10:10'));
    expect(availableCommands(test.state, CW)).not.toContain('registerCase');
    screened(test, '10:20');
    expect(detailsOf(test.state).urgentScreen?.secondDone).toBe(true);
    expect(registered(test, '10:30').state.stage).toBe('REGISTERED');
  });

  it('FLOW-1, UA-2: an honest late entry counts from when it happened, a later look does not', () => {
    const test = identified(on('09:00'), strict());
    screened(test, '09:40');
    const early = (): unknown => test.do(on('09:30'), CW, 'answerEligibility', yes, on('10:00'));
    expect(early).toThrowError(refusal('SCREEN_MISSING', 'FLOW-1'));
    screened(test, '09:20', {}, '10:00');
    expect(early).not.toThrow();
  });

  it('FLOW-1: the refusal says what to ask', () => {
    const test = identified(on('09:00'), strict());
    try {
      eligible(test, '09:30');
    } catch (error) {
      const { inputs, remedy } = (error as DomainError).details;
      expect([inputs, remedy]).toEqual([{ screen: 'first' }, expect.stringContaining('record the urgent screen')]);
    }
    expect.assertions(1);
  });

  it('FLOW-1: a case that an older release carried is whole, and its raised concerns are looks', () => {
    const carried = raised(identified(on('09:00')), on('09:10'), 'health').state;
    expect([isWhole(carried), 'urgentScreens' in carried]).toEqual([true, false]);
    expect(detailsOf(takenOver(carried.caseId, carried)).urgentScreen?.lastOutcome).toBe('concerns_raised');
  });
});

describe('the supervisors are informed', () => {
  const told = ({ state }: TestCase): unknown[] =>
    readModelOf(state)
      .tasks.filter(({ kind }) => kind === 'immediate_concern_told')
      .map(({ taskId, command, assignee }) => [taskId, command, assignee.role, assignee.scopeId]);

  it('SPEC-3.4: of an immediate concern, until it is addressed', () => {
    const test = raised(identified(on('09:00')), on('09:10'), 'health');
    expect(told(test)).toEqual([['immediate_concern_told:i1', 'addressImmediateConcern', 'SUP', 'team-1']]);
    addressed(test, on('09:30'), 'service_reached');
    expect(told(test)).toEqual([]);
  });

  it('SPEC-3.4: not twice where the concern waits for them anyway, and still when a child was left unsafe', () => {
    expect(told(raised(unassigned(), on('09:05'), 'safety'))).toEqual([]);
    const owned = raised(identified(on('09:00')), on('09:05'), 'safety', { encounterId: 'e1' });
    owned.do(on('09:30'), CW, 'recordEncounterEnd', { encounterId: 'e1' });
    expect(told(owned)).toHaveLength(1);
  });
});
