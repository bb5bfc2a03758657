import { VIEWS, type AccessKind, type Instant, type Role } from '@caseward/domain';
import { decodeCursor, limitOf, pageOf, type Page, type PageRequest } from './cursor.js';
import { rows, type Sql } from './query.js';

/** IM-6: one entry of the audit trail, in codes and ids. */
export interface Access {
  /** Default: `read`. */
  readonly kind?: AccessKind;
  /** From the Clock of the deployment. */
  readonly accessedAt: Instant;
  /** Null where nobody had signed in. */
  readonly personId: string | null;
  readonly role: Role | null;
  /** What was asked for, as a word of the code. */
  readonly what: string;
  /** The case or duty file that was asked for. */
  readonly caseId: string | null;
  /** Every case and duty file that the answer showed; `caseId` need not be among them. */
  readonly caseIds?: readonly string[];
  /** Which part of it; of a refusal, its code. One word. */
  readonly detail: string | null;
  /** Where the reader gave one. One word. */
  readonly reason: string | null;
  /** HTTP status of the answer. */
  readonly status?: number | null;
  /** Default: once. */
  readonly times?: number;
}

/** An entry as it stands in its chain. */
export interface KeptAccess extends Required<Omit<Access, 'caseIds'>> {
  /** How many cases the answer showed. */
  readonly shown: number;
  /** `chain/number`: what a verification names. */
  readonly entry: string;
}

const INSERT = `INSERT INTO caseward.access_log
    (accessed_at, kind, what, person_id, role, case_id, case_ids, detail, reason, status, times)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

/** To be committed before the answer leaves: without the entry there is no answer. */
export async function noteAccess(sql: Sql, access: Access): Promise<void> {
  const { accessedAt, kind = 'read', what, personId, role, caseId, caseIds = [], detail, reason } = access;
  const { status = null, times = 1 } = access;
  const values = [accessedAt, kind, what, personId, role, caseId, [...caseIds], detail, reason, status, times];
  await rows(sql, INSERT, values);
}

export interface AccessesRequest extends PageRequest {
  /** Default: those by which somebody saw something. */
  readonly kinds?: readonly AccessKind[];
}

/**
 * Who saw a case or a duty file, also in a list, the latest first.
 * @throws CursorError
 */
export async function accessesOf(sql: Sql, caseId: string, request: AccessesRequest = {}): Promise<Page<KeptAccess>> {
  const limit = limitOf(request);
  const [after] = request.after ? decodeCursor('accesses', request.after, 1) : [null];
  const found = await rows<KeptAccess & { accessId: string }>(
    sql,
    `SELECT access_id::text AS "accessId", accessed_at AS "accessedAt", person_id AS "personId", role, kind, what,
        case_id AS "caseId", cardinality(case_ids) AS shown, detail, reason, status, times,
        chain || '/' || entry_no AS entry
      FROM caseward.access_log WHERE access_id = ANY ((SELECT caseward.accesses_to($1, $2, $3, $4))::bigint[])
      ORDER BY access_log.access_id DESC`,
    [caseId, [...(request.kinds ?? VIEWS)], after, limit + 1],
  );
  const page = pageOf(found, limit, 'accesses', ({ accessId }) => [accessId]);
  return { ...page, items: page.items.map(({ accessId: _, ...access }) => access) };
}
