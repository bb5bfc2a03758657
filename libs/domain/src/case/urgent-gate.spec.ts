import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policySnapshot } from '../policy/policy.js';
import { CONTENT, CW, SUP, TestCase } from '../testing/a-case.js';
import { addressed, raised } from '../testing/first-contact.js';
import { fromMs, HOUR_MS, toMs } from '../time/instant.js';
import type { CommandType } from './commands.js';
import { openImmediateConcerns } from './gates.js';
import { BLOCKED_BY_IMMEDIATE_CONCERN } from './lifecycle.js';
import { initialState } from './state.js';

const OPEN: unknown = expect.objectContaining({ code: 'IMMEDIATE_CONCERN_OPEN', rule: 'UA-2' });
const LOWER = { rating: { concernId: 'c1', level: 'LOW' }, sourceForm: 'other' } as const;
const RAISE = { rating: { concernId: 'c1', level: 'HIGH' }, sourceForm: 'other' } as const;
const involved = { involved: ['child', 'caregiver'] } as const;

describe('while an immediate concern is open', () => {
  const acts = {
    registerCase: [
      () => new TestCase().consented('2026-06-01'),
      CW,
      { caseCode: 'CW-0001', concerns: [{ concernId: 'c1', category: 'neglect', level: 'LOW' }] },
    ],
    completeAssessment: [() => new TestCase().registered('2026-06-01', 'MEDIUM'), CW, {}],
    agreePlan: [() => new TestCase().registered('2026-06-01', 'MEDIUM').assessed('2026-06-01'), CW, involved],
    signOffPlan: [
      () =>
        new TestCase()
          .registered('2026-06-01', 'MEDIUM')
          .assessed('2026-06-01')
          .do('2026-06-01', CW, 'agreePlan', involved),
      SUP,
      {},
    ],
    holdReview: [
      () => new TestCase().registered('2026-06-01', 'MEDIUM').assessed('2026-06-01').planned('2026-06-01'),
      CW,
      {},
    ],
    requestClosure: [
      () => new TestCase().registered('2026-06-01', 'NO'),
      CW,
      { reason: 'opened_in_error', checks: {}, content: CONTENT },
    ],
    approveClosure: [() => requested(), SUP, {}],
    confirmLowering: [
      () => new TestCase().registered('2026-06-01', 'MEDIUM').do('2026-06-01', CW, 'rateConcern', LOWER),
      SUP,
      { concernId: 'c1' },
    ],
  } as const;
  const checks = {
    childAndFamilyInvolved: true,
    workersTold: true,
    contactForLaterGiven: true,
    feedbackOffered: true,
    fileComplete: true,
    storageFormAgreed: true,
    keepUntil: '2040-01-01',
  };
  const requested = (): TestCase =>
    new TestCase()
      .registered('2026-06-01', 'NO')
      .do('2026-06-01', CW, 'requestClosure', { reason: 'opened_in_error', checks, content: CONTENT });

  it('UA-2: the list of what waits is the one of the specification', () => {
    expect([...BLOCKED_BY_IMMEDIATE_CONCERN].sort()).toEqual(Object.keys(acts).sort());
  });

  it.each(Object.entries(acts))('UA-2: "%s" is refused until it is addressed', (type, [start, actor, payload]) => {
    const act = (test: TestCase, at: string, recorded = at): TestCase =>
      test.do(at, actor, type as CommandType, payload, recorded);
    expect(() => act(raised(start(), '2026-06-01T12:00', 'other'), '2026-06-01T13:00')).toThrowError(OPEN);
    const then = addressed(raised(start(), '2026-06-01T12:00', 'other'), '2026-06-01T14:00', 'service_reached');
    expect(() => act(then, '2026-06-01T13:30', '2026-06-01T15:00')).toThrowError(OPEN);
    if (type === 'requestClosure') return;
    expect(act(then, '2026-06-01T14:00', '2026-06-01T15:00').state.seq).toBeGreaterThan(0);
  });

  it('UA-2: what came before it is judged by when it happened, so an honest late entry passes', () => {
    const test = raised(new TestCase().registered('2026-06-01', 'MEDIUM'), '2026-06-01T12:00', 'safety');
    test.do('2026-06-01T11:30', CW, 'completeAssessment', {}, '2026-06-01T16:00');
    expect(test.state.stage).toBe('ASSESSED');
  });

  it('A57: a decision that was taken is not undone by a concern that is entered later', () => {
    const test = new TestCase().registered('2026-06-01T10:00', 'MEDIUM').assessed('2026-06-01T12:00');
    raised(test, '2026-06-01T11:00', 'safety', {}, '2026-06-01T18:00');
    expect(test.state.stage).toBe('ASSESSED');
    expect(() => test.do('2026-06-01T19:00', CW, 'agreePlan', involved)).toThrowError(OPEN);
  });

  it('A71: a fall is neither proposed nor confirmed, with whatever entry it comes; a rise always passes', () => {
    const open = (): TestCase =>
      raised(new TestCase().registered('2026-06-01', 'MEDIUM'), '2026-06-01T12:00', 'safety');
    const ratings = [{ concernId: 'c1', level: 'LOW' }];
    const visit = { reached: 'child', channel: 'visit' } as const;
    const at = '2026-06-01T13:00';
    expect(() => open().do(at, CW, 'rateConcern', LOWER)).toThrowError(OPEN);
    expect(() => open().do(at, CW, 'recordFollowUp', { ...visit, ratings })).toThrowError(OPEN);
    expect(open().do(at, CW, 'recordFollowUp', visit).state.stage).toBe('REGISTERED');
    expect(open().do(at, CW, 'rateConcern', RAISE).state.level).toBe('HIGH');
    const direct = new TestCase(policySnapshot('direct', { 'risk.lowering_needs_supervisor': false }));
    raised(direct.registered('2026-06-01', 'MEDIUM'), '2026-06-01T12:00', 'safety');
    expect(() => direct.do(at, CW, 'rateConcern', LOWER)).toThrowError(OPEN);
  });

  it('A71: a proposal from before it can be returned, and the conclusion of the plan passes', () => {
    const test = new TestCase().registered('2026-06-01', 'MEDIUM').do('2026-06-01', CW, 'rateConcern', LOWER);
    raised(test, '2026-06-01T12:00', 'safety');
    test.do('2026-06-01T13:00', SUP, 'returnLowering', { concernId: 'c1', content: CONTENT });
    expect(test.state.lowerings).toEqual({});
    const planned = new TestCase().registered('2026-06-01', 'MEDIUM').assessed('2026-06-01').planned('2026-06-01');
    raised(planned, '2026-06-01T12:00', 'safety').do('2026-06-01T13:00', CW, 'concludePlan', {});
    expect(planned.state.stage).toBe('STABILISING');
  });

  it('A71 UA-2: a conference that raises the level and a transfer for safety pass; one that lowers it does not', () => {
    const member = { organisationId: 'org-a', role: 'supervisor' } as const;
    const convened = (): TestCase =>
      raised(new TestCase().registered('2026-06-01', 'MEDIUM'), '2026-06-01T12:00', 'safety').do(
        '2026-06-01T12:10',
        CW,
        'conveneConference',
        {
          conferenceId: 'k1',
          purposes: ['removal_from_caregiver'],
          chairId: SUP.personId,
          plannedFor: '2026-06-01',
          members: [{ ...member, memberId: SUP.personId }],
        },
      );
    const report = (level: string) =>
      ({
        conferenceId: 'k1',
        outcome: 'stay_open',
        childOrCaregiverPresent: true,
        ratings: [{ concernId: 'c1', level }],
        content: CONTENT,
      }) as const;
    const at = '2026-06-01T14:00';
    expect(() => convened().do(at, SUP, 'concludeConference', report('LOW'))).toThrowError(OPEN);
    const risen = convened().do(at, SUP, 'concludeConference', report('HIGH'));
    expect(risen.state.level).toBe('HIGH');
    risen
      .do('2026-06-01T14:10', CW, 'recordConsent', { participate: true, storeData: true, caseTransfer: true })
      .do('2026-06-01T14:20', SUP, 'sendTransfer', {
        transferId: 't1',
        toAgencyId: 'agency-b',
        reason: 'child_moves',
        childAndFamilyConsulted: true,
        metNewCaseworker: true,
        content: CONTENT,
      });
    expect(risen.state.transfers['t1']?.status).toBe('sent');
  });

  it('UA-2 UA-9: referral, safety plan, note, follow-up, consent and what a supervisor authorises always pass', () => {
    const test = raised(new TestCase().registered('2026-06-01', 'MEDIUM'), '2026-06-01T12:00', 'health');
    const referral = {
      referralId: 'r1',
      service: 'medical',
      providerId: 'p-1',
      providerAgencyId: 'clinic',
      priority: 'high',
      channel: 'phone',
      urgent: true,
    } as const;
    test
      .do('2026-06-01T12:05', CW, 'recordConsent', { participate: true, storeData: true, services: ['medical'] })
      .do('2026-06-01T12:10', CW, 'sendReferral', referral)
      .do('2026-06-01T12:20', CW, 'recordNote', { content: CONTENT })
      .do('2026-06-01T12:30', CW, 'withdrawConsent', { scopes: ['participate'] })
      .do('2026-06-01T12:40', CW, 'proposeWithoutConsent', { ground: 'imminent_danger' })
      .do('2026-06-01T12:50', SUP, 'authoriseWithoutConsent', {
        ground: 'imminent_danger',
        legalBasis: 'vital_interests',
        content: CONTENT,
      });
    addressed(test, '2026-06-01T13:00', 'service_reached', { accompanied: true });
    expect(test.assessed('2026-06-01T13:00').planned('2026-06-01T13:30').state.stage).toBe('IMPLEMENTING');
  });

  it('UA-2: the gate is shut exactly while some concern was found and is not answered yet', () => {
    const start = toMs('2026-06-01T00:00:00.000Z');
    const hour = fc.integer({ min: 0, max: 48 }).map((hours) => fromMs(start + hours * HOUR_MS));
    const concern = fc.record({ raisedAt: hour, addressedAt: fc.option(hour) });
    fc.assert(
      fc.property(fc.array(concern, { maxLength: 5 }), hour, (concerns, at) => {
        const known = { type: 'other', incident: null, cardAlert: null, addressedBy: null } as const;
        const immediateConcerns = Object.fromEntries(
          concerns.map((one, index) => {
            const immediateConcernId = `i${String(index)}`;
            return [immediateConcernId, { ...known, ...one, immediateConcernId }];
          }),
        );
        const open = openImmediateConcerns({ ...initialState('case-1'), immediateConcerns }, at);
        const expected = concerns.some(
          (one) => one.raisedAt <= at && (one.addressedAt === null || at < one.addressedAt),
        );
        expect(open.length > 0).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });
});
