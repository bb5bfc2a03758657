import type {
  BreachRow,
  CaseRow,
  CustodyRow,
  DutyFileRow,
  EmergencyRow,
  EscalationRow,
  GuestRow,
  ObligationRow,
  ReadModel,
  TaskRow,
} from '@caseward/domain';
import { rows, type Sql } from './query.js';
import { COLUMNS } from './read-models.js';

/** A task row together with the owner of the case that is repeated in it for the sake of its indexes. */
export type StoredTask = TaskRow & Pick<CaseRow, 'teamId' | 'officeId' | 'agencyId'>;

/** What the tables hold for one case. Without a summary there may still be other rows. */
export interface LiveReadModel extends Omit<ReadModel, 'case' | 'tasks'> {
  readonly case: CaseRow | null;
  /** Instead of a case: the file of a duty. */
  readonly dutyFile: DutyFileRow | null;
  readonly tasks: readonly StoredTask[];
}

interface Parts {
  case: CaseRow | null;
  dutyFile: DutyFileRow | null;
  obligations: ObligationRow[];
  breaches: BreachRow[];
  escalations: EscalationRow[];
  tasks: StoredTask[];
  guests: GuestRow[];
  custody: CustodyRow[];
  emergencies: EmergencyRow[];
}

const none = (): Parts => ({
  ...{ case: null, dutyFile: null, obligations: [], breaches: [], escalations: [] },
  ...{ tasks: [], guests: [], custody: [], emergencies: [] },
});

/** The rows of several cases, one statement for each table. Cases without any row are left out. */
export async function liveReadModels(sql: Sql, caseIds: readonly string[]): Promise<Map<string, LiveReadModel>> {
  const byCase = new Map<string, Parts>();
  const of = (caseId: string): Parts => {
    const known = byCase.get(caseId) ?? none();
    byCase.set(caseId, known);
    return known;
  };
  const each = async <Row>(table: string, columns: string, put: (parts: Parts, row: Row) => void): Promise<void> => {
    const statement = `SELECT case_id AS "ofCase", ${columns} FROM caseward.${table} WHERE case_id = ANY ($1::uuid[])`;
    for (const { ofCase, ...row } of await rows<Row & { ofCase: string }>(sql, statement, [caseIds])) {
      put(of(ofCase), row as unknown as Row);
    }
  };
  await each<CaseRow>('case_summary', COLUMNS.case, (parts, row) => (parts.case = row));
  await each<DutyFileRow>('duty_file', COLUMNS.dutyFile, (parts, row) => (parts.dutyFile = row));
  await each<ObligationRow>('obligation', COLUMNS.obligations, (parts, row) => parts.obligations.push(row));
  await each<BreachRow>('breach', COLUMNS.breaches, (parts, row) => parts.breaches.push(row));
  await each<EscalationRow>('escalation', COLUMNS.escalations, (parts, row) => parts.escalations.push(row));
  const owner = 'team_id AS "teamId", office_id AS "officeId", agency_id AS "agencyId"';
  await each<StoredTask>('task', `${COLUMNS.tasks}, ${owner}`, (parts, row) => parts.tasks.push(row));
  await each<GuestRow>('case_guest', COLUMNS.guests, (parts, row) => parts.guests.push(row));
  await each<CustodyRow>('case_custody', COLUMNS.custody, (parts, row) => parts.custody.push(row));
  await each<EmergencyRow>('emergency_access', COLUMNS.emergencies, (parts, row) => parts.emergencies.push(row));
  return byCase;
}
