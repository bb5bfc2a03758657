import { describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR, type Actor } from '../access/actor.js';
import { DomainError } from '../errors.js';
import { policySnapshot } from '../policy/policy.js';
import { ADutyFile, HEAD_A, MGR_A, SCOPE, SUP_A } from '../testing/a-duty-file.js';
import { instantOfLocal } from '../time/zone.js';
import { complaintRoute, type StaffPlace } from './complaint-route.js';
import { mayReadDutyFile, isDutyPermitted } from './permissions.js';
import { dutyReadModelOf } from './read-model.js';
import type { Opening } from './openers.js';

const policy = policySnapshot();
const content = { contentId: 'c-1', form: 'f', formVersion: 1, digest: '0'.repeat(64) };
const at = (local: string): string => instantOfLocal(policy.zone, local);
const opening = (subjectId: string, over: Partial<Opening> = {}): { readonly opening: Opening } => ({
  opening: { subjectId, scope: SCOPE, policy, hiddenFrom: [], ...over },
});
function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return `${error.code}/${error.rule}`;
    throw error;
  }
  return 'nothing was refused';
}
const CW_A: Actor = { personId: 'CW-A', role: 'CW', ...SCOPE } as Actor;

describe('a data breach', () => {
  const agencyWide = { scope: { teamId: null, officeId: null, agencyId: 'agency-a' } };
  const noticed = {
    breachKind: 'wrong_recipient',
    noticedAt: at('2026-03-02T09:00'),
    happenedAt: null,
    dataClasses: ['forms'],
    caseCount: null,
    caseIds: [],
  } as const;
  const registered = (): ADutyFile =>
    new ADutyFile().give('registerDataBreach', { ...noticed, ...opening('b-1', agencyWide) }, '2026-03-02T10:00', CW_A);

  it('is assessed in hours from when it was noticed, not from when it was entered [IM-10]', () => {
    const file = registered();
    expect(file.due('data_breach_assessment')).toEqual([at('2026-03-03T09:00')]);
    expect(file.due('data_breach_notification')).toEqual([at('2026-03-05T09:00')]);
    file.until('2026-03-03T12:00');
    expect(file.breached('data_breach_assessment')).toHaveLength(1);
    expect(file.breached('data_breach_notification')).toEqual([]);
  });

  it('is open until it was assessed, something was done and everybody who had to be was told [IM-10]', () => {
    const file = registered();
    const close = (): string => refusal(() => file.give('closeDataBreach', {}, '2026-03-04T12:00', HEAD_A));
    file.give('assessDataBreach', { severity: 'high', caseCount: 3 }, '2026-03-02T15:00', MGR_A);
    expect(file.due('data_breach_assessment')).toEqual([]);
    file.give('recordBreachMeasure', { measure: 'contain' }, '2026-03-02T16:00', MGR_A);
    file.give('decideBreachNotification', { tell: ['affected', 'authority'] }, '2026-03-03T10:00', HEAD_A);
    file.give('recordBreachTold', { told: 'affected' }, '2026-03-03T11:00', MGR_A);
    expect(close()).toBe('NOT_ALLOWED_IN_STAGE/IM-10');
    expect(file.due('data_breach_notification')).toHaveLength(1);
    file.give('recordBreachTold', { told: 'authority' }, '2026-03-03T12:00', MGR_A);
    expect(file.due('data_breach_notification')).toEqual([]);
    expect(close()).toBe('nothing was refused');
  });

  it('the head of the agency decides who is told, and says why those affected are not [IM-10] [SPEC-2]', () => {
    const file = registered();
    const decide = (by: Actor): string =>
      refusal(() => file.give('decideBreachNotification', { tell: [] }, '2026-03-03T10:00', by));
    expect(decide(MGR_A)).toBe('NOT_PERMITTED/SPEC-2');
    expect(decide(HEAD_A)).toBe('FIELD_MISSING/IM-10');
    expect(mayReadDutyFile(file.state, CW_A)).toBe(false);
  });
});

