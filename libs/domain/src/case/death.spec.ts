import { describe, expect, it } from 'vitest';
import { COMPLETE_FORM, CONTENT, CW, MGR, SUP, TestCase } from '../testing/a-case.js';
import { asItHappened } from './alarms.js';
import { openImmediateConcerns } from './gates.js';
import { readModelOf } from './read-model.js';

const asked = COMPLETE_FORM;
/** What may be asked of a family in mourning. */
const checks = {
  ...asked,
  childAndFamilyInvolved: false,
  contactForLaterGiven: false,
  feedbackOffered: false,
};

/** HIGH, in implementation since 4 June 2026: first follow-up due on the 7th. */
const implementing = (level = 'HIGH'): TestCase =>
  new TestCase().registered('2026-06-01', level).assessed('2026-06-01T11:00').planned('2026-06-03', '2026-06-04');
const died = (test: TestCase, diedOn: string, recorded: string): TestCase =>
  test.do(recorded, CW, 'recordDeath', { diedOn });
const closedForDeath = (test: TestCase): TestCase =>
  test
    .do('2026-06-12T12:00', CW, 'requestClosure', { reason: 'death', checks })
    .do('2026-06-12T15:00', SUP, 'approveClosure', {});
const annulled = (test: TestCase, at: string): TestCase =>
  test
    .do(`${at}T10:00`, SUP, 'proposeDeathCorrection', { content: CONTENT })
    .do(`${at}T11:00`, MGR, 'confirmDeathCorrection', {});

describe('a recorded death', () => {
  it('CLOSE-5: stops every clock with the day of death and starts none', () => {
    const test = died(implementing(), '2026-06-06', '2026-06-06T18:00');
    expect(Object.values(test.state.obligations).filter(({ status }) => status === 'open')).toEqual([]);
    expect(test.until('2027-06-01').standing()).toEqual([]);
    test.do('2027-06-01', CW, 'raiseMandatoryReport', { reportId: 'r1', law: 'act-1' });
    expect(Object.values(test.state.obligations).filter(({ status }) => status === 'open')).toEqual([]);
  });

  it('CLOSE-5 A65: what was due on the day of death itself, or later, is no breach', () => {
    expect(died(implementing(), '2026-06-07', '2026-06-07T20:00').until('2026-07-01').standing()).toEqual([]);
  });

  it('A56 TIME-7: what was overdue before the day of death stays a breach', () => {
    expect(died(implementing(), '2026-06-08', '2026-06-08T20:00').standing()).toEqual(['follow_up 2026-06-07 HIGH']);
  });

  it('TIME-9 CLOSE-5: breaches raised before the death was known are withdrawn, and their escalation ends', () => {
    const test = implementing().until('2026-06-12');
    expect(test.standing()).toEqual(['follow_up 2026-06-07 HIGH']);
    died(test, '2026-06-05', '2026-06-12T10:00');
    expect(test.standing()).toEqual([]);
    const entry = test.events.find(({ type }) => type === 'DeathRecorded');
    expect(test.state.breaches.map(({ withdrawnBySeq }) => withdrawnBySeq)).toEqual([entry?.seq]);
    expect(test.state.escalations.every(({ status }) => status === 'resolved')).toBe(true);
  });

  it('CLOSE-5: a death before the case was even registered leaves no duty and no breach', () => {
    const test = implementing().until('2026-06-12');
    expect(died(test, '2026-05-30', '2026-06-12T10:00').until('2026-12-01').standing()).toEqual([]);
  });

  it('TIME-1: neither a future date nor one before the birth is possible', () => {
    expect(() => died(implementing(), '2026-06-11', '2026-06-10')).toThrowError(/future/);
    const born = implementing().do('2026-06-04T12:00', CW, 'recordBirth', { bornOn: '2016-02-11', estimated: false });
    expect(() => died(born, '2016-02-10', '2026-06-10')).toThrowError(/before the birth/);
  });

  it('CLOSE-5 SPEC-3.10: the supervisor and the caseworker are told at once, until the closure is requested', () => {
    const test = died(implementing(), '2026-06-06', '2026-06-06T18:00');
    const told = (): string[] => {
      const tasks = readModelOf(test.state).tasks.filter(({ kind }) => kind === 'death');
      return tasks.map(({ assignee: { personId, scopeId } }) => personId ?? scopeId ?? '');
    };
    expect(told()).toEqual(['team-1', 'cw-a']);
    test.do('2026-06-07', CW, 'requestClosure', { reason: 'death', checks });
    expect(told()).toEqual([]);
  });

  it('A62: afterwards only closing, ownership and transfer acts are accepted', () => {
    const test = died(implementing(), '2026-06-06', '2026-06-06T18:00');
    const attempts: (() => unknown)[] = [
      () => test.followedUp('2026-06-07'),
      () => test.rated('2026-06-07', 'LOW'),
      () => test.do('2026-06-07', CW, 'concludePlan', {}),
      () => died(test, '2026-06-05', '2026-06-07'),
    ];
    for (const attempt of attempts) expect(attempt).toThrowError(/death of the child is recorded/);
    const to = { caseworkerId: 'cw-a2', teamId: 'team-1', officeId: 'office-1', agencyId: 'agency-a' };
    test.do('2026-06-07', SUP, 'reassignCase', { to, childAndFamilyConsulted: true });
    expect(test.state.owner).toEqual(to);
  });

  it('CLOSE-5 UA-2: open concerns end with it and block nothing', () => {
    const test = implementing().do('2026-06-05', CW, 'raiseImmediateConcern', {
      immediateConcernId: 'i1',
      type: 'health',
    });
    expect(openImmediateConcerns(test.state, test.instant('2026-06-06'))).toHaveLength(1);
    died(test, '2026-06-06', '2026-06-06T18:00');
    expect(openImmediateConcerns(test.state, test.instant('2026-06-07'))).toEqual([]);
    expect(closedForDeath(test).state.stage).toBe('CLOSED');
  });
});

