import { describe, expect, it } from 'vitest';
import { policySnapshot, type PolicyOverrides, type PolicySnapshot } from '../policy/policy.js';
import { fixedZone } from '../time/zone.js';
import { CW, MGR, SUP, TestCase } from '../testing/a-case.js';
import type { Actor } from '../access/actor.js';
import { asItHappened, nextAlarmAt } from './alarms.js';
import { implementationStart } from './handlers/support.js';
import type { ObligationKind } from './obligation.js';

const STRICTER: PolicyOverrides = {
  'plan.low': 10,
  'followup.low': { times: 1, days: 7 },
  'review.low': 2,
  'plan.medium': 5,
};
const stricter = policySnapshot('sop-2', STRICTER);
const four = policySnapshot('sop-four', {
  'risk.levels': ['NO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'],
  'assessment.critical': 'same_encounter',
  'plan.critical': 2,
  'followup.critical': { times: 3, days: 7 },
  'review.critical': 1,
  'transfer.response.critical': { hours: 12 },
  'escalation.critical': { remindHours: null, steps: [{ level: 1, afterHours: 0 }] },
  'closure.approval.critical': 'conference',
});
const ADM: Actor = { personId: 'adm-1', role: 'ADM' };

function adopting(test: TestCase, local: string, policy: PolicySnapshot = stricter, actor: Actor = SUP): TestCase {
  return test.do(local, actor, 'adoptPolicy', { version: policy.version, policy });
}

function versionOf({ state }: TestCase, kind: ObligationKind): string | undefined {
  return Object.values(state.obligations).find((each) => each.kind === kind && each.status === 'open')?.derivation
    .policyVersion;
}

/** LOW, at work since 4 June: follow-up due 18 June, review 4 September. */
const atWork = (): TestCase =>
  new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02').planned('2026-06-03', '2026-06-04');