const staff: readonly StaffPlace[] = (
  [
    ['CW-1', 'CW', 't1', 'o1', 'SUP-1'],
    ['CW-2', 'CW', 't1', 'o1', 'SUP-2'],
    ['CW-3', 'CW', 't2', 'o2', null],
    ['SUP-1', 'SUP', 't1', 'o1', null],
    ['SUP-2', 'SUP', 't1', 'o1', null],
    ['MGR-1', 'MGR', null, 'o1', null],
    ['MGR-2', 'MGR', null, 'o2', null],
    ['HEAD-1', 'HEAD', null, null, null],
  ] as const
).map(([personId, role, teamId, officeId, supervisorId]) => ({
  ...{ personId, role, teamId, officeId, supervisorId },
  agencyId: 'a1',
}));
const route = (...ids: readonly string[]) =>
  complaintRoute(
    staff.filter(({ personId }) => ids.includes(personId)),
    staff,
    'a1',
  );

describe('a complaint', () => {
  it.each([
    ['a caseworker', ['CW-1'], ['CW-1', 'SUP-1', 'SUP-2'], 'o1', 'a1'],
    ['a supervisor', ['SUP-1'], ['MGR-1', 'SUP-1', 'SUP-2'], null, 'a1'],
    ['a manager', ['MGR-1'], ['MGR-1'], null, 'a1'],
    ['the head of the agency', ['HEAD-1'], ['HEAD-1'], null, null],
    ['people of two offices', ['CW-1', 'CW-3'], ['CW-1', 'CW-3', 'SUP-1', 'SUP-2'], null, 'a1'],
    ['nobody who was named', [], [], null, 'a1'],
  ])('about %s goes past them and those over them [IM-12]', (_, about, hiddenFrom, officeId, agencyId) => {
    expect(route(...about)).toEqual({ hiddenFrom, scope: { teamId: null, officeId, agencyId } });
  });

  it('goes past the supervisor whom the post names, of whatever rank [IM-12]', () => {
    const led = staff.map((one) => (one.personId === 'CW-3' ? { ...one, supervisorId: 'MGR-2' } : one));
    const about = led.filter(({ personId }) => personId === 'CW-3');
    const scope = { teamId: null, officeId: null, agencyId: 'a1' };
    expect(complaintRoute(about, led, 'a1')).toEqual({ hiddenFrom: ['CW-3', 'MGR-2'], scope });
  });

  const received = (about: string): ADutyFile => {
    const complaint = { matter: 'conduct', from: 'child', concerned: [about], aboutCaseId: null } as const;
    const by: Actor = { personId: 'SUP-2', role: 'SUP', teamId: 't1', officeId: 'o1', agencyId: 'a1' };
    return new ADutyFile().give(
      'receiveComplaint',
      { ...complaint, ...opening('x-1', route(about)) },
      '2026-03-02T10:00',
      by,
    );
  };
  const actor = (personId: string): Actor => {
    const { supervisorId: _, role, ...place } = staff.find((one) => one.personId === personId)!;
    return { role, ...Object.fromEntries(Object.entries(place).filter(([, id]) => id !== null)) } as unknown as Actor;
  };

  it('can be taken by whoever it is hidden from afterwards, and by nobody else opened [IM-12]', () => {
    const { state } = received('CW-1');
    const readers = staff.filter(({ personId }) => mayReadDutyFile(state, actor(personId)));
    expect(readers.map(({ personId }) => personId)).toEqual(['MGR-1', 'HEAD-1']);
    const promoted: Actor = { ...actor('CW-1'), role: 'HEAD' };
    expect(mayReadDutyFile(state, promoted)).toBe(false);
    expect(isDutyPermitted(state, promoted, 'answerComplaint')).toBe(false);
  });

  it('is acknowledged and answered in time, and a miss goes up, never down [IM-12] [TIME-8]', () => {
    const file = received('CW-1');
    expect([file.due('complaint_acknowledgement'), file.due('complaint_answer')]).toEqual([
      ['2026-03-04'],
      ['2026-03-22'],
    ]);
    file.give('acknowledgeComplaint', {}, '2026-03-03T10:00', actor('MGR-1')).until('2026-03-31T10:00');
    expect([file.breached('complaint_acknowledgement'), file.breached('complaint_answer')]).toEqual([
      [],
      ['2026-03-22'],
    ]);
    const { tasks } = dutyReadModelOf(file.state);
    expect(tasks.map(({ kind, assignee }) => [kind, assignee.role, assignee.scopeId])).toEqual([
      ['escalation', 'HEAD', 'a1'],
      ['complaint_answer', 'MGR', 'o1'],
    ]);
  });

  it('about the head is answered by the coordination group, which learns of no case [IM-12]', () => {
    const coord: Actor = { personId: 'COORD-1', role: 'COORD' };
    const file = received('HEAD-1');
    expect(mayReadDutyFile(file.state, actor('HEAD-1'))).toBe(false);
    expect(mayReadDutyFile(file.state, coord)).toBe(true);
    expect(dutyReadModelOf(file.state).tasks.map(({ assignee }) => assignee.role)).toEqual(['COORD', 'COORD']);
    const named = { matter: 'conduct', from: 'staff', concerned: ['HEAD-1'], aboutCaseId: 'case-1' } as const;
    const take = () =>
      new ADutyFile().give(
        'receiveComplaint',
        { ...named, ...opening('x', route('HEAD-1')) },
        '2026-03-02T10:00',
        coord,
      );
    expect(refusal(take)).toBe('VALUE_NOT_POSSIBLE/IM-12');
  });

  it('is closed after it was answered, and the answer says something [IM-12]', () => {
    const file = received('CW-1');
    const answer = { outcome: 'upheld' } as const;
    const mgr = actor('MGR-1');
    expect(refusal(() => file.give('closeComplaint', {}, '2026-03-05T10:00', mgr))).toBe('NOT_ALLOWED_IN_STAGE/IM-12');
    expect(refusal(() => file.give('answerComplaint', answer, '2026-03-05T10:00', mgr))).toBe('FIELD_MISSING/IM-12');
    file.give('answerComplaint', { ...answer, content }, '2026-03-05T10:00', mgr);
    file.give('closeComplaint', {}, '2026-03-05T11:00', mgr);
    expect(file.state.endedAt).toBe(at('2026-03-05T11:00'));
  });
});

