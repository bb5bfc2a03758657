import { isOpen, STAGES, type CaseEvent, type Instant } from '@caseward/domain';
import type { DataSource } from 'typeorm';
import { guarded } from './errors.js';
import { row, rows, type Sql } from './query.js';
import { readRecords } from './record.js';

export const ADOPTION_SCOPES = ['all', 'agency', 'office', 'team'] as const;
export interface AdoptionScope {
  readonly kind: (typeof ADOPTION_SCOPES)[number];
  /** Null for all. */
  readonly id: string | null;
}

export interface AdoptionOrder {
  readonly adoptionId: string;
  readonly version: string;
  readonly scope: AdoptionScope;
  readonly orderedBy: string;
  readonly orderedAt: Instant;
}

export interface AdoptionProgress extends AdoptionOrder {
  readonly cases: number;
  readonly pending: number;
  readonly adopted: number;
  readonly refused: number;
  readonly refusals: readonly { readonly caseId: string; readonly code: string; readonly rule: string }[];
}

/** One case of an order that has not answered yet. */
export interface PendingAdoption {
  readonly caseId: string;
  readonly commandId: string;
  readonly officeId: string | null;
  readonly agencyId: string | null;
}

const OPEN_STAGES = STAGES.filter(isOpen);
const IN_SCOPE = `stage = ANY ($1::text[]) AND ($2 = 'all' OR ($2 = 'agency' AND agency_id = $3)
  OR ($2 = 'office' AND office_id = $3) OR ($2 = 'team' AND team_id = $3))`;

/** Ids of the open cases of a scope. */
export async function openCasesIn(sql: Sql, { kind, id }: AdoptionScope): Promise<string[]> {
  const found = await rows<{ caseId: string }>(
    sql,
    `SELECT case_id AS "caseId" FROM caseward.case_summary WHERE ${IN_SCOPE} ORDER BY case_id`,
    [OPEN_STAGES, kind, id],
  );
  return found.map(({ caseId }) => caseId);
}

const BATCH = 100;

/** The records of the open cases of a scope, some at a time. */
export async function* openRecords(sql: Sql, scope: AdoptionScope): AsyncGenerator<[string, CaseEvent[]]> {
  const ids = await openCasesIn(sql, scope);
  for (let at = 0; at < ids.length; at += BATCH) yield* await readRecords(sql, ids.slice(at, at + BATCH));
}

/** Notes an order with every case that is open in its scope and does not run on the version; the same again adds nothing. */
export async function orderAdoption(dataSource: DataSource, order: AdoptionOrder): Promise<void> {
  const { adoptionId, version, scope, orderedBy, orderedAt } = order;
  await guarded(() =>
    dataSource.transaction(async (sql) => {
      const added = await row(
        sql,
        `INSERT INTO caseward.policy_adoption (adoption_id, version, scope_kind, scope_id, ordered_by, ordered_at)
          VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (adoption_id) DO NOTHING RETURNING adoption_id`,
        [adoptionId, version, scope.kind, scope.id, orderedBy, orderedAt],
      );
      if (added === null) return;
      await rows(
        sql,
        `INSERT INTO caseward.policy_adoption_case (adoption_id, case_id)
          SELECT $4::uuid, case_id FROM caseward.case_summary
          WHERE ${IN_SCOPE} AND split_part(policy_version, '@', 1) <> $5`,
        [OPEN_STAGES, scope.kind, scope.id, adoptionId, version],
      );
    }),
  );
}

/** An order and how far it has come; null when there is none. */
export async function adoptionProgress(sql: Sql, adoptionId: string): Promise<AdoptionProgress | null> {
  return row<AdoptionProgress>(
    sql,
    `SELECT a.adoption_id AS "adoptionId", a.version, jsonb_build_object('kind', a.scope_kind, 'id', a.scope_id) AS scope,
        a.ordered_by AS "orderedBy", a.ordered_at AS "orderedAt",
        count(c.case_id)::integer AS cases,
        (count(*) FILTER (WHERE c.status = 'pending'))::integer AS pending,
        (count(*) FILTER (WHERE c.status = 'adopted'))::integer AS adopted,
        (count(*) FILTER (WHERE c.status = 'refused'))::integer AS refused,
        coalesce(jsonb_agg(jsonb_build_object('caseId', c.case_id, 'code', c.refusal ->> 'code', 'rule', c.refusal ->> 'rule')
          ORDER BY c.case_id) FILTER (WHERE c.status = 'refused'), '[]') AS refusals
      FROM caseward.policy_adoption a LEFT JOIN caseward.policy_adoption_case c USING (adoption_id)
      WHERE a.adoption_id = $1 GROUP BY a.adoption_id`,
    [adoptionId],
  );
}

/** Orders of a version, the newest first. */
export async function adoptionsOf(sql: Sql, version: string): Promise<string[]> {
  const found = await rows<{ adoptionId: string }>(
    sql,
    `SELECT adoption_id AS "adoptionId" FROM caseward.policy_adoption WHERE version = $1
      ORDER BY ordered_at DESC, adoption_id`,
    [version],
  );
  return found.map(({ adoptionId }) => adoptionId);
}

/** The next cases of an order that have not answered, with where they are now. */
export async function pendingAdoptions(sql: Sql, adoptionId: string, limit: number): Promise<PendingAdoption[]> {
  return rows<PendingAdoption>(
    sql,
    `SELECT c.case_id AS "caseId", c.command_id AS "commandId", s.office_id AS "officeId", s.agency_id AS "agencyId"
      FROM caseward.policy_adoption_case c JOIN caseward.case_summary s USING (case_id)
      WHERE c.adoption_id = $1 AND c.status = 'pending' ORDER BY c.case_id LIMIT $2`,
    [adoptionId, limit],
  );
}

/** What became of one case of an order; the first answer stands. */
export async function endAdoption(
  sql: Sql,
  adoptionId: string,
  caseId: string,
  refusal: { readonly code: string; readonly rule: string } | null,
): Promise<void> {
  await rows(
    sql,
    `UPDATE caseward.policy_adoption_case SET status = $3, refusal = $4
      WHERE adoption_id = $1 AND case_id = $2 AND status = 'pending'`,
    [adoptionId, caseId, refusal === null ? 'adopted' : 'refused', refusal === null ? null : JSON.stringify(refusal)],
  );
}
