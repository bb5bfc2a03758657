import { describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.js';
import { guestsOf } from '../access/relations.js';
import { CONTENT, CW, OWNER, SUP, TestCase } from '../testing/a-case.js';
import type { CommandPayloads, CommandType } from './commands.js';
import { readModelOf } from './read-model.js';
import type { Referral } from './vocabulary/implementation.js';

type Request = CommandPayloads['sendReferral'];
const RFP: Actor = { personId: 'rfp-1', role: 'RFP', agencyId: 'agency-p' };
const OTHER_RFP: Actor = { ...RFP, personId: 'rfp-2' };
const request: Request = {
  referralId: 'r1',
  service: 'psychosocial',
  providerId: 'rfp-1',
  providerAgencyId: 'agency-p',
  priority: 'medium',
  channel: 'sealed_envelope',
  urgent: false,
};
const refusal = (code: string, rule: string): unknown => expect.objectContaining({ code, rule });
const consent = { participate: true, storeData: true, services: ['psychosocial', 'medical'] } as const;
const assessed = (level = 'LOW'): TestCase =>
  new TestCase().registered('2026-06-01', level).do('2026-06-01', CW, 'recordConsent', consent).assessed('2026-06-02');
const planned = (level = 'LOW'): TestCase => assessed(level).planned('2026-06-03');
const sent = (test: TestCase, at: string, change: Partial<Request> = {}): TestCase =>
  test.do(at, CW, 'sendReferral', { ...request, ...change });
const accepted = (at: string, done: string): TestCase =>
  sent(planned(), at)
    .do(at, RFP, 'answerReferral', { referralId: 'r1', accepted: true })
    .do(done, RFP, 'reportReferralDone', { referralId: 'r1' });
const referralOf = ({ state }: TestCase): Referral | undefined => state.referrals['r1'];
const tasks = ({ state }: TestCase): string[] => readModelOf(state).tasks.map(({ kind }) => kind);

describe('when a referral may be sent', () => {
  it('PLAN-2 O-42: under the plan not before its sign-off, an urgent one at once; so with direct services', () => {
    const waiting = assessed().do('2026-06-03', CW, 'agreePlan', { involved: ['child', 'caregiver'] });
    expect(() => sent(waiting, '2026-06-03T12:00')).toThrowError(refusal('SIGN_OFF_MISSING', 'PLAN-2'));
    const service = { service: 'medical', startedOn: '2026-06-03' } as const;
    const provide = (urgent: boolean) => (): TestCase =>
      waiting.do('2026-06-03T12:00', CW, 'recordService', { ...service, urgent });
    expect(provide(false)).toThrowError(refusal('SIGN_OFF_MISSING', 'PLAN-2'));
    expect(provide(true)).not.toThrow();
    expect(referralOf(sent(waiting, '2026-06-03T12:00', { service: 'medical', urgent: true }))?.status).toBe('sent');
    waiting.until('2026-06-06');
    expect(waiting.state.escalations).toMatchObject([{ kind: 'plan_signoff', breachId: null, step: 2 }]);
  });

  it('FLOW-1 UA-2 O-25: an urgent one before any screening needs neither consent nor code', () => {
    const test = new TestCase().do('2026-06-01', CW, 'identifyChild', {
      source: 'community',
      owner: OWNER,
      policy: new TestCase().policy,
    });
    sent(test, '2026-06-01T10:05', { service: 'medical', urgent: true, priority: 'high', channel: 'phone' });
    expect([test.state.stage, test.state.caseCode, referralOf(test)?.status]).toEqual(['IDENTIFIED', null, 'sent']);
    expect(() => sent(test, '2026-06-01T10:06', { referralId: 'r2' })).toThrowError(
      refusal('SIGN_OFF_MISSING', 'PLAN-2'),
    );
  });

  it('CONS-5 O-20: outside the consent it is refused; overridden, it goes and has to be explained', () => {
    const legal = { service: 'legal' } as const;
    expect(() => sent(planned(), '2026-06-04', legal)).toThrowError(refusal('OUTSIDE_CONSENT', 'CONS-5'));
    const draft = planned().do('2026-06-04', CW, 'draftReferral', { ...request, ...legal });
    const override = { referralId: 'r1', ground: 'immediate_safety_risk' } as const;
    expect(() => draft.do('2026-06-04', SUP, 'overrideSharing', override)).toThrowError(
      refusal('FIELD_MISSING', 'CONS-5'),
    );
    expect(() => draft.do('2026-06-04', CW, 'overrideSharing', override)).toThrowError(refusal('OWN_WORK', 'PERM-1'));
    draft.do('2026-06-04', SUP, 'overrideSharing', { ...override, content: CONTENT });
    expect(referralOf(draft)).toMatchObject({ status: 'sent', overridden: true, toExplain: true });
    expect(tasks(draft)).toContain('sharing_explanation');
    draft.do('2026-06-05', CW, 'explainSharing', { referralId: 'r1' });
    expect(tasks(draft)).not.toContain('sharing_explanation');
  });

  it('CONS-5 PLAN-2 IM-5: what is overridden for safety waits for no sign-off and may be told by phone', () => {
    const draft = assessed('LOW').do('2026-06-02', CW, 'draftReferral', {
      ...request,
      service: 'legal',
      channel: 'phone',
    });
    const override = { referralId: 'r1', ground: 'immediate_safety_risk', content: CONTENT } as const;
    expect(referralOf(draft.do('2026-06-02', SUP, 'overrideSharing', override))?.status).toBe('sent');
  });

  it('the entry of the directory that it was picked from stays with it, also when the supervisor sends it [DIR-3]', () => {
    const picked = { ...request, service: 'legal', directoryEntryId: 'e-1' } as const;
    const draft = planned().do('2026-06-04', CW, 'draftReferral', picked);
    expect(referralOf(draft)?.directoryEntryId).toBe('e-1');
    const override = { referralId: 'r1', ground: 'immediate_safety_risk', content: CONTENT } as const;
    draft.do('2026-06-04', SUP, 'overrideSharing', override);
    expect(referralOf(draft)).toMatchObject({ status: 'sent', directoryEntryId: 'e-1' });
  });

  it('PERM-1: a supervisor who drafted it cannot override the consent for it', () => {
    const draft = planned().do('2026-06-04', SUP, 'draftReferral', { ...request, service: 'legal' });
    const override = { referralId: 'r1', ground: 'immediate_safety_risk', content: CONTENT } as const;
    expect(() => draft.do('2026-06-04', SUP, 'overrideSharing', override)).toThrowError(refusal('OWN_WORK', 'PERM-1'));
  });

  it('IM-5: the telephone is for high risk only', () => {
    const phone = { channel: 'phone' } as const;
    expect(() => sent(planned('MEDIUM'), '2026-06-04', phone)).toThrowError(refusal('VALUE_NOT_POSSIBLE', 'IM-5'));
    const mail = sent(planned('MEDIUM'), '2026-06-04', { channel: 'protected_email' });
    expect(referralOf(mail)?.status).toBe('sent');
    expect(referralOf(sent(planned('HIGH'), '2026-06-04', phone))?.status).toBe('sent');
  });

  it('REF-3: the event carries codes and ids only; facts for the service stand in the sealed form', () => {
    const test = sent(planned(), '2026-06-04', { content: CONTENT });
    const event = test.events.find(({ type }) => type === 'ReferralSent');
    expect(event?.data).toEqual({ ...request, content: CONTENT });
    expect(referralOf(test)).not.toHaveProperty('content');
  });
});

describe('the life of a referral', () => {
  it('REF-1: draft, sent, accepted, done; each step only from the one before', () => {
    const test = planned().do('2026-06-04', CW, 'draftReferral', request);
    const step =
      (at: string, type: CommandType, more: object = {}) =>
      (): TestCase =>
        test.do(at, type === 'revokeReferral' ? CW : SUP, type, {
          referralId: 'r1',
          content: CONTENT,
          ...more,
        });
    expect(() => test.do('2026-06-04', CW, 'draftReferral', request)).toThrowError(refusal('ALREADY_USED', 'REF-1'));
    expect(step('2026-06-04', 'answerReferral', { accepted: true })).toThrowError(refusal('NOTHING_PENDING', 'REF-1'));
    sent(test, '2026-06-04T12:00', { providerId: 'rfp-3', priority: 'high' });
    expect(referralOf(test)).toMatchObject({
      status: 'sent',
      providerId: 'rfp-3',
      priority: 'high',
      draftedBy: 'cw-a',
    });
    expect(() => sent(test, '2026-06-04T12:00')).toThrowError(refusal('NOTHING_PENDING', 'REF-1'));
    expect(step('2026-06-05', 'reportReferralDone')).toThrowError(refusal('NOTHING_PENDING', 'REF-1'));
    step('2026-06-05', 'answerReferral', { accepted: true })();
    step('2026-06-06', 'reportReferralDone')();
    expect(referralOf(test)?.status).toBe('done');
    expect(step('2026-06-07', 'revokeReferral')).toThrowError(refusal('NOTHING_PENDING', 'REF-1'));
  });

  it('REF-1: a rejection and a revocation say why', () => {
    const answer = { referralId: 'r1', accepted: false };
    const test = sent(planned(), '2026-06-04');
    expect(() => test.do('2026-06-05', RFP, 'answerReferral', answer)).toThrowError(refusal('FIELD_MISSING', 'REF-1'));
    expect(() => test.do('2026-06-05', CW, 'revokeReferral', { referralId: 'r1' })).toThrowError(
      refusal('FIELD_MISSING', 'REF-1'),
    );
    test.do('2026-06-05', RFP, 'answerReferral', { ...answer, content: CONTENT });
    expect(referralOf(test)?.status).toBe('rejected');
  });

  it('REF-1 TIME-1: nobody answers, ends or revokes it before it was sent', () => {
    const step =
      (type: CommandType, test = sent(planned(), '2026-06-05')) =>
      (): TestCase =>
        test.do('2026-06-04', CW, type, { referralId: 'r1', accepted: true, content: CONTENT }, '2026-06-06');
    const early = refusal('OCCURRED_OUT_OF_ORDER', 'TIME-1');
    expect(step('answerReferral')).toThrowError(early);
    expect(step('revokeReferral')).toThrowError(early);
    const open = sent(planned(), '2026-06-05').do('2026-06-05', RFP, 'answerReferral', {
      referralId: 'r1',
      accepted: true,
    });
    expect(step('reportReferralDone', open)).toThrowError(early);
  });

  it('REF-1 O-36: when it is done, child and provider are still to be followed up, by the same caseworker', () => {
    const test = accepted('2026-06-04', '2026-06-05');
    expect(test.state.owner).toEqual(OWNER);
    expect(tasks(test)).toEqual(expect.arrayContaining(['child_follow_up', 'provider_follow_up']));
    test.do('2026-06-06', CW, 'recordFollowUp', { reached: 'nobody', channel: 'visit' });
    expect(referralOf(test)?.toFollowUp).toEqual(['child', 'provider']);
    test.do('2026-06-06', CW, 'recordFollowUp', { reached: 'provider', channel: 'call' });
    expect(referralOf(test)?.toFollowUp).toEqual(['child']);
    test.do('2026-06-07', CW, 'recordFollowUp', { reached: 'caregiver', channel: 'visit' });
    expect(referralOf(test)?.toFollowUp).toEqual([]);
    expect(tasks(test)).not.toEqual(expect.arrayContaining(['child_follow_up']));
  });

  it('REF-1 FLOW-1: of a child who is not registered yet, the follow-up is asked for once it can be recorded', () => {
    const test = new TestCase().consented('2026-06-01');
    const urgent = { urgent: true, service: 'medical', priority: 'high' } as const;
    test.do('2026-06-01', CW, 'recordConsent', consent);
    sent(test, '2026-06-01', urgent)
      .do('2026-06-01', RFP, 'answerReferral', { referralId: 'r1', accepted: true })
      .do('2026-06-01', RFP, 'reportReferralDone', { referralId: 'r1' });
    expect(tasks(test)).not.toContain('child_follow_up');
    const concerns = [{ concernId: 'c1', category: 'neglect' as const, level: 'LOW' }];
    test.do('2026-06-02', CW, 'registerCase', { caseCode: 'CW-0001', concerns });
    expect(tasks(test)).toContain('child_follow_up');
  });

  it('CONS-6: a service that is done has nothing left to recall', () => {
    const test = sent(planned(), '2026-06-04').do('2026-06-04', RFP, 'answerReferral', {
      referralId: 'r1',
      accepted: true,
    });
    test.do('2026-06-05', CW, 'withdrawConsent', { scopes: ['services'] });
    expect(tasks(test)).toContain('referral_recall');
    test.do('2026-06-06', CW, 'reportReferralDone', { referralId: 'r1' });
    expect(tasks(test)).not.toContain('referral_recall');
  });

  it('REF-1: a contact from before the service ended is not that follow-up, however late it is entered', () => {
    const test = accepted('2026-06-04', '2026-06-06').followedUp('2026-06-05', '2026-06-07');
    expect(referralOf(test)?.toFollowUp).toEqual(['child', 'provider']);
  });

  it('CLK-5 A32: talking to the provider alone is logged and does not satisfy the duty to follow up', () => {
    const test = accepted('2026-06-04', '2026-06-05');
    const due = test.due('follow_up');
    test.do('2026-06-06', CW, 'recordFollowUp', { reached: 'provider', channel: 'call' });
    expect(test.due('follow_up')).toBe(due);
    expect(test.events.findLast(({ type }) => type === 'FollowUpRecorded')?.data).toMatchObject({ qualifies: false });
  });
});

describe('how long an answer may take', () => {
  it('REF-2 O-37: 24 hours exactly, 3 days or 7 days to the end of the day', () => {
    const due = (priority: 'high' | 'medium' | 'low'): string | undefined =>
      sent(planned(), '2026-06-03T15:00', { priority }).due('referral_answer');
    expect(due('high')).toBe('2026-06-04T12:00:00.000Z');
    expect([due('medium'), due('low')]).toEqual(['2026-06-06', '2026-06-10']);
  });

  it('REF-2 A35: silence is a task and an alarm, never a breach; an answer ends it', () => {
    const test = sent(planned(), '2026-06-03T15:00', { priority: 'high' }).until('2026-06-04T15:00:01');
    expect(test.state.escalations).toMatchObject([
      { kind: 'referral_answer', breachId: null, status: 'open', step: 1 },
    ]);
    const task = readModelOf(test.state).tasks.find(({ kind }) => kind === 'referral_answer');
    expect(task).toMatchObject({ command: 'answerReferral', assignee: { personId: 'cw-a' } });
    test.do('2026-06-05', RFP, 'answerReferral', { referralId: 'r1', accepted: true });
    expect(test.state.escalations[0]).toMatchObject({ status: 'resolved', resolvedAs: 'act_done' });
    expect(test.state.breaches).toEqual([]);
  });

  it('REF-2 A73: the priority when it was sent counts; a later rise does not tighten it', () => {
    const test = sent(planned(), '2026-06-03T15:00', { priority: 'low' }).rated('2026-06-04', 'HIGH');
    expect(test.due('referral_answer')).toBe('2026-06-10');
  });

  it('REF-2: two referrals wait for their own answers', () => {
    const test = sent(sent(planned(), '2026-06-03T15:00'), '2026-06-05', { referralId: 'r2', providerId: 'rfp-2' });
    test.do('2026-06-05T12:00', RFP, 'answerReferral', { referralId: 'r1', accepted: true });
    expect(test.due('referral_answer')).toBe('2026-06-08');
  });
});

describe('what a provider may do', () => {
  it('PERM-4: answers the own referral, never that of somebody else in the same case', () => {
    const test = sent(sent(planned(), '2026-06-04'), '2026-06-04', { referralId: 'r2', providerId: 'rfp-2' });
    const answer = (actor: Actor, referralId: string) => (): TestCase =>
      test.do('2026-06-05', actor, 'answerReferral', { referralId, accepted: true });
    expect(answer(OTHER_RFP, 'r1')).toThrowError(refusal('NOT_PERMITTED', 'PERM-4'));
    answer(RFP, 'r1')();
    const report = (actor: Actor): TestCase => test.do('2026-06-06', actor, 'reportReferralDone', { referralId: 'r1' });
    expect(() => report(OTHER_RFP)).toThrowError(refusal('NOT_PERMITTED', 'PERM-4'));
    expect(report(RFP).state.referrals['r1']?.status).toBe('done');
  });

  it('PERM-4: access ends when it is done, rejected or revoked, and when the case is closed', () => {
    const guests = ({ state }: TestCase): (string | null)[] => guestsOf(state).map(({ personId }) => personId);
    const open = (): TestCase => sent(planned(), '2026-06-04');
    expect(guests(planned().do('2026-06-04', CW, 'draftReferral', request))).toEqual([]);
    expect(guests(open())).toEqual(['rfp-1']);
    expect(guests(accepted('2026-06-04', '2026-06-05'))).toEqual([]);
    const no = { referralId: 'r1', accepted: false, content: CONTENT };
    expect(guests(open().do('2026-06-05', RFP, 'answerReferral', no))).toEqual([]);
    expect(guests(open().do('2026-06-05', CW, 'revokeReferral', { referralId: 'r1', content: CONTENT }))).toEqual([]);
    const { state } = open();
    expect(guestsOf({ ...state, closure: { reason: 'other', closedAt: '2026-06-05T00:00:00.000Z' } })).toEqual([]);
  });

  it('nothing any more of what is recalled, from the withdrawal on and in no other referral [CONS-6] [PERM-4]', () => {
    const both = sent(sent(planned(), '2026-06-04'), '2026-06-04', { referralId: 'r2', service: 'medical' });
    const abouts = (): string[] => guestsOf(both.state).map(({ about }) => about);
    const waiting = (): string[] =>
      readModelOf(both.state).tasks.flatMap(({ taskId, assignee }) => (assignee.personId === 'rfp-1' ? [taskId] : []));
    both.do('2026-06-05', CW, 'withdrawConsent', { scopes: ['services'], services: ['psychosocial'] });
    expect([abouts(), waiting()]).toEqual([['r2'], ['referral:r2']]);
    const answer = (referralId: string) => (): TestCase =>
      both.do('2026-06-05', RFP, 'answerReferral', { referralId, accepted: true });
    expect(answer('r1')).toThrowError(refusal('NOT_PERMITTED', 'PERM-4'));
    answer('r2')();
    both.do('2026-06-06', CW, 'withdrawConsent', { scopes: ['storeData'] });
    expect([abouts(), waiting()]).toEqual([[], []]);
    expect(() => both.do('2026-06-06', RFP, 'reportReferralDone', { referralId: 'r2' })).toThrowError(
      refusal('NOT_PERMITTED', 'SPEC-2'),
    );
  });
});
