import { describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.js';
import { guestsOf } from '../access/relations.js';
import { policySnapshot } from '../policy/policy.js';
import { CONTENT, CW, MGR, SUP, TestCase } from '../testing/a-case.js';
import type { ClosureChecks, CommandPayloads } from './commands.js';
import { conferenceAgreesToClosure } from './handlers/conference.js';
import type { ConferenceMember } from './vocabulary/implementation.js';

const checks: ClosureChecks = {
  childAndFamilyInvolved: true,
  workersTold: true,
  contactForLaterGiven: true,
  feedbackOffered: true,
  fileComplete: true,
  storageFormAgreed: true,
  keepUntil: '2036-09-21',
};
const refusal = (code: string, rule: string): unknown => expect.objectContaining({ code, rule });
const chair: ConferenceMember = { memberId: 'sup-a', organisationId: 'agency-a', role: 'supervisor' };
const worker: ConferenceMember = { memberId: 'cw-a', organisationId: 'agency-a', role: 'caseworker' };
const counsellor: ConferenceMember = { memberId: 'school-1', organisationId: 'school', role: 'specialist' };
const MEMBERS = [chair, worker, counsellor];
const SCHOOL: Actor = { personId: 'school-1', role: 'CONF', agencyId: 'school' };

const running = (level = 'MEDIUM', test = new TestCase()): TestCase =>
  test.registered('2026-06-01', level).assessed('2026-06-02').planned('2026-06-03');
const convened = (test: TestCase, at: string, members = MEMBERS, by: Actor = CW, chairId = 'sup-a'): TestCase =>
  test.do(at, by, 'conveneConference', {
    conferenceId: 'conf',
    purposes: ['complex_case', 'closure'],
    chairId,
    plannedFor: at.slice(0, 10),
    members,
  });
const view = (test: TestCase, at: string, memberId: string, agreesToClosure?: boolean, by: Actor = SUP): TestCase =>
  test.do(at, by, 'recordConferenceView', {
    conferenceId: 'conf',
    memberId,
    attended: true,
    content: CONTENT,
    ...(agreesToClosure === undefined ? {} : { agreesToClosure }),
  });
const concluded = (
  test: TestCase,
  at: string,
  more: Partial<CommandPayloads['concludeConference']> = {},
  by: Actor = SUP,
): TestCase =>
  test.do(at, by, 'concludeConference', {
    conferenceId: 'conf',
    outcome: 'stay_open',
    childOrCaregiverPresent: true,
    content: CONTENT,
    ...more,
  });

describe('a case conference is convened', () => {
  it('CONF-1: for its purposes, with members of several organisations who may open the case until it ends', () => {
    const test = convened(running(), '2026-06-10');
    const members = (): (string | null)[] => guestsOf(test.state).map(({ personId }) => personId);
    expect(test.state.conferences['conf']).toMatchObject({ purposes: ['complex_case', 'closure'], status: 'convened' });
    expect(members()).toEqual(['sup-a', 'cw-a', 'school-1']);
    const nurse: ConferenceMember = { memberId: 'nurse-1', organisationId: 'clinic', role: 'specialist' };
    test.do('2026-06-11', CW, 'inviteToConference', { conferenceId: 'conf', members: [counsellor, nurse] });
    expect(members()).toEqual(['sup-a', 'cw-a', 'school-1', 'nurse-1']);
    concluded(test, '2026-06-12');
    expect(members()).toEqual([]);
  });

  it('CONF-2: nobody is named twice, in one list or after the other', () => {
    expect(() => convened(running(), '2026-06-10', [chair, worker, worker])).toThrowError(
      refusal('ALREADY_USED', 'CONF-2'),
    );
    const again = { conferenceId: 'conf', members: [counsellor] };
    expect(() => convened(running(), '2026-06-10').do('2026-06-11', CW, 'inviteToConference', again)).toThrowError(
      refusal('ALREADY_PENDING', 'CONF-2'),
    );
  });

  it('CONF-2: a cancelled one says why and ends the access of its members', () => {
    const cancel = { conferenceId: 'conf' };
    expect(() => convened(running(), '2026-06-10').do('2026-06-11', CW, 'cancelConference', cancel)).toThrowError(
      refusal('FIELD_MISSING', 'CONF-2'),
    );
    const test = convened(running(), '2026-06-10').do('2026-06-11', CW, 'cancelConference', {
      ...cancel,
      content: CONTENT,
    });
    expect(guestsOf(test.state)).toEqual([]);
  });
});

describe('members say what they think', () => {
  it('CONF-2: a guest records the own view only; the caseworker enters those of members who cannot sign in', () => {
    const test = convened(running(), '2026-06-10');
    const outsider: Actor = { personId: 'cw-a', role: 'CW', teamId: 't', officeId: 'o', agencyId: 'agency-b' };
    expect(() => view(test, '2026-06-11', 'cw-a', true, SCHOOL)).toThrowError(refusal('NOT_PERMITTED', 'SPEC-2'));
    expect(() => view(test, '2026-06-11', 'school-1', true, outsider)).toThrowError(refusal('NOT_PERMITTED', 'SPEC-2'));
    view(test, '2026-06-11', 'school-1', true, SCHOOL);
    view(test, '2026-06-11', 'sup-a', true, CW);
    expect(Object.keys(test.state.conferences['conf']?.views ?? {})).toEqual(['school-1', 'sup-a']);
  });

  it('CONF-2: who disagrees says why; who is no member has no view', () => {
    const no = { conferenceId: 'conf', memberId: 'school-1', attended: true, agreesToClosure: false };
    const test = convened(running(), '2026-06-10');
    expect(() => test.do('2026-06-11', SCHOOL, 'recordConferenceView', no)).toThrowError(
      refusal('FIELD_MISSING', 'CONF-2'),
    );
    expect(() => view(test, '2026-06-11', 'nobody')).toThrowError(refusal('UNKNOWN_REFERENCE', 'CONF-2'));
  });
});

describe('what a report carries', () => {
  it('CONF-2: situation, options and reasons stand in it', () => {
    const bare = { conferenceId: 'conf', outcome: 'stay_open', childOrCaregiverPresent: false } as const;
    expect(() => convened(running(), '2026-06-10').do('2026-06-11', SUP, 'concludeConference', bare)).toThrowError(
      refusal('FIELD_MISSING', 'CONF-2'),
    );
  });

  it('CLK-9: a conference moves no clock; one whose report records a review re-arms the review', () => {
    const quiet = convened(running(), '2026-06-10');
    const dates = (): unknown[] => [quiet.due('review'), quiet.due('follow_up')];
    const before = dates();
    expect([before, (concluded(quiet, '2026-06-12'), dates())]).toEqual([before, before]);
    const review = concluded(convened(running(), '2026-06-10'), '2026-06-12', { review: true });
    expect([review.due('review'), review.due('follow_up')]).toEqual(['2026-08-12', before[1]]);
  });

  it('CLK-6 UA-2: no review in it before implementation, nor while an immediate concern is open', () => {
    const early = convened(new TestCase().registered('2026-06-01', 'LOW'), '2026-06-02');
    expect(() => concluded(early, '2026-06-03', { review: true })).toThrowError(
      refusal('NOT_ALLOWED_IN_STAGE', 'CLK-6'),
    );
    const unsafe = convened(running(), '2026-06-10');
    unsafe.do('2026-06-11', CW, 'raiseImmediateConcern', { immediateConcernId: 'i', type: 'safety' });
    expect(() => concluded(unsafe, '2026-06-12', { review: true })).toThrowError(
      refusal('IMMEDIATE_CONCERN_OPEN', 'UA-2'),
    );
    expect(concluded(unsafe, '2026-06-12').state.conferences['conf']?.status).toBe('concluded');
  });

  it('CONF-2: a change of plan and a re-assessment become duties at the level of the case', () => {
    const test = concluded(convened(running(), '2026-06-10'), '2026-06-12', { planChange: true, reassess: true });
    expect([test.due('plan_revision'), test.due('reassessment')]).toEqual(['2026-06-19', '2026-06-15']);
    test.followedUp('2026-06-14').assessed('2026-06-14').planned('2026-06-18');
    expect([test.due('plan_revision'), test.due('reassessment')]).toEqual([undefined, undefined]);
    expect(test.standing()).toEqual(['follow_up 2026-06-10 MEDIUM']);
  });

  it('CONF-2 CLK-9: it opens no second duty and moves no date of one that runs', () => {
    const risen = running().rated('2026-06-09', 'HIGH').until('2026-06-09T12:00');
    const before = [risen.due('plan_revision'), risen.due('reassessment')];
    concluded(convened(risen, '2026-06-09T13:00'), '2026-06-09T14:00', { planChange: true, reassess: true });
    expect([risen.due('plan_revision'), risen.due('reassessment')]).toEqual(before);
    const unplanned = new TestCase().registered('2026-06-01', 'LOW');
    concluded(convened(unplanned, '2026-06-02'), '2026-06-03', { planChange: true, reassess: true });
    expect([unplanned.due('plan_revision'), unplanned.due('reassessment')]).toEqual([undefined, undefined]);
  });

  it('RISK-8 CONF-2: a rise takes effect at once and names the conference as its source', () => {
    const ratings = [{ concernId: 'c1', level: 'HIGH' }];
    const test = concluded(convened(running(), '2026-06-10'), '2026-06-12', { ratings });
    expect(test.state.level).toBe('HIGH');
    expect(test.events.find(({ type }) => type === 'ConcernRated')?.data).toMatchObject({ sourceForm: 'conference' });
  });

  it('RISK-2 PERM-1: a fall is confirmed with the report by a supervisor who did not call the conference', () => {
    const ratings = [{ concernId: 'c1', level: 'LOW' }];
    const byCw = concluded(convened(running(), '2026-06-10', MEMBERS, CW), '2026-06-12', { ratings }, SUP);
    expect(byCw.state.level).toBe('LOW');
    expect(byCw.events.find(({ type }) => type === 'ConcernRated')?.data).toMatchObject({
      proposedBy: 'cw-a',
      confirmedBy: 'sup-a',
    });
    for (const [calledBy, endedBy] of [
      [SUP, SUP],
      [CW, CW],
      [SUP, CW],
    ] as const) {
      const test = concluded(convened(running(), '2026-06-10', MEMBERS, calledBy), '2026-06-12', { ratings }, endedBy);
      expect([test.state.level, Object.keys(test.state.lowerings)]).toEqual(['MEDIUM', ['c1']]);
    }
  });

  it('BID-2: a conference decides a determination with its report, only one that is flagged', () => {
    const bid = { bidId: 'b', outcome: 'approve' } as const;
    expect(() => concluded(convened(running(), '2026-06-10'), '2026-06-12', { bid })).toThrowError(
      refusal('UNKNOWN_REFERENCE', 'BID-2'),
    );
    const flagged = running().do('2026-06-09', CW, 'flagBid', { bidId: 'b', kind: 'durable_solution' });
    const test = concluded(convened(flagged, '2026-06-10'), '2026-06-12', { bid });
    expect(test.state.bids['b']?.status).toBe('approved');
    expect(test.events.find(({ type }) => type === 'BidDecided')?.data).toMatchObject({ decidedBy: 'case_conference' });
  });
});

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
