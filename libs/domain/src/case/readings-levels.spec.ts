import { describe, expect, it } from 'vitest';
import { policySnapshot } from '../policy/policy.js';
import { COMPLETE_FORM, CONTENT, CW, OWNER, SUP, TestCase } from '../testing/a-case.js';
import { OBLIGATIONS, type CaseObligationKind } from './obligation.js';

const inForce = (level: string, test = new TestCase()): TestCase =>
  test.registered('2026-06-01', level).assessed('2026-06-01T11:00').planned('2026-06-02');
const lowered = (test: TestCase, at: string, level: string): TestCase =>
  test.rated(at, level).do(at, SUP, 'confirmLowering', { concernId: 'c1' });
const handedTo = (test: TestCase, at: string, caseworkerId: string): TestCase =>
  test.do(at, SUP, 'reassignCase', { to: { ...OWNER, caseworkerId }, childAndFamilyConsulted: true });

describe('who and what a breach names (A34)', () => {
  it('A34 TIME-8: whoever has the case at the last second of the due date, not who takes it a minute later', () => {
    const owner = (at: string): string | undefined =>
      handedTo(new TestCase().registered('2026-06-01', 'LOW'), at, 'cw-b').until('2026-06-10').state.breaches[0]?.owner
        .caseworkerId;
    expect(owner('2026-06-08T23:59')).toBe('cw-b');
    expect(owner('2026-06-09T00:01')).toBe('cw-a');
  });

  it('A34: the level that holds on the due date, whatever it becomes afterwards', () => {
    const rising = inForce('LOW').rated('2026-06-16T20:00', 'MEDIUM').until('2026-06-17');
    expect(rising.standing()).toContain('follow_up 2026-06-16 MEDIUM');
    expect(rising.rated('2026-06-17T09:00', 'HIGH').standing()).toContain('follow_up 2026-06-16 MEDIUM');
  });
});

describe('which misses are breaches (A35)', () => {
  it('A35: those of the list; sign-off and answers alarm without one', () => {
    const kinds = (breaches: boolean): string[] =>
      (Object.keys(OBLIGATIONS) as CaseObligationKind[])
        .filter((kind) => OBLIGATIONS[kind].breaches === breaches)
        .sort();
    expect(kinds(true)).toEqual(
      ['assessment', 'plan', 'follow_up', 'review', 'reassessment', 'plan_revision', 'closure_decision']
        .concat('post_closure_review', 'urgent_action', 'emergency_review')
        .sort(),
    );
    expect(kinds(false)).toEqual(
      ['assignment', 'mandatory_report', 'plan_signoff', 'referral_answer', 'transfer_answer'].sort(),
    );
  });

  it('A35 PLAN-2: a sign-off that is late escalates and leaves no breach', () => {
    const unsigned = new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02');
    unsigned.do('2026-06-03', CW, 'agreePlan', { involved: ['child', 'caregiver'] }).until('2026-06-10');
    expect(unsigned.state.escalations.map(({ kind }) => kind)).toEqual(['plan_signoff']);
    expect(unsigned.state.breaches).toEqual([]);
  });
});

