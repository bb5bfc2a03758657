import type { CaseRow, DutyFileKind, Instant, Role, TaskRow } from '@caseward/domain';
import { decodeCursor, limitOf, pageOf, type Page, type PageRequest } from './cursor.js';
import { rows, type Sql } from './query.js';

/** Whose inbox. A role reaches tasks in its scopes: the team of a supervisor, the office of a manager, ... */
export interface InboxReader {
  readonly person: string;
  readonly role: Role;
  readonly scopes: readonly string[];
  /** Agencies that this person answers for, such as a transfer to them (TR-6): beside the scopes, in `mine` only. */
  readonly answersFor?: readonly string[];
}

/** Where tasks by role are found that wait for this reader. */
export function ownScopes({ scopes, answersFor = [] }: InboxReader): readonly string[] {
  return [...new Set([...scopes, ...answersFor])];
}

/** `mine`: what waits for this person, in person or by role. `team`: all open work on the cases in the reader's scopes. */
export type InboxView = 'mine' | 'team';

export interface InboxItem extends Omit<TaskRow, 'assignee'> {
  readonly caseId: string;
  readonly caseCode: string | null;
  /** Null for the task of a duty file. */
  readonly stage: CaseRow['stage'] | null;
  /** Null for the task of a case. */
  readonly dutyFile: { readonly kind: DutyFileKind; readonly subjectId: string } | null;
  readonly assigneePerson: string | null;
  readonly assigneeRole: Role | null;
  readonly assigneeScope: string | null;
  /** At the `now` of the question. */
  readonly overdue: boolean;
}

export interface InboxRequest extends PageRequest {
  readonly view: InboxView;
  /** From the Clock of the deployment. */
  readonly now: Instant;
  /** Only what is overdue at `now`. */
  readonly overdueOnly?: boolean;
}

/** What is due soonest comes first, what has no clock last; ids break ties, so that paging neither skips nor repeats. */
const SORT = `coalesce(due_at, 'infinity'), case_id, task_id`;
const NO_CLOCK = 'infinity';

/**
 * IM-12: whom a file is hidden from finds none of its work, whatever roles that person comes to hold. Looked up once for
 * each question: those files are few.
 * @param person parameter of the reader
 */
export const notHiddenFrom = (caseId: string, person: string): string => `${caseId} <> ALL (
  (SELECT caseward.files_hidden_from(${person}::text))::uuid[])`;

/** Each way to a task is one range of one index: the parts are read in order and merged, whatever the size of the table. */
/** $6 is the reader. */
const PART = (where: string): string => `
  (SELECT t.* FROM caseward.task t
    WHERE ${where} AND ${notHiddenFrom('t.case_id', '$6')} AND (coalesce(t.due_at, 'infinity'), t.case_id, t.task_id) > ($1::timestamptz, $2::uuid, $3)
      AND coalesce(t.due_at, 'infinity') <= $4::timestamptz
    ORDER BY coalesce(t.due_at, 'infinity'), t.case_id, t.task_id LIMIT $5)`;

/** Looks up the cases of one page only: left to itself the planner may read every case to join fifty. */
const CASE_OF_TASK = `
  LEFT JOIN LATERAL (SELECT s.case_code, s.stage FROM caseward.case_summary s WHERE s.case_id = t.case_id LIMIT 1) c ON true
  LEFT JOIN LATERAL (SELECT jsonb_build_object('kind', f.kind, 'subjectId', f.subject_id) AS duty_file
    FROM caseward.duty_file f WHERE f.case_id = t.case_id LIMIT 1) d ON true`;

/** The column of `task` that holds the scope which a role oversees. */
export const SCOPE_COLUMN: Readonly<Record<Role, 'team_id' | 'office_id' | 'agency_id' | null>> = {
  CW: 'team_id',
  SUP: 'team_id',
  DE: null,
  MGR: 'office_id',
  HEAD: 'agency_id',
  CONF: null,
  BIDP: null,
  RFP: null,
  COMM: null,
  COORD: null,
  ADM: null,
  SYSTEM: null,
};

function parts(reader: InboxReader, view: InboxView): { readonly parts: string[]; readonly parameters: string[] } {
  const from = 6;
  if (view === 'mine') {
    const scopes = ownScopes(reader);
    const byScope = scopes.map((_, index) =>
      PART(`t.assignee_role = $${from + 1} AND t.assignee_scope = $${from + 2 + index}`),
    );
    return {
      parts: [PART(`t.assignee_person = $${from}`), ...byScope],
      parameters: byScope.length === 0 ? [reader.person] : [reader.person, reader.role, ...scopes],
    };
  }
  const column = SCOPE_COLUMN[reader.role];
  if (column === null) return { parts: [], parameters: [] };
  return {
    parts: reader.scopes.map((_, index) => PART(`t.${column} = $${from + 1 + index}`)),
    parameters: [reader.person, ...reader.scopes],
  };
}

/** One page of an inbox. @throws CursorError */
export async function inboxPage(sql: Sql, reader: InboxReader, request: InboxRequest): Promise<Page<InboxItem>> {
  const list = `inbox-${request.view}`;
  const limit = limitOf(request);
  const { parts: ways, parameters } = parts(reader, request.view);
  if (ways.length === 0) return { items: [], next: null };
  const after = request.after ? decodeCursor(list, request.after, 3) : ['-infinity', NO_UUID, ''];
  const until = request.overdueOnly === true ? request.now : NO_CLOCK;
  const found = await rows<Omit<InboxItem, 'overdue'>>(
    sql,
    `SELECT t.task_id AS "taskId", t.kind, t.command, t.risk_level AS "riskLevel", t.due_on AS "dueOn", t.due_at AS "dueAt",
        t.opened_at AS "openedAt", t.case_id AS "caseId", c.case_code AS "caseCode", c.stage,
        d.duty_file AS "dutyFile",
        t.assignee_person AS "assigneePerson", t.assignee_role AS "assigneeRole", t.assignee_scope AS "assigneeScope"
      FROM (SELECT * FROM (${ways.join(' UNION ALL ')}) AS every ORDER BY ${SORT} LIMIT $5) AS t
      ${CASE_OF_TASK}
      ORDER BY coalesce(t.due_at, 'infinity'), t.case_id, t.task_id`,
    [...after, until, limit + 1, ...parameters],
  );
  const page = pageOf(found, limit, list, (item) => [item.dueAt ?? NO_CLOCK, item.caseId, item.taskId]);
  const overdue = ({ dueAt }: { dueAt: Instant | null }) => dueAt !== null && dueAt <= request.now;
  return { ...page, items: page.items.map((item) => ({ ...item, overdue: overdue(item) })) };
}

const NO_UUID = '00000000-0000-0000-0000-000000000000';
