import { describe, expect, it } from 'vitest';
import { CONTENT, CW, MGR, SUP, TestCase } from '../testing/a-case.js';
import { readModelOf } from './read-model.js';

function missedHigh(): TestCase {
  return new TestCase().registered('2026-06-01T10:00', 'HIGH').until('2026-06-02T00:00');
}

describe('breaches', () => {
  it('TIME-8: records obligation, due, level, caseworker and agency for ever', () => {
    const high = missedHigh();
    high.do('2026-06-02T09:00', CW, 'completeAssessment', {});
    expect(high.state.breaches).toMatchObject([
      {
        kind: 'assessment',
        due: { dueOn: '2026-06-01' },
        level: 'HIGH',
        owner: { caseworkerId: 'cw-a', agencyId: 'agency-a' },
        withdrawnAt: null,
      },
    ]);
  });

  it('TIME-8 A34: belongs to the owner of the last moment on time', () => {
    const low = new TestCase().registered('2026-06-01', 'LOW');
    const to = { caseworkerId: 'cw-b', teamId: 'team-1', officeId: 'office-1', agencyId: 'agency-a' };
    low.do('2026-06-08T22:00', SUP, 'reassignCase', { to, childAndFamilyConsulted: true });
    expect(low.until('2026-06-09T00:00').state.breaches[0]?.owner.caseworkerId).toBe('cw-b');
  });

  it('TIME-7: a pending closure request suspends no clock', () => {
    const none = new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02').planned('2026-06-03');
    none.do('2026-06-20', CW, 'concludePlan', {});
    expect(none.until('2026-06-18T00:00').standing()).toEqual(['follow_up 2026-06-17 LOW']);
  });
});

describe('the ladder', () => {
  it('[D] HIGH: supervisor at once, manager after 24 h, agency head after 72 h', () => {
    const high = missedHigh();
    const step = (): unknown => high.state.escalations[0]?.step;
    expect(step()).toBe(1);
    expect([high.until('2026-06-02T23:59:59') && step(), high.until('2026-06-03T00:00') && step()]).toEqual([1, 2]);
    expect([high.until('2026-06-04T23:59:59') && step(), high.until('2026-06-05T00:00') && step()]).toEqual([2, 3]);
    expect(readModelOf(high.state).escalations[0]?.assignee).toEqual({
      personId: null,
      role: 'HEAD',
      scopeId: 'agency-a',
    });
  });

  it('[D] LOW: supervisor after 24 h, manager after 7 days', () => {
    const low = new TestCase().registered('2026-06-01', 'LOW').until('2026-06-09T23:59:59');
    expect(low.state.escalations).toEqual([]);
    expect(low.until('2026-06-10T00:00').state.escalations).toMatchObject([{ step: 1 }]);
    expect(low.until('2026-06-16T00:00').state.escalations).toMatchObject([{ step: 2 }]);
  });

  it('acknowledged it climbs no further; resolving says what was done; doing the act ends it', () => {
    const high = missedHigh();
    const escalationId = high.state.escalations[0]?.escalationId ?? '';
    high.do('2026-06-02T01:00', SUP, 'acknowledgeEscalation', { escalationId });
    expect(high.until('2026-06-09T00:00').state.escalations).toMatchObject([{ step: 1, status: 'acknowledged' }]);
    expect(() => high.do('2026-06-09T01:00', SUP, 'resolveEscalation', { escalationId })).toThrowError(/what was done/);
    high.do('2026-06-09T02:00', MGR, 'resolveEscalation', { escalationId, content: CONTENT });
    expect(high.state.escalations).toMatchObject([{ status: 'resolved', resolvedAs: 'handled' }]);

    const acted = missedHigh().do('2026-06-02T09:00', CW, 'completeAssessment', {});
    expect(acted.state.escalations).toMatchObject([{ status: 'resolved', resolvedAs: 'act_done' }]);
  });

  it('[D] reminds 24 h before, or at half the period when that is shorter', () => {
    const reminders = (local: string, level: string): string[] =>
      new TestCase()
        .registered(local, level)
        .until('2026-06-08T23:00')
        .events.filter(({ type }) => type === 'DeadlineReminded')
        .map(({ occurredAt }) => occurredAt);
    expect(reminders('2026-06-01T10:00', 'HIGH')).toEqual(['2026-06-01T14:00:00.000Z']);
    expect(reminders('2026-06-01T10:00', 'MEDIUM')).toEqual(['2026-06-03T21:00:00.000Z']);
    expect(reminders('2026-06-01T10:00', 'LOW')).toEqual(['2026-06-06T21:00:00.000Z']);
  });

  it('an alarm that comes days late records the same moments as one on time', () => {
    const late = new TestCase().registered('2026-06-01T10:00', 'HIGH');
    const punctual = missedHigh().until('2026-06-05T00:00');
    late.wakeOnlyAt('2026-06-05T00:00');
    expect(late.state.breaches).toEqual(punctual.state.breaches);
    expect(late.state.escalations).toEqual(punctual.state.escalations);
  });
});
