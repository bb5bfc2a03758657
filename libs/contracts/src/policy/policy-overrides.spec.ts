import { POLICY_CATALOGUE } from '@caseward/domain';
import { describe, expect, it } from 'vitest';
import { judgePolicyOverrides, parsePolicyOverrides, readPolicyOverrides } from './policy-overrides.js';

describe('policy overrides in the notation of the specification', () => {
  it.each([
    ['assessment.high', 'same_encounter', 'same_encounter'],
    ['assessment.high', '24h', { hours: 24 }],
    ['assessment.high', '24 hours', { hours: 24 }],
    ['assessment.medium', '3 days', { days: 3 }],
    ['assessment.medium', { days: 3 }, { days: 3 }],
    ['assessment.low', { hours: 72 }, { hours: 72 }],
    ['assessment.low', 5, { days: 5 }],
    ['outer.plan', { days: 30, reason: 'Villages two days away' }, { days: 30, reason: 'Villages two days away' }],
    ['outer.review', 2, { months: 2 }],
    ['plan.high', 3, 3],
    ['plan.high', '3 days', 3],
    ['followup.high', '2/7', { times: 2, days: 7 }],
    ['followup.low', { times: 1, days: 14 }, { times: 1, days: 14 }],
    ['review.low', '3 months', 3],
    ['late_entry.flag_hours', '48h', 48],
    ['closure.stability_days', 30, 30],
    ['followup.qualifying_contacts', 'child, caregiver', ['child', 'caregiver']],
    ['risk.lowering_needs_supervisor', 'no', false],
    ['norisk.cadence', 'none', 'none'],
  ])('reads %s = %j', (key, written, value) => {
    expect(readPolicyOverrides({ [key]: written })).toEqual({ [key]: value });
  });

  it('reads every default of the catalogue back as it is', () => {
    const defaults = Object.fromEntries(Object.entries(POLICY_CATALOGUE).map(([key, { value }]) => [key, value]));
    expect(parsePolicyOverrides(defaults)).toEqual(defaults);
  });

  it('knows the keys of a level that the policy adds, and only then [A28]', () => {
    const ladder = { remindHours: null, steps: [{ level: 1, afterHours: 0 }] };
    const read = parsePolicyOverrides({
      'risk.levels': ['NO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'],
      'assessment.critical': 'same_encounter',
      'plan.critical': 2,
      'followup.critical': '3/7',
      'review.critical': 1,
      'transfer.response.critical': '12h',
      'closure.approval.critical': 'conference',
      'escalation.critical': ladder,
    });
    expect(read['followup.critical']).toEqual({ times: 3, days: 7 });
    expect(() => parsePolicyOverrides({ 'assessment.critical': '4h' })).toThrow(/no policy value/);
    expect(() => parsePolicyOverrides({ 'risk.levels': 'NO, LOW, MEDIUM, HIGH, CRITICAL' })).toThrow(/plan\.critical/);
  });

  it.each([
    [{ 'assessment.medium': 5, 'assessment.low': 4 }, /MEDIUM is looser than LOW/],
    [{ 'caseload.max': 30 }, /from 1 to 25/],
    [{ 'plan.low': 30 }, /outer limit of 14 days/],
  ])('refuses %j, which the SOP does not allow [SPEC-6]', (written, sentence) => {
    expect(() => parsePolicyOverrides(written)).toThrow(sentence);
  });

  it('says of a value that cannot be read what it says of one that is not allowed [SPEC-6]', () => {
    const { accepted, errors } = judgePolicyOverrides({ 'plan.low': 'soon' });
    expect(accepted).toBe(false);
    expect(errors).toMatchObject([{ rule: 'SPEC-6', keys: ['plan.low'], severity: 'error' }]);
  });

  it('lists what is worth a look and goes on [CLOSE-2, IM-7]', () => {
    const { accepted, mayGoLive, warnings, blocksGoLive } = judgePolicyOverrides({});
    expect({ accepted, mayGoLive }).toEqual({ accepted: true, mayGoLive: false });
    expect(blocksGoLive.flatMap(({ keys }) => keys)).toEqual([
      'retention.years',
      'retention.extended_years',
      'forms.minimum_data',
    ]);
    expect(warnings.flatMap(({ keys }) => keys)).toContain('closure.stability_days');
  });

  it('names the nearest key for an unknown one', () => {
    expect(() => parsePolicyOverrides({ 'assesment.hihg': '24h' })).toThrow(/"assessment\.high"/);
  });

  it.each([
    ['assessment.high', 'soon', /24h/],
    ['plan.high', '3 weeks', /days/],
    ['plan.high', 2.5, /whole/],
    ['followup.high', '0/7', /2\/7/],
    ['review.high', 0, /months/],
    ['closure.approval.low', 'nobody', /closure\.approval\.low/],
    ['escalation.high', { remindHours: 1, steps: [{ level: 2, afterHours: 1 }] }, /level 1/],
  ])('refuses %s = %j and says what to write', (key, written, sentence) => {
    expect(() => parsePolicyOverrides({ [key]: written })).toThrow(sentence);
  });

  it('names every fault at once', () => {
    expect(() => parsePolicyOverrides({ nonsense: 1, 'plan.low': 'x' })).toThrow(
      expect.objectContaining({ problems: [expect.stringContaining('nonsense'), expect.stringContaining('plan.low')] }),
    );
  });
});
