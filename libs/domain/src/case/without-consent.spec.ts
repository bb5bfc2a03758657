import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTENT, CW, MGR, SUP, TestCase } from '../testing/a-case.js';
import { identified } from '../testing/first-contact.js';
import type { CommandPayloads } from './commands.js';
import { detailsOf } from './details.js';
import { LEGAL_BASES, OVERRIDE_GROUNDS } from './vocabulary/first-contact.js';

const refusal = (code: string, rule: string): unknown => expect.objectContaining({ code, rule });
const YES = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true } as const;
const ON = '2026-06-01';
const GRANT = { ground: 'imminent_danger', legalBasis: 'vital_interests', content: CONTENT } as const;
const concerns = [{ concernId: 'c1', category: 'physical_violence', level: 'HIGH' }] as const;
const eligible = (): TestCase => identified(ON).do(ON, CW, 'answerEligibility', YES);
const refused = (more: Partial<CommandPayloads['recordConsent']> = { proposedGround: 'imminent_danger' }): TestCase =>
  eligible().do(ON, CW, 'recordConsent', { participate: false, storeData: false, ...more });
const authorised = (test = refused()): TestCase => test.do(ON, SUP, 'authoriseWithoutConsent', GRANT);
const registered = (test = authorised()): TestCase =>
  test.do(ON, CW, 'registerCase', { caseCode: 'CW-0001', concerns });
const visited = (test: TestCase, at: string, more: Partial<CommandPayloads['recordFollowUp']> = {}): TestCase =>
  test.do(at, CW, 'recordFollowUp', { reached: 'child', channel: 'visit', ...more });
const outstanding = ({ state }: TestCase): boolean => detailsOf(state).invitationOutstanding;

describe('acting without consent', () => {
  it('CONS-3 CONS-4 A20 O-18: authorised on a ground, the case is registered on a legal basis other than consent', () => {
    const test = registered();
    expect(test.state).toMatchObject({ stage: 'REGISTERED', legalBasis: 'vital_interests', withoutConsent: null });
  });

  it('PERM-1 O-18: whoever proposed it does not authorise it', () => {
    expect(() => refused().do(ON, CW, 'authoriseWithoutConsent', GRANT)).toThrowError(refusal('OWN_WORK', 'PERM-1'));
    const bySupervisor = eligible().do(ON, SUP, 'proposeWithoutConsent', { ground: 'no_guardian_too_young' });
    expect(() => authorised(bySupervisor)).toThrowError(refusal('OWN_WORK', 'PERM-1'));
    expect(() => bySupervisor.do(ON, SUP, 'refuseWithoutConsent', { content: CONTENT })).toThrowError(
      refusal('OWN_WORK', 'PERM-1'),
    );
    expect(bySupervisor.do(ON, MGR, 'authoriseWithoutConsent', GRANT).state.legalBasis).toBe('vital_interests');
  });

  it('CONS-3: says how the reasons were explained to the child', () => {
    const { content: _, ...silent } = GRANT;
    expect(() => refused().do(ON, SUP, 'authoriseWithoutConsent', silent)).toThrowError(
      refusal('FIELD_MISSING', 'CONS-3'),
    );
  });

  it('CONS-4: consent itself is no legal basis for it; every other one is', () => {
    for (const legalBasis of LEGAL_BASES) {
      const act = (): TestCase => refused().do(ON, SUP, 'authoriseWithoutConsent', { ...GRANT, legalBasis });
      if (legalBasis === 'consent') expect(act).toThrowError(refusal('VALUE_NOT_POSSIBLE', 'CONS-4'));
      else expect(act().state.legalBasis).toBe(legalBasis);
    }
  });

  it('CONS-3: needs a proposal, one at a time, and none while consent stands or after it is authorised', () => {
    const propose = (test: TestCase) => (): TestCase =>
      test.do(ON, CW, 'proposeWithoutConsent', { ground: 'legal_mandate' });
    expect(() => authorised(eligible())).toThrowError(refusal('NOTHING_PENDING', 'CONS-3'));
    expect(propose(refused())).toThrowError(refusal('ALREADY_PENDING', 'CONS-3'));
    expect(propose(authorised())).toThrowError(refusal('NOTHING_PENDING', 'CONS-3'));
    expect(propose(new TestCase().consented(ON))).toThrowError(refusal('NOTHING_PENDING', 'CONS-3'));
  });

  it('CONS-3: refused by the supervisor before anybody was asked, consent can still be asked for', () => {
    const test = eligible().do(ON, CW, 'proposeWithoutConsent', { ground: 'no_guardian_too_young' });
    test.do(ON, SUP, 'refuseWithoutConsent', { content: CONTENT });
    expect(test.state).toMatchObject({ stage: 'CONSENT_PENDING', intakeEndedAs: null });
    test.do(ON, CW, 'recordConsent', { participate: true, storeData: true });
    expect(registered(test).state.legalBasis).toBe('consent');
  });

  it('CONS-4: a ground that is found after the intake ended takes it up again', () => {
    const test = refused({}).do(ON, CW, 'proposeWithoutConsent', { ground: 'imminent_danger' });
    expect(test.state.intakeEndedAs).toBeNull();
    expect(registered(authorised(test)).state.stage).toBe('REGISTERED');
  });

  it('CONS-3: another refusal neither undoes the decision of the supervisor nor forestalls it', () => {
    const again = { participate: false, storeData: false };
    const decided = authorised().do(ON, CW, 'recordConsent', again);
    expect(decided.state).toMatchObject({ legalBasis: 'vital_interests', intakeEndedAs: null });
    expect(registered(decided).state.stage).toBe('REGISTERED');
    const waiting = refused().do(ON, CW, 'recordConsent', again);
    expect(waiting.state).toMatchObject({ intakeEndedAs: null, withoutConsent: { ground: 'imminent_danger' } });
  });

  it('CONS-6 CONS-3: after a withdrawal the case goes on only on a ground that a supervisor authorises', () => {
    const test = new TestCase().registered(ON, 'HIGH').do(ON, CW, 'withdrawConsent', { scopes: ['participate'] });
    test.do(ON, CW, 'proposeWithoutConsent', { ground: 'imminent_danger' });
    expect(authorised(test).state).toMatchObject({ stage: 'REGISTERED', legalBasis: 'vital_interests' });
  });
});

