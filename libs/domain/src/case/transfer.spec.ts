import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, Owner } from '../access/actor.js';
import { isPermitted } from '../access/permissions.js';
import { guestsOf } from '../access/relations.js';
import { COMPLETE_FORM, CONTENT, CW, MGR, OWNER, SUP, TestCase } from '../testing/a-case.js';
import { asItHappened } from './alarms.js';
import type { CommandPayloads } from './commands.js';
import { detailsOf } from './details.js';
import { pendingTransfer } from './transfers.js';

const RECEIVER: Owner = { caseworkerId: 'cw-b', teamId: 'team-b', officeId: 'office-b', agencyId: 'agency-b' };
const placeB = { teamId: 'team-b', officeId: 'office-b', agencyId: 'agency-b' };
const CW_B: Actor = { personId: 'cw-b', role: 'CW', ...placeB };
const SUP_B: Actor = { personId: 'sup-b', role: 'SUP', ...placeB };
const MGR_B: Actor = { personId: 'mgr-b', role: 'MGR', officeId: 'office-b', agencyId: 'agency-b' };

const request = {
  transferId: 't1',
  toAgencyId: 'agency-b',
  reason: 'child_moves',
  childAndFamilyConsulted: true,
  metNewCaseworker: true,
} as const satisfies CommandPayloads['sendTransfer'];
const checks = COMPLETE_FORM;
const everyScope = { participate: true, storeData: true, caseTransfer: true } as const;

/** In implementation since 1 July 2026, next follow-up due on the 14th at MEDIUM. */
function implementing(level = 'MEDIUM'): TestCase {
  return new TestCase()
    .registered('2026-06-22', level)
    .do('2026-06-22T11:00', CW, 'recordConsent', everyScope)
    .assessed('2026-06-22T12:00')
    .planned('2026-06-23', '2026-07-01')
    .followedUp('2026-07-07T09:00');
}
const sent = (test = implementing()): TestCase => test.do('2026-07-10T09:00', SUP, 'sendTransfer', request);
const accepted = (test = sent(), at = '2026-07-11T10:00'): TestCase =>
  test.do(at, SUP_B, 'acceptTransfer', { transferId: 't1', to: RECEIVER });

