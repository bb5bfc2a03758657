import { describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.js';
import { guestsOf } from '../access/relations.js';
import { policySnapshot } from '../policy/policy.js';
import { CONTENT, CW, SUP, TestCase } from '../testing/a-case.js';
import {
  chair,
  concluded,
  convened,
  counsellor,
  MEMBERS,
  running,
  SCHOOL,
  view,
  worker,
} from '../testing/a-conference.js';
import { readModelOf } from './read-model.js';
import type { ConferenceMember } from './vocabulary/implementation.js';

const refusal = (code: string, rule: string): unknown => expect.objectContaining({ code, rule });
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

  it('CONF-2: its report is asked of the chair, or of the supervisor when the chair is a guest', () => {
    const asked = (chairId: string): unknown =>
      readModelOf(convened(running(), '2026-06-10', MEMBERS, CW, chairId).state).tasks.find(
        ({ kind }) => kind === 'conference',
      )?.assignee;
    expect(asked('sup-a')).toEqual({ personId: 'sup-a', role: null, scopeId: null });
    expect(asked('school-1')).toEqual({ personId: null, role: 'SUP', scopeId: 'team-1' });
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

describe('a conference on a case whose consent was taken back', () => {
  const takenBack = (): TestCase =>
    convened(running(), '2026-06-10').do('2026-06-11', CW, 'withdrawConsent', { scopes: ['participate'] });
  const asked = ({ state }: TestCase): boolean =>
    readModelOf(state).tasks.some(({ kind }) => kind === 'conference_view');

  it('shares nothing with its members from that moment on, and asks them nothing [CONS-6]', () => {
    const test = takenBack();
    expect([guestsOf(test.state), asked(test)]).toEqual([[], false]);
    expect(() => view(test, '2026-06-12', 'school-1', true, SCHOOL)).toThrowError(refusal('NOT_PERMITTED', 'SPEC-2'));
    expect(readModelOf(test.state).tasks.map(({ kind }) => kind)).toContain('conference');
  });

  it('is theirs again once a supervisor authorises going on, or consent is given anew [CONS-6] [CONS-3]', () => {
    const authorised = takenBack()
      .do('2026-06-11', CW, 'proposeWithoutConsent', { ground: 'imminent_danger', content: CONTENT })
      .do('2026-06-11', SUP, 'authoriseWithoutConsent', {
        ...{ ground: 'imminent_danger', legalBasis: 'vital_interests', content: CONTENT },
      });
    const given = takenBack().do('2026-06-11', CW, 'recordConsent', { participate: true, storeData: true });
    for (const test of [authorised, given]) {
      expect(guestsOf(test.state).map(({ personId }) => personId)).toContain('school-1');
      expect(asked(test)).toBe(true);
    }
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
    concluded(convened(risen, '2026-06-10T13:00'), '2026-06-10T14:00', { planChange: true, reassess: true });
    expect([risen.due('plan_revision'), risen.due('reassessment')]).toEqual(before);
    const unplanned = new TestCase().registered('2026-06-01', 'LOW');
    concluded(convened(unplanned, '2026-06-02'), '2026-06-03', { planChange: true, reassess: true });
    expect([unplanned.due('plan_revision'), unplanned.due('reassessment')]).toEqual([undefined, undefined]);
  });

  it('CONF-2 CLK-8: without risk they run as at LOW, whatever the cadence; before any plan nothing starts', () => {
    const policy = policySnapshot('p', { 'norisk.cadence': 'none' });
    const both = { planChange: true, reassess: true };
    const fallen = running('LOW', new TestCase(policy)).rated('2026-06-05', 'NO');
    fallen.do('2026-06-06', SUP, 'confirmLowering', { concernId: 'c1' });
    concluded(convened(fallen, '2026-06-10'), '2026-06-12', both);
    expect([fallen.due('plan_revision'), fallen.due('reassessment')]).toEqual(['2026-06-26', '2026-06-19']);
    const stopped = new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02').rated('2026-06-03', 'NO');
    stopped.do('2026-06-03', SUP, 'confirmLowering', { concernId: 'c1' });
    concluded(convened(stopped, '2026-06-04'), '2026-06-05', both);
    expect([stopped.due('plan_revision'), stopped.due('reassessment')]).toEqual([undefined, undefined]);
  });

  it('CONF-2 CLOSE-5: a conference after the day of death starts nothing, whenever the death is entered', () => {
    const test = concluded(convened(running(), '2026-06-10'), '2026-06-12', { planChange: true, reassess: true });
    test.do('2026-06-13', SUP, 'recordDeath', { diedOn: '2026-06-11' });
    expect([test.due('plan_revision'), test.due('reassessment')]).toEqual([undefined, undefined]);
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
