import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTENT, CW, OWNER, SUP, TestCase } from '../testing/a-case.js';
import { addressed, identified, left, raised } from '../testing/first-contact.js';
import { MINUTE_MS, plusMs } from '../time/instant.js';
import { openImmediateConcerns } from './gates.js';
import type { ImmediateConcernType } from './vocabulary/first-contact.js';

describe('before leaving the child', () => {
  const found = (type: ImmediateConcernType, encounterId = 'e1'): TestCase =>
    raised(identified('2026-06-02T13:00'), '2026-06-02T14:00', type, { encounterId });
  const breach = (due: string): string => `urgent_action ${due} NO`;
  const at15 = breach('2026-06-02T12:00:00.000Z');
  const alarms = ({ state }: TestCase): string[] =>
    state.escalations.map(({ kind, step, status }) => `${kind} ${String(step)} ${status}`);

  it('UA-4 A80: leaving without a safety plan or placement is a breach and alarms the supervisor at once', () => {
    const test = left(found('safety'), '2026-06-02T15:00');
    expect([test.standing(), alarms(test)]).toEqual([[at15], ['urgent_action 1 open']]);
    expect(test.state.breaches[0]).toMatchObject({ owner: OWNER, raisedAt: test.instant('2026-06-02T15:00') });
    expect(openImmediateConcerns(test.state, test.instant('2026-06-02T16:00'))).toHaveLength(1);
    expect(alarms(test.until('2026-06-02T16:00'))).toEqual(['urgent_action 2 open']);
    expect(alarms(test.until('2026-06-02T19:00'))).toEqual(['urgent_action 3 open']);
  });

  it('UA-4: a plan that was made before, or at the very moment, leaves neither breach nor alarm', () => {
    for (const at of ['2026-06-02T14:50', '2026-06-02T15:00']) {
      const test = left(addressed(found('safety'), at, 'safety_plan'), '2026-06-02T15:00', '2026-06-02T15:10');
      expect([test.standing(), alarms(test)]).toEqual([[], []]);
    }
  });

  it('UA-4: a night without care needs a named place; a safety plan lifts the gate but does not do', () => {
    const safe = addressed(found('interim_care'), '2026-06-02T14:45', 'interim_care', { placeNamed: true });
    expect(left(safe, '2026-06-02T15:00').standing()).toEqual([]);
    const planOnly = addressed(found('interim_care'), '2026-06-02T14:45', 'safety_plan');
    expect(left(planOnly, '2026-06-02T15:00').standing()).toEqual([at15]);
    expect(openImmediateConcerns(planOnly.state, planOnly.instant('2026-06-02T15:00'))).toEqual([]);
  });

  it('A70: addressed otherwise the gate lifts, but what leaving owed stays owed until a plan or place follows', () => {
    const test = left(addressed(found('safety'), '2026-06-02T14:40', 'service_reached'), '2026-06-02T15:00');
    expect(test.standing()).toEqual([at15]);
    expect(openImmediateConcerns(test.state, test.instant('2026-06-02T14:40'))).toEqual([]);
    addressed(test, '2026-06-02T17:00', 'safety_plan');
    expect([test.standing(), alarms(test)]).toEqual([[at15], ['urgent_action 2 resolved']]);
  });

  it('A70: without an end of the encounter in the record there is no such duty', () => {
    expect(found('safety').until('2026-06-04').standing()).toEqual([]);
    const unnamed = raised(identified('2026-06-02T13:00'), '2026-06-02T14:00', 'safety');
    expect(left(unnamed, '2026-06-02T15:00').standing()).toEqual([]);
  });

  it('UA-4: health and other concerns are not owed before leaving', () => {
    for (const type of ['health', 'other'] as const)
      expect(left(found(type), '2026-06-02T15:00').standing()).toEqual([]);
  });

  it('TIME-9 UA-4: a late entry with a plan in time withdraws the breach; one made after leaving does not', () => {
    const late = addressed(
      left(found('safety'), '2026-06-02T15:00'),
      '2026-06-02T14:50',
      'safety_plan',
      {},
      '2026-06-02T18:00',
    );
    expect([late.standing(), late.state.breaches.length]).toEqual([[], 1]);
    expect(late.state.escalations[0]).toMatchObject({ resolvedAs: 'done_on_time_entered_late' });
    const after = addressed(left(found('safety'), '2026-06-02T15:00'), '2026-06-02T15:01', 'safety_plan');
    expect([after.standing(), after.state.escalations[0]?.resolvedAs]).toEqual([[at15], 'act_done']);
  });

  it('A69 TIME-6: the end may be entered before or after the concern; a concern found after it owes nothing', () => {
    const endFirst = left(identified('2026-06-02T13:00'), '2026-06-02T15:00');
    raised(endFirst, '2026-06-02T14:00', 'safety', { encounterId: 'e1' }, '2026-06-02T17:00');
    expect(endFirst.standing()).toEqual([at15]);
    expect(endFirst.state.breaches[0]?.raisedAt).toBe(endFirst.instant('2026-06-02T17:00'));
    const onTheWayHome = left(identified('2026-06-02T13:00'), '2026-06-02T15:00');
    raised(onTheWayHome, '2026-06-02T16:00', 'safety', { encounterId: 'e1' });
    expect(onTheWayHome.standing()).toEqual([]);
  });

  it('A69: an encounter past midnight moves the deadline when its end is entered', () => {
    const test = found('safety').until('2026-06-03T00:20');
    expect(left(test, '2026-06-03T00:30').standing()).toEqual([breach('2026-06-02T21:30:00.000Z')]);
    const high = new TestCase().registered('2026-06-02T23:00', 'HIGH', 'e1').until('2026-06-03T00:20');
    expect(high.standing()).toEqual(['assessment 2026-06-02 HIGH']);
    left(high, '2026-06-03T00:30').do('2026-06-03T00:25', CW, 'completeAssessment', {}, '2026-06-03T00:40');
    expect(high.standing()).toEqual([]);
  });

  it('A80: it stands beside the other duties that it delays, at the level and owner of that moment', () => {
    const test = new TestCase().registered('2026-06-02T13:00', 'HIGH', 'e1');
    raised(test, '2026-06-02T14:00', 'safety', { encounterId: 'e1' });
    expect(left(test, '2026-06-02T15:00').until('2026-06-02T15:01').standing()).toEqual([
      'urgent_action 2026-06-02T12:00:00.000Z HIGH',
      'assessment 2026-06-02T12:00:00.000Z HIGH',
    ]);
  });

  it('UA-4: two concerns of one encounter owe each its own answer', () => {
    const test = raised(found('safety'), '2026-06-02T14:10', 'interim_care', {
      immediateConcernId: 'i2',
      encounterId: 'e1',
    });
    addressed(test, '2026-06-02T14:30', 'interim_care', { placeNamed: true });
    expect(left(test, '2026-06-02T15:00').standing()).toEqual([at15]);
  });

  it('A34 UA-4: a level that the registration gives later is no level of that moment', () => {
    const test = left(found('safety'), '2026-06-02T15:00').do('2026-06-02T15:10', CW, 'answerEligibility', {
      isChild: 'yes',
      harmedOrAtRisk: true,
      needsCaseworker: true,
      needsServices: true,
    });
    addressed(test, '2026-06-02T15:20', 'safety_plan');
    test.do('2026-06-02T15:30', CW, 'recordConsent', { participate: true, storeData: true });
    const concerns = [{ concernId: 'c1', category: 'neglect', level: 'HIGH' }] as const;
    test.do('2026-06-02T15:40', CW, 'registerCase', { caseCode: 'CW-0001', concerns });
    expect(test.standing()).toEqual([at15]);
    expect(test.events.map(({ type }) => type)).not.toContain('BreachCorrected');
  });

  it('UA-4 REOP-1: what was left unsafe after the closure stays owed when the case is re-opened', () => {
    const checks = {
      childAndFamilyInvolved: true,
      workersTold: true,
      contactForLaterGiven: true,
      feedbackOffered: true,
      fileComplete: true,
      storageFormAgreed: true,
      keepUntil: '2040-01-01',
    };
    const test = new TestCase()
      .registered('2026-06-01', 'LOW')
      .do('2026-06-01', CW, 'requestClosure', { reason: 'opened_in_error', checks, content: CONTENT })
      .do('2026-06-01', SUP, 'approveClosure', {});
    left(raised(test, '2026-06-02T14:00', 'safety', { encounterId: 'e1' }), '2026-06-02T15:00');
    const again = {
      eligibilityConfirmed: true,
      consentConfirmed: true,
      concerns: [{ concernId: 'c2', category: 'neglect', level: 'HIGH' }],
    } as const;
    test.do('2026-06-02T16:00', CW, 'requestReopening', again).do('2026-06-02T16:10', SUP, 'approveReopening', {});
    expect(test.due('urgent_action')).toBe('2026-06-02T12:00:00.000Z');
    addressed(test, '2026-06-02T17:00', 'interim_care', { placeNamed: true });
    expect(test.due('urgent_action')).toBeUndefined();
  });
});