describe('a running case adopts another version of the policy', () => {
  it('armed clocks keep their due dates, the next ones are armed by the new version, and each names its own [A31]', () => {
    const test = adopting(atWork(), '2026-06-10');
    expect([test.due('follow_up'), test.due('review')]).toEqual(['2026-06-18', '2026-09-04']);
    expect([versionOf(test, 'follow_up'), versionOf(test, 'review')]).toEqual(['sop-default-1', 'sop-default-1']);
    test.followedUp('2026-06-12');
    expect([test.due('follow_up'), versionOf(test, 'follow_up')]).toEqual(['2026-06-19', 'sop-2']);
    expect([test.due('review'), versionOf(test, 'review')]).toEqual(['2026-09-04', 'sop-default-1']);
    test.reviewed('2026-06-15');
    expect([test.due('review'), versionOf(test, 'review')]).toEqual(['2026-08-15', 'sop-2']);
  });

  it('a visit before the adoption that is entered after it is counted by the version of its day [A31, TIME-9]', () => {
    const test = adopting(atWork(), '2026-06-10').followedUp('2026-06-09', '2026-06-11');
    expect([test.due('follow_up'), versionOf(test, 'follow_up')]).toEqual(['2026-06-23', 'sop-default-1']);
  });

  it('a rise after the adoption takes the earlier of the old date and the new period [A31, RISK-3]', () => {
    const test = adopting(atWork(), '2026-06-10').rated('2026-06-10T12:00', 'MEDIUM');
    expect([test.due('plan_revision'), versionOf(test, 'plan_revision')]).toEqual(['2026-06-15', 'sop-2']);
    expect(test.due('follow_up')).toBe('2026-06-17');
  });

  it('a fall after the adoption is recomputed from the own anchor by the new version [A31, RISK-4]', () => {
    const test = new TestCase().registered('2026-06-01', 'MEDIUM').assessed('2026-06-02');
    expect(test.due('plan')).toBe('2026-06-09');
    adopting(test, '2026-06-03').rated('2026-06-04', 'LOW');
    expect(test.due('plan')).toBe('2026-06-09');
    test.do('2026-06-04T11:00', SUP, 'confirmLowering', { concernId: 'c1' });
    expect([test.due('plan'), versionOf(test, 'plan')]).toEqual(['2026-06-12', 'sop-2']);
  });

  it('a rise dated before the adoption moves clocks by the version of then [A31, TIME-9]', () => {
    const test = adopting(atWork(), '2026-06-10').rated('2026-06-09', 'MEDIUM', '2026-06-11');
    expect([test.due('plan_revision'), versionOf(test, 'plan_revision')]).toEqual(['2026-06-16', 'sop-default-1']);
  });

  it('an overdue duty stays overdue, with its breach and the escalation ladder that it was armed by [A31, TIME-8]', () => {
    const ladder = { remindHours: null, steps: [{ level: 1 as const, afterHours: 0 }] };
    const quick = policySnapshot('sop-quick', { 'escalation.low': ladder });
    const test = atWork().until('2026-06-19T12:00');
    expect(test.standing()).toEqual(['follow_up 2026-06-18 LOW']);
    expect(test.state.escalations).toEqual([]);
    adopting(test, '2026-06-19T12:00', quick);
    expect(test.state.escalations).toEqual([]);
    test.until('2026-06-20T00:00');
    expect(test.state.escalations).toMatchObject([{ kind: 'follow_up', step: 1 }]);
  });

  it('nothing but the adoption is recorded, and the next alarm stays where it was [A31]', () => {
    const test = atWork().until('2026-06-10');
    const [alarm, seq] = [nextAlarmAt(test.state), test.state.seq];
    adopting(test, '2026-06-10');
    expect(test.events.filter((event) => event.seq > seq).map(({ type }) => type)).toEqual(['PolicyAdopted']);
    expect(nextAlarmAt(test.state)).toBe(alarm);
  });

  it('takes effect when it is recorded, whatever date is given [A31]', () => {
    const test = atWork();
    test.do('2026-06-05', SUP, 'adoptPolicy', { version: 'sop-2', policy: stricter }, '2026-06-10');
    const adopted = test.events.find(({ type }) => type === 'PolicyAdopted');
    expect(adopted).toMatchObject({
      occurredAt: test.instant('2026-06-10'),
      data: { from: 'sop-default-1', policy: { version: 'sop-2' } },
    });
    expect(test.state).toMatchObject({ policy: { version: 'sop-2' }, formerPolicies: [{ version: 'sop-default-1' }] });
  });

  it('the past stays what it was: as it happened before the adoption the old version counted [A31, TIME-9]', () => {
    const test = adopting(atWork(), '2026-06-10').followedUp('2026-06-12');
    const then = asItHappened(test.state, test.instant('2026-06-11'));
    expect(then.obligations.filter(({ status, kind }) => status === 'open' && kind === 'follow_up')).toMatchObject([
      { due: { dueOn: '2026-06-18' }, derivation: { policyVersion: 'sop-default-1' } },
    ]);
  });

  it('a plan that was signed off still waits for its first action after the wait is given up [A31, A54]', () => {
    const waiting = policySnapshot('sop-wait', { 'implementation.start_trigger': 'first_action' });
    const test = new TestCase(waiting).registered('2026-06-01', 'LOW').assessed('2026-06-02');
    test.planned('2026-06-03', '2026-06-04');
    adopting(test, '2026-06-05').do('2026-06-06', CW, 'startPlanAction', { actionId: 'a1' });
    expect([test.due('follow_up'), versionOf(test, 'follow_up')]).toEqual(['2026-06-13', 'sop-2']);
    expect(implementationStart(test.state)).toBe(test.instant('2026-06-06'));
  });

  it('an implementation that began at the sign-off goes on under a version that waits for the first action [A31, A54]', () => {
    const waiting = policySnapshot('sop-wait', { 'implementation.start_trigger': 'first_action' });
    const test = adopting(atWork(), '2026-06-05', waiting).do('2026-06-08', CW, 'startPlanAction', { actionId: 'a1' });
    expect(test.due('follow_up')).toBe('2026-06-18');
    expect(implementationStart(test.state)).toBe(test.instant('2026-06-04'));
  });

  it('another time zone counts from the adoption on and moves no date that people were told [A31, TIME-2]', () => {
    const elsewhere = policySnapshot('sop-east', {}, fixedZone('+09:00', 540));
    const test = adopting(atWork(), '2026-06-10', elsewhere);
    const before = Object.values(test.state.obligations).find(
      ({ kind, status }) => kind === 'follow_up' && status === 'open',
    );
    expect(before?.due.overdueFrom).toBe('2026-06-18T21:00:00.000Z');
    test.followedUp('2026-06-12');
    const after = Object.values(test.state.obligations).find(
      ({ kind, status }) => kind === 'follow_up' && status === 'open',
    );
    expect(after?.due).toMatchObject({ dueOn: '2026-06-26', overdueFrom: '2026-06-26T15:00:00.000Z' });
  });
});

