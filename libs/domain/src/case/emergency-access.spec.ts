import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.js';
import { canOpen } from '../access/can-open.js';
import { isOpenInEmergency } from '../access/emergency.js';
import { policySnapshot } from '../policy/policy.js';
import { MINUTE_MS, plusMs } from '../time/instant.js';
import { CONTENT, CW, MGR, OWNER, SUP, TestCase } from '../testing/a-case.js';
import { IN_EMERGENCY as NIGHT } from '../testing/situations.js';
import { availableCommands } from './available-commands.js';
import { detailsOf } from './details.js';
import { readModelOf } from './read-model.js';

const content = CONTENT;
const AT = '2026-06-02T02:00';
const opening = { accessId: 'e-1', reason: 'danger_now', content } as const;
const refusal = (code: string, rule: string): unknown => expect.objectContaining({ code, rule });
const registered = (test = new TestCase()): TestCase => test.registered('2026-06-01T10:00', 'HIGH');
const opened = (test = registered(), by: Actor = NIGHT): TestCase => test.do(AT, by, 'openEmergencyAccess', opening);
const reviewed = (test: TestCase, justified = true, by: Actor = SUP, at = '2026-06-02T09:00'): TestCase =>
  test.do(at, by, 'reviewEmergencyAccess', { accessId: 'e-1', justified, content });
const sees = (test: TestCase, local: string, who: Actor = NIGHT): boolean =>
  canOpen(test.state, who, test.instant(local));

describe('a file that is opened in an emergency', () => {
  it('IM-3: stands open for 60 minutes and shuts by itself at its instant', () => {
    const test = opened();
    const minutes = ['2026-06-02T01:59', AT, '2026-06-02T02:59', '2026-06-02T03:00'];
    expect(minutes.map((local) => sees(test, local))).toEqual([false, true, true, false]);
    expect(canOpen(test.state, NIGHT)).toBe(false);
    expect(sees(test, AT, { ...NIGHT, personId: 'somebody-else' })).toBe(false);
  });

  it('IM-3: as long as the policy says, and never longer than its bound', () => {
    const short = opened(registered(new TestCase(policySnapshot('short', { 'emergency.access_minutes': 15 }))));
    expect(['2026-06-02T02:14', '2026-06-02T02:15'].map((local) => sees(short, local))).toEqual([true, false]);
  });

  it('IM-3: at every moment, to the millisecond, whoever ended it when: open within its window and never outside', () => {
    const minutes = fc.integer({ min: 5, max: 60 });
    const moments = fc.record({ asked: fc.integer({ min: -90, max: 90 }), endedAfter: fc.option(fc.nat({ max: 90 })) });
    let asked = 0;
    fc.assert(
      fc.property(minutes, moments, fc.integer({ min: -1, max: 1 }), (lasts, { asked: after, endedAfter }, ms) => {
        const test = opened(registered(new TestCase(policySnapshot('p', { 'emergency.access_minutes': lasts }))));
        const at = (offset: number): string => plusMs(test.instant(AT), offset * MINUTE_MS);
        if (endedAfter !== null) test.do(at(endedAfter), SUP, 'endEmergencyAccess', { accessId: 'e-1' });
        const isOver = Math.min(lasts, endedAfter ?? lasts) * MINUTE_MS;
        const moment = after * MINUTE_MS + ms;
        asked += 1;
        return canOpen(test.state, NIGHT, plusMs(test.instant(AT), moment)) === (moment >= 0 && moment < isOver);
      }),
      { numRuns: 300 },
    );
    expect(asked).toBeGreaterThanOrEqual(300);
  });

  it('IM-3: only staff of the agency that work with children; nobody of another agency, no administrator', () => {
    for (const by of [{ ...NIGHT, agencyId: 'agency-b' }, ...(['ADM', 'COORD', 'RFP', 'DE', 'HEAD'] as const)]) {
      const actor: Actor = typeof by === 'string' ? { ...NIGHT, role: by } : by;
      expect(() => opened(registered(), actor)).toThrowError(refusal('NOT_PERMITTED', 'SPEC-2'));
    }
    for (const role of ['CW', 'SUP', 'MGR'] as const)
      expect(sees(opened(registered(), { ...NIGHT, role }), AT)).toBe(true);
  });

  it('IM-3: ends with the post: who left the agency or the role reads no longer', () => {
    const [row] = readModelOf(opened().state).emergencies;
    const at = row?.startsAt ?? '';
    expect(isOpenInEmergency(NIGHT, row === undefined ? [] : [row], at)).toBe(true);
    expect(isOpenInEmergency({ ...NIGHT, agencyId: 'agency-b' }, row === undefined ? [] : [row], at)).toBe(false);
    expect(isOpenInEmergency({ ...NIGHT, role: 'ADM' }, row === undefined ? [] : [row], at)).toBe(false);
  });

  it('IM-3: gives sight and nothing else: besides ending it, no command', () => {
    expect(availableCommands(opened().state, NIGHT)).toEqual(['endEmergencyAccess']);
    expect(() => opened().do(AT, NIGHT, 'recordNote', { content })).toThrowError(refusal('NOT_PERMITTED', 'SPEC-2'));
  });

  it('IM-6: says why; a conflict of interest keeps it shut; who can open it does so in the ordinary way', () => {
    const bare = { accessId: 'e-1', reason: 'danger_now' } as const;
    expect(() => registered().do(AT, NIGHT, 'openEmergencyAccess', bare)).toThrowError(
      refusal('FIELD_MISSING', 'IM-6'),
    );
    expect(() => opened(registered(), SUP)).toThrowError(refusal('ALREADY_PENDING', 'IM-3'));
    expect(() => opened(opened(), { ...NIGHT, personId: 'another' })).toThrowError(refusal('ALREADY_USED', 'IM-6'));
    const again = { ...opening, accessId: 'e-2' };
    expect(() => opened().do(AT, NIGHT, 'openEmergencyAccess', again)).toThrowError(refusal('ALREADY_PENDING', 'IM-3'));
  });

  it('PERM-2: not for somebody with a declared conflict of interest', () => {
    const test = registered()
      .do('2026-06-01T12:00', CW, 'declareConflictOfInterest', { kind: 'related' })
      .do('2026-06-01T13:00', SUP, 'reassignCase', {
        ...{ to: { ...OWNER, caseworkerId: 'cw-c' }, childAndFamilyConsulted: true, preferenceMet: true, content },
      });
    expect(() => opened(test, CW)).toThrowError(refusal('NOT_PERMITTED', 'PERM-2'));
  });

  it('IM-3: counts from the moment of recording, whatever date is named', () => {
    const test = registered().do('2026-06-01T12:00', NIGHT, 'openEmergencyAccess', opening, AT);
    expect(detailsOf(test.state).emergencyAccesses[0]?.openedAt).toBe(test.instant(AT));
  });
});

