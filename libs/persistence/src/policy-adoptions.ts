import {
  isOpen,
  placedVersion,
  STAGES,
  type CaseEvent,
  type DutyEvent,
  type Instant,
  type PolicyContext,
} from '@caseward/domain';
import type { DataSource } from 'typeorm';
import { guarded } from './errors.js';
import { publishedPolicy } from './policies.js';
import { CASE_PLACE, FILE_PLACE } from './policy-places.js';
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

interface Answered {
  readonly pending: number;
  readonly adopted: number;
  readonly refused: number;
}
interface WhyNot {
  readonly code: string;
  readonly rule: string;
}

export interface AdoptionProgress extends AdoptionOrder, Answered {
  readonly cases: number;
  readonly refusals: readonly (WhyNot & { readonly caseId: string })[];
  readonly dutyFiles: Answered & {
    readonly files: number;
    readonly refusals: readonly (WhyNot & { readonly fileId: string })[];
  };
}

/** One case or duty file of an order that has not answered yet, with where it is now. */
export interface PendingAdoption {
  readonly caseId: string;
  readonly commandId: string;
  readonly isDutyFile: boolean;
  readonly place: PolicyContext;
}

const OPEN_STAGES = STAGES.filter(isOpen);
const IN_PLACE = `($1 = 'all' OR ($1 = 'agency' AND agency_id = $2)
  OR ($1 = 'office' AND office_id = $2) OR ($1 = 'team' AND team_id = $2))`;
const CASES_IN = `caseward.case_summary s WHERE ${IN_PLACE} AND stage = ANY ($3::text[])`;
const FILES_IN = `caseward.duty_file f WHERE ${IN_PLACE} AND ended_at IS NULL`;

async function idsIn(sql: Sql, found: string, parameters: readonly unknown[]): Promise<string[]> {
  const ids = await rows<{ caseId: string }>(sql, `SELECT case_id AS "caseId" FROM ${found} ORDER BY case_id`, [
    ...parameters,
  ]);
  return ids.map(({ caseId }) => caseId);
}

const BATCH = 100;

async function* recordsOf<E>(sql: Sql, ids: readonly string[]): AsyncGenerator<[string, E[]]> {
  for (let at = 0; at < ids.length; at += BATCH) {
    yield* (await readRecords(sql, ids.slice(at, at + BATCH))) as unknown as Map<string, E[]>;
  }
}

/** The records of the open cases of a scope, some at a time. */
export async function* openRecords(sql: Sql, { kind, id }: AdoptionScope): AsyncGenerator<[string, CaseEvent[]]> {
  yield* recordsOf<CaseEvent>(sql, await idsIn(sql, CASES_IN, [kind, id, OPEN_STAGES]));
}

/** The records of the duty files of a scope that have not ended, some at a time. */
export async function* openDutyRecords(sql: Sql, { kind, id }: AdoptionScope): AsyncGenerator<[string, DutyEvent[]]> {
  yield* recordsOf<DutyEvent>(sql, await idsIn(sql, FILES_IN, [kind, id]));
}

interface OnVersion {
  readonly caseId: string;
  readonly policyVersion: string;
  readonly isDutyFile: boolean;
  readonly place: PolicyContext;
}

async function openIn(sql: Sql, { kind, id }: AdoptionScope): Promise<OnVersion[]> {
  return rows<OnVersion>(
    sql,
    `SELECT case_id AS "caseId", policy_version AS "policyVersion", false AS "isDutyFile", ${CASE_PLACE} AS place
        FROM ${CASES_IN}
      UNION ALL SELECT case_id, policy_version, true, ${FILE_PLACE} FROM ${FILES_IN}`,
    [kind, id, OPEN_STAGES],
  );
}