describe('a fall of the level', () => {
  it('A44 RISK-4: never tightens, even where the lower level has the shorter period', () => {
    const policy = policySnapshot('p', { 'plan.high': 10, 'plan.medium': 7 });
    const assessed = new TestCase(policy).registered('2026-06-01', 'HIGH').assessed('2026-06-01T11:00');
    expect(lowered(assessed, '2026-06-02', 'MEDIUM').due('plan')).toBe('2026-06-11');
  });

  it('A46 RISK-4: re-assessment and revision are recomputed from the rise with the new period', () => {
    const risen = inForce('LOW').rated('2026-06-10', 'HIGH');
    expect([risen.due('reassessment'), risen.due('plan_revision')]).toEqual(['2026-06-10', '2026-06-13']);
    const fallen = lowered(risen, '2026-06-10T18:00', 'MEDIUM');
    expect([fallen.due('reassessment'), fallen.due('plan_revision')]).toEqual(['2026-06-13', '2026-06-17']);
  });

  it('A46: at NO both are dropped, unless they are overdue', () => {
    const risen = (): TestCase => inForce('LOW').rated('2026-06-10', 'HIGH');
    const inTime = lowered(risen(), '2026-06-10T18:00', 'NO');
    expect([inTime.due('reassessment'), inTime.due('plan_revision')]).toEqual([undefined, undefined]);
    const late = lowered(risen(), '2026-06-12', 'NO');
    expect([late.due('reassessment'), late.due('plan_revision')]).toEqual(['2026-06-10', undefined]);
  });

  it('A49 RISK-5: NO between agreement and sign-off asks for no decision; sign-off stays due, then the cadence of LOW', () => {
    const agreed = new TestCase().registered('2026-06-01', 'MEDIUM').assessed('2026-06-02');
    agreed.do('2026-06-03', CW, 'agreePlan', { involved: ['child', 'caregiver'] });
    const fallen = lowered(agreed, '2026-06-04', 'NO');
    expect([fallen.due('closure_decision'), fallen.due('plan_signoff')]).toEqual([undefined, '2026-06-05']);
    fallen.do('2026-06-05', SUP, 'signOffPlan', {});
    expect([fallen.due('follow_up'), fallen.due('review')]).toEqual(['2026-06-19', '2026-09-05']);
  });

  it('A75 TIME-8: a miss of the LOW cadence at NO is a breach at NO', () => {
    const missed = lowered(inForce('LOW'), '2026-06-10', 'NO').until('2026-06-20');
    expect(missed.standing()).toEqual(['follow_up 2026-06-16 NO']);
  });
});

describe('assessment and plan', () => {
  it('A52 CLK-2: a re-assessment while the plan is pending does not restart the plan clock', () => {
    const assessed = new TestCase().registered('2026-06-01', 'MEDIUM').assessed('2026-06-02');
    expect(assessed.assessed('2026-06-05').due('plan')).toBe('2026-06-09');
  });

  it('A69 TIME-6: an encounter that lasts past midnight moves the deadline when its end is entered', () => {
    const late = new TestCase().registered('2026-06-01T22:00', 'HIGH', 'e-1').until('2026-06-02T00:30');
    expect(late.standing()).toEqual(['assessment 2026-06-01 HIGH']);
    late.do('2026-06-02T01:00', CW, 'completeAssessment', { encounterId: 'e-1' });
    late.do('2026-06-02T01:15', CW, 'recordEncounterEnd', { encounterId: 'e-1' }, '2026-06-02T08:00');
    expect(late.standing()).toEqual([]);
  });
});

describe('a rise of the level', () => {
  it('A41: an overdue task stays overdue through a second rise, with its old date', () => {
    const risen = inForce('LOW').rated('2026-06-10', 'MEDIUM').until('2026-06-14').rated('2026-06-14T12:00', 'HIGH');
    expect([risen.due('reassessment'), risen.due('plan_revision')]).toEqual(['2026-06-13', '2026-06-17']);
    expect(risen.standing()).toContain('reassessment 2026-06-13 MEDIUM');
  });

  it('A50: assessed when NO had stopped the clocks, re-assessment and plan both run from the rise', () => {
    const stopped = lowered(new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02'), '2026-06-03', 'NO');
    expect([stopped.due('plan'), stopped.due('closure_decision')]).toEqual([undefined, '2026-06-17']);
    const risen = stopped.rated('2026-06-10', 'MEDIUM');
    expect([risen.due('reassessment'), risen.due('plan'), risen.due('plan_revision')]).toEqual([
      '2026-06-13',
      '2026-06-17',
      undefined,
    ]);
  });
});

describe('the decision at NO (A51)', () => {
  const asked = (): TestCase =>
    new TestCase()
      .registered('2026-06-01', 'NO')
      .do('2026-06-03', CW, 'requestClosure', { reason: 'no_risk_found', checks: COMPLETE_FORM });

  it('A51: is not met by the request, but by its return or its approval', () => {
    expect(asked().due('closure_decision')).toBe('2026-06-15');
    const returned = asked().do('2026-06-04', SUP, 'returnClosure', { content: CONTENT });
    expect([returned.due('closure_decision'), returned.until('2026-07-01').standing()]).toEqual([undefined, []]);
    const approved = asked().do('2026-06-04', SUP, 'approveClosure', {});
    expect([approved.due('closure_decision'), approved.until('2026-07-01').standing()]).toEqual([undefined, []]);
    expect(asked().until('2026-06-16').standing()).toEqual(['closure_decision 2026-06-15 NO']);
  });
});