describe('sending a case to another agency', () => {
  it('TR-1: is possible at any step from registration on, and not for a closed case', () => {
    const registered = new TestCase().registered('2026-06-01', 'LOW');
    registered.do('2026-06-01T11:00', CW, 'recordConsent', everyScope);
    expect(pendingTransfer(registered.do('2026-06-02', SUP, 'sendTransfer', request).state)?.level).toBe('LOW');
    const none = new TestCase().registered('2026-06-01', 'NO');
    none.do('2026-06-02', CW, 'requestClosure', { reason: 'no_risk_found', checks });
    none.do('2026-06-03', SUP, 'approveClosure', {});
    expect(() => none.do('2026-06-04', SUP, 'sendTransfer', request)).toThrowError(/not possible at stage CLOSED/);
  });

  it('TR-2: inside one agency a case is re-assigned, another agency receives it by transfer only', () => {
    const inside = { ...request, toAgencyId: 'agency-a' };
    expect(() => implementing().do('2026-07-10', SUP, 'sendTransfer', inside)).toThrowError(/re-assigned/);
    const outside = { to: RECEIVER, childAndFamilyConsulted: true };
    expect(() => implementing().do('2026-07-10', SUP, 'reassignCase', outside)).toThrowError(/by transfer/);
  });

  it('TR-3: needs consultation, and a word on why the new caseworker was not met', () => {
    const send = (change: object): unknown =>
      implementing().do('2026-07-10', SUP, 'sendTransfer', { ...request, ...change });
    expect(() => send({ childAndFamilyConsulted: false })).toThrowError(/consulted/);
    expect(() => send({ metNewCaseworker: false })).toThrowError(/have not met/);
    expect(() => send({ metNewCaseworker: false, content: CONTENT })).not.toThrow();
  });

  it('TR-3 CONS-5: outside the scope it goes only for the safety of the child and with a reason', () => {
    const without = (): TestCase => new TestCase().registered('2026-06-01', 'HIGH');
    const override = { ...request, overrideGround: 'immediate_safety_risk' } as const;
    expect(() => without().do('2026-06-02', SUP, 'sendTransfer', request)).toThrowError(/does not cover/);
    expect(() => without().do('2026-06-02', SUP, 'sendTransfer', override)).toThrowError(/reason for sharing/);
    const forSafety = without().do('2026-06-02', SUP, 'sendTransfer', { ...override, content: CONTENT });
    expect(pendingTransfer(forSafety.state)?.overridden).toBe(true);
  });

  it("TR-3 PERM-1: the caseworker proposes, the sender's supervisor sends; not the own proposal", () => {
    expect(() => implementing().do('2026-07-10', CW, 'sendTransfer', request)).toThrowError(/does not include/);
    const own = implementing().do('2026-07-09', SUP, 'proposeTransfer', request);
    expect(() => own.do('2026-07-10', SUP, 'sendTransfer', request)).toThrowError(/somebody else/);
    const proposed = implementing().do('2026-07-09', CW, 'proposeTransfer', request);
    expect(guestsOf(proposed.state)).toEqual([]);
    expect(() => proposed.do('2026-07-08', SUP, 'sendTransfer', request, '2026-07-10')).toThrowError(/proposed/);
    expect(pendingTransfer(proposed.do('2026-07-10', SUP, 'sendTransfer', request).state)?.sentBy).toBe('sup-a');
  });

  it('TR-3: a proposal can be declined with a reason', () => {
    const proposed = implementing().do('2026-07-09', CW, 'proposeTransfer', request);
    expect(() => proposed.do('2026-07-10', SUP, 'revokeTransfer', { transferId: 't1' })).toThrowError(/why/);
    proposed.do('2026-07-10', SUP, 'revokeTransfer', { transferId: 't1', content: CONTENT });
    expect(() => proposed.do('2026-07-11', SUP, 'sendTransfer', request)).toThrowError(/already recorded/);
  });

  it('TR-4 TIME-7: every clock goes on against the sender until the other agency accepts', () => {
    const waiting = sent();
    expect([waiting.due('follow_up'), waiting.due('review')]).toEqual(['2026-07-14', '2026-09-01']);
    expect(waiting.until('2026-07-15T00:00').state.breaches[0]?.owner.caseworkerId).toBe('cw-a');
    expect(waiting.state.owner).toEqual(OWNER);
  });

  it('TR-4: the sender neither closes the case nor sends it a second time meanwhile', () => {
    const none = new TestCase().registered('2026-06-01', 'NO').do('2026-06-01T11:00', CW, 'recordConsent', everyScope);
    const asked = none.do('2026-06-02', CW, 'requestClosure', { reason: 'no_risk_found', checks });
    asked.do('2026-06-03', SUP, 'sendTransfer', request);
    expect(() => asked.do('2026-06-04', MGR, 'approveClosure', {})).toThrowError(/not accepted yet/);
    const close = { reason: 'opened_in_error', checks, content: CONTENT } as const;
    for (const actor of [CW, SUP]) {
      expect(() => sent().do('2026-07-10T12:00', actor, 'requestClosure', close)).toThrowError(/not accepted yet/);
    }
    expect(() => sent().do('2026-07-10T12:00', SUP, 'sendTransfer', { ...request, transferId: 't2' })).toThrowError(
      /already waits/,
    );
    asked.do('2026-06-05', SUP, 'revokeTransfer', { transferId: 't1', content: CONTENT });
    expect(asked.do('2026-06-06', SUP, 'approveClosure', {}).state.stage).toBe('CLOSED');
  });
});