describe('a request to see one’s own data', () => {
  const asked = (): ADutyFile =>
    new ADutyFile().give(
      'recordAccessRequest',
      { requestedBy: 'child', wanted: 'copy', ...opening('case-1') },
      '2026-03-02T10:00',
      CW_A,
    );

  it('is answered when the copy is given, within the days of the policy [IM-8]', () => {
    const file = asked();
    expect(file.due('access_answer')).toEqual(['2026-04-01']);
    const give = () => file.give('recordAccessGiven', {}, '2026-03-20T10:00');
    expect(refusal(give)).toBe('NOTHING_PENDING/IM-8');
    file.give('decideAccessRequest', { answer: 'granted', withheld: [] }, '2026-03-10T10:00');
    expect(file.due('access_answer')).toEqual(['2026-04-01']);
    give();
    expect(file.due('access_answer')).toEqual([]);
  });

  it('what is withheld has a ground, and a refusal a reason; the caseworker decides neither [IM-8]', () => {
    const file = asked();
    const withheld = [{ contentId: 'form-1', ground: 'third_party' }] as const;
    const decide = (payload: Parameters<typeof file.give<'decideAccessRequest'>>[1], by = SUP_A): string =>
      refusal(() => file.give('decideAccessRequest', payload, '2026-03-10T10:00', by));
    expect(decide({ answer: 'granted', withheld: [] }, CW_A)).toBe('NOT_PERMITTED/SPEC-2');
    expect(decide({ answer: 'partly', withheld: [] })).toBe('VALUE_NOT_POSSIBLE/IM-8');
    expect(decide({ answer: 'granted', withheld })).toBe('VALUE_NOT_POSSIBLE/IM-8');
    expect(decide({ answer: 'refused', withheld: [] })).toBe('FIELD_MISSING/IM-8');
    expect(decide({ answer: 'refused', withheld: [], content })).toBe('nothing was refused');
    expect(file.due('access_answer')).toEqual([]);
  });
});