it('UA-4 TIME-9 A70: whatever the order of entry, only what happened before leaving decides', () => {
  const minute = fc.integer({ min: 1, max: 240 });
  const by = fc.constantFrom('service_reached', 'referral_accepted', 'safety_plan', 'interim_care' as const);
  const answers = fc.uniqueArray(fc.record({ by, minute }), { selector: (answer) => answer.by, maxLength: 4 });
  const type = fc.constantFrom('safety' as const, 'interim_care' as const);
  const entries = fc.tuple(type, answers, fc.option(fc.integer({ min: -60, max: 240 }))).chain(([kind, given, end]) => {
    const all = [...given, ...(end === null ? [] : [{ by: 'left' as const, minute: end }])];
    return fc.record({
      kind: fc.constant(kind),
      given: fc.constant(given),
      end: fc.constant(end),
      entered: fc.shuffledSubarray(all, { minLength: all.length }),
    });
  });
  fc.assert(
    fc.property(entries, ({ kind, given, end, entered }) => {
      const test = raised(identified('2026-06-02T12:00'), '2026-06-02T14:00', kind, { encounterId: 'e1' });
      const at = (minutes: number): string => plusMs(test.instant('2026-06-02T14:00'), minutes * MINUTE_MS);
      entered.forEach((entry, index) => {
        const recorded = plusMs(test.instant('2026-06-02T20:00'), index * MINUTE_MS);
        if (entry.by === 'left') left(test, at(entry.minute), recorded);
        else addressed(test, at(entry.minute), entry.by, { placeNamed: true }, recorded);
      });
      const meets = kind === 'safety' ? ['safety_plan', 'interim_care'] : ['interim_care'];
      const inTime = given.some((answer) => meets.includes(answer.by) && answer.minute <= (end ?? 0));
      const isOwed = end !== null && end >= 0;
      expect(test.standing()).toHaveLength(isOwed && !inTime ? 1 : 0);
      const first = Math.min(...given.map((answer) => answer.minute));
      expect(test.state.immediateConcerns['i1']?.addressedAt).toBe(given.length === 0 ? null : at(first));
    }),
    { numRuns: 300 },
  );
});
