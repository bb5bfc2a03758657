import { describe, expect, it } from 'vitest';
import { CW, TestCase } from '../testing/a-case.js';
import { fixedZone } from '../time/zone.js';
import { policyDifferences } from './diff.js';
import { documentVersionOf, placedVersion, snapshotFor, type PolicyDocument } from './document.js';
import { lintDocument, verdictOnDocument } from './document-lint.js';
import { policySnapshot, type PolicyOverrides } from './policy.js';
import { placeOf, previewPolicy } from './preview.js';

const document = (changes: Partial<PolicyDocument> = {}): PolicyDocument => ({
  version: 'sop-x-1',
  title: 'SOP of Nowhere',
  zone: fixedZone('+03:00', 180),
  effectiveFrom: '2026-07-01',
  basedOn: null,
  approvedBy: [{ agency: 'agency-a', by: 'COORD', on: '2026-06-20' }],
  values: { 'retention.years': 10, 'retention.extended_years': 30, 'forms.minimum_data': 'required' },
  contexts: {},
  ...changes,
});

describe('a policy document', () => {
  const places = document({
    values: { 'plan.low': 12 },
    contexts: {
      'agency-a': { 'plan.low': 11, 'caseload.max': 20 },
      'area-north': { 'plan.low': 10 },
      'office-1': { 'plan.low': 9 },
    },
  });

  it('gives each place its values, the narrower one last, and names it in the version [SPEC-6]', () => {
    const of = (context: Parameters<typeof snapshotFor>[1]): unknown[] => {
      const { version, values } = snapshotFor(places, context);
      return [version, values['plan.low'], values['caseload.max']];
    };
    expect(of({})).toEqual(['sop-x-1', 12, 25]);
    expect(of({ agencyId: 'agency-b', officeId: 'office-2' })).toEqual(['sop-x-1', 12, 25]);
    expect(of({ agencyId: 'agency-a' })).toEqual(['sop-x-1@agency-a', 11, 20]);
    expect(of({ officeId: 'office-1', areaId: 'area-north', agencyId: 'agency-a' })).toEqual([
      'sop-x-1@agency-a+area-north+office-1',
      9,
      20,
    ]);
    expect(documentVersionOf(snapshotFor(places, { officeId: 'office-1' }))).toBe('sop-x-1');
  });

  it('where the child lives counts before the area of the office, as long as the version knows that area [SPEC-6]', () => {
    const listing = { ...places, values: { ...places.values, 'context.areas': ['area-south'] } };
    const of = (areaId: string | undefined, officeAreaId?: string): string =>
      placedVersion(listing, { agencyId: 'agency-b', areaId, officeAreaId });
    expect(of(undefined, 'area-north')).toBe('sop-x-1@area-north');
    expect(of('area-north', 'area-south')).toBe('sop-x-1@area-north');
    // Listed without values of its own: what everybody has, and not what the office has.
    expect(of('area-south', 'area-north')).toBe('sop-x-1');
    expect(of('a code that nobody knows', 'area-north')).toBe('sop-x-1@area-north');
  });

  it('is looked at place by place: a finding of one place names it, one of all stands once [A76, SPEC-6]', () => {
    const faulty = document({
      values: { 'caseload.max': 30 },
      contexts: { 'office-1': { 'plan.medium': 14, 'plan.low': 10 } },
    });
    const errors = lintDocument(faulty).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ rule, context, keys }) => [rule, context, keys[0]])).toEqual([
      ['SPEC-6', undefined, 'caseload.max'],
      ['A76', 'office-1', 'plan.medium'],
    ]);
  });

  it('where two places meet their values are looked at together [A76]', () => {
    const meeting = document({ contexts: { 'agency-a': { 'plan.low': 8 }, 'office-1': { 'plan.medium': 9 } } });
    const errors = verdictOnDocument(meeting).errors as readonly { context?: string; rule: string }[];
    expect(errors.map(({ rule, context }) => [rule, context])).toEqual([['A76', 'agency-a+office-1']]);
  });

  it('does not go live without an approval, and names who takes part and has not approved [SPEC-2]', () => {
    expect(verdictOnDocument(document()).mayGoLive).toBe(true);
    expect(verdictOnDocument(document({ approvedBy: [] }))).toMatchObject({ accepted: true, mayGoLive: false });
    const silent = document({ values: { 'context.participating_agencies': ['agency-a', 'agency-b'] } });
    expect(verdictOnDocument(silent).warnings.map(({ message }) => message)).toContain('No approval of agency-b.');
  });
});