describe('closing after a death', () => {
  it('CLOSE-1 CLOSE-5: at HIGH the supervisor alone approves, without feedback, visits or final review', () => {
    const test = closedForDeath(died(implementing(), '2026-06-06', '2026-06-12'));
    expect([test.state.stage, test.due('post_closure_review')]).toEqual(['CLOSED', undefined]);
  });

  it('SPEC-3.10 CLOSE-5: needs the date first, and what concerns the file still has to be done', () => {
    const reason = 'death' as const;
    expect(() => implementing().do('2026-06-12', CW, 'requestClosure', { reason, checks })).toThrowError(/No death/);
    const incomplete = { reason, checks: { ...checks, fileComplete: false } };
    const test = died(implementing(), '2026-06-06', '2026-06-12');
    expect(() => test.do('2026-06-12', CW, 'requestClosure', incomplete)).toThrowError(/file is complete/);
  });

  it('CLOSE-5: no other reason is accepted', () => {
    const test = died(new TestCase().registered('2026-06-01', 'NO'), '2026-06-06', '2026-06-12');
    const other = { reason: 'no_risk_found', checks: asked } as const;
    expect(() => test.do('2026-06-12', CW, 'requestClosure', other)).toThrowError(/death of the child/);
  });

  it('A62: a death replaces the request that is pending', () => {
    const test = new TestCase().registered('2026-06-01', 'NO');
    test.do('2026-06-02', CW, 'requestClosure', { reason: 'no_risk_found', checks: asked });
    expect(() => test.do('2026-06-03', CW, 'requestClosure', { reason: 'death', checks })).toThrowError(
      /already waits/,
    );
    died(test, '2026-06-03', '2026-06-04');
    expect(test.state).toMatchObject({ stage: 'REGISTERED', closureRequest: null });
    expect(closedForDeath(test).state.closure?.reason).toBe('death');
  });

  it('CLOSE-5: re-opening is refused', () => {
    const test = closedForDeath(died(implementing(), '2026-06-06', '2026-06-12'));
    const concerns = [{ concernId: 'c9', category: 'neglect' as const, level: 'LOW' }];
    const ask = { eligibilityConfirmed: true, consentConfirmed: true, concerns };
    expect(() => test.do('2026-07-01', CW, 'requestReopening', ask)).toThrowError(/stays closed/);
  });

  it('CLOSE-5 A58: a death after closure ends the final review and a request to re-open', () => {
    const test = new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02').planned('2026-06-03');
    test
      .do('2026-06-10', CW, 'concludePlan', {})
      .followedUp('2026-06-12')
      .followedUp('2026-06-16')
      .reviewed('2026-06-17');
    test.do('2026-06-18', CW, 'requestClosure', { reason: 'goal_met', checks: asked });
    test.do('2026-06-19', SUP, 'approveClosure', {});
    const concerns = [{ concernId: 'c9', category: 'neglect' as const, level: 'LOW' }];
    const ask = { eligibilityConfirmed: true, consentConfirmed: true, concerns };
    test.do('2026-07-01', CW, 'requestReopening', ask);
    died(test, '2026-07-02', '2026-07-03');
    expect([test.due('post_closure_review'), test.state.reopeningRequest, test.state.stage]).toEqual([
      undefined,
      null,
      'CLOSED',
    ]);
    expect(test.until('2027-06-01').standing()).toEqual([]);
    annulled(test, '2027-06-02');
    expect(test.state).toMatchObject({ stage: 'CLOSED', death: null, closure: { reason: 'goal_met' } });
    expect(test.standing()).toEqual(['post_closure_review 2026-09-19 LOW']);
  });
});

