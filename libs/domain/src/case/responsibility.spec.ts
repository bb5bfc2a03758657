import { describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.js';
import { policySnapshot } from '../policy/policy.js';
import { CONTENT, CW, MGR, OWNER, SUP, TestCase } from '../testing/a-case.js';
import type { CommandPayloads } from './commands.js';
import { detailsOf } from './details.js';

const refusal = (code: string, rule: string): unknown => expect.objectContaining({ code, rule });
const ON = '2026-06-01';
const B = { ...OWNER, caseworkerId: 'cw-b' };
const CW_B: Actor = { ...CW, personId: 'cw-b' };
const registered = (): TestCase => new TestCase().registered(ON, 'MEDIUM');
const reassigned = (test: TestCase, more: Partial<CommandPayloads['reassignCase']> = {}, at = ON): TestCase =>
  test.do(at, SUP, 'reassignCase', { to: B, childAndFamilyConsulted: true, ...more });
const conflicted = (test = registered()): TestCase =>
  test.do(ON, CW, 'declareConflictOfInterest', { kind: 'related', content: CONTENT });
const conflictOf = ({ state }: TestCase): unknown => detailsOf(state).conflictOfInterest;

describe('a conflict of interest', () => {
  it('PERM-2: is flagged for the caseworker who has the case', () => {
    for (const kind of ['related', 'social_network', 'serves_alleged_perpetrator'] as const) {
      expect(conflictOf(registered().do(ON, CW, 'declareConflictOfInterest', { kind }))).toBe(kind);
    }
    expect(conflicted().state.conflictOfInterest?.caseworkerId).toBe('cw-a');
    expect(() => conflicted(conflicted())).toThrowError(refusal('ALREADY_PENDING', 'PERM-2'));
  });

  it('PERM-2: ends with the hand-over to somebody else, and a further one is about the new caseworker', () => {
    const test = reassigned(conflicted());
    expect(conflictOf(test)).toBeNull();
    test.do(ON, CW_B, 'declareConflictOfInterest', { kind: 'social_network' });
    expect(test.state.conflictOfInterest).toMatchObject({ kind: 'social_network', caseworkerId: 'cw-b' });
  });

  it('PERM-2: is flagged again when the case comes back to whom it was about, unless it was resolved', () => {
    const back = (test: TestCase): TestCase => reassigned(reassigned(test), { to: OWNER });
    expect(conflictOf(back(conflicted()))).toBe('related');
    const resolved = conflicted().do(ON, SUP, 'resolveConflictOfInterest', { content: CONTENT });
    expect(conflictOf(resolved)).toBeNull();
    expect(conflictOf(back(resolved))).toBeNull();
  });

  it('PERM-2: an assignment of an intake ends it likewise', () => {
    const test = new TestCase();
    const intake = { source: 'police', owner: OWNER, policy: test.policy, unassigned: true } as const;
    test.do(ON, CW, 'identifyChild', intake);
    expect(conflictOf(conflicted(test).do(ON, SUP, 'assignCase', { to: B }))).toBeNull();
  });

  it('PERM-1 PERM-2: is resolved by another person, who says how', () => {
    expect(() => conflicted().do(ON, CW, 'resolveConflictOfInterest', { content: CONTENT })).toThrowError(
      refusal('NOT_PERMITTED', 'SPEC-2'),
    );
    expect(() => conflicted().do(ON, SUP, 'resolveConflictOfInterest', {})).toThrowError(
      refusal('FIELD_MISSING', 'PERM-2'),
    );
    const covering = new TestCase().registered(ON, 'LOW');
    reassigned(covering, { to: { ...OWNER, caseworkerId: SUP.personId } });
    covering.do(ON, SUP, 'declareConflictOfInterest', { kind: 'related' });
    expect(() => covering.do(ON, SUP, 'resolveConflictOfInterest', { content: CONTENT })).toThrowError(
      refusal('OWN_WORK', 'PERM-1'),
    );
    expect(conflictOf(covering.do(ON, MGR, 'resolveConflictOfInterest', { content: CONTENT }))).toBeNull();
    expect(() => registered().do(ON, SUP, 'resolveConflictOfInterest', { content: CONTENT })).toThrowError(
      refusal('NOTHING_PENDING', 'PERM-2'),
    );
  });
});

describe("the child's wish about the caseworker", () => {
  const wish = { sex: 'female', language: 'ar' } as const;
  const UNSAID = refusal('PREFERENCE_UNSAID', 'PERM-3');
  const intake = (): TestCase => {
    const test = new TestCase();
    const common = { source: 'school', owner: OWNER, policy: test.policy, unassigned: true } as const;
    return test.do(ON, CW, 'identifyChild', { ...common, preference: wish });
  };

  it('PERM-3: is shown at the assignment, which says whether it is met', () => {
    expect(detailsOf(intake().state).preference).toEqual(wish);
    expect(() => intake().do(ON, SUP, 'assignCase', { to: B })).toThrowError(UNSAID);
    expect(intake().do(ON, SUP, 'assignCase', { to: B, preferenceMet: true }).state.owner).toEqual(B);
  });

  it('PERM-3: is taken into account, no absolute block: not met, the reason is said', () => {
    const unmet = { to: B, preferenceMet: false };
    expect(() => intake().do(ON, SUP, 'assignCase', unmet)).toThrowError(refusal('FIELD_MISSING', 'PERM-3'));
    expect(intake().do(ON, SUP, 'assignCase', { ...unmet, content: CONTENT }).state.owner).toEqual(B);
  });

  it('PERM-3: recorded at the registration it counts for a hand-over too', () => {
    const concerns = [{ concernId: 'c1', category: 'neglect', level: 'LOW' }] as const;
    const test = new TestCase().consented(ON);
    test.do(ON, CW, 'registerCase', { caseCode: 'CW-0001', concerns, preference: wish });
    expect(() => reassigned(test)).toThrowError(UNSAID);
    expect(reassigned(test, { preferenceMet: true }).state.owner).toEqual(B);
  });
});

describe('a caseworker at the limit', () => {
  const loaded = (receiverOpenCases: number, more: Partial<CommandPayloads['reassignCase']> = {}): TestCase =>
    reassigned(registered(), { receiverOpenCases, ...more });

  it('SUPV-1: the case above the limit is refused unless the supervisor overrides with a reason', () => {
    expect(loaded(24).state.overLimit).toBe(false);
    expect(() => loaded(25)).toThrowError(refusal('OVER_LIMIT', 'SUPV-1'));
    expect(() => loaded(25, { overLimit: true })).toThrowError(refusal('FIELD_MISSING', 'SUPV-1'));
    const over = loaded(25, { overLimit: true, content: CONTENT });
    expect([over.state.owner, detailsOf(over.state).overLimit]).toEqual([B, true]);
  });

  it('SUPV-1: an override that was not needed is not counted; the mark goes with the next hand-over', () => {
    expect(loaded(3, { overLimit: true, content: CONTENT }).state.overLimit).toBe(false);
    const over = loaded(25, { overLimit: true, content: CONTENT });
    expect(reassigned(over, { to: OWNER, receiverOpenCases: 2 }).state.overLimit).toBe(false);
  });

  it('SUPV-1: holds for an assignment too, at the limit of the policy', () => {
    const test = new TestCase(policySnapshot('few', { 'caseload.max': 10 }));
    const intake = { source: 'police', owner: OWNER, policy: test.policy, unassigned: true } as const;
    test.do(ON, CW, 'identifyChild', intake);
    expect(() => test.do(ON, SUP, 'assignCase', { to: B, receiverOpenCases: 10 })).toThrowError(
      expect.objectContaining({
        code: 'OVER_LIMIT',
        details: expect.objectContaining({ inputs: { openCases: 10, limit: 10 } }),
      }),
    );
    expect(test.do(ON, SUP, 'assignCase', { to: B, receiverOpenCases: 9 }).state.owner).toEqual(B);
  });
});

describe('the own case above the limit', () => {
  const concerns = [{ concernId: 'c1', category: 'neglect' as const, level: 'LOW' }];
  const registering = (actor: Actor, more: Partial<CommandPayloads['registerCase']> = {}): TestCase =>
    new TestCase().consented(ON).do(ON, actor, 'registerCase', {
      ...{ caseCode: 'CW-0001', concerns, receiverOpenCases: 25 },
      ...more,
    });
  const lifted = { overLimit: true, content: CONTENT } as const;

  it('is not registered by whoever has it, not even with an override; the supervisor lifts the limit [SUPV-1]', () => {
    expect(registering(CW, { receiverOpenCases: 24 }).state).toMatchObject({ stage: 'REGISTERED', overLimit: false });
    expect(() => registering(CW)).toThrowError(refusal('OVER_LIMIT', 'SUPV-1'));
    expect(() => registering(CW, lifted)).toThrowError(refusal('OVER_LIMIT', 'SUPV-1'));
    const clerk = {
      ...CW,
      personId: 'de-a',
      role: 'DE',
      authoredBy: CW.personId,
      assignedCaseIds: [new TestCase().state.caseId],
    } as const;
    expect(() => registering(clerk, lifted)).toThrowError(refusal('OVER_LIMIT', 'SUPV-1'));
    expect(() => registering(SUP, { overLimit: true })).toThrowError(refusal('FIELD_MISSING', 'SUPV-1'));
    expect(registering(SUP, lifted).state).toMatchObject({ stage: 'REGISTERED', overLimit: true });
  });

  it('is registered without a second override where it was assigned above the limit [SUPV-1]', () => {
    const given = { to: B, childAndFamilyConsulted: true, receiverOpenCases: 25, ...lifted };
    const test = new TestCase().consented(ON).do(ON, SUP, 'reassignCase', given);
    test.do(ON, CW_B, 'registerCase', { caseCode: 'CW-0001', concerns, receiverOpenCases: 25 });
    expect(test.state).toMatchObject({ stage: 'REGISTERED', overLimit: true });
  });
});

describe('a hand-over inside the agency', () => {
  it('TR-2: child and family were consulted; the receiver is another caseworker of the same agency', () => {
    expect(() => reassigned(registered(), { childAndFamilyConsulted: false })).toThrowError(
      refusal('CONSULTATION_MISSING', 'TR-2'),
    );
    expect(() => reassigned(registered(), { to: OWNER })).toThrowError(refusal('SAME_OWNER', 'TR-2'));
    expect(() => reassigned(registered(), { to: { ...B, agencyId: 'agency-b' } })).toThrowError(
      refusal('NOT_PERMITTED', 'TR-3'),
    );
  });

  it('TR-2 A34: due dates stay, a breach belongs to whoever had the case on the due date', () => {
    const test = registered();
    const due = test.due('assessment');
    expect(reassigned(test, {}, '2026-06-03').due('assessment')).toBe(due);
    expect(test.until('2026-06-05T00:00').state.breaches[0]?.owner).toEqual(B);
  });
});
