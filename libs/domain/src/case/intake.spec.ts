import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTENT, CW, OWNER, SUP, TestCase } from '../testing/a-case.js';
import { identified, raised } from '../testing/first-contact.js';
import type { CommandPayloads } from './commands.js';
import { detailsOf } from './details.js';

const refusal = (code: string, rule: string): unknown => expect.objectContaining({ code, rule });
type Answers = CommandPayloads['answerEligibility'];
const YES: Answers = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true };
const ON = '2026-06-01';
const answered = (answers: Partial<Answers>): TestCase =>
  identified(ON).do(ON, CW, 'answerEligibility', { ...YES, ...answers });
const advised = (test: TestCase, payload: CommandPayloads['recordAdvice']): TestCase =>
  test.do(ON, CW, 'recordAdvice', payload);
const concerns = [{ concernId: 'c1', category: 'neglect', level: 'LOW' }] as const;
const consented = (test: TestCase): TestCase =>
  test.do(ON, CW, 'recordConsent', { participate: true, storeData: true });

describe('the four questions of eligibility', () => {
  it('SPEC-4.1: at risk and in need of a caseworker is taken in, whether or not services are needed', () => {
    for (const needsServices of [true, false]) {
      expect(answered({ needsServices }).state).toMatchObject({
        stage: 'CONSENT_PENDING',
        eligibilityExit: 'taken_in',
      });
    }
  });

  it('SPEC-4.1 O-12: an adult is not taken in; the protection actor is offered, children at risk are noted', () => {
    const test = answered({ isChild: 'no', childrenAtRisk: true });
    expect(test.state).toMatchObject({ stage: 'NOT_ELIGIBLE', intakeEndedAs: 'not_eligible', caseCode: null });
    expect(detailsOf(test.state)).toMatchObject({
      eligibilityExit: 'adult',
      advice: ['children_at_risk_liaison'],
      adviceToOffer: ['protection_actor_referral'],
    });
    expect(detailsOf(answered({ isChild: 'no' }).state).advice).toEqual([]);
    advised(test, { topics: ['protection_actor_referral'] });
    expect(detailsOf(test.state).adviceToOffer).toEqual([]);
  });

  it('SPEC-4.1 O-13: unsure counts as a child, and a date of birth is an estimated one', () => {
    const test = answered({ isChild: 'unsure' });
    expect([test.state.stage, detailsOf(test.state).birthEstimated]).toEqual(['CONSENT_PENDING', true]);
    consented(test).do(ON, CW, 'registerCase', { caseCode: 'CW-0001', concerns, bornOn: '2009-01-01' });
    expect(test.state.birth).toEqual({ bornOn: '2009-01-01', estimated: true });
    test.do('2026-06-05', CW, 'recordBirth', { bornOn: '2009-03-01', estimated: false });
    expect(detailsOf(test.state).birthEstimated).toBe(false);
  });

  it('A18 SPEC-4.1: no to question 2 or to question 3 goes to question 4', () => {
    for (const no of [{ harmedOrAtRisk: false }, { needsCaseworker: false }]) {
      expect(answered({ ...no, needsServices: true }).state.eligibilityExit).toBe('service_link');
      expect(answered({ ...no, needsServices: false }).state.eligibilityExit).toBe('community');
    }
  });

  it('SPEC-4.1 O-14: a link to a service needs the service and consent, and makes no case', () => {
    const test = answered({ harmedOrAtRisk: false });
    const link = { topics: ['service_link'] } as const;
    const missing = refusal('FIELD_MISSING', 'SPEC-4.1');
    expect(() => advised(test, { ...link, consentGiven: true })).toThrowError(missing);
    expect(() => advised(test, { ...link, service: 'education' })).toThrowError(missing);
    expect(() => advised(test, { ...link, service: 'education', consentGiven: false })).toThrowError(missing);
    advised(test, { ...link, service: 'education', consentGiven: true });
    expect([detailsOf(test.state).advice, test.state.caseCode]).toEqual([['service_link'], null]);
  });

  it('SPEC-4.1 O-15: without need of a service the community, advocacy and the way back are offered', () => {
    const test = answered({ needsCaseworker: false, needsServices: false });
    expect(detailsOf(test.state).adviceToOffer).toEqual(['community_programme', 'advocacy', 'how_to_return']);
    advised(test, { topics: ['community_programme', 'how_to_return'] });
    expect(detailsOf(test.state).adviceToOffer).toEqual(['advocacy']);
  });

  it('SPEC-4.1: whatever is answered, exactly one exit follows, and only that of question 3 leads to a case', () => {
    const answers = fc.record({
      isChild: fc.constantFrom('yes' as const, 'no' as const, 'unsure' as const),
      harmedOrAtRisk: fc.boolean(),
      needsCaseworker: fc.boolean(),
      needsServices: fc.boolean(),
    });
    fc.assert(
      fc.property(answers, (given) => {
        const { state } = answered(given);
        const takenIn = given.isChild !== 'no' && given.harmedOrAtRisk && given.needsCaseworker;
        expect([state.eligibilityExit === 'taken_in', state.stage]).toEqual([
          takenIn,
          takenIn ? 'CONSENT_PENDING' : 'NOT_ELIGIBLE',
        ]);
        expect(state.intakeEndedAs).toBe(takenIn ? null : 'not_eligible');
      }),
      { numRuns: 200 },
    );
  });

  it('SPEC-4.1: answered anew when more is known, a child can still be taken in', () => {
    const test = answered({ harmedOrAtRisk: false }).do('2026-06-03', CW, 'answerEligibility', YES);
    expect(test.state).toMatchObject({ stage: 'CONSENT_PENDING', intakeEndedAs: null });
    expect(() => test.do('2026-05-30', CW, 'answerEligibility', YES, '2026-06-04')).toThrowError();
  });
});