describe('the registration says where the child lives', () => {
  const north = policySnapshot('sop-default-1@area-north', { 'assessment.low': { days: 5 }, 'plan.low': 10 });
  const concerns = [{ concernId: 'c1', category: 'neglect', level: 'LOW' }] as const;
  const registering = (test: TestCase, policy: PolicySnapshot, [local, at]: [string, string?]): TestCase =>
    test.do(local, CW, 'registerCase', { caseCode: 'CW-0001', concerns, policy }, at);

  it('and its clocks are armed by the values of that area, also when it is entered late [SPEC-6, TIME-9]', () => {
    const test = registering(new TestCase().consented('2026-06-01'), north, ['2026-06-02', '2026-06-04']);
    expect([test.due('assessment'), versionOf(test, 'assessment')]).toEqual(['2026-06-07', north.version]);
    test.assessed('2026-06-05');
    expect([test.due('plan'), versionOf(test, 'plan')]).toEqual(['2026-06-15', north.version]);
    expect(test.events.filter(({ type }) => type === 'PolicyAdopted')).toMatchObject([
      { occurredAt: test.instant('2026-06-02'), data: { from: 'sop-default-1' } },
    ]);
  });

  it('but values of another version, or the same ones, change nothing [SPEC-6, A31]', () => {
    for (const policy of [stricter, policySnapshot()]) {
      const test = registering(new TestCase().consented('2026-06-01'), policy, ['2026-06-02']);
      expect([test.due('assessment'), versionOf(test, 'assessment')]).toEqual(['2026-06-09', 'sop-default-1']);
      expect(test.events.filter(({ type }) => type === 'PolicyAdopted')).toEqual([]);
    }
  });

  it('never from before a version that was adopted since: what is entered late counts by its day [SPEC-6, A31]', () => {
    const test = adopting(new TestCase().consented('2026-06-01'), '2026-06-03');
    const placed = policySnapshot('sop-2@area-north', { 'assessment.low': { days: 5 }, 'plan.low': 8 });
    registering(test, placed, ['2026-06-02', '2026-06-04']);
    expect([test.due('assessment'), versionOf(test, 'assessment')]).toEqual(['2026-06-09', 'sop-default-1']);
    expect(test.assessed('2026-06-05').due('plan')).toBe('2026-06-13');
  });
});

describe('who may let a case adopt a version, and when', () => {
  it.each([
    ['the supervisor', SUP],
    ['the manager', MGR],
    ['the administrator', ADM],
  ])('%s may [SPEC-2]', (_, actor) => {
    expect(adopting(atWork(), '2026-06-10', stricter, actor).state.policy?.version).toBe('sop-2');
  });

  it('a caseworker may not [SPEC-2]', () => {
    expect(() => adopting(atWork(), '2026-06-10', stricter, CW)).toThrow(
      expect.objectContaining({ code: 'NOT_PERMITTED', rule: 'SPEC-2' }),
    );
  });

  it('the version that it runs on is refused, and so is one before its day [A31, SPEC-6]', () => {
    const test = adopting(atWork(), '2026-06-10');
    expect(() => adopting(test, '2026-06-11')).toThrow(
      expect.objectContaining({ code: 'NOTHING_PENDING', rule: 'A31' }),
    );
    const later: PolicySnapshot = { ...policySnapshot('sop-3'), effectiveFrom: '2026-07-01' };
    expect(() => adopting(test, '2026-06-30T23:59', later)).toThrow(
      expect.objectContaining({ code: 'TOO_EARLY', rule: 'SPEC-6' }),
    );
    expect(adopting(test, '2026-07-01T00:00', later).state.policy?.version).toBe('sop-3');
  });

  it('a version without the level of a concern is refused, and a level of today cannot be dated back before it [A28]', () => {
    const test = adopting(atWork(), '2026-06-10', four);
    expect(() => test.rated('2026-06-09', 'CRITICAL', '2026-06-11')).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_LEVEL', rule: 'A28' }),
    );
    test.rated('2026-06-11', 'CRITICAL');
    expect(test.state.level).toBe('CRITICAL');
    expect(() => adopting(test, '2026-06-12')).toThrow(expect.objectContaining({ code: 'UNKNOWN_LEVEL', rule: 'A28' }));
  });

  it('an old clock that is missed at a new level climbs by the ladder of that level [A28, A31]', () => {
    const test = adopting(atWork(), '2026-06-10', four).rated('2026-06-17T23:00', 'CRITICAL').until('2026-06-19T00:00');
    expect(test.standing()).toContain('follow_up 2026-06-18 CRITICAL');
    expect(test.state.escalations.some(({ kind }) => kind === 'follow_up')).toBe(true);
  });

  it('not after the child has died [A31, A62]', () => {
    const test = atWork().do('2026-06-10', CW, 'recordDeath', { diedOn: '2026-06-09' });
    expect(() => adopting(test, '2026-06-10T12:00')).toThrow(expect.objectContaining({ code: 'CHILD_DIED' }));
  });
});
