import { describe, expect, it } from 'vitest';
import { policySnapshot } from '../policy/policy.js';
import { CONTENT, CW, SUP, TestCase } from '../testing/a-case.js';
import { identified } from '../testing/first-contact.js';
import type { CommandPayloads } from './commands.js';
import { detailsOf } from './details.js';

const refusal = (code: string, rule: string): unknown => expect.objectContaining({ code, rule });
type Consent = CommandPayloads['recordConsent'];
const YES = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true } as const;
const BOTH: Consent = { participate: true, storeData: true };
const REFUSED: Consent = { participate: false, storeData: false };
const ON = '2026-06-01';
const eligible = (test = new TestCase()): TestCase => identified(ON, test).do(ON, CW, 'answerEligibility', YES);
const asked = (test: TestCase, consent: Consent, at = ON, recorded = at): TestCase =>
  test.do(at, CW, 'recordConsent', consent, recorded);
const registered = (test: TestCase, at = ON, more: Partial<CommandPayloads['registerCase']> = {}): TestCase =>
  test.do(at, CW, 'registerCase', {
    caseCode: 'CW-0001',
    concerns: [{ concernId: 'c1', category: 'neglect', level: 'MEDIUM' }],
    ...more,
  });
const ended = (test: TestCase): unknown[] =>
  test.events.flatMap(({ type, data }) => (type === 'IntakeEnded' ? [data] : []));
const referred = (test: TestCase, referralId: string, service: 'legal' | 'medical'): TestCase =>
  test.do('2026-06-02', CW, 'sendReferral', {
    referralId,
    service,
    providerId: 'p-1',
    providerAgencyId: 'clinic',
    priority: 'medium',
    channel: 'digital_system',
    urgent: true,
  });

describe('consent', () => {
  it('CONS-1: each scope is recorded by itself, services one by one; what is not named was not agreed to', () => {
    const test = asked(eligible(), { ...BOTH, services: ['medical'], tracing: false, withheld: true, written: true });
    expect(detailsOf(test.state).consent).toMatchObject({
      participate: true,
      storeData: true,
      services: ['medical'],
      tracing: false,
      withheld: true,
      recordedAt: test.instant(ON),
    });
    expect(test.state.consent).not.toHaveProperty('reporting');
    expect(detailsOf(test.state).countsInAggregates).toBe(false);
  });

  it('CONS-7: only who agreed to scope 3 counts in aggregates', () => {
    const counts = (reporting: boolean): boolean =>
      detailsOf(registered(asked(eligible(), { ...BOTH, reporting })).state).countsInAggregates;
    expect([counts(true), counts(false)]).toEqual([true, false]);
  });

  it('FLOW-1: a registration needs it, and cannot have happened before it', () => {
    expect(() => registered(eligible())).toThrowError(refusal('CONSENT_MISSING', 'FLOW-1'));
    for (const part of [
      { ...BOTH, participate: false },
      { ...BOTH, storeData: false },
    ]) {
      const half = asked(eligible(), { ...part, proposedGround: 'imminent_danger' });
      expect(() => registered(half)).toThrowError(refusal('NOT_ALLOWED_IN_STAGE', 'SPEC-3.4'));
    }
    const test = asked(eligible(), BOTH, '2026-06-02');
    expect(() => test.do(ON, CW, 'registerCase', { caseCode: 'CW-0001', concerns: [] }, '2026-06-03')).toThrowError(
      refusal('OCCURRED_OUT_OF_ORDER', 'TIME-1'),
    );
    expect(registered(test, '2026-06-02').state.stage).toBe('REGISTERED');
  });
});

