import type { Role } from '@caseward/domain';
import { decodeCursor, encodeCursor } from './cursor.js';
import { row, rows, type Sql } from './query.js';

/** One task came into, changed in, or left somebody's inbox. */
export interface InboxChange {
  /** Position of this change, for resuming after it. */
  readonly cursor: string;
  readonly caseId: string;
  readonly taskId: string;
  readonly kind: 'put' | 'removed';
  readonly assigneePerson: string | null;
  readonly assigneeRole: Role | null;
  readonly assigneeScope: string | null;
  readonly teamId: string | null;
  readonly officeId: string | null;
  readonly agencyId: string | null;
  /** IM-12: who learns nothing of it; null for a case. */
  readonly hiddenFrom: readonly string[] | null;
}

export interface InboxChanges {
  readonly changes: readonly InboxChange[];
  /** Where to go on. */
  readonly cursor: string;
  /** Something is written that may be shown only once an older transaction has ended: ask again soon. */
  readonly isWaiting: boolean;
}

const LIST = 'changes';

/**
 * Changes after a position, in an order in which none can be skipped: a transaction's changes are shown once every older
 * transaction has ended.
 * @param after a cursor from here; null begins with whatever is still kept
 * @throws CursorError
 */
export async function inboxChanges(sql: Sql, after: string | null, limit = 500): Promise<InboxChanges> {
  const [transaction, change] = after === null ? ['0', '0'] : decodeCursor(LIST, after, 2);
  const found = await rows<Omit<InboxChange, 'cursor'> & { at: [string, string]; isVisible: boolean }>(
    sql,
    `SELECT jsonb_build_array(transaction_id::text, change_id::text) AS at, case_id AS "caseId", task_id AS "taskId", kind,
        assignee_person AS "assigneePerson", assignee_role AS "assigneeRole", assignee_scope AS "assigneeScope",
        team_id AS "teamId", office_id AS "officeId", agency_id AS "agencyId",
        (SELECT f.hidden_from FROM caseward.duty_file f WHERE f.case_id = c.case_id) AS "hiddenFrom",
        transaction_id < pg_snapshot_xmin(pg_current_snapshot()) AS "isVisible"
      FROM caseward.inbox_change c WHERE (transaction_id, change_id) > ($1::xid8, $2::bigint)
      ORDER BY transaction_id, change_id LIMIT $3`,
    [transaction, change, limit],
  );
  const changes = found
    .filter(({ isVisible }) => isVisible)
    .map(({ at, isVisible: _, ...rest }) => ({ ...rest, cursor: encodeCursor(LIST, at) }));
  const cursor = changes.at(-1)?.cursor ?? after ?? encodeCursor(LIST, ['0', '0']);
  return { changes, cursor, isWaiting: changes.length < found.length };
}

/** The position after everything that is shown by now: where a new listener begins. */
export async function inboxPosition(sql: Sql): Promise<string> {
  const last = await row<{ at: [string, string] }>(
    sql,
    `SELECT jsonb_build_array(transaction_id::text, change_id::text) AS at FROM caseward.inbox_change
      WHERE transaction_id < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY transaction_id DESC, change_id DESC LIMIT 1`,
  );
  return encodeCursor(LIST, last?.at ?? ['0', '0']);
}

/** @param olderThanSeconds of real time @returns how many were removed */
export async function pruneInboxChanges(sql: Sql, olderThanSeconds: number): Promise<number> {
  const removed = await row<{ count: number }>(
    sql,
    `WITH old AS (
        DELETE FROM caseward.inbox_change WHERE changed_real_at < clock_timestamp() - make_interval(secs => $1) RETURNING 1)
      SELECT count(*)::integer AS count FROM old`,
    [olderThanSeconds],
  );
  return removed?.count ?? 0;
}
