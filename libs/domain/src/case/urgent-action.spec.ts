import { describe, expect, it } from 'vitest';
import { policySnapshot } from '../policy/policy.js';
import { CONTENT, CW, TestCase } from '../testing/a-case.js';
import { addressed, identified, raised, type Address } from '../testing/first-contact.js';
import { openImmediateConcerns } from './gates.js';

const refusal = (code: string, rule: string): unknown => expect.objectContaining({ code, rule });

describe('an immediate concern', () => {
  it('UA-1 CAT-4: is of a kind that the SOP knows: health, safety, a night without care, or another one', () => {
    for (const type of ['health', 'safety', 'interim_care', 'other'] as const) {
      expect(raised(identified('2026-06-02'), '2026-06-02', type).state.immediateConcerns['i1']?.type).toBe(type);
    }
    const narrow = identified('2026-06-02', new TestCase(policySnapshot('narrow', { 'urgent.types': ['health'] })));
    expect(() => raised(narrow, '2026-06-02', 'other')).toThrowError(refusal('VALUE_NOT_POSSIBLE', 'UA-1'));
  });

  it('UA-1 A19: can be found before anything is screened and at every stage after it', () => {
    const stages: TestCase[] = [
      identified('2026-06-01'),
      new TestCase().consented('2026-06-01'),
      new TestCase().registered('2026-06-01', 'MEDIUM').assessed('2026-06-01'),
      identified('2026-06-01').do('2026-06-01', CW, 'answerEligibility', {
        isChild: 'no',
        harmedOrAtRisk: false,
        needsCaseworker: false,
        needsServices: false,
      }),
    ];
    for (const test of stages) {
      expect(
        openImmediateConcerns(raised(test, '2026-06-01', 'health').state, '2026-06-02T00:00:00.000Z'),
      ).toHaveLength(1);
    }
  });

  it('CAT-4 UA-6: sexual violence is told with a health concern', () => {
    const incident = { on: '2026-06-01' };
    expect(() => raised(identified('2026-06-02'), '2026-06-02', 'safety', { incident })).toThrowError(
      refusal('VALUE_NOT_POSSIBLE', 'CAT-4'),
    );
    expect(raised(identified('2026-06-02'), '2026-06-02', 'health', { incident }).events.at(-1)?.data).toMatchObject({
      urgent: true,
    });
  });

  it('UA-7 A12: is urgent up to 120 hours after the incident, exactly 120 included, and cannot precede it', () => {
    const told = (at: string): unknown =>
      raised(identified('2026-06-06T07:00'), at, 'health', {
        incident: { at: '2026-06-01T05:00:00.000Z' },
      }).events.find(({ type }) => type === 'ImmediateConcernRaised')?.data;
    expect(told('2026-06-06T08:00:00')).toMatchObject({ urgent: true });
    expect(told('2026-06-06T08:00:01')).toMatchObject({ urgent: false });
    const ahead = { incident: { on: '2026-06-07' } };
    expect(() => raised(identified('2026-06-06'), '2026-06-06', 'health', ahead)).toThrowError(
      refusal('VALUE_NOT_POSSIBLE', 'UA-7'),
    );
  });

  it('UA-10: says when the card of the area is missing or outdated', () => {
    const contact = { area: 'north', agencyId: 'agency-a', focalPointIds: ['fp-1'], hours: '24/7' };
    const contacts = [{ ...contact, updatedOn: '2026-01-31' }];
    const policy = policySnapshot('cards', { 'context.urgent_contacts': contacts });
    const alertOn = (at: string, area: string): unknown =>
      raised(identified(at, new TestCase(policy)), at, 'health', { area }).state.immediateConcerns['i1']?.cardAlert;
    expect(alertOn('2026-07-31', 'north')).toBeNull();
    expect(alertOn('2026-08-01', 'north')).toBe('outdated');
    expect(alertOn('2026-06-01', 'south')).toBe('missing');
  });
});

describe('a concern is addressed', () => {
  const open = (): TestCase => raised(identified('2026-06-02T13:00'), '2026-06-02T14:00', 'other');

  it('UA-3: by a service, an accepted referral, a safety plan, a named place or an informed refusal', () => {
    const ways: readonly [Address['by'], Partial<Address>][] = [
      ['service_reached', { accompanied: true }],
      ['referral_accepted', {}],
      ['safety_plan', {}],
      ['interim_care', { placeNamed: true }],
      ['informed_refusal', { noGroundToOverride: true, content: CONTENT }],
    ];
    for (const [by, more] of ways) {
      const test = addressed(open(), '2026-06-02T15:00', by, more);
      expect(test.state.immediateConcerns['i1']).toMatchObject({ addressedBy: by });
      expect(openImmediateConcerns(test.state, test.instant('2026-06-02T15:00'))).toEqual([]);
    }
  });

  it('UA-3 UA-5: a refusal counts only when no ground allows to act against the wish, and says who and why', () => {
    const refuse = (more: Partial<Address>) => (): TestCase =>
      addressed(open(), '2026-06-02T15:00', 'informed_refusal', more);
    expect(refuse({ content: CONTENT })).toThrowError(refusal('GROUND_MISSING', 'UA-3'));
    expect(refuse({ noGroundToOverride: true })).toThrowError(refusal('FIELD_MISSING', 'UA-3'));
  });

  it('UA-3: a referral that is named has been accepted; a place for the night has a name', () => {
    expect(() => addressed(open(), '2026-06-02T15:00', 'referral_accepted', { referralId: 'r9' })).toThrowError(
      refusal('UNKNOWN_REFERENCE', 'UA-3'),
    );
    expect(() => addressed(open(), '2026-06-02T15:00', 'interim_care')).toThrowError(refusal('FIELD_MISSING', 'UA-4'));
  });

  it('UA-3: not before it was found, not twice in the same way, and only when it is known', () => {
    expect(() => addressed(open(), '2026-06-02T13:30', 'safety_plan', {}, '2026-06-02T16:00')).toThrowError(
      refusal('OCCURRED_OUT_OF_ORDER', 'TIME-1'),
    );
    const twice = addressed(open(), '2026-06-02T15:00', 'safety_plan');
    expect(() => addressed(twice, '2026-06-02T15:30', 'safety_plan')).toThrowError(refusal('ALREADY_PENDING', 'UA-3'));
    expect(() => addressed(identified('2026-06-02'), '2026-06-02', 'safety_plan')).toThrowError(
      refusal('UNKNOWN_REFERENCE', 'UA-3'),
    );
  });

  it('UA-3 TIME-9: an earlier answer that is entered late moves the moment from which the gate is lifted', () => {
    const test = addressed(open(), '2026-06-02T18:00', 'service_reached');
    addressed(test, '2026-06-02T15:00', 'safety_plan', {}, '2026-06-02T19:00');
    expect(test.state.immediateConcerns['i1']).toMatchObject({
      addressedAt: test.instant('2026-06-02T15:00'),
      addressedBy: 'safety_plan',
    });
    addressed(test, '2026-06-02T20:00', 'referral_accepted');
    expect(test.state.immediateConcerns['i1']).toMatchObject({ addressedBy: 'safety_plan' });
  });
});
