import { describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR, type Actor } from '../access/actor.js';
import { policySnapshot } from '../policy/policy.js';
import { ADutyFile, SCOPE, SUP_A } from '../testing/a-duty-file.js';
import { instantOfLocal } from '../time/zone.js';
import { overseerOf, releasedUntil } from './kinds/reading.js';
import { mayReadDutyFile } from './permissions.js';

const place = { teamId: 'team-1', officeId: 'office-1', agencyId: 'agency-a' };

describe('who looks into unusual reading', () => {
  it('stands over the person: supervisor, manager, head of the agency, coordination; nobody the own [IM-3] [PERM-1]', () => {
    const none = { teamId: null, officeId: null, agencyId: null };
    expect(overseerOf({ role: 'CW', ...place })).toEqual(place);
    expect(overseerOf({ role: 'DE', ...place })).toEqual(place);
    expect(overseerOf({ role: 'SUP', ...place })).toEqual({ ...place, teamId: null });
    expect(overseerOf({ role: 'MGR', officeId: 'office-1', agencyId: 'agency-a' })).toEqual({
      ...none,
      agencyId: 'agency-a',
    });
    expect(overseerOf({ role: 'HEAD', agencyId: 'agency-a' })).toEqual(none);
    expect(overseerOf({ role: 'ADM' })).toEqual(none);
    expect(overseerOf({ role: 'RFP', agencyId: 'agency-w' })).toEqual({ ...none, agencyId: 'agency-w' });
  });
});

describe('an inquiry into unusual reading', () => {
  const policy = policySnapshot();
  const content = { contentId: 'c-1', form: 'f', formVersion: 1, digest: '0'.repeat(64) };
  const at = (local: string): string => instantOfLocal(policy.zone, local);
  const reported = (): ADutyFile =>
    new ADutyFile().give(
      'reportUnusualReading',
      {
        ...{ personId: 'CW-A', signal: 'day', seen: 45, baseline: 25 },
        opening: { subjectId: 'CW-A', scope: SCOPE, policy, hiddenFrom: ['CW-A'] },
      },
      '2026-03-02T10:00',
      SYSTEM_ACTOR,
    );

  it('waits for the supervisor with a deadline, hidden from the person whom it is about [IM-3] [IM-6]', () => {
    const file = reported();
    expect(file.due('reading_inquiry')).toEqual([at('2026-03-03T10:00')]);
    const subject = { personId: 'CW-A', role: 'SUP', ...SCOPE } as Actor;
    expect([mayReadDutyFile(file.state, SUP_A), mayReadDutyFile(file.state, subject)]).toEqual([true, false]);
    file.until('2026-03-03T11:00');
    expect(file.breached('reading_inquiry')).toHaveLength(1);
  });

  it('lifts the limit for a day, with a reason, and ends with what was found [IM-3]', () => {
    const file = reported();
    expect(releasedUntil(file.state)).toBeNull();
    expect(() => file.give('releaseReading', {}, '2026-03-02T11:00', SUP_A)).toThrowError(/why so much reading/);
    file.give('releaseReading', { content }, '2026-03-02T11:00', SUP_A);
    expect(releasedUntil(file.state)).toBe(at('2026-03-03T11:00'));
    file.give('answerUnusualReading', { finding: 'needed', content }, '2026-03-02T12:00', SUP_A);
    expect([file.due('reading_inquiry'), file.state.endedAt]).toEqual([[], at('2026-03-02T12:00')]);
  });
});