/**
 * Notes an order with every case and duty file that is open in its scope and does not run on the version with the values
 * of its place; the same again adds nothing.
 */
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
      const policy = added === null ? null : await publishedPolicy(sql, version);
      if (policy === null) return;
      const others = (await openIn(sql, scope)).filter(
        ({ policyVersion, place }) => policyVersion !== placedVersion(policy, place),
      );
      await rows(
        sql,
        `INSERT INTO caseward.policy_adoption_case (adoption_id, case_id, is_duty_file)
          SELECT $1::uuid, * FROM unnest($2::uuid[], $3::boolean[])`,
        [adoptionId, others.map(({ caseId }) => caseId), others.map(({ isDutyFile }) => isDutyFile)],
      );
    }),
  );
}

/** Counts of the rows of an order, of cases or of duty files. */
function counted(own: string, total: string, id: string): string {
  const of = (status: string): string => `count(*) FILTER (WHERE ${own} AND c.status = '${status}')`;
  return `jsonb_build_object('${total}', count(*) FILTER (WHERE ${own}), 'pending', ${of('pending')},
    'adopted', ${of('adopted')}, 'refused', ${of('refused')},
    'refusals', coalesce(jsonb_agg(jsonb_build_object('${id}', c.case_id, 'code', c.refusal ->> 'code',
      'rule', c.refusal ->> 'rule') ORDER BY c.case_id) FILTER (WHERE ${own} AND c.status = 'refused'), '[]'))`;
}

type CaseCounts = Omit<AdoptionProgress, keyof AdoptionOrder | 'dutyFiles'>;

/** An order and how far it has come; null when there is none. */
export async function adoptionProgress(sql: Sql, adoptionId: string): Promise<AdoptionProgress | null> {
  const found = await row<AdoptionOrder & { readonly ofCases: CaseCounts } & Pick<AdoptionProgress, 'dutyFiles'>>(
    sql,
    `SELECT a.adoption_id AS "adoptionId", a.version, jsonb_build_object('kind', a.scope_kind, 'id', a.scope_id) AS scope,
        a.ordered_by AS "orderedBy", a.ordered_at AS "orderedAt",
        ${counted('NOT c.is_duty_file', 'cases', 'caseId')} AS "ofCases",
        ${counted('c.is_duty_file', 'files', 'fileId')} AS "dutyFiles"
      FROM caseward.policy_adoption a LEFT JOIN caseward.policy_adoption_case c USING (adoption_id)
      WHERE a.adoption_id = $1 GROUP BY a.adoption_id`,
    [adoptionId],
  );
  if (found === null) return null;
  const { ofCases, dutyFiles, ...order } = found;
  return { ...order, ...ofCases, dutyFiles };
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

/** Orders of which something has not answered; those that were only just given are on their way. */
export async function unfinishedAdoptions(sql: Sql, olderThanSeconds: number): Promise<string[]> {
  const found = await rows<{ adoptionId: string }>(
    sql,
    `SELECT adoption_id AS "adoptionId" FROM caseward.policy_adoption a
      WHERE ordered_real_at <= clock_timestamp() - make_interval(secs => $1) AND EXISTS (
        SELECT FROM caseward.policy_adoption_case c WHERE c.adoption_id = a.adoption_id AND c.status = 'pending')
      ORDER BY ordered_real_at`,
    [olderThanSeconds],
  );
  return found.map(({ adoptionId }) => adoptionId);
}

/** What of an order has not answered, cases first, with where it is now. */
export async function pendingAdoptions(sql: Sql, adoptionId: string, limit: number): Promise<PendingAdoption[]> {
  return rows<PendingAdoption>(
    sql,
    `SELECT c.case_id AS "caseId", c.command_id AS "commandId", c.is_duty_file AS "isDutyFile",
        CASE WHEN c.is_duty_file THEN ${FILE_PLACE} ELSE ${CASE_PLACE} END AS place
      FROM caseward.policy_adoption_case c
        LEFT JOIN caseward.case_summary s ON s.case_id = c.case_id
        LEFT JOIN caseward.duty_file f ON f.case_id = c.case_id
      WHERE c.adoption_id = $1 AND c.status = 'pending' ORDER BY c.is_duty_file, c.case_id LIMIT $2`,
    [adoptionId, limit],
  );
}

/** What became of one case or duty file of an order; the first answer stands. */
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