describe('the answer of the receiving agency', () => {
  it('TR-5 A23 A77: acceptance moves the case with unchanged due dates', () => {
    const test = accepted();
    expect(test.state.owner).toEqual(RECEIVER);
    expect([test.due('follow_up'), test.due('review')]).toEqual(['2026-07-14', '2026-09-01']);
    expect(detailsOf(test.state).custody).toEqual([
      { agencyId: 'agency-a', caseworkerId: 'cw-a', until: '2026-07-11T07:00:00.000Z', endedAs: 'TRANSFERRED_OUT' },
    ]);
    expect(test.due('transfer_answer')).toBeUndefined();
  });

  it('TR-5: the receiver names a caseworker of its own agency, and somebody else than the sender answers', () => {
    const elsewhere = { transferId: 't1', to: OWNER };
    expect(() => sent().do('2026-07-11', SUP_B, 'acceptTransfer', elsewhere)).toThrowError(/receiving agency/);
    const to = { transferId: 't1', to: RECEIVER };
    expect(() => sent().do('2026-07-11', SUP, 'acceptTransfer', to)).toThrowError(/does not include/);
    expect(sent().do('2026-07-11', MGR_B, 'acceptTransfer', to).state.owner).toEqual(RECEIVER);
    expect(() => sent().do('2026-07-10T08:00', SUP_B, 'acceptTransfer', to, '2026-07-11')).toThrowError(/was sent/);
  });

  it('TR-5 SUPV-1: a receiver over its limit takes the case with a reason only', () => {
    const to = { transferId: 't1', to: RECEIVER, receiverOpenCases: 25 };
    expect(() => sent().do('2026-07-11', SUP_B, 'acceptTransfer', to)).toThrowError(/already has 25/);
    const overLimit = { ...to, overLimit: true, content: CONTENT };
    expect(sent().do('2026-07-11', SUP_B, 'acceptTransfer', overLimit).state.overLimit).toBe(true);
  });

  it('TR-5 TIME-8 A34: a breach belongs to whoever owned the case at the last moment on time', () => {
    const late = (at: string): string | undefined =>
      accepted(sent(), at).until('2026-07-15T00:00').state.breaches[0]?.owner.caseworkerId;
    expect(late('2026-07-14T23:59:59')).toBe('cw-b');
    expect(
      sent()
        .until('2026-07-15T00:00')
        .do('2026-07-15T00:00', SUP_B, 'acceptTransfer', { transferId: 't1', to: RECEIVER }).state.breaches[0]?.owner
        .agencyId,
    ).toBe('agency-a');
  });

  it('TIME-9 A34: an acceptance entered late hands over the breaches of duties that fell due after it', () => {
    const test = sent().until('2026-07-15T00:00');
    test.do('2026-07-13', SUP_B, 'acceptTransfer', { transferId: 't1', to: RECEIVER }, '2026-07-16');
    expect(test.state.breaches.map(({ owner, withdrawnAt }) => [owner.caseworkerId, withdrawnAt])).toEqual([
      ['cw-b', null],
    ]);
  });

  it('TR-5 A34: a re-assignment during the wait is not lost', () => {
    const colleague: Owner = { ...OWNER, caseworkerId: 'cw-a2' };
    const test = sent().do('2026-07-10T12:00', SUP, 'reassignCase', { to: colleague, childAndFamilyConsulted: true });
    const instant = test.instant('2026-07-10T15:00');
    expect(asItHappened(accepted(test).state, instant).owner).toEqual(colleague);
    expect(detailsOf(test.state).custody.map(({ caseworkerId }) => caseworkerId)).toEqual(['cw-a2']);
  });

  it('TR-5 PERM-4: rejected or revoked, nothing changes for the case and the receiver has no access any more', () => {
    const back = [
      sent().do('2026-07-11', SUP_B, 'rejectTransfer', { transferId: 't1', content: CONTENT }),
      sent().do('2026-07-11', SUP, 'revokeTransfer', { transferId: 't1', content: CONTENT }),
    ];
    expect(isPermitted(sent().state, SUP_B, 'acceptTransfer')).toBe(true);
    for (const { state } of back) {
      expect(state.owner).toEqual(OWNER);
      expect(guestsOf(state)).toEqual([]);
      expect(isPermitted(state, SUP_B, 'acceptTransfer')).toBe(false);
    }
    expect(back.map((test) => [test.due('follow_up'), test.due('review')])).toEqual([
      ['2026-07-14', '2026-09-01'],
      ['2026-07-14', '2026-09-01'],
    ]);
    expect(() => sent().do('2026-07-11', SUP_B, 'rejectTransfer', { transferId: 't1' })).toThrowError(/why/);
  });

  it('TR-5: what was rejected can be sent again under a new id', () => {
    const back = sent().do('2026-07-11', SUP_B, 'rejectTransfer', { transferId: 't1', content: CONTENT });
    expect(() => back.do('2026-07-12', SUP, 'sendTransfer', request)).toThrowError(/already recorded/);
    back.do('2026-07-12', SUP, 'sendTransfer', { ...request, transferId: 't2' });
    back.do('2026-07-13', SUP_B, 'acceptTransfer', { transferId: 't2', to: RECEIVER });
    expect(back.state.owner).toEqual(RECEIVER);
  });

  it('TR-6 A73: the answer is due by the level when it was sent; NO as LOW; a later rise does not tighten it', () => {
    const answerOf = (level: string): string | undefined => sent(implementing(level)).due('transfer_answer');
    expect([answerOf('HIGH'), answerOf('MEDIUM'), answerOf('LOW'), answerOf('NO')]).toEqual([
      '2026-07-11T06:00:00.000Z',
      '2026-07-13',
      '2026-07-17',
      '2026-07-17',
    ]);
    expect(sent().rated('2026-07-10T12:00', 'HIGH').due('transfer_answer')).toBe('2026-07-13');
  });

  it('TR-6 A35: silence is never acceptance; it alarms and is no breach', () => {
    const silent = sent(implementing('HIGH'));
    expect(silent.until('2026-07-11T09:00:00').state.escalations.map(({ kind }) => kind)).not.toContain(
      'transfer_answer',
    );
    silent.until('2026-12-31');
    expect(silent.state.owner).toEqual(OWNER);
    expect(silent.state.escalations.find(({ kind }) => kind === 'transfer_answer')).toMatchObject({ breachId: null });
    expect(silent.standing().filter((line) => line.startsWith('transfer_answer'))).toEqual([]);
  });

  it('TR-6: declining another proposal leaves the clock of the one that waits', () => {
    const test = implementing().do('2026-07-09', CW, 'proposeTransfer', { ...request, transferId: 't0' });
    sent(test).do('2026-07-10T10:00', SUP, 'revokeTransfer', { transferId: 't0', content: CONTENT });
    expect(test.due('transfer_answer')).toBe('2026-07-13');
  });

  it('CONS-6: a withdrawn consent takes the waiting transfer back, one for safety goes on', () => {
    const withdrawn = sent().do('2026-07-10T12:00', CW, 'withdrawConsent', { scopes: ['caseTransfer'] });
    expect(guestsOf(withdrawn.state)).toEqual([]);
    expect(withdrawn.due('transfer_answer')).toBeUndefined();
    const forSafety = new TestCase().registered('2026-06-01', 'HIGH').do('2026-06-02', SUP, 'sendTransfer', {
      ...request,
      overrideGround: 'immediate_safety_risk',
      content: CONTENT,
    });
    forSafety.do('2026-06-02T12:00', CW, 'recordConsent', { participate: true, storeData: true });
    expect(pendingTransfer(forSafety.state)?.transferId).toBe('t1');
  });
});

