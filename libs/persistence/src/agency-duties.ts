import type { OwnDuty } from '@caseward/domain';
import { rows, type Sql } from './query.js';

/**
 * Duties of some kinds that concern an agency: those of its own files, and those of files that several agencies share.
 * A complaint that the coordination group answers is about one agency, which learns nothing of it (IM-12).
 */
export async function dutiesOfAgency(sql: Sql, agencyId: string, kinds: readonly string[]): Promise<OwnDuty[]> {
  return rows<OwnDuty>(
    sql,
    `SELECT o.kind, o.status, o.overdue_from AS "overdueFrom"
      FROM caseward.obligation o JOIN caseward.duty_file f USING (case_id)
      WHERE (f.agency_id = $1 OR (f.agency_id IS NULL AND f.kind <> 'complaint'))
        AND f.ended_at IS NULL AND o.kind = ANY ($2::text[])
      ORDER BY o.overdue_from, o.case_id, o.key`,
    [agencyId, kinds],
  );
}
