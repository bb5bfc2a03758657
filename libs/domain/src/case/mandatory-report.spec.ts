import { describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.js';
import { policySnapshot } from '../policy/policy.js';
import { CONTENT, CW, MGR, SUP, TestCase } from '../testing/a-case.js';
import { detailsOf } from './details.js';
import type { ReportDecision } from './vocabulary/first-contact.js';

const refusal = (code: string, rule: string): unknown => expect.objectContaining({ code, rule });
const HEAD: Actor = { personId: 'head-a', role: 'HEAD', agencyId: 'agency-a' };
const AT = '2026-06-01T10:00';
const raised = (test = new TestCase(), by: Actor = CW): TestCase =>
  test.registered(AT, 'HIGH').do(AT, by, 'raiseMandatoryReport', { reportId: 'm1', law: 'law-1', content: CONTENT });
const decided = (test: TestCase, decision: ReportDecision, by: Actor = MGR, at = AT): TestCase =>
  test.do(at, by, 'decideMandatoryReport', { reportId: 'm1', decision, content: CONTENT });
const reports = ({ state }: TestCase): unknown => detailsOf(state).mandatoryReports;

describe('a mandatory report', () => {
  it('MAND-1: is never automatic: raised by the caseworker it only waits for a decision', () => {
    expect(reports(raised())).toEqual([{ reportId: 'm1', decision: null }]);
    expect(reports(new TestCase().registered(AT, 'HIGH'))).toEqual([]);
  });

  it('MAND-1: is decided by the manager or the head of the agency, not below', () => {
    expect(reports(decided(raised(), 'report', MGR))).toEqual([{ reportId: 'm1', decision: 'report' }]);
    expect(reports(decided(raised(), 'not_report', HEAD))).toEqual([{ reportId: 'm1', decision: 'not_report' }]);
    expect(() => decided(raised(), 'report', SUP)).toThrowError(refusal('NOT_PERMITTED', 'SPEC-2'));
    expect(() => decided(raised(), 'report', CW)).toThrowError(refusal('OWN_WORK', 'PERM-1'));
  });

  it('PERM-1 MAND-1: not by whoever raised it, whatever the office held since', () => {
    const promoted: Actor = { ...MGR, personId: SUP.personId };
    expect(() => decided(raised(new TestCase(), SUP), 'report', promoted)).toThrowError(refusal('OWN_WORK', 'PERM-1'));
  });

  it('MAND-1: says the reason and the safety measures', () => {
    expect(() => raised().do(AT, MGR, 'decideMandatoryReport', { reportId: 'm1', decision: 'report' })).toThrowError(
      refusal('FIELD_MISSING', 'MAND-1'),
    );
  });

  it('MAND-1: the supervisor advises with a reason, and does not decide by it', () => {
    const test = raised().do(AT, SUP, 'adviseMandatoryReport', { reportId: 'm1', advice: 'report', content: CONTENT });
    expect(test.state.mandatoryReports['m1']).toMatchObject({ advice: 'report', decision: null });
    expect(() => raised().do(AT, SUP, 'adviseMandatoryReport', { reportId: 'm1', advice: 'report' })).toThrowError(
      refusal('FIELD_MISSING', 'MAND-1'),
    );
  });

  it('MAND-1: deferred it still waits; decided it is decided', () => {
    const deferred = decided(raised(), 'defer');
    expect(reports(decided(deferred, 'report', HEAD))).toEqual([{ reportId: 'm1', decision: 'report' }]);
    expect(() => decided(deferred, 'not_report')).toThrowError(refusal('NOTHING_PENDING', 'MAND-1'));
  });

  it('MAND-1: a statutory deadline runs only where the context sets one; a miss alarms and is no breach', () => {
    expect(raised().due('mandatory_report')).toBeUndefined();
    const lawful = (): TestCase => raised(new TestCase(policySnapshot('law', { 'mandatory_report.deadline': 24 })));
    expect(lawful().due('mandatory_report')).toBe('2026-06-02T07:00:00.000Z');
    expect(decided(lawful(), 'defer').due('mandatory_report')).toBe('2026-06-02T07:00:00.000Z');
    expect(decided(lawful(), 'not_report').due('mandatory_report')).toBeUndefined();
    const late = lawful().until('2026-06-02T10:01');
    expect(late.state.escalations.map(({ kind, status }) => [kind, status])).toContainEqual([
      'mandatory_report',
      'open',
    ]);
    expect(late.state.breaches.map(({ kind }) => kind)).not.toContain('mandatory_report');
  });

  it('MAND-1: one that nobody raised is not decided, and an id is used once', () => {
    expect(() => decided(new TestCase().registered(AT, 'HIGH'), 'report')).toThrowError(
      refusal('NOTHING_PENDING', 'MAND-1'),
    );
    expect(() => raised().do(AT, CW, 'raiseMandatoryReport', { reportId: 'm1', law: 'law-1' })).toThrowError(
      refusal('ALREADY_USED', 'MAND-1'),
    );
  });
});