describe('two versions side by side', () => {
  it.each<[PolicyOverrides, string]>([
    [{ 'plan.low': 10 }, 'stricter'],
    [{ 'plan.low': 20 }, 'looser'],
    [{ 'assessment.high': { hours: 24 } }, 'looser'],
    [{ 'followup.low': { times: 1, days: 7 } }, 'stricter'],
    [{ 'followup.high': { times: 3, days: 14 } }, 'looser'],
    [{ 'caseload.max': 20 }, 'stricter'],
    [{ 'closure.min_followups': 3 }, 'stricter'],
    [{ 'closure.approval.low': 'conference' }, 'stricter'],
    [{ 'closure.approval.high': 'supervisor' }, 'looser'],
    [{ 'norisk.cadence': 'none' }, 'looser'],
    [{ 'risk.lowering_needs_supervisor': false }, 'looser'],
    [{ 'sop.review_months': 3 }, 'stricter'],
    [{ 'age.labour': 14 }, 'other'],
  ])('%j is %s, with the clause that it comes from [SPEC-6, A76]', (overrides, direction) => {
    const [difference, ...others] = policyDifferences(policySnapshot(), policySnapshot('x', overrides));
    expect(difference).toMatchObject({ key: Object.keys(overrides)[0], direction });
    expect(difference?.clause).not.toBe('');
    expect(others).toEqual([]);
  });

  it('says old and new value, and a change of the time zone [SPEC-6]', () => {
    const east = policySnapshot('x', { 'plan.low': 10 }, fixedZone('+09:00', 540));
    expect(policyDifferences(policySnapshot(), east).map(({ key, from, to }) => [key, from, to])).toEqual([
      ['calendar.timezone', '+03:00', '+09:00'],
      ['plan.low', 14, 10],
    ]);
  });
});

describe('what a version would mean for open cases', () => {
  const atWork = (): TestCase =>
    new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02').planned('2026-06-03', '2026-06-04');
  const other = policySnapshot('sop-2', { 'followup.low': { times: 1, days: 7 }, 'review.low': 3, 'plan.low': 20 });

  it('counts and names the duties that would move, and which way [SPEC-6, A31]', () => {
    const working = atWork().state;
    const planning = {
      ...new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02').state,
      caseId: 'case-2',
    };
    const preview = previewPolicy('sop-2', [working, planning], () => other);
    expect(preview).toMatchObject({ openCases: 2, casesThatMove: 2, earlier: 1, later: 1, casesThatCannot: [] });
    expect(preview.moves.map(({ kind, due, newDue, direction }) => [kind, due.dueOn, newDue.dueOn, direction])).toEqual(
      [
        ['follow_up', '2026-06-18', '2026-06-11', 'earlier'],
        ['plan', '2026-06-16', '2026-06-22', 'later'],
      ],
    );
  });

  it('compares with the version that armed each clock, also after an adoption [A31]', () => {
    const test = atWork().do('2026-06-10', { personId: 'adm-1', role: 'ADM' }, 'adoptPolicy', {
      version: 'sop-2',
      policy: other,
    });
    const [move] = previewPolicy('sop-2', [test.state], () => other).moves;
    expect(move).toMatchObject({ kind: 'follow_up', fromVersion: 'sop-default-1' });
    const back = previewPolicy('sop-default-1', [test.followedUp('2026-06-11').state], () => policySnapshot());
    expect(back.moves).toMatchObject([{ kind: 'follow_up', direction: 'later', fromVersion: 'sop-2' }]);
  });

  it('asks for the values of the place of each case: its own area, or the one of its office [SPEC-6]', () => {
    const test = atWork();
    const areas = new Map([['office-1', 'area-north']]);
    const office = { agencyId: 'agency-a', officeId: 'office-1', officeAreaId: 'area-north' };
    expect(placeOf(test.state, areas)).toEqual(office);
    test.do('2026-06-05', CW, 'recordProfile', { profile: { area: 'area-south' } });
    expect(placeOf(test.state, areas)).toEqual({ ...office, areaId: 'area-south' });
    expect(placeOf({ ...test.state, owner: null }, areas)).toEqual({});
  });

  it('leaves closed intakes out and names cases at a level that the version does not know [A28]', () => {
    const three = policySnapshot('sop-short', { 'risk.levels': ['NO', 'MEDIUM', 'HIGH'] });
    expect(previewPolicy('sop-short', [atWork().state], () => three).casesThatCannot).toEqual([
      { caseId: 'case-1', levels: ['LOW'] },
    ]);
    expect(previewPolicy('sop-2', [new TestCase().state], () => other).openCases).toBe(0);
  });
});
