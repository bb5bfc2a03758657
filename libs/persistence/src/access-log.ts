import type { Instant, Role } from '@caseward/domain';
import { decodeCursor, limitOf, pageOf, type Page, type PageRequest } from './cursor.js';
import { rows, type Sql } from './query.js';

/** IM-6: one look at something about a child or a file of the organisation. */
export interface Access {
  /** From the Clock of the deployment. */
  readonly accessedAt: Instant;
  readonly personId: string;
  readonly role: Role;
  /** What was read, as a word of the code. */
  readonly what: string;
  readonly caseId: string | null;
  /** Which part of it. */
  readonly detail: string | null;
  /** Where the reader gave one. */
  readonly reason: string | null;
}

/** To be written before the answer leaves. */
export async function noteAccess(sql: Sql, access: Access): Promise<void> {
  const { accessedAt, personId, role, what, caseId, detail, reason } = access;
  await rows(
    sql,
    `INSERT INTO caseward.access_log (accessed_at, person_id, role, what, case_id, detail, reason)
      VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [accessedAt, personId, role, what, caseId, detail, reason],
  );
}

/** Who looked at a case or a duty file, the latest first. @throws CursorError */
export async function accessesOf(sql: Sql, caseId: string, request: PageRequest = {}): Promise<Page<Access>> {
  const limit = limitOf(request);
  const [after] = request.after ? decodeCursor('accesses', request.after, 1) : [null];
  const found = await rows<Access & { accessId: string }>(
    sql,
    `SELECT access_id::text AS "accessId", accessed_at AS "accessedAt", person_id AS "personId", role, what,
        case_id AS "caseId", detail, reason
      FROM caseward.access_log WHERE case_id = $1 AND ($2::bigint IS NULL OR access_id < $2::bigint)
      ORDER BY access_id DESC LIMIT $3`,
    [caseId, after, limit + 1],
  );
  const page = pageOf(found, limit, 'accesses', ({ accessId }) => [accessId]);
  return { ...page, items: page.items.map(({ accessId: _, ...access }) => access) };
}