describe('the child is invited again', () => {
  it('CONS-3 O-18: from the authorisation on, at every follow-up that reaches child or caregiver', () => {
    const test = registered();
    expect(outstanding(test)).toBe(true);
    expect(outstanding(visited(test, '2026-06-02', { invited: true }))).toBe(false);
    expect(outstanding(visited(test, '2026-06-03'))).toBe(true);
    expect(outstanding(visited(test, '2026-06-04', { invited: false }))).toBe(true);
    expect(outstanding(visited(test, '2026-06-05', { invited: true }))).toBe(false);
    expect(outstanding(visited(test, '2026-06-06', { reached: 'nobody' }))).toBe(false);
  });

  it('CONS-3: until consent is given; with consent nobody has to be invited', () => {
    const test = visited(registered(), '2026-06-02').do('2026-06-03', CW, 'recordConsent', {
      participate: true,
      storeData: true,
    });
    expect([outstanding(test), test.state.legalBasis]).toEqual([false, 'consent']);
    expect(outstanding(visited(test, '2026-06-04'))).toBe(false);
  });
});

it('CONS-4 FLOW-1: whatever is answered and decided, nobody is registered without consent or another legal basis', () => {
  const ground = fc.constantFrom(...OVERRIDE_GROUNDS);
  const step = fc.oneof(
    fc.record({ type: fc.constant('recordConsent'), participate: fc.boolean(), storeData: fc.boolean() }),
    fc.record({ type: fc.constant('proposeWithoutConsent'), ground }),
    fc.record({ type: fc.constantFrom('authoriseWithoutConsent', 'refuseWithoutConsent') }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const test = eligible();
      for (const { type, ...payload } of steps) {
        const decides = type === 'authoriseWithoutConsent' || type === 'refuseWithoutConsent';
        try {
          test.do(ON, decides ? SUP : CW, type as 'recordConsent', { ...(decides ? GRANT : {}), ...payload } as never);
        } catch {
          continue;
        }
      }
      const { consent, legalBasis } = test.state;
      if (legalBasis === 'consent') expect(consent).toMatchObject({ participate: true, storeData: true });
      else if (legalBasis !== null) expect(test.events.map(({ type }) => type)).toContain('WithoutConsentAuthorised');
      const register = (): unknown => registered(test);
      if (legalBasis === null) expect(register).toThrowError();
      else expect(register).not.toThrowError();
    }),
    { numRuns: 500 },
  );
});