describe('who consents', () => {
  const policy = policySnapshot('consent-15', { 'consent.child_consent_age': 15 });
  const born = (bornOn: string, estimated = false): TestCase =>
    eligible(new TestCase(policy)).do(ON, CW, 'recordBirth', { bornOn, estimated });
  const MISSING = refusal('CONSENT_MISSING', 'CONS-2');

  it('CONS-2: without an age in the policy anybody of sufficient age may', () => {
    expect(asked(eligible(), { ...BOTH, givenBy: ['child'] }).state.legalBasis).toBe('consent');
  });

  it('CONS-2: below the age of the context the caregiver consents and the assent of the child is noted', () => {
    const young = '2011-06-02';
    expect(() => asked(born(young), { ...BOTH, givenBy: ['child'], assent: true })).toThrowError(MISSING);
    expect(() => asked(born(young), { ...BOTH, givenBy: ['caregiver'] })).toThrowError(MISSING);
    expect(asked(born(young), { ...BOTH, givenBy: ['caregiver'], assent: false }).state.legalBasis).toBe('consent');
    expect(asked(born('2011-06-01'), { ...BOTH, givenBy: ['child'] }).state.legalBasis).toBe('consent');
  });

  it('CONS-2: a child may refuse at every age, and an estimated date of birth turns nobody away', () => {
    expect(asked(born('2019-01-01'), REFUSED).state.stage).toBe('CONSENT_REFUSED');
    expect(asked(born('2019-01-01', true), { ...BOTH, givenBy: ['child'] }).state.legalBasis).toBe('consent');
  });

  it('CONS-2: a date of birth that comes with the registration is held against the consent that was given', () => {
    const given = (consent: Consent): TestCase => asked(eligible(new TestCase(policy)), consent);
    const alone = given({ ...BOTH, givenBy: ['child'] });
    expect(() => registered(alone, ON, { bornOn: '2015-01-01' })).toThrowError(MISSING);
    expect(registered(alone, ON, { bornOn: '2015-01-01', birthEstimated: true }).state.stage).toBe('REGISTERED');
    const unnoted = given({ ...BOTH, givenBy: ['caregiver'] });
    expect(() => registered(unnoted, ON, { bornOn: '2015-01-01' })).toThrowError(MISSING);
  });
});

describe('refusal', () => {
  it('CONS-4 O-17: without a ground the intake ends, nothing that identifies is kept and the way back is told', () => {
    const test = asked(eligible(), REFUSED);
    expect(ended(test)).toEqual([{ as: 'refused', storageAgreed: false }]);
    expect(detailsOf(test.state)).toMatchObject({ intakeEndedAs: 'refused', adviceToOffer: ['how_to_return'] });
    test.do(ON, CW, 'recordAdvice', { topics: ['how_to_return'] });
    expect([test.state.caseCode, detailsOf(test.state).adviceToOffer]).toEqual([null, []]);
    expect(() => registered(test)).toThrowError(refusal('NOT_ALLOWED_IN_STAGE', 'SPEC-3.4'));
  });

  it('CONS-4: who refused the work but agreed to storing keeps the refusal note', () => {
    expect(ended(asked(eligible(), { participate: false, storeData: true }))).toEqual([
      { as: 'refused', storageAgreed: true },
    ]);
  });

  it('CONS-4: a later consent enters again', () => {
    const test = asked(asked(eligible(), REFUSED), BOTH, '2026-06-05');
    expect(test.state).toMatchObject({ stage: 'CONSENT_PENDING', intakeEndedAs: null, legalBasis: 'consent' });
    expect(registered(test, '2026-06-05').state.stage).toBe('REGISTERED');
  });

  it('CONS-3: a ground goes with a refusal only, and keeps the intake open until the supervisor decides', () => {
    expect(() => asked(eligible(), { ...BOTH, proposedGround: 'legal_mandate' })).toThrowError(
      refusal('VALUE_NOT_POSSIBLE', 'CONS-3'),
    );
    const test = asked(eligible(), { ...REFUSED, proposedGround: 'imminent_danger' });
    expect([ended(test), test.state.withoutConsent?.ground]).toEqual([[], 'imminent_danger']);
    test.do('2026-06-02', SUP, 'refuseWithoutConsent', { content: CONTENT });
    expect(ended(test)).toEqual([{ as: 'refused', storageAgreed: false }]);
  });
});