describe('the end of an emergency access', () => {
  it('IM-3: comes earlier when the person or supervision ends it; not by others', () => {
    const end = (by: Actor): TestCase => opened().do('2026-06-02T02:10', by, 'endEmergencyAccess', { accessId: 'e-1' });
    for (const by of [NIGHT, SUP, MGR]) expect(sees(end(by), '2026-06-02T02:11')).toBe(false);
    expect(() => end(CW)).toThrowError(refusal('NOT_PERMITTED', 'SPEC-2'));
    expect(() => end({ ...NIGHT, personId: 'another' })).toThrowError(refusal('NOT_PERMITTED', 'SPEC-2'));
    expect(() => end(SUP).do('2026-06-02T02:12', SUP, 'endEmergencyAccess', { accessId: 'e-1' })).toThrowError(
      refusal('NOTHING_PENDING', 'IM-3'),
    );
  });

  it('IM-6: comes at once when the review finds it not justified', () => {
    expect(sees(reviewed(opened(), false, SUP, '2026-06-02T02:05'), '2026-06-02T02:06')).toBe(false);
    expect(sees(reviewed(opened(), true, SUP, '2026-06-02T02:05'), '2026-06-02T02:06')).toBe(true);
  });

  it('TR-7: comes with the case going to another agency', () => {
    const to = { caseworkerId: 'cw-b', teamId: 'team-b', officeId: 'office-b', agencyId: 'agency-b' };
    const { caseworkerId: _, ...place } = to;
    const test = registered()
      .do('2026-06-01T11:00', CW, 'recordConsent', { participate: true, storeData: true, caseTransfer: true })
      .do('2026-06-01T12:00', SUP, 'sendTransfer', {
        ...{ transferId: 't-1', toAgencyId: 'agency-b', reason: 'child_moves' },
        ...{ childAndFamilyConsulted: true, metNewCaseworker: true, content },
      });
    opened(test).do('2026-06-02T02:20', { personId: 'sup-b', role: 'SUP', ...place }, 'acceptTransfer', {
      ...{ transferId: 't-1', to, content },
    });
    expect(sees(test, '2026-06-02T02:21')).toBe(false);
  });
});

