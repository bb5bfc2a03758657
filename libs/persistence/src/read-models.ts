import type {
  BreachRow,
  CaseRow,
  DutyFileRow,
  EscalationRow,
  ObligationRow,
  ReadModel,
  TaskRow,
} from '@caseward/domain';
import { row, rows, type Sql } from './query.js';

const ASSIGNEE = `
  jsonb_build_object('personId', assignee_person, 'role', assignee_role, 'scopeId', assignee_scope) AS assignee`;

/** Select lists that give the rows of the domain; the driver gives instants and dates in the domain's form. */
export const COLUMNS = {
  case: `case_id AS "caseId", seq, case_code AS "caseCode", stage, level, episode, caseworker_id AS "caseworkerId",
    team_id AS "teamId", office_id AS "officeId", agency_id AS "agencyId", closure_recommended AS "closureRecommended",
    closed_at AS "closedAt", policy_version AS "policyVersion"`,
  obligations: `key, kind, episode, level, anchor, due_on AS "dueOn", due_at AS "dueAt", overdue_from AS "overdueFrom",
    status, ended_at AS "endedAt", end_cause AS "endCause", known_since AS "knownSince", derivation`,
  breaches: `breach_id AS "breachId", key, kind, due_on AS "dueOn", overdue_from AS "overdueFrom", level,
    caseworker_id AS "caseworkerId", agency_id AS "agencyId", raised_at AS "raisedAt", withdrawn_at AS "withdrawnAt"`,
  escalations: `escalation_id AS "escalationId", key, kind, breach_id AS "breachId", risk_level AS "riskLevel", step, status,
    opened_at AS "openedAt", ${ASSIGNEE}, acknowledged_by AS "acknowledgedBy", resolved_at AS "resolvedAt",
    resolved_as AS "resolvedAs"`,
  tasks: `task_id AS "taskId", kind, command, ${ASSIGNEE}, risk_level AS "riskLevel", due_on AS "dueOn", due_at AS "dueAt",
    opened_at AS "openedAt"`,
  guests: `guest_id AS "guestId", relation, about, person_id AS "personId", agency_id AS "agencyId"`,
  custody: `custody_id AS "custodyId", agency_id AS "agencyId", caseworker_id AS "caseworkerId", until,
    ended_as AS "endedAs"`,
  emergencies: `access_id AS "accessId", person_id AS "personId", agency_id AS "agencyId", starts_at AS "startsAt",
    ends_at AS "endsAt"`,
  dutyFile: `case_id AS "caseId", seq, kind, subject_id AS "subjectId", team_id AS "teamId", office_id AS "officeId",
    agency_id AS "agencyId", opened_at AS "openedAt", ended_at AS "endedAt", hidden_from AS "hiddenFrom",
    policy_version AS "policyVersion"`,
} as const satisfies Record<keyof ReadModel | 'dutyFile', string>;

/** A duty file; null when there is none. */
export async function dutyFile(sql: Sql, fileId: string): Promise<DutyFileRow | null> {
  return row<DutyFileRow>(sql, `SELECT ${COLUMNS.dutyFile} FROM caseward.duty_file WHERE case_id = $1`, [fileId]);
}

/** Every id that a workflow may run for: the cases, and the duty files that have not ended. */
export async function hostedIds(sql: Sql): Promise<string[]> {
  const found = await rows<{ caseId: string }>(
    sql,
    `SELECT case_id AS "caseId" FROM caseward.case_summary
      UNION ALL SELECT case_id FROM caseward.duty_file WHERE ended_at IS NULL`,
  );
  return found.map(({ caseId }) => caseId);
}

export interface DutyFilesRequest {
  readonly kind?: DutyFileRow['kind'];
  readonly subjectId?: string;
  readonly agencyId?: string;
  readonly openOnly?: boolean;
}

/** Duty files, the oldest first. An organisation has a few for each member of staff. */
export async function dutyFiles(sql: Sql, request: DutyFilesRequest): Promise<DutyFileRow[]> {
  const { kind = null, subjectId = null, agencyId = null, openOnly = false } = request;
  return rows<DutyFileRow>(
    sql,
    `SELECT ${COLUMNS.dutyFile} FROM caseward.duty_file
      WHERE ($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR subject_id = $2)
        AND ($3::text IS NULL OR agency_id = $3) AND (NOT $4::boolean OR ended_at IS NULL)
      ORDER BY opened_at, case_id`,
    [kind, subjectId, agencyId, openOnly],
  );
}

/** Where a case stands; null when there is none. */
export async function caseSummary(sql: Sql, caseId: string): Promise<CaseRow | null> {
  return row<CaseRow>(sql, `SELECT ${COLUMNS.case} FROM caseward.case_summary WHERE case_id = $1`, [caseId]);
}

/** Where the case with this code stands; null when there is none. */
export async function caseSummaryByCode(sql: Sql, caseCode: string): Promise<CaseRow | null> {
  return row<CaseRow>(sql, `SELECT ${COLUMNS.case} FROM caseward.case_summary WHERE case_code = $1`, [caseCode]);
}

/** Duties with a clock, running and ended, by deadline. */
export async function obligationsOf(sql: Sql, caseId: string): Promise<ObligationRow[]> {
  return rows(
    sql,
    `SELECT ${COLUMNS.obligations} FROM caseward.obligation WHERE case_id = $1 ORDER BY overdue_from, key`,
    [caseId],
  );
}

/** Missed deadlines, the withdrawn ones too, by deadline. */
export async function breachesOf(sql: Sql, caseId: string): Promise<BreachRow[]> {
  return rows(
    sql,
    `SELECT ${COLUMNS.breaches} FROM caseward.breach WHERE case_id = $1 ORDER BY overdue_from, breach_id`,
    [caseId],
  );
}

/** Escalations, resolved ones too, by opening. */
export async function escalationsOf(sql: Sql, caseId: string): Promise<EscalationRow[]> {
  return rows(
    sql,
    `SELECT ${COLUMNS.escalations} FROM caseward.escalation WHERE case_id = $1 ORDER BY opened_at, escalation_id`,
    [caseId],
  );
}

/** Open tasks, soonest first, those without a clock last. */
export async function tasksOf(sql: Sql, caseId: string): Promise<TaskRow[]> {
  return rows(
    sql,
    `SELECT ${COLUMNS.tasks} FROM caseward.task WHERE case_id = $1 ORDER BY due_at NULLS LAST, task_id`,
    [caseId],
  );
}
