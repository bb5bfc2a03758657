import { describe, expect, it } from 'vitest';
import { guestsOf } from '../access/relations.js';
import { COMPLETE_FORM, CONTENT, CW, SUP, TestCase } from '../testing/a-case.js';
import type { CommandPayloads } from './commands.js';

const checks = COMPLETE_FORM;
const concerns = [{ concernId: 'c9', category: 'neglect' as const, level: 'MEDIUM' }];
const ask = { eligibilityConfirmed: true, consentConfirmed: true, concerns } as const;
const referral = {
  referralId: 'r1',
  service: 'health',
  providerId: 'rfp-1',
  providerAgencyId: 'agency-h',
  priority: 'low',
  channel: 'protected_email',
  urgent: true,
} as unknown as CommandPayloads['sendReferral'];

/** LOW, closed on 21 September 2026 with a final review due on 21 December. */
function closed(before: (test: TestCase) => TestCase = (test) => test): TestCase {
  const test = new TestCase().registered('2026-08-03', 'LOW').assessed('2026-08-04').planned('2026-08-05');
  before(test).do('2026-09-01', CW, 'concludePlan', {});
  test.followedUp('2026-09-10').reviewed('2026-09-12').followedUp('2026-09-20');
  test.do('2026-09-20T12:00', CW, 'requestClosure', { reason: 'goal_met', checks });
  return test.do('2026-09-21', SUP, 'approveClosure', {});
}
const reopened = (test = closed()): TestCase =>
  test.do('2026-10-10', CW, 'requestReopening', ask).do('2026-10-10T12:00', SUP, 'approveReopening', {});

describe('re-opening', () => {
  it('REOP-1 CLK-7: same code, next episode, all counters anew, the final review cancelled', () => {
    const test = reopened();
    expect(test.state).toMatchObject({
      stage: 'REGISTERED',
      episode: 2,
      caseCode: 'CW-0001',
      level: 'MEDIUM',
      plan: null,
      planConcludedAt: null,
      closure: null,
    });
    expect([test.due('assessment'), test.due('post_closure_review')]).toEqual(['2026-10-13', undefined]);
  });

  it('counts as one more for its caseworker: above the limit only with an override and its reason [SUPV-1]', () => {
    const asked = (): TestCase => closed().do('2026-10-10', CW, 'requestReopening', ask);
    const full = { receiverOpenCases: 25 };
    const overLimit = expect.objectContaining({ code: 'OVER_LIMIT', rule: 'SUPV-1' }) as unknown;
    expect(() => asked().do('2026-10-11', SUP, 'approveReopening', full)).toThrowError(overLimit);
    const lifted = { ...full, overLimit: true, content: CONTENT };
    expect(asked().do('2026-10-11', SUP, 'approveReopening', lifted).state).toMatchObject({ overLimit: true });
  });

  it('REOP-1: needs concerns that give a level, and eligibility and consent confirmed anew', () => {
    const refused = (change: object): (() => unknown) => {
      return () => closed().do('2026-10-10', CW, 'requestReopening', { ...ask, ...change });
    };
    expect(refused({ concerns: [] })).toThrowError(/concerns/);
    expect(refused({ eligibilityConfirmed: false })).toThrowError(/anew/);
    expect(refused({ consentConfirmed: false })).toThrowError(/anew/);
  });

  it('REOP-1 PERM-1 A30: a supervisor approves, not the one who asked; a returned request says why', () => {
    expect(() =>
      closed().do('2026-10-10', CW, 'requestReopening', ask).do('2026-10-10', CW, 'approveReopening', {}),
    ).toThrowError(/somebody else/);
    const own = closed().do('2026-10-10', SUP, 'requestReopening', ask);
    expect(() => own.do('2026-10-11', SUP, 'approveReopening', {})).toThrowError(/somebody else/);
    const asked = closed().do('2026-10-10', CW, 'requestReopening', ask);
    expect(() => asked.do('2026-10-11', SUP, 'returnReopening', {})).toThrowError(/why/);
    asked.do('2026-10-11', SUP, 'returnReopening', { content: CONTENT });
    expect(asked.state).toMatchObject({ stage: 'CLOSED', reopeningRequest: null });
    expect(asked.due('post_closure_review')).toBe('2026-12-21');
  });

  it('REOP-1: urgent action does not wait for it', () => {
    const test = closed().do('2026-10-10', CW, 'requestReopening', ask);
    test.do('2026-10-10T11:00', CW, 'raiseImmediateConcern', { immediateConcernId: 'i1', type: 'health' });
    expect(test.state.immediateConcerns['i1']?.addressedAt).toBeNull();
  });

  it('CLK-7 SPEC-3.10: visits of the last episode do not count for the next closure', () => {
    const test = reopened().assessed('2026-10-11').planned('2026-10-12');
    test.do('2026-10-13', CW, 'concludePlan', {});
    const close = { reason: 'goal_met', checks } as const;
    expect(() => test.do('2026-10-14', CW, 'requestClosure', close)).toThrowError(/0 of 2 follow-ups and 0 of 1/);
  });

  it('PERM-4: what others still had open at closure ends there and does not come to life again', () => {
    const scope = {
      participate: true,
      storeData: true,
      services: ['health'],
    } as unknown as CommandPayloads['recordConsent'];
    const test = closed((open) =>
      open.do('2026-08-06', CW, 'recordConsent', scope).do('2026-08-07', CW, 'sendReferral', referral),
    );
    expect([guestsOf(test.state), test.due('referral_answer')]).toEqual([[], undefined]);
    expect(guestsOf(reopened(test).state)).toEqual([]);
    expect(test.state.referrals['r1']?.status).toBe('revoked');
  });

  it('CLK-7 TR-3: a proposal to transfer from the last episode does not wait in the new one', () => {
    const proposal = { transferId: 't1', toAgencyId: 'agency-b', reason: 'other' } as const;
    const consulted = { childAndFamilyConsulted: true, metNewCaseworker: true };
    const test = closed((open) => open.do('2026-08-06', CW, 'proposeTransfer', { ...proposal, ...consulted }));
    expect(reopened(test).state.transfers['t1']?.status).toBe('revoked');
  });

  it('REOP-2: a known child is not registered twice', () => {
    const again = { source: 'community', owner: closed().state.owner, policy: closed().policy } as never;
    expect(() => closed().do('2026-10-01', CW, 'identifyChild', again)).toThrowError(/already in the record/);
  });
});