describe('the review of an emergency access', () => {
  const waiting = (test: TestCase): unknown[] =>
    readModelOf(test.state)
      .tasks.filter(({ kind }) => kind === 'emergency_review')
      .map(({ assignee, command, openedAt, dueAt }) => [assignee.role, assignee.scopeId, command, openedAt, dueAt]);

  it('IM-6: waits in the inbox of the supervisors from the moment of the opening, due within 24 hours', () => {
    const test = opened();
    const due = test.instant('2026-06-03T02:00').replace('.000Z', '.001Z');
    expect(waiting(test)).toEqual([['SUP', 'team-1', 'reviewEmergencyAccess', test.instant(AT), due]]);
    expect(test.due('emergency_review')).toBeDefined();
  });

  it('PERM-1: is by another person, supervisor of the team or manager of the office, with what was found', () => {
    expect(detailsOf(reviewed(opened()).state).emergencyAccesses).toMatchObject([
      { reviewedBy: 'sup-a', justified: true },
    ]);
    expect(() => reviewed(opened(), true, { ...SUP, personId: NIGHT.personId })).toThrowError(
      refusal('OWN_WORK', 'PERM-1'),
    );
    expect(() => reviewed(opened(), true, CW)).toThrowError(refusal('NOT_PERMITTED', 'SPEC-2'));
    expect(() => reviewed(reviewed(opened()))).toThrowError(refusal('NOTHING_PENDING', 'IM-6'));
    const bare = { accessId: 'e-1', justified: true };
    expect(() => opened().do('2026-06-02T09:00', SUP, 'reviewEmergencyAccess', bare)).toThrowError(
      refusal('FIELD_MISSING', 'IM-6'),
    );
    expect(waiting(reviewed(opened()))).toEqual([]);
  });

  it('IM-6 TIME-8: is a breach when it is missed, and climbs to the manager at once, to the head after a week', () => {
    const test = opened().until('2026-06-11T10:00');
    const ours = test.state.escalations.filter(({ kind }) => kind === 'emergency_review');
    expect(test.state.breaches.filter(({ kind }) => kind === 'emergency_review')).toHaveLength(1);
    expect(ours).toMatchObject([{ step: 3, status: 'open' }]);
    expect(reviewed(test, true, MGR, '2026-06-12T10:00').state.escalations).toContainEqual(
      expect.objectContaining({ kind: 'emergency_review', status: 'resolved', resolvedAs: 'act_done' }),
    );
  });

  it('IM-6: a review that is dated back hides no breach', () => {
    const late = opened().do(
      ...(['2026-06-02T09:00', SUP, 'reviewEmergencyAccess'] as const),
      { accessId: 'e-1', justified: true, content },
      '2026-06-04T10:00',
    );
    expect(
      late.state.breaches.filter(({ kind, withdrawnAt }) => kind === 'emergency_review' && withdrawnAt === null),
    ).toHaveLength(1);
  });

  it('IM-6: is owed after the closure and after a death as well', () => {
    const died = opened().do('2026-06-02T10:00', CW, 'recordDeath', { diedOn: '2026-06-01' });
    expect(waiting(died)).toHaveLength(1);
    expect(waiting(reviewed(died, true, SUP, '2026-06-02T11:00'))).toEqual([]);
    expect(() => opened(registered().do('2026-06-01T20:00', CW, 'recordDeath', { diedOn: '2026-06-01' }))).toThrowError(
      refusal('CHILD_DIED', 'A62'),
    );
  });
});
