import type { DutyReadModel, ReadModel } from '@caseward/domain';
import { canonicalJson } from '@caseward/security';
import { columnsOf, type Columns } from './columns.js';
import type { LiveReadModel } from './live-read-models.js';

/** Where a table holds something else than the fold of the record says. */
export interface Difference {
  readonly caseId: string;
  readonly table: string;
  /** Key within the case; empty for the case itself. */
  readonly key: string;
  /** `*` when the whole row is missing or one too many. */
  readonly column: string;
  /** Null when there should be none. */
  readonly expected: unknown;
  /** Null when there is none. */
  readonly found: unknown;
}

interface Table {
  readonly table: string;
  readonly keyColumn: string | null;
  readonly expected: readonly object[];
  readonly found: readonly object[];
}

/** What the record says that the tables should hold, for a case or for a duty file. */
export type ExpectedModel = ReadModel | DutyReadModel;

/** All differences of one case, table by table; either side may be absent as a whole. */
export function differencesBetween(
  caseId: string,
  expected: ExpectedModel | null,
  found: LiveReadModel | null,
): Difference[] {
  const { ofCase, ofDuty } = apart(expected);
  const tables: Table[] = [
    { table: 'case_summary', keyColumn: null, expected: present(ofCase?.case), found: present(found?.case) },
    { table: 'duty_file', keyColumn: null, expected: present(ofDuty?.dutyFile), found: present(found?.dutyFile) },
    { table: 'obligation', keyColumn: 'key', expected: expected?.obligations ?? [], found: found?.obligations ?? [] },
    { table: 'breach', keyColumn: 'breach_id', expected: expected?.breaches ?? [], found: found?.breaches ?? [] },
    {
      table: 'escalation',
      keyColumn: 'escalation_id',
      expected: expected?.escalations ?? [],
      found: found?.escalations ?? [],
    },
    { table: 'task', keyColumn: 'task_id', expected: storedTasks(expected), found: found?.tasks ?? [] },
    { table: 'case_guest', keyColumn: 'guest_id', expected: ofCase?.guests ?? [], found: found?.guests ?? [] },
    { table: 'case_custody', keyColumn: 'custody_id', expected: ofCase?.custody ?? [], found: found?.custody ?? [] },
    {
      table: 'emergency_access',
      keyColumn: 'access_id',
      expected: ofCase?.emergencies ?? [],
      found: found?.emergencies ?? [],
    },
  ];
  return tables.flatMap((table) => tableDifferences(caseId, table));
}

/** @returns either may be absent: an id is a case or a duty file */
function apart(expected: ExpectedModel | null): {
  readonly ofCase: ReadModel | null;
  readonly ofDuty: DutyReadModel | null;
} {
  if (expected === null) return { ofCase: null, ofDuty: null };
  return 'case' in expected ? { ofCase: expected, ofDuty: null } : { ofCase: null, ofDuty: expected };
}

function present(row: object | null | undefined): object[] {
  return row === null || row === undefined ? [] : [row];
}

function storedTasks(expected: ExpectedModel | null): object[] {
  if (expected === null) return [];
  const { teamId, officeId, agencyId } = 'case' in expected ? expected.case : expected.dutyFile;
  return expected.tasks.map((task) => ({ ...task, teamId, officeId, agencyId }));
}

function tableDifferences(caseId: string, { table, keyColumn, expected, found }: Table): Difference[] {
  const keyed = (rows: readonly object[]): Map<string, Columns> =>
    new Map(rows.map(columnsOf).map((row) => [keyColumn === null ? '' : String(row[keyColumn]), row]));
  const [wanted, held] = [keyed(expected), keyed(found)];
  return [...new Set([...wanted.keys(), ...held.keys()])].sort().flatMap((key) => {
    const [want, hold] = [wanted.get(key), held.get(key)];
    const place = { caseId, table, key };
    if (want === undefined || hold === undefined) {
      return [{ ...place, column: '*', expected: want ?? null, found: hold ?? null }];
    }
    return Object.keys({ ...want, ...hold })
      .filter((column) => !isSame(want[column], hold[column]))
      .map((column) => ({ ...place, column, expected: want[column] ?? null, found: hold[column] ?? null }));
  });
}

/** In a table there is no difference between absent and null. */
function isSame(expected: unknown, found: unknown): boolean {
  const [want, hold] = [expected ?? null, found ?? null];
  return want === hold || (typeof want === 'object' && canonicalJson(want) === canonicalJson(hold));
}
