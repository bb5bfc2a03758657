import { describe, expect, it } from 'vitest';
import { policySnapshot } from '../policy/policy.js';
import { CONTENT, CW, MGR, SUP, TestCase } from '../testing/a-case.js';
import { chair, concluded, convened, counsellor, MEMBERS, running, view, worker } from '../testing/a-conference.js';
import type { ClosureChecks } from './commands.js';
import { conferenceAgreesToClosure } from './handlers/conference.js';

const checks: ClosureChecks = {
  childAndFamilyInvolved: true,
  workersTold: true,
  contactForLaterGiven: true,
  feedbackOffered: true,
  fileComplete: true,
  storageFormAgreed: true,
  keepUntil: '2036-09-21',
};
describe('agreement to close', () => {
  const requested = (test = running()): TestCase =>
    test
      .do('2026-09-01', CW, 'concludePlan', {})
      .followedUp('2026-09-10')
      .reviewed('2026-09-12')
      .followedUp('2026-09-20')
      .do('2026-09-20T12:00', CW, 'requestClosure', { reason: 'goal_met', checks, evidence: { goalMet: true } });
  const agreed = (test: TestCase, no?: string): TestCase => {
    for (const memberId of Object.values(test.state.conferences['conf']?.members ?? []).map((one) => one.memberId)) {
      view(test, '2026-09-22', memberId, memberId !== no);
    }
    return concluded(test, '2026-09-22T12:00', { outcome: 'close' });
  };
  const isAgreed = ({ state }: TestCase): boolean => conferenceAgreesToClosure(state);

  it('CONF-3 O-46: a supervisor in the chair, three members of two organisations, all agree', () => {
    expect(isAgreed(agreed(convened(requested(), '2026-09-21')))).toBe(true);
  });

  it('CONF-3 O-46: one member who disagrees or says nothing is enough to keep the case open', () => {
    const test = agreed(convened(requested(), '2026-09-21'), 'school-1');
    expect([isAgreed(test), test.state.stage]).toEqual([false, 'CLOSURE_REQUESTED']);
    const silent = convened(requested(), '2026-09-21');
    for (const memberId of ['sup-a', 'cw-a']) view(silent, '2026-09-22', memberId, true);
    expect(isAgreed(concluded(silent, '2026-09-22T12:00', { outcome: 'close' }))).toBe(false);
    const undecided = view(convened(requested(), '2026-09-21'), '2026-09-22', 'school-1');
    for (const memberId of ['sup-a', 'cw-a']) view(undecided, '2026-09-22', memberId, true);
    expect(isAgreed(concluded(undecided, '2026-09-22T12:00', { outcome: 'close' }))).toBe(false);
  });

  it('CONF-3: too few members, one organisation, or another chair make it invalid', () => {
    const pair = agreed(convened(requested(), '2026-09-21', [chair, counsellor]));
    const house = agreed(
      convened(requested(), '2026-09-21', [chair, worker, { ...counsellor, organisationId: 'agency-a' }]),
    );
    const chairedByWorker = agreed(convened(requested(), '2026-09-21', MEMBERS, CW, 'cw-a'));
    const chairedByNobody = agreed(convened(requested(), '2026-09-21', MEMBERS, CW, 'sup-z'));
    expect([pair, house, chairedByWorker, chairedByNobody].map(isAgreed)).toEqual([false, false, false, false]);
    const policy = policySnapshot('p', { 'conference.min_members': 2 });
    expect(
      isAgreed(agreed(convened(requested(running('MEDIUM', new TestCase(policy))), '2026-09-21', [chair, counsellor]))),
    ).toBe(true);
  });

  it('CONF-3: another outcome than closing agrees to nothing', () => {
    const test = convened(requested(), '2026-09-21');
    for (const { memberId } of MEMBERS) view(test, '2026-09-22', memberId, true);
    expect(isAgreed(concluded(test, '2026-09-22T12:00', { outcome: 'stay_open' }))).toBe(false);
  });

  it('A67 CONF-3: agreement from before the request does not count', () => {
    const early = convened(running(), '2026-09-15');
    for (const { memberId } of MEMBERS) view(early, '2026-09-16', memberId, true);
    const test = concluded(requested(early), '2026-09-22T12:00', { outcome: 'close' });
    expect(isAgreed(test)).toBe(false);
  });

  it('A67 CONF-3: nor does a report that is dated before the request', () => {
    const test = convened(requested(), '2026-09-19');
    for (const { memberId } of MEMBERS) view(test, '2026-09-22', memberId, true);
    const report = { conferenceId: 'conf', outcome: 'close', childOrCaregiverPresent: true, content: CONTENT } as const;
    test.do('2026-09-19T12:00', SUP, 'concludeConference', report, '2026-09-22T12:00');
    expect(isAgreed(test)).toBe(false);
  });

  it('A67 CLOSE-3: nor does an agreement to an earlier request', () => {
    const test = agreed(convened(requested(), '2026-09-21')).do('2026-09-23', SUP, 'returnClosure', {
      content: CONTENT,
    });
    expect(isAgreed(test)).toBe(false);
    test.do(
      '2026-09-22T11:00',
      CW,
      'requestClosure',
      { reason: 'goal_met', checks, evidence: { goalMet: true } },
      '2026-09-24',
    );
    expect(isAgreed(test)).toBe(false);
  });

  it('CONF-3 TIME-9: a view from earlier that is entered later does not replace the newer one', () => {
    const test = view(convened(requested(), '2026-09-21'), '2026-09-23', 'school-1', false);
    test.do(
      '2026-09-22',
      SUP,
      'recordConferenceView',
      { conferenceId: 'conf', memberId: 'school-1', attended: true, agreesToClosure: true },
      '2026-09-24',
    );
    for (const memberId of ['sup-a', 'cw-a']) view(test, '2026-09-24', memberId, true);
    expect(isAgreed(concluded(test, '2026-09-24T12:00', { outcome: 'close' }, MGR))).toBe(false);
  });
});
