import { describe, expect, it } from 'vitest';
import { CW, SUP, TestCase } from '../testing/a-case.js';

describe('assessment and plan clocks', () => {
  it('TIME-3 CLK-1 A3: LOW is due at the end of day 7 and overdue one second later', () => {
    const open = new TestCase().registered('2026-06-01', 'LOW');
    expect(open.due('assessment')).toBe('2026-06-08');
    expect(open.until('2026-06-08T23:59:59').standing()).toEqual([]);
    expect(open.until('2026-06-09T00:00:00').standing()).toEqual(['assessment 2026-06-08 LOW']);
  });

  it('TIME-6: HIGH is due at the end of the named encounter', () => {
    const encounter = new TestCase().registered('2026-06-01T10:00', 'HIGH', 'e1');
    encounter.do('2026-06-01T12:30', CW, 'recordEncounterEnd', { encounterId: 'e1' });
    encounter.do('2026-06-01T15:00', CW, 'completeAssessment', {});
    expect(encounter.standing()).toEqual(['assessment 2026-06-01T09:30:00.000Z HIGH']);
  });

  it('TIME-6 A69: without the end of an encounter HIGH is due at the end of the day', () => {
    expect(new TestCase().registered('2026-06-01T10:00', 'HIGH').due('assessment')).toBe('2026-06-01');
  });

  it('CLK-2: the plan is due 3, 7, 14 days after the assessment', () => {
    for (const [level, due] of [
      ['HIGH', '2026-06-04'],
      ['MEDIUM', '2026-06-08'],
      ['LOW', '2026-06-15'],
    ] as const) {
      expect(new TestCase().registered('2026-06-01', level).assessed('2026-06-01').due('plan')).toBe(due);
    }
  });
});

describe('follow-up and review clocks', () => {
  it('CLK-3 CLK-4 A4 A5: HIGH starts at A+3, then A+7, then last but one + 7', () => {
    const high = new TestCase()
      .registered('2026-06-01', 'HIGH')
      .assessed('2026-06-01')
      .planned('2026-06-03', '2026-06-04');
    expect(high.due('follow_up')).toBe('2026-06-07');
    expect(high.followedUp('2026-06-06').due('follow_up')).toBe('2026-06-11');
    expect(high.followedUp('2026-06-10').due('follow_up')).toBe('2026-06-13');
  });

  it('CLK-5: two visits on one date count once', () => {
    const high = new TestCase().registered('2026-06-08', 'HIGH').assessed('2026-06-08').planned('2026-06-08');
    high.followedUp('2026-06-11T09:00').followedUp('2026-06-11T17:00');
    expect(high.due('follow_up')).toBe('2026-06-15');
  });

  it('CLK-5: a provider or a failed visit re-arms nothing', () => {
    const medium = new TestCase().registered('2026-07-01', 'MEDIUM').assessed('2026-07-01').planned('2026-07-01');
    medium.do('2026-07-07', CW, 'recordFollowUp', { reached: 'provider', channel: 'call' });
    medium.do('2026-07-08', CW, 'recordFollowUp', { reached: 'nobody', channel: 'visit' });
    expect(medium.due('follow_up')).toBe('2026-07-08');
    expect(medium.until('2026-07-09T00:00').standing()).toEqual(['follow_up 2026-07-08 MEDIUM']);
  });

  it('CLK-4 A36: after a late follow-up the next is not before its own first period', () => {
    const high = new TestCase().registered('2026-06-08', 'HIGH').assessed('2026-06-08').planned('2026-06-08');
    expect(high.followedUp('2026-06-20').due('follow_up')).toBe('2026-06-23');
  });

  it('CLK-4 A37: a visit on the day of sign-off counts beside the virtual date', () => {
    const high = new TestCase()
      .registered('2026-06-08T09:00', 'HIGH')
      .assessed('2026-06-08T09:00')
      .planned('2026-06-08T10:00');
    expect(high.followedUp('2026-06-08T15:00').due('follow_up')).toBe('2026-06-15');
  });

  it('CLK-6 TIME-4: a review is due in months, clamped, and re-arms from its real date', () => {
    const high = new TestCase().registered('2026-01-31', 'HIGH').assessed('2026-01-31').planned('2026-01-31');
    expect(high.due('review')).toBe('2026-02-28');
    expect(high.reviewed('2026-02-27').due('review')).toBe('2026-03-27');
  });

  it('CLK-6 A38: two reviews on one date are one', () => {
    const low = new TestCase().registered('2026-01-05', 'LOW').assessed('2026-01-05').planned('2026-01-05');
    expect(low.reviewed('2026-02-01T09:00').reviewed('2026-02-01T12:00').due('review')).toBe('2026-05-01');
  });
});