describe('withdrawal', () => {
  const consent: Consent = { ...BOTH, services: ['legal', 'medical'], caseTransfer: true, reporting: true };
  const open = (): TestCase =>
    referred(referred(registered(asked(eligible(), consent)), 'r1', 'legal'), 'r2', 'medical');
  const recalled = ({ state }: TestCase): string[] =>
    Object.values(state.referrals).flatMap(({ referralId, recall }) => (recall ? [referralId] : []));
  const withdrawn = (test: TestCase, payload: CommandPayloads['withdrawConsent']): TestCase =>
    test.do('2026-06-03', CW, 'withdrawConsent', payload);

  it('CONS-6: for one service recalls only its referrals; sharing for it stops at once', () => {
    const test = withdrawn(open(), { scopes: ['services'], services: ['legal'] });
    expect([recalled(test), test.state.consent?.services]).toEqual([['r1'], ['medical']]);
    expect(() => referred(test, 'r3', 'legal')).toThrowError(refusal('OUTSIDE_CONSENT', 'CONS-5'));
    expect(test.state.legalBasis).toBe('consent');
  });

  it('CONS-6: from taking part ends every sharing and the legal basis; the case itself stays open', () => {
    const test = withdrawn(open(), { scopes: ['participate'] });
    expect(recalled(test).sort()).toEqual(['r1', 'r2']);
    expect(test.state).toMatchObject({ stage: 'REGISTERED', legalBasis: null });
    expect(test.state.consent).toMatchObject({ services: [], caseTransfer: false, storeData: true });
  });

  it('CONS-6: a new form that no longer covers a service recalls its referrals', () => {
    expect(recalled(asked(open(), { ...consent, services: ['medical'] }, '2026-06-03'))).toEqual(['r1']);
    expect(asked(open(), REFUSED, '2026-06-03').state.legalBasis).toBeNull();
  });

  it('CONS-5 CONS-6: what a supervisor shared for safety outside the consent is not recalled by a new form', () => {
    const request = {
      referralId: 'r1',
      service: 'legal',
      providerId: 'p-1',
      providerAgencyId: 'clinic',
      priority: 'high',
      channel: 'digital_system',
      urgent: true,
    } as const;
    const test = registered(asked(eligible(), { ...BOTH, services: ['medical'] }))
      .do('2026-06-02', CW, 'draftReferral', request)
      .do('2026-06-02', SUP, 'overrideSharing', {
        referralId: 'r1',
        ground: 'immediate_safety_risk',
        content: CONTENT,
      });
    asked(test, { ...BOTH, services: [] }, '2026-06-03');
    expect([test.state.referrals['r1']?.status, recalled(test)]).toEqual(['sent', []]);
  });

  it('CONS-6: only what was agreed to can be withdrawn, and not before it was given', () => {
    expect(() => withdrawn(open(), { scopes: ['tracing'] })).toThrowError(refusal('NOTHING_PENDING', 'CONS-6'));
    expect(() =>
      open().do('2026-05-31', CW, 'withdrawConsent', { scopes: ['participate'] }, '2026-06-03'),
    ).toThrowError(refusal('OCCURRED_OUT_OF_ORDER', 'TIME-1'));
  });

  it('CONS-6 REOP-1: it can still be withdrawn after closure; a re-opening confirms that the child takes part', () => {
    const checks = {
      childAndFamilyInvolved: true,
      workersTold: true,
      contactForLaterGiven: true,
      feedbackOffered: true,
      fileComplete: true,
      storageFormAgreed: true,
      keepUntil: '2040-01-01',
    };
    const closed = registered(asked(eligible(), consent), ON)
      .do(ON, CW, 'requestClosure', { reason: 'opened_in_error', checks, content: CONTENT })
      .do(ON, SUP, 'approveClosure', {});
    withdrawn(closed, { scopes: ['participate'] });
    expect(closed.state.legalBasis).toBeNull();
    const concerns = [{ concernId: 'c2', category: 'neglect', level: 'LOW' }] as const;
    closed
      .do('2026-06-04', CW, 'requestReopening', { eligibilityConfirmed: true, consentConfirmed: true, concerns })
      .do('2026-06-04', SUP, 'approveReopening', {});
    expect(closed.state).toMatchObject({ stage: 'REGISTERED', legalBasis: 'consent' });
    expect(closed.state.consent).toMatchObject({ participate: true, storeData: true, services: [] });
  });
});
