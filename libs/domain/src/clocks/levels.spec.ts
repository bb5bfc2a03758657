import { describe, expect, it } from 'vitest';
import { policySnapshot } from '../policy/policy.js';
import { CONTENT, CW, SUP, TestCase } from '../testing/a-case.js';

const inPlan = (level: string, from = '2026-07-01'): TestCase =>
  new TestCase().registered(from, level).assessed(from).planned(from);

describe('the level of a case', () => {
  it('RISK-1 A17: is the highest of its concerns and is never typed in', () => {
    const mixed = new TestCase().consented('2026-06-01');
    mixed.do('2026-06-01', CW, 'registerCase', {
      caseCode: 'CW-2',
      concerns: [
        { concernId: 'distress', category: 'mental_distress', level: 'LOW' },
        { concernId: 'labour', category: 'child_labour', level: 'MEDIUM' },
        { concernId: 'uasc', category: 'uasc', level: 'HIGH' },
      ],
    });
    expect(mixed.state.level).toBe('HIGH');
    mixed.do('2026-06-02', CW, 'rateConcern', { rating: { concernId: 'uasc', level: 'LOW' }, sourceForm: 'other' });
    expect(mixed.state.level).toBe('HIGH');
    mixed.do('2026-06-03', SUP, 'confirmLowering', { concernId: 'uasc' });
    expect(mixed.state.level).toBe('MEDIUM');
  });

  it('RISK-7 A13: nothing changes by the mere passing of time', () => {
    expect(inPlan('MEDIUM').until('2027-07-01').state.level).toBe('MEDIUM');
  });

  it('RISK-8: every change keeps old and new level, concern, source form, author and confirmer', () => {
    const fallen = inPlan('MEDIUM');
    fallen.do('2026-07-05', CW, 'holdReview', { ratings: [{ concernId: 'c1', level: 'LOW' }], content: CONTENT });
    fallen.do('2026-07-06', SUP, 'confirmLowering', { concernId: 'c1' });
    expect(fallen.events.filter(({ type }) => type === 'ConcernRated')).toMatchObject([
      {
        data: {
          concernId: 'c1',
          from: 'MEDIUM',
          to: 'LOW',
          sourceForm: 'review',
          proposedBy: 'cw-a',
          confirmedBy: 'sup-a',
        },
      },
    ]);
  });

  it('RISK-2 A47: a rise between proposal and confirmation voids the proposal', () => {
    const voided = inPlan('MEDIUM').rated('2026-07-05', 'LOW').rated('2026-07-06', 'HIGH');
    expect(voided.state.lowerings).toEqual({});
    expect(() => voided.do('2026-07-07', SUP, 'confirmLowering', { concernId: 'c1' })).toThrowError(/No lowering/);
  });

  it('RISK-2 A30: a policy without confirmation lowers at once', () => {
    const free = new TestCase(policySnapshot('p', { 'risk.lowering_needs_supervisor': false }));
    expect(free.registered('2026-06-01', 'HIGH').rated('2026-06-01', 'LOW').state.level).toBe('LOW');
  });
});

describe('up', () => {
  it('RISK-3 A2: LOW to HIGH before the assessment is due the same day', () => {
    const risen = new TestCase().registered('2026-06-01', 'LOW').rated('2026-06-04', 'HIGH');
    expect(risen.due('assessment')).toBe('2026-06-04');
    expect(risen.assessed('2026-06-04T12:00').due('plan')).toBe('2026-06-07');
  });

  it('RISK-3 A40: assessed without a plan, only a re-assessment opens and the plan clock is tightened', () => {
    const risen = new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02').rated('2026-06-03', 'HIGH');
    expect([risen.due('reassessment'), risen.due('plan'), risen.due('plan_revision')]).toEqual([
      '2026-06-03',
      '2026-06-06',
      undefined,
    ]);
  });

  it('RISK-3 A41: a second rise keeps the tasks and the earlier dates', () => {
    const twice = inPlan('LOW').rated('2026-07-02', 'MEDIUM').rated('2026-07-03', 'HIGH');
    expect([twice.due('reassessment'), twice.due('plan_revision')]).toEqual(['2026-07-03', '2026-07-06']);
    const open = Object.values(twice.state.obligations).filter(
      ({ kind, status }) => kind === 'reassessment' && status === 'open',
    );
    expect(open).toHaveLength(1);
  });

  it('RISK-3 A42: a rise stated by the assessment asks for no further one; the plan runs at the new level', () => {
    const stated = new TestCase().registered('2026-06-01', 'LOW');
    stated.do('2026-06-02', CW, 'completeAssessment', { ratings: [{ concernId: 'c1', level: 'HIGH' }] });
    expect([stated.due('reassessment'), stated.due('plan')]).toEqual([undefined, '2026-06-05']);
  });

  it('RISK-3 A43: under assessment.high = 24 h a rise gives exactly 24 h', () => {
    const risen = new TestCase(policySnapshot('p', { 'assessment.high': { hours: 24 } })).registered(
      '2026-06-01',
      'LOW',
    );
    expect(risen.rated('2026-06-04T10:00', 'HIGH').due('assessment')).toBe('2026-06-05T07:00:00.000Z');
  });

  it('RISK-3 A39: the visit that reveals the rise re-arms the old clock and does not count in the new one', () => {
    const risen = inPlan('MEDIUM');
    const ratings = [{ concernId: 'c1', level: 'HIGH' }];
    risen.do('2026-07-06', CW, 'recordFollowUp', { reached: 'child', channel: 'visit', ratings });
    expect(risen.due('follow_up')).toBe('2026-07-09');
    expect(risen.followedUp('2026-07-08').due('follow_up')).toBe('2026-07-13');
  });
});

