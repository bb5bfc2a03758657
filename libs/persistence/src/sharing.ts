import type { Actor, CaseRow, CustodyRow, GuestRow, Instant, Stage } from '@caseward/domain';
import { rows, type Sql } from './query.js';
import { COLUMNS } from './read-models.js';

/** Who may open the case as a guest (PERM-4). */
export async function guestsOfCase(sql: Sql, caseId: string): Promise<GuestRow[]> {
  return rows(sql, `SELECT ${COLUMNS.guests} FROM caseward.case_guest WHERE case_id = $1 ORDER BY guest_id`, [caseId]);
}

/** IM-3: the cases that stand open for somebody at a moment: a row opens nothing once its time is over. */
export async function openInEmergencyFor(
  sql: Sql,
  { personId, agencyId }: Pick<Actor, 'personId' | 'agencyId'>,
  at: Instant,
): Promise<string[]> {
  const found = await rows<{ caseId: string }>(
    sql,
    `SELECT DISTINCT case_id AS "caseId" FROM caseward.emergency_access
      WHERE person_id = $1 AND agency_id = $2 AND starts_at <= $3 AND ends_at > $3 ORDER BY 1`,
    [personId, agencyId ?? null, at],
  );
  return found.map(({ caseId }) => caseId);
}

export interface SharedCase extends GuestRow, Pick<CaseRow, 'caseId' | 'caseCode' | 'level'> {}

const SHARED = `g.case_id AS "caseId", s.case_code AS "caseCode", s.level, g.guest_id AS "guestId", g.relation, g.about,
    g.person_id AS "personId", g.agency_id AS "agencyId"
  FROM caseward.case_guest g JOIN caseward.case_summary s USING (case_id)`;

/** What is shared with one person, or with the agencies that this person answers for. */
export async function sharedWith(sql: Sql, personId: string, agencyIds: readonly string[]): Promise<SharedCase[]> {
  return rows(
    sql,
    `SELECT ${SHARED} WHERE g.person_id = $1 UNION ALL SELECT ${SHARED} WHERE g.agency_id = ANY ($2::text[])
      ORDER BY "caseId", "guestId"`,
    [personId, agencyIds],
  );
}

export interface PendingTransfer extends SharedCase {
  readonly fromAgencyId: string;
  readonly toAgencyId: string;
}

export interface TransfersOfAgency {
  /** Wait for this agency's answer. */
  readonly incoming: readonly PendingTransfer[];
  /** Sent by this agency, not answered yet. */
  readonly outgoing: readonly PendingTransfer[];
  /** TR-5: cases that this agency had. */
  readonly custody: readonly (CustodyRow & { readonly caseId: string })[];
}

export async function transfersOf(sql: Sql, agencyId: string): Promise<TransfersOfAgency> {
  const pending = (where: string) =>
    rows<PendingTransfer>(
      sql,
      `SELECT s.agency_id AS "fromAgencyId", g.agency_id AS "toAgencyId", ${SHARED}
        WHERE g.relation = 'receiver' AND ${where} = $1 ORDER BY g.case_id, g.guest_id`,
      [agencyId],
    );
  const custody = rows<CustodyRow & { caseId: string }>(
    sql,
    `SELECT case_id AS "caseId", ${COLUMNS.custody} FROM caseward.case_custody WHERE agency_id = $1
      ORDER BY until DESC, case_id`,
    [agencyId],
  );
  return {
    incoming: await pending('g.agency_id'),
    outgoing: await pending('s.agency_id'),
    custody: await custody,
  };
}

export interface Caseload {
  readonly caseworkerId: string;
  readonly openCases: number;
}

/** SUPV-1: cases of each caseworker in these stages, within a team, an office or an agency. */
export async function caseloads(
  sql: Sql,
  within: { readonly teamId: string } | { readonly officeId: string } | { readonly agencyId: string },
  stages: readonly Stage[],
): Promise<Caseload[]> {
  const [column, id] =
    'teamId' in within
      ? ['team_id', within.teamId]
      : 'officeId' in within
        ? ['office_id', within.officeId]
        : ['agency_id', within.agencyId];
  return rows(
    sql,
    `SELECT caseworker_id AS "caseworkerId", count(*)::integer AS "openCases" FROM caseward.case_summary
      WHERE ${column} = $1 AND stage = ANY ($2) AND caseworker_id IS NOT NULL GROUP BY 1 ORDER BY 1`,
    [id, stages],
  );
}

export interface RefusalCount {
  /** First day of the month, UTC. */
  readonly month: string;
  readonly refusals: number;
}

/** CONS-4: how many intakes of an agency were refused without a ground. Numbers only. */
export async function refusalTally(sql: Sql, agencyId: string): Promise<RefusalCount[]> {
  return rows(
    sql,
    `SELECT to_char(month, 'YYYY-MM-DD') AS month, refusals FROM caseward.refusal_tally WHERE agency_id = $1 ORDER BY month`,
    [agencyId],
  );
}
