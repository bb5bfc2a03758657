import { describe, expect, it } from 'vitest';
import { policySnapshot } from '../policy/policy.js';
import { CW, OWNER, SUP, TestCase } from '../testing/a-case.js';
import { isWhole, takenOver, type CarriedCase } from './carried.js';
import { initialCollaboration } from './state-slices.js';

/** A registered case as the release before consent by scope, services and transfers carried it. */
function olderCase(): CarriedCase {
  const { state } = new TestCase().registered('2026-06-01T09:00', 'LOW');
  const later = new Set(Object.keys(initialCollaboration));
  const older = Object.fromEntries(Object.entries(state).filter(([field]) => !later.has(field)));
  return { ...older, consent: { participate: true, storeData: true } } as unknown as CarriedCase;
}

describe('a state that an older release carried over', () => {
  it('CONS-4: an agreed consent is its legal basis, and every field is there', () => {
    const carried = olderCase();
    expect(isWhole(carried)).toBe(false);
    const state = takenOver('case-1', carried);
    expect(isWhole(state)).toBe(true);
    expect(state).toMatchObject({
      stage: 'REGISTERED',
      legalBasis: 'consent',
      referrals: {},
      transfers: {},
      notices: [],
    });
    expect(state.consent).toMatchObject({ participate: true, storeData: true, givenBy: [] });
  });

  it('goes on under the rules of today', () => {
    const test = new TestCase();
    test.state = takenOver('case-1', olderCase());
    test.do('2026-06-02T09:00', CW, 'recordConsent', { participate: true, storeData: true, services: ['medical'] });
    expect(test.state.consent?.services).toEqual(['medical']);
  });

  it('SUPV-1: a case whose policy is older than a rule runs by the default of that rule', () => {
    const { values, ...policy } = policySnapshot();
    const older = Object.fromEntries(Object.entries(values).filter(([key]) => key !== 'caseload.max'));
    const test = new TestCase({ ...policy, values: older }).registered('2026-06-01T09:00', 'LOW');
    const to = { ...OWNER, caseworkerId: 'cw-b' };
    const given = { to, childAndFamilyConsulted: true, receiverOpenCases: 25 };
    expect(() => test.do('2026-06-02T09:00', SUP, 'reassignCase', given)).toThrowError(
      expect.objectContaining({ code: 'OVER_LIMIT', rule: 'SUPV-1' }),
    );
  });

  it('a state of today is taken as it is', () => {
    const { state } = new TestCase().registered('2026-06-01T09:00', 'LOW');
    expect(isWhole(state)).toBe(true);
    expect(takenOver(state.caseId, state)).toEqual(state);
  });
});
