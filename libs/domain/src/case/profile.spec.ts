import { describe, expect, it } from 'vitest';
import { detailsOf } from './details.js';
import { CW, TestCase } from '../testing/a-case.js';

const concerns = [{ concernId: 'k1', category: 'neglect', level: 'LOW' }] as const;
const PROFILE = { sex: 'female', disability: 'yes', displacement: 'refugee', area: 'north' } as const;

describe('what numbers are broken down by', () => {
  const registered = (): TestCase =>
    new TestCase()
      .consented('2026-06-01')
      .do('2026-06-01', CW, 'registerCase', { caseCode: 'CW-0001', concerns, profile: PROFILE });

  it('comes with the registration, as a note of its own [SPEC-7]', () => {
    const test = registered();
    expect(detailsOf(test.state).profile).toEqual(PROFILE);
    expect(test.events.filter(({ type }) => type === 'ProfileRecorded')).toHaveLength(1);
  });

  it('is corrected as a whole later, without touching any clock [SPEC-7]', () => {
    const test = registered();
    const { obligations } = test.state;
    test.do('2026-06-02', CW, 'recordProfile', { profile: { sex: 'male' } });
    expect(test.state.profile).toEqual({ sex: 'male' });
    expect(test.state.obligations).toEqual(obligations);
  });

  it('is no part of the state of a case that has none [SPEC-7]', () => {
    const test = new TestCase()
      .consented('2026-06-01')
      .do('2026-06-01', CW, 'registerCase', { caseCode: 'CW-0001', concerns });
    expect('profile' in test.state).toBe(false);
    expect(detailsOf(test.state).profile).toBeNull();
  });
});