describe('down', () => {
  it('RISK-4: an overdue duty stays overdue; the others loosen', () => {
    const fallen = inPlan('HIGH').until('2026-07-05T00:00').rated('2026-07-05T08:00', 'LOW');
    fallen.do('2026-07-05T09:00', SUP, 'confirmLowering', { concernId: 'c1' });
    expect([fallen.due('follow_up'), fallen.due('review')]).toEqual(['2026-07-04', '2026-10-01']);
    expect(fallen.standing()).toEqual(['follow_up 2026-07-04 HIGH']);
  });

  it('RISK-4 A45: follow-up after up and down counts from the last follow-up before the rise', () => {
    const back = inPlan('LOW').followedUp('2026-07-10').rated('2026-07-12', 'MEDIUM').assessed('2026-07-12T12:00');
    back.rated('2026-07-13', 'LOW').do('2026-07-13T12:00', SUP, 'confirmLowering', { concernId: 'c1' });
    expect(back.due('follow_up')).toBe('2026-07-24');
  });

  it('RISK-5 A51: NO before a plan stops the clocks and asks for a decision in 14 days', () => {
    const none = new TestCase().registered('2026-06-01', 'LOW').rated('2026-06-02', 'NO');
    none.do('2026-06-03', SUP, 'confirmLowering', { concernId: 'c1' });
    expect([none.due('assessment'), none.due('closure_decision'), none.state.closureRecommended]).toEqual([
      undefined,
      '2026-06-17',
      true,
    ]);
    none.do('2026-06-10', SUP, 'keepCaseOpen', { content: CONTENT });
    expect(none.until('2026-07-01').standing()).toEqual([]);
  });

  it('RISK-5 A48: a duty overdue when NO is confirmed is cancelled and its breach stays', () => {
    const none = new TestCase().registered('2026-06-01', 'MEDIUM').until('2026-06-05T00:00').rated('2026-06-05', 'NO');
    none.do('2026-06-06', SUP, 'confirmLowering', { concernId: 'c1' });
    expect([none.due('assessment'), none.standing()]).toEqual([undefined, ['assessment 2026-06-04 MEDIUM']]);
  });

  it('RISK-3 A50: a rise after NO starts the clocks again', () => {
    const again = new TestCase().registered('2026-06-01', 'NO').rated('2026-06-05', 'MEDIUM');
    expect([again.due('assessment'), again.due('closure_decision')]).toEqual(['2026-06-08', undefined]);
  });

  it('RISK-6 CLK-8: NO after implementation runs at the cadence of LOW and recommends closure', () => {
    const none = inPlan('MEDIUM').followedUp('2026-07-05').rated('2026-07-06', 'NO');
    none.do('2026-07-06T12:00', SUP, 'confirmLowering', { concernId: 'c1' });
    expect([none.due('follow_up'), none.due('review'), none.state.closureRecommended]).toEqual([
      '2026-07-19',
      '2026-10-01',
      true,
    ]);
    expect(none.until('2026-07-20T00:00').standing()).toEqual(['follow_up 2026-07-19 NO']);
  });

  it('CLK-8 A74: norisk.cadence none stops both; a rise starts them from then', () => {
    const none = new TestCase(policySnapshot('p', { 'norisk.cadence': 'none' }));
    none.registered('2026-07-01', 'LOW').assessed('2026-07-01').planned('2026-07-01').rated('2026-07-02', 'NO');
    none.do('2026-07-02T12:00', SUP, 'confirmLowering', { concernId: 'c1' });
    expect([none.due('follow_up'), none.due('review')]).toEqual([undefined, undefined]);
    none.rated('2026-07-10', 'LOW');
    expect([none.due('follow_up'), none.due('review')]).toEqual(['2026-07-24', '2026-10-10']);
  });

  it('CLK-9: a reassignment re-arms nothing', () => {
    const moved = inPlan('LOW');
    const to = { caseworkerId: 'cw-b', teamId: 'team-1', officeId: 'office-1', agencyId: 'agency-a' };
    moved.do('2026-07-05', SUP, 'reassignCase', { to, childAndFamilyConsulted: true });
    expect([moved.due('follow_up'), moved.due('review')]).toEqual(['2026-07-15', '2026-10-01']);
  });
});
