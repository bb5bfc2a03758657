import { describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.js';
import { DomainError } from '../errors.js';
import { ADutyFile, MGR_A, SUP_A } from '../testing/a-duty-file.js';
import { isStale } from './kinds/directory.js';
import { mayReadDutyFile } from './permissions.js';
import { dutyReadModelOf } from './read-model.js';

const ALL = { teamId: null, officeId: null, agencyId: null };
const COORD: Actor = { personId: 'COORD-1', role: 'COORD' };
const CW_B: Actor = { personId: 'CW-B', role: 'CW', agencyId: 'agency-b' };
const ENTRY = { entryId: 'e-1', service: 'medical', area: 'coast', isActive: true, digest: 'd'.repeat(64) } as const;

const listed = () =>
  new ADutyFile()
    .open('directory', 'context', '2026-01-10 09:00', ALL, COORD)
    .give('keepDirectoryEntry', ENTRY, '2026-01-10 10:00', SUP_A);
const inbox = (file: ADutyFile) =>
  dutyReadModelOf(file.state).tasks.map(({ kind, assignee }) => `${kind} ${String(assignee.role)}`);

describe('the directory of services', () => {
  it('an entry that nobody confirms for six months is stale: its keepers are reminded, then alarmed [SPEC-3.11] [DIR-2]', () => {
    const file = listed();
    expect(file.due('directory_entry')).toEqual(['2026-07-10']);
    expect(inbox(file)).toEqual([]);
    file.until('2026-07-09 00:00');
    expect(inbox(file)).toEqual(['directory_entry COORD']);
    file.until('2026-07-11 00:00');
    expect(file.breached('directory_entry')).toEqual(['2026-07-10']);
    expect(inbox(file).sort()).toEqual(['directory_entry COORD', 'escalation COORD']);
    file.give('confirmDirectoryEntry', { entryId: 'e-1' }, '2026-07-12 09:00', MGR_A);
    expect(inbox(file)).toEqual([]);
    expect(file.due('directory_entry')).toEqual(['2027-01-12']);
  });

  it('is stale from the first moment after its day, not before [DIR-2] [TIME-3]', () => {
    const [{ due } = { due: { overdueFrom: '' } }] = Object.values(listed().state.obligations);
    expect(isStale(due, '2026-07-10T20:59:59.999Z')).toBe(false);
    expect(isStale(due, due.overdueFrom)).toBe(true);
  });

  it('a change counts as a look at the whole entry; what is gone is asked about no more, and can come back [DIR-2]', () => {
    const file = listed().give('keepDirectoryEntry', ENTRY, '2026-03-01 09:00', SUP_A);
    expect(file.due('directory_entry')).toEqual(['2026-09-01']);
    file.give('keepDirectoryEntry', { ...ENTRY, isActive: false }, '2026-04-01 09:00', COORD);
    expect(file.due('directory_entry')).toEqual([]);
    const confirm = () => file.give('confirmDirectoryEntry', { entryId: 'e-1' }, '2026-04-02 09:00', COORD);
    expect(confirm).toThrow(DomainError);
    file.give('keepDirectoryEntry', ENTRY, '2026-05-01 09:00', COORD);
    expect(file.due('directory_entry')).toEqual(['2026-11-01']);
  });

  it('supervisors of every agency and the coordination group keep the common one, caseworkers look things up [DIR-1] [SPEC-2]', () => {
    const file = listed();
    expect(mayReadDutyFile(file.state, CW_B)).toBe(true);
    const byCaseworker = () => file.give('keepDirectoryEntry', ENTRY, '2026-02-01 09:00', CW_B);
    expect(byCaseworker).toThrow('Your role');
    const own = new ADutyFile().open(
      'directory',
      'agency-a',
      '2026-01-10 09:00',
      { ...ALL, agencyId: 'agency-a' },
      SUP_A,
    );
    expect(mayReadDutyFile(own.state, CW_B)).toBe(false);
    expect(mayReadDutyFile(own.state, COORD)).toBe(false);
    own.give('keepDirectoryEntry', ENTRY, '2026-01-10 10:00', SUP_A).until('2026-07-11 00:00');
    expect(inbox(own).sort()).toEqual(['directory_entry MGR', 'escalation HEAD']);
  });
});