describe('a wrong record of death', () => {
  it('A79: supervisor and manager annul it together, with a reason', () => {
    const test = died(implementing(), '2026-06-06', '2026-06-06T18:00');
    expect(() => test.do('2026-06-07', SUP, 'proposeDeathCorrection', {})).toThrowError(/why/);
    expect(() => test.do('2026-06-07', CW, 'proposeDeathCorrection', { content: CONTENT })).toThrowError(/include/);
    test.do('2026-06-07', SUP, 'proposeDeathCorrection', { content: CONTENT });
    expect(() => test.do('2026-06-07', SUP, 'proposeDeathCorrection', { content: CONTENT })).toThrowError(/already/);
    expect(() => test.do('2026-06-07', SUP, 'confirmDeathCorrection', {})).toThrowError(/somebody else/);
    test.do('2026-06-07T12:00', MGR, 'returnDeathCorrection', { content: CONTENT });
    expect(test.state).toMatchObject({ death: { diedOn: '2026-06-06' }, deathCorrection: null });
    expect(annulled(test, '2026-06-08').state).toMatchObject({ death: null, stage: 'IMPLEMENTING' });
  });

  it('A79 TIME-9: a closed case is again where the work was; clocks run and breaches are raised at the correction', () => {
    const test = closedForDeath(died(implementing(), '2026-06-06', '2026-06-12'));
    expect(test.standing()).toEqual([]);
    annulled(test, '2026-06-20');
    expect(test.state).toMatchObject({ stage: 'IMPLEMENTING', closure: null, closureRequest: null });
    expect([test.due('follow_up'), test.due('review')]).toEqual(['2026-06-07', '2026-07-04']);
    const [breach] = test.state.breaches.filter(({ withdrawnAt }) => withdrawnAt === null);
    expect(breach).toMatchObject({ kind: 'follow_up', raisedAt: test.instant('2026-06-20T11:00') });
  });

  it('TIME-9 CLOSE-5 A79: as it happened nothing is due from the day of death on, and an annulled death never was', () => {
    const test = died(implementing().followedUp('2026-06-06'), '2026-06-08', '2026-06-12');
    const dueOn = (local: string): string[] => {
      const { obligations } = asItHappened(test.state, test.instant(local));
      return obligations.filter(({ status }) => status === 'open').map(({ kind }) => kind);
    };
    expect([dueOn('2026-06-07'), dueOn('2026-06-09')]).toEqual([['review', 'follow_up'], []]);
    annulled(test, '2026-06-20');
    expect(dueOn('2026-06-09')).toEqual(['review', 'follow_up']);
  });

  it('A79: a pending closure for it falls too, and a second record of death counts again', () => {
    const test = died(implementing(), '2026-06-06', '2026-06-12');
    test.do('2026-06-12T12:00', CW, 'requestClosure', { reason: 'death', checks });
    annulled(test, '2026-06-13');
    expect(test.state).toMatchObject({ stage: 'IMPLEMENTING', closureRequest: null });
    died(test.followedUp('2026-06-14'), '2026-06-15', '2026-06-15T20:00');
    expect(test.standing()).toEqual(['follow_up 2026-06-07 HIGH']);
    expect(Object.values(test.state.obligations).filter(({ status }) => status === 'open')).toEqual([]);
  });
});