describe('the retention of a closed case', () => {
  const closed = (keepUntil = '2026-06-30', over = policy, isExtended = false): ADutyFile =>
    new ADutyFile(over).give(
      'scheduleRetention',
      { closedSeq: 30, keepUntil, isExtended, ...opening('case-1', { policy: over }) },
      '2026-03-02T10:00',
      SYSTEM_ACTOR,
    );
  const propose = (file: ADutyFile, on: string, by = MGR_A): string =>
    refusal(() => file.give('proposeDestruction', { manner: 'destroy', content }, on, by));

  it('ends on the date of the closure, and no earlier than the policy says [IM-7]', () => {
    const set = policySnapshot('x', { 'retention.years': 10, 'retention.extended_years': 30 });
    const due = (over: typeof policy, isExtended: boolean): string[] =>
      closed('2026-06-30', over, isExtended).due('retention_review');
    expect([due(policy, false), due(policy, true)]).toEqual([['2026-06-30'], ['2026-06-30']]);
    expect([due(set, false), due(set, true)]).toEqual([['2036-03-02'], ['2056-03-02']]);
    expect(closed('2060-01-01', set).due('retention_review')).toEqual(['2060-01-01']);
  });

  it('nothing goes before its date, and only under the signatures of two people [IM-7] [PERM-1]', () => {
    const file = closed();
    expect(propose(file, '2026-06-29T10:00')).toBe('TOO_EARLY/IM-7');
    expect(propose(file, '2026-07-01T10:00')).toBe('nothing was refused');
    const confirm = (by: Actor): string => refusal(() => file.give('confirmDestruction', {}, '2026-07-02T10:00', by));
    expect(confirm(MGR_A)).toBe('OWN_WORK/PERM-1');
    expect(confirm(SUP_A)).toBe('NOT_PERMITTED/SPEC-2');
    expect(confirm({ ...HEAD_A, personId: MGR_A.personId })).toBe('OWN_WORK/PERM-1');
    expect(confirm(HEAD_A)).toBe('nothing was refused');
    expect(file.events.map(({ type }) => type)).toContain('DestructionConfirmed');
    expect(file.due('retention_review')).toEqual([]);
  });

  it('a hold stops it, whatever was proposed before, until it is lifted [IM-7]', () => {
    const file = closed();
    propose(file, '2026-07-01T10:00');
    file.give('placeHold', { ground: 'legal_proceedings' }, '2026-07-01T11:00', HEAD_A);
    expect(file.due('retention_review')).toEqual([]);
    const confirm = (): string => refusal(() => file.give('confirmDestruction', {}, '2026-07-02T10:00', HEAD_A));
    expect(confirm()).toBe('NOTHING_PENDING/IM-7');
    expect(propose(file, '2026-07-02T10:00')).toBe('NOT_ALLOWED_IN_STAGE/IM-7');
    file.give('liftHold', { content }, '2026-08-03T10:00', HEAD_A);
    expect(file.due('retention_review')).toEqual(['2026-08-03']);
    expect(propose(file, '2026-08-03T11:00')).toBe('nothing was refused');
  });

  it('the review may keep the file for longer, with a reason [IM-7]', () => {
    const file = closed();
    const extend = (keepUntil: string, more: object = { content }): string =>
      refusal(() => file.give('extendRetention', { keepUntil, ...more }, '2026-06-30T10:00', MGR_A));
    expect(extend('2027-06-30', {})).toBe('FIELD_MISSING/IM-7');
    expect(extend('2026-06-30')).toBe('VALUE_NOT_POSSIBLE/IM-7');
    expect(extend('2027-06-30')).toBe('nothing was refused');
    expect([file.due('retention_review'), file.breached('retention_review')]).toEqual([['2027-06-30'], []]);
  });

  it('waits while the case is open again, and begins anew with its next closure [IM-7] [REOP-1]', () => {
    const file = closed();
    file.give('suspendRetention', { reopenedSeq: 40 }, '2026-05-01T10:00', SYSTEM_ACTOR);
    expect(file.due('retention_review')).toEqual([]);
    expect(propose(file, '2026-07-01T10:00')).toBe('NOT_ALLOWED_IN_STAGE/IM-7');
    const again = { closedSeq: 55, keepUntil: '2027-01-31', isExtended: false, ...opening('case-1') };
    file.give('scheduleRetention', again, '2026-09-01T10:00', SYSTEM_ACTOR);
    expect(file.due('retention_review')).toEqual(['2027-01-31']);
  });
});