describe('as known, as it happened', () => {
  it('TIME-9: a follow-up done on time and entered late withdraws its breach', () => {
    const medium = new TestCase().registered('2026-07-01', 'MEDIUM').assessed('2026-07-01').planned('2026-07-01');
    medium.until('2026-07-09T00:00');
    expect(medium.state.escalations.map(({ status }) => status)).toEqual(['open']);
    medium.followedUp('2026-07-07T16:00', '2026-07-10T09:00');
    expect(medium.state.breaches).toMatchObject([
      { raisedAt: '2026-07-08T21:00:00.000Z', withdrawnAt: '2026-07-10T06:00:00.000Z' },
    ]);
    expect(medium.state.escalations).toMatchObject([{ status: 'resolved', resolvedAs: 'done_on_time_entered_late' }]);
    expect(medium.due('follow_up')).toBe('2026-07-14');
    expect(medium.state.caseloadReview).toContainEqual({
      seq: expect.any(Number),
      about: 'late_entry',
      latenessHours: 65,
    });
  });

  it('TIME-9 RISK-3 A33: a rise entered late raises what it reveals at the moment of entry', () => {
    const medium = new TestCase().registered('2026-07-01', 'MEDIUM').assessed('2026-07-01').planned('2026-07-01');
    medium.followedUp('2026-07-03');
    medium.rated('2026-07-06T15:00', 'HIGH', '2026-07-10T10:00');
    expect(medium.due('reassessment')).toBe('2026-07-06');
    expect(medium.due('plan_revision')).toBe('2026-07-09');
    expect(medium.due('follow_up')).toBe('2026-07-09');
    expect(medium.due('review')).toBe('2026-08-06');
    const raised = medium.state.breaches.map(({ kind, raisedAt, level }) => [kind, raisedAt, level]);
    expect(raised.sort()).toEqual(
      ['follow_up', 'plan_revision', 'reassessment'].map((kind) => [kind, '2026-07-10T07:00:00.000Z', 'HIGH']),
    );
  });
});

describe('changes of level', () => {
  it('RISK-3: MEDIUM to HIGH during implementation', () => {
    const risen = new TestCase().registered('2026-07-01', 'MEDIUM').assessed('2026-07-01').planned('2026-07-01');
    risen.followedUp('2026-07-06').rated('2026-07-08', 'HIGH');
    const dues = ['follow_up', 'review', 'reassessment', 'plan_revision'].map((kind) => risen.due(kind as 'review'));
    expect(dues).toEqual(['2026-07-11', '2026-08-08', '2026-07-08', '2026-07-11']);
    expect(risen.followedUp('2026-07-10').due('follow_up')).toBe('2026-07-15');
  });

  it('RISK-2 RISK-4: a fall waits for the supervisor and recomputes from the own anchors', () => {
    const fallen = new TestCase().registered('2026-07-01', 'MEDIUM').assessed('2026-07-01').planned('2026-07-01');
    fallen.followedUp('2026-07-07').followedUp('2026-07-14');
    fallen.do('2026-07-15', CW, 'holdReview', { ratings: [{ concernId: 'c1', level: 'LOW' }] });
    expect([fallen.due('follow_up'), fallen.due('review')]).toEqual(['2026-07-21', '2026-09-15']);
    fallen.do('2026-07-16', SUP, 'confirmLowering', { concernId: 'c1' });
    expect([fallen.due('follow_up'), fallen.due('review')]).toEqual(['2026-07-28', '2026-10-15']);
  });
});
