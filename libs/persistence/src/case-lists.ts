import type { CaseEvent, CaseRow, EscalationRow, RiskLevel, Stage } from '@caseward/domain';
import { decodeCursor, limitOf, pageOf, type Page, type PageRequest } from './cursor.js';
import { notHiddenFrom, ownScopes, SCOPE_COLUMN, type InboxReader, type InboxView } from './inbox.js';
import { rows, type Sql } from './query.js';
import { COLUMNS } from './read-models.js';

/** Which cases a list is about: those of a caseworker, a team, an office or an agency, or of a data entry person. */
export type CaseScope =
  | { readonly caseworkerId: string }
  | { readonly teamId: string }
  | { readonly officeId: string }
  | { readonly agencyId: string }
  /** What somebody types in for an agency (section 2). */
  | { readonly dataEntryId: string; readonly forAgencyId: string };

export interface CasesRequest extends PageRequest {
  readonly stages?: readonly Stage[];
  readonly levels?: readonly RiskLevel[];
}

export interface EscalationsRequest extends PageRequest {
  /** `mine`: those that wait for the reader; `team`: all on the cases in the reader's scopes. */
  readonly view: InboxView;
  /** Default: whatever is not resolved. */
  readonly status?: EscalationRow['status'];
}

export interface EscalationItem extends EscalationRow {
  readonly caseId: string;
  readonly caseCode: string | null;
  readonly caseworkerId: string | null;
}

const NO_UUID = '00000000-0000-0000-0000-000000000000';

/** The condition of a scope, with $1 for the first id and $7 for a second. */
function conditionOf(scope: CaseScope): readonly [where: string, id: string, ...more: string[]] {
  if ('caseworkerId' in scope) return ['caseworker_id = $1', scope.caseworkerId];
  if ('teamId' in scope) return ['team_id = $1', scope.teamId];
  if ('officeId' in scope) return ['office_id = $1', scope.officeId];
  if ('agencyId' in scope) return ['agency_id = $1', scope.agencyId];
  return [
    `agency_id = $7 AND case_id IN (
      SELECT d.case_id FROM caseward.data_entry_case d WHERE d.person_id = $1 AND d.ends_at IS NULL)`,
    scope.dataEntryId,
    scope.forAgencyId,
  ];
}

/** Cases by code; those not yet registered, and so without one, first. @throws CursorError */
export async function casesPage(sql: Sql, within: CaseScope, request: CasesRequest = {}): Promise<Page<CaseRow>> {
  const [where, id, ...more] = conditionOf(within);
  const limit = limitOf(request);
  const after = request.after ? decodeCursor('cases', request.after, 2) : ['', NO_UUID];
  const found = await rows<CaseRow>(
    sql,
    `SELECT ${COLUMNS.case} FROM caseward.case_summary
      WHERE ${where} AND (coalesce(case_code, ''), case_id) > ($2, $3::uuid)
        AND ($4::text[] IS NULL OR stage = ANY ($4)) AND ($5::text[] IS NULL OR level = ANY ($5))
      ORDER BY coalesce(case_code, ''), case_id LIMIT $6`,
    [id, ...after, request.stages ?? null, request.levels ?? null, limit + 1, ...more],
  );
  return pageOf(found, limit, 'cases', (item) => [item.caseCode ?? '', item.caseId]);
}

/** Escalations, the longest open first. @throws CursorError */
export async function escalationsPage(
  sql: Sql,
  reader: InboxReader,
  request: EscalationsRequest,
): Promise<Page<EscalationItem>> {
  const list = `escalations-${request.view}`;
  const limit = limitOf(request);
  const after = request.after ? decodeCursor(list, request.after, 3) : ['-infinity', NO_UUID, ''];
  const relation = relationTo(reader, request.view);
  if (relation === null) return { items: [], next: null };
  const found = await rows<EscalationItem>(
    sql,
    `SELECT case_id AS "caseId", c.case_code AS "caseCode", c.caseworker_id AS "caseworkerId", ${COLUMNS.escalations}
      FROM caseward.escalation
      JOIN (SELECT case_id, case_code, caseworker_id, team_id, office_id, agency_id FROM caseward.case_summary
        UNION ALL SELECT case_id, NULL, NULL, team_id, office_id, agency_id FROM caseward.duty_file) c USING (case_id)
      WHERE (opened_at, case_id, escalation_id) > ($1::timestamptz, $2::uuid, $3)
        AND ${request.status === undefined ? `status <> 'resolved' AND $4::text IS NULL` : 'status = $4'}
        AND ${relation.where} AND ${notHiddenFrom('case_id', '$6')}
      ORDER BY opened_at, case_id, escalation_id LIMIT $5`,
    [...after, request.status ?? null, limit + 1, ...relation.parameters],
  );
  return pageOf(found, limit, list, (item) => [item.openedAt, item.caseId, item.escalationId]);
}

/** Parameters from $6, the reader, on; null when the role has no team, office or agency of cases. */
function relationTo(
  reader: InboxReader,
  view: InboxView,
): { readonly where: string; readonly parameters: unknown[] } | null {
  if (view === 'mine') {
    return {
      where: '(assignee_person = $6 OR (assignee_role = $7 AND assignee_scope = ANY ($8::text[])))',
      parameters: [reader.person, reader.role, ownScopes(reader)],
    };
  }
  const column = SCOPE_COLUMN[reader.role];
  return column === null
    ? null
    : { where: `c.${column} = ANY ($7::text[])`, parameters: [reader.person, reader.scopes] };
}

export interface TimelineRequest extends PageRequest {
  /** Default: oldest first. */
  readonly newestFirst?: boolean;
}

/** The recorded events of a case, page by page. @throws CursorError */
export async function timeline(sql: Sql, caseId: string, request: TimelineRequest = {}): Promise<Page<CaseEvent>> {
  const newestFirst = request.newestFirst === true;
  const list = newestFirst ? 'timeline-back' : 'timeline';
  const limit = limitOf(request);
  const [after] = request.after ? decodeCursor(list, request.after, 1) : [newestFirst ? 2 ** 31 - 1 : 0];
  const found = await rows<{ event: CaseEvent }>(
    sql,
    `SELECT caseward.event_json(e) AS event FROM caseward.case_event e
      WHERE e.case_id = $1 AND e.seq ${newestFirst ? '<' : '>'} $2
      ORDER BY e.seq ${newestFirst ? 'DESC' : 'ASC'} LIMIT $3`,
    [caseId, after, limit + 1],
  );
  const events = found.map(({ event }) => event);
  return pageOf(events, limit, list, (event) => [event.seq]);
}