describe('the order of first contact', () => {
  it('FLOW-1: identification, eligibility, consent, registration; nothing is skipped', () => {
    const register = (test: TestCase) => (): TestCase =>
      test.do(ON, CW, 'registerCase', { caseCode: 'CW-0001', concerns });
    expect(register(new TestCase())).toThrowError(refusal('CASE_NOT_IDENTIFIED', 'FLOW-1'));
    expect(register(identified(ON))).toThrowError(refusal('NOT_ALLOWED_IN_STAGE', 'SPEC-3.4'));
    expect(() => consented(identified(ON))).toThrowError(refusal('NOT_ALLOWED_IN_STAGE', 'SPEC-3.4'));
    expect(register(answered({}))).toThrowError(refusal('CONSENT_MISSING', 'FLOW-1'));
    expect(register(consented(answered({})))().state.stage).toBe('REGISTERED');
  });

  it('FLOW-1 A19: what cannot wait comes before eligibility and consent, without case and code', () => {
    const test = raised(identified(ON), ON, 'health').do(ON, CW, 'sendReferral', {
      referralId: 'r1',
      service: 'medical',
      providerId: 'p-1',
      providerAgencyId: 'clinic',
      priority: 'high',
      channel: 'phone',
      urgent: true,
    });
    expect(test.state).toMatchObject({ stage: 'IDENTIFIED', episode: 0, caseCode: null, consent: null });
    expect(test.state.referrals['r1']?.status).toBe('sent');
    test.do(ON, CW, 'answerEligibility', YES);
    expect(consented(test).state.stage).toBe('CONSENT_PENDING');
  });

  it('UA-1: danger is still answered when somebody is not taken in', () => {
    const test = raised(identified(ON), ON, 'safety').do(ON, CW, 'answerEligibility', { ...YES, isChild: 'no' });
    test.do(ON, CW, 'addressImmediateConcern', { immediateConcernId: 'i1', by: 'safety_plan' });
    expect(test.state.immediateConcerns['i1']?.addressedBy).toBe('safety_plan');
  });

  it('TIME-1: nobody is born in the future; a note says what happened', () => {
    expect(() => answered({}).do(ON, CW, 'recordBirth', { bornOn: '2026-06-02', estimated: false })).toThrowError(
      refusal('VALUE_NOT_POSSIBLE', 'TIME-1'),
    );
    expect(() => identified(ON).do(ON, CW, 'recordNote', {})).toThrowError(refusal('FIELD_MISSING', 'SPEC-5'));
  });
});