describe('after acceptance', () => {
  it('TR-7: the sender can neither work on, close, re-open nor take back; a return is a new transfer', () => {
    const { state } = accepted();
    const commands = [
      'recordFollowUp',
      'requestClosure',
      'approveClosure',
      'requestReopening',
      'reassignCase',
    ] as const;
    for (const actor of [CW, SUP, MGR]) {
      expect([...commands, 'revokeTransfer' as const].filter((type) => isPermitted(state, actor, type))).toEqual([]);
    }
    expect(isPermitted(state, CW_B, 'recordFollowUp')).toBe(true);
    const back = accepted()
      .do('2026-08-01', SUP_B, 'sendTransfer', { ...request, transferId: 't9', toAgencyId: 'agency-a' })
      .do('2026-08-02', SUP, 'acceptTransfer', { transferId: 't9', to: OWNER });
    expect(back.state.owner).toEqual(OWNER);
    expect(detailsOf(back.state).custody.map(({ agencyId }) => agencyId)).toEqual(['agency-a', 'agency-b']);
  });

  it('REOP-2: a case that is closed later is re-opened by the receiver, not by the sender', () => {
    const none = new TestCase().registered('2026-06-01', 'NO').do('2026-06-01T11:00', CW, 'recordConsent', everyScope);
    none.do('2026-06-02', SUP, 'sendTransfer', request);
    accepted(none, '2026-06-03');
    none.do('2026-06-04', CW_B, 'requestClosure', { reason: 'no_risk_found', checks });
    none.do('2026-06-05', SUP_B, 'approveClosure', {});
    const concerns = [{ concernId: 'c9', category: 'neglect' as const, level: 'LOW' }];
    const ask = { eligibilityConfirmed: true, consentConfirmed: true, concerns };
    expect(() => none.do('2026-07-01', CW, 'requestReopening', ask)).toThrowError(/does not include/);
    none.do('2026-07-01', CW_B, 'requestReopening', ask).do('2026-07-01T12:00', SUP_B, 'approveReopening', {});
    expect(none.state).toMatchObject({ stage: 'REGISTERED', episode: 2, owner: RECEIVER });
  });

  it('TR-5 A77: whatever the level and the day, acceptance changes no due date', () => {
    const level = fc.constantFrom('NO', 'LOW', 'MEDIUM', 'HIGH');
    fc.assert(
      fc.property(
        level,
        level,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 23 }),
        (first, then, days, hour) => {
          const test = sent(implementing(first));
          if (then !== first) test.rated('2026-07-10T10:00', then);
          const at = new Date(Date.UTC(2026, 6, 11 + days, hour)).toISOString();
          test.until(at);
          const dues = (): object[] =>
            Object.values(test.state.obligations)
              .filter(({ kind, status }) => status === 'open' && kind !== 'transfer_answer')
              .map(({ key, due, level: levelOfDuty, derivation }) => ({ key, due, levelOfDuty, derivation }));
          const before = dues();
          accepted(test, at);
          expect(dues()).toEqual(before);
        },
      ),
      { numRuns: 60 },
    );
  });
});
