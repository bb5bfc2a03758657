import type { PolicyContext } from '@caseward/domain';
import { row, rows, type Sql } from './query.js';

/** Agency, office and areas of a case `s`; the profile is corrected as a whole, so that the last one is what is known. */
export const CASE_PLACE = `jsonb_build_object('agencyId', s.agency_id, 'officeId', s.office_id,
  'officeAreaId', (SELECT o.area FROM caseward.office o WHERE o.office_id = s.office_id),
  'areaId', (SELECT e.data ->> 'area' FROM caseward.case_event e
    WHERE e.case_id = s.case_id AND e.type = 'ProfileRecorded' ORDER BY e.seq DESC LIMIT 1))`;

/** The same of a duty file `f`, which is about no child. */
export const FILE_PLACE = `jsonb_build_object('agencyId', f.agency_id, 'officeId', f.office_id,
  'officeAreaId', (SELECT o.area FROM caseward.office o WHERE o.office_id = f.office_id))`;

/** Section 6: the place whose values a case gets; nowhere for a case without an owner. */
export async function placeOfCase(sql: Sql, caseId: string): Promise<PolicyContext> {
  const found = await row<{ place: PolicyContext }>(
    sql,
    `SELECT ${CASE_PLACE} AS place FROM caseward.case_summary s WHERE s.case_id = $1`,
    [caseId],
  );
  return found?.place ?? {};
}

/** The area that an office works in; null for none. */
export async function areaOfOffice(sql: Sql, officeId: string): Promise<string | null> {
  const found = await row<{ area: string | null }>(sql, 'SELECT area FROM caseward.office WHERE office_id = $1', [
    officeId,
  ]);
  return found?.area ?? null;
}

/** Areas by office, of the offices that have one. */
export async function areasOfOffices(sql: Sql): Promise<ReadonlyMap<string, string>> {
  const found = await rows<{ officeId: string; area: string }>(
    sql,
    'SELECT office_id AS "officeId", area FROM caseward.office WHERE area IS NOT NULL',
  );
  return new Map(found.map(({ officeId, area }) => [officeId, area]));
}