describe('entries after a closure', () => {
  it('A58 TIME-9: what happened before it is accepted, may withdraw a breach and is listed in the next caseload review', () => {
    const test = new TestCase().registered('2026-08-03', 'NO').until('2026-08-18');
    expect(test.standing()).toEqual(['closure_decision 2026-08-17 NO']);
    test.do('2026-08-18', CW, 'requestClosure', { reason: 'no_risk_found', checks });
    test.do('2026-08-19', SUP, 'approveClosure', {});
    const before = test.state.caseloadReview.length;
    test.do('2026-08-18T20:00', CW, 'recordFollowUp', { reached: 'child', channel: 'call' }, '2026-08-19T11:00');
    expect(test.state.stage).toBe('CLOSED');
    expect(test.state.caseloadReview.slice(before)).toMatchObject([{ about: 'late_entry', latenessHours: 15 }]);
  });

  it('A58 A57: a late follow-up withdraws one breach of its episode, raises the next one and undoes no decision', () => {
    const test = closed((open) => open.until('2026-08-21'));
    expect(test.standing()).toEqual(['follow_up 2026-08-19 LOW']);
    test.followedUp('2026-08-18', '2026-09-25');
    expect([test.state.stage, test.standing()]).toEqual(['CLOSED', ['follow_up 2026-09-01 LOW']]);
    expect(Object.values(test.state.obligations).filter(({ status }) => status === 'open')).toHaveLength(1);
  });

  it('A58: what belongs to an earlier episode is accepted after a re-opening and moves nothing in the present one', () => {
    const test = reopened(closed((open) => open.until('2026-08-21')));
    const before = test.state.caseloadReview.length;
    test.followedUp('2026-08-18', '2026-10-11');
    expect(test.standing()).toEqual(['follow_up 2026-09-01 LOW']);
    test.do('2026-08-04T12:00', CW, 'completeAssessment', {}, '2026-10-11T11:00');
    expect(test.state).toMatchObject({ stage: 'REGISTERED', assessed: false, episode: 2 });
    expect(test.due('assessment')).toBe('2026-10-13');
    expect(test.state.caseloadReview.slice(before).filter(({ about }) => about === 'late_entry')).toHaveLength(2);
    const ratings = [{ concernId: 'c1', level: 'HIGH' }];
    expect(() => test.do('2026-08-18T12:00', CW, 'completeAssessment', { ratings }, '2026-10-12')).toThrowError(
      /closed/,
    );
    expect(() => test.followedUp('2026-10-01', '2026-10-12')).toThrowError(/before the registration/);
  });

  it('A58: a rise is refused with the way to re-open, a fall cannot be proposed any more', () => {
    expect(() => closed().rated('2026-09-15', 'HIGH', '2026-09-25')).toThrowError(/closed case/);
    expect(() => closed().rated('2026-09-15', 'NO', '2026-09-25')).toThrowError(/closed case/);
    expect(() => closed().rated('2026-09-22', 'LOW', '2026-09-25')).toThrowError(/closed before/);
  });

  it('POST-1: a visit before the window is refused as a review and can be kept as a note', () => {
    const test = closed();
    expect(() => test.do('2026-12-20', CW, 'holdFinalReview', {})).toThrowError(/not before/);
    test.do('2026-12-20', CW, 'recordNote', { content: CONTENT });
    expect([test.state.stage, test.due('post_closure_review')]).toEqual(['CLOSED', '2026-12-21']);
    test.do('2026-12-21', CW, 'holdFinalReview', {});
    expect([test.state.stage, test.standing()]).toEqual(['CLOSED', ['follow_up 2026-08-19 LOW']]);
    expect(() => test.do('2026-12-22', CW, 'holdFinalReview', {})).toThrowError(/No final review/);
  });
});