describe('an intake without a caseworker', () => {
  const AT = '2026-06-01T10:00';
  const waiting = (more: Partial<CommandPayloads['identifyChild']> = {}): TestCase => {
    const test = new TestCase();
    const common = { source: 'police', owner: OWNER, policy: test.policy, unassigned: true } as const;
    return test.do(AT, CW, 'identifyChild', { ...common, ...more });
  };
  const alarms = ({ state }: TestCase): unknown[] =>
    state.escalations.map(({ kind, openedAt, status }) => [kind, openedAt, status]);

  it('FLOW-2: waits three hours for one, one hour when urgent; then the supervisor is alarmed, without a breach', () => {
    for (const [urgent, due] of [
      [false, '2026-06-01T10:00:00.000Z'],
      [true, '2026-06-01T08:00:00.000Z'],
    ] as const) {
      const test = waiting({ urgent });
      expect(test.due('assignment')).toBe(due);
      const missed = due.replace('.000Z', '.001Z');
      test.until('2026-06-01T14:00');
      expect([alarms(test), test.standing()]).toEqual([[['assignment', missed, 'open']], []]);
    }
  });

  it('FLOW-2: an immediate concern makes it urgent, and never later than it was', () => {
    expect(raised(waiting(), '2026-06-01T10:30', 'safety').due('assignment')).toBe('2026-06-01T08:30:00.000Z');
    expect(raised(waiting(), '2026-06-01T12:45', 'safety').due('assignment')).toBe('2026-06-01T10:00:00.000Z');
  });

  it('FLOW-2: an assignment meets it; an intake that ends needs nobody, and waits again when it goes on', () => {
    const to = { ...OWNER, caseworkerId: 'cw-b' };
    const test = waiting().do('2026-06-01T11:00', SUP, 'assignCase', { to });
    expect([test.due('assignment'), test.state.owner?.caseworkerId, test.state.unassigned]).toEqual([
      undefined,
      'cw-b',
      false,
    ]);
    const over = waiting().do('2026-06-01T11:00', CW, 'answerEligibility', { ...YES, isChild: 'no' });
    expect([over.due('assignment'), over.until('2026-06-02').state.escalations]).toEqual([undefined, []]);
    over.do('2026-06-02T10:00', CW, 'answerEligibility', YES);
    expect(over.due('assignment')).toBe('2026-06-02T10:00:00.000Z');
  });

  it('FLOW-2 TIME-1: an assignment is not dated before a caseworker was looked for', () => {
    const test = new TestCase();
    test.do('2026-06-01T10:00', CW, 'identifyChild', {
      source: 'police',
      owner: OWNER,
      policy: test.policy,
      unassigned: true,
    });
    expect(() => test.do('2026-06-01T09:00', SUP, 'assignCase', { to: OWNER }, '2026-06-01T11:00')).toThrowError(
      refusal('OCCURRED_OUT_OF_ORDER', 'TIME-1'),
    );
    expect(test.do('2026-06-01T10:30', SUP, 'assignCase', { to: OWNER }, '2026-06-01T11:00').state.unassigned).toBe(
      false,
    );
  });

  it('FLOW-2: a case that has a caseworker is re-assigned, not assigned', () => {
    const to = { ...OWNER, caseworkerId: 'cw-b' };
    expect(() => identified(AT).do(AT, SUP, 'assignCase', { to, content: CONTENT })).toThrowError(
      refusal('NOTHING_PENDING', 'FLOW-2'),
    );
  });

  it('SPEC-2: a case starts in the agency of whoever records it', () => {
    expect(() => waiting({ owner: { ...OWNER, agencyId: 'agency-b' } })).toThrowError(
      refusal('NOT_PERMITTED', 'SPEC-2'),
    );
  });
});
