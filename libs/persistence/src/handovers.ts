import { STAGES, type Actor, type CommandOf, type HandoverReason, type Instant, type Stage } from '@caseward/domain';
import type { Refusal } from './commands.js';
import { row, rows, type Sql } from './query.js';

/** What a case is told; how many cases the receiver has is counted when it is told. */
export type HandoverPayload = Omit<CommandOf<'reassignCase'>['payload'], 'receiverOpenCases'>;

export interface HandoverOrder {
  readonly handoverId: string;
  readonly personId: string;
  readonly reason: HandoverReason;
  readonly orderedBy: Actor;
  readonly orderedAt: Instant;
  readonly cases: readonly { readonly caseId: string; readonly commandId: string; readonly payload: HandoverPayload }[];
}

export interface HandoverItem {
  readonly caseId: string;
  readonly caseCode: string | null;
  readonly commandId: string;
  readonly payload: HandoverPayload;
  readonly status: 'pending' | 'done' | 'refused';
  readonly refusal: Refusal | null;
}

export interface HandoverProgress extends Omit<HandoverOrder, 'cases'> {
  readonly items: readonly HandoverItem[];
}

/** Stages in which a case needs somebody: an intake that goes on, too. */
const NEEDS_SOMEBODY: readonly Stage[] = STAGES.filter(
  (stage) => !(['NONE', 'NOT_ELIGIBLE', 'CONSENT_REFUSED', 'CLOSED'] as readonly Stage[]).includes(stage),
);

export interface HeldCase {
  readonly caseId: string;
  readonly caseCode: string | null;
  readonly stage: Stage;
  readonly level: string | null;
  /** What is due next, the soonest first. */
  readonly due: readonly { readonly kind: string; readonly dueOn: string | null }[];
}

/** Cases that depend on a caseworker: open, in intake, or closed with something still due. */
export async function heldCases(sql: Sql, personId: string): Promise<HeldCase[]> {
  return rows(
    sql,
    `SELECT s.case_id AS "caseId", s.case_code AS "caseCode", s.stage, s.level, o.due
      FROM caseward.case_summary s CROSS JOIN LATERAL (
        SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'dueOn', due_on) ORDER BY due_at), '[]') AS due
          FROM caseward.obligation WHERE case_id = s.case_id AND status = 'open') AS o
      WHERE s.caseworker_id = $1 AND (s.stage = ANY ($2) OR jsonb_array_length(o.due) > 0)
      ORDER BY coalesce(s.case_code, ''), s.case_id`,
    [personId, NEEDS_SOMEBODY],
  );
}

/** Writes an order down with its cases: inside a transaction, once. */
export async function insertHandover(sql: Sql, order: HandoverOrder): Promise<void> {
  const { handoverId, personId, reason, orderedBy, orderedAt, cases } = order;
  await rows(
    sql,
    `WITH noted AS (
        INSERT INTO caseward.handover (handover_id, person_id, reason, ordered_by, ordered_at)
          VALUES ($1, $2, $3, $4, $5) RETURNING handover_id)
      INSERT INTO caseward.handover_case (handover_id, case_id, command_id, payload)
        SELECT handover_id, c."caseId", c."commandId", c.payload FROM noted,
          jsonb_to_recordset($6::jsonb) AS c("caseId" uuid, "commandId" uuid, payload jsonb)`,
    [handoverId, personId, reason, JSON.stringify(orderedBy), orderedAt, JSON.stringify(cases)],
  );
}

/** An order and what became of each case; null when there is none. */
export async function findHandover(sql: Sql, handoverId: string): Promise<HandoverProgress | null> {
  return row(
    sql,
    `SELECT h.handover_id AS "handoverId", h.person_id AS "personId", h.reason, h.ordered_by AS "orderedBy",
        h.ordered_at AS "orderedAt", jsonb_agg(jsonb_build_object('caseId', c.case_id, 'caseCode', s.case_code,
          'commandId', c.command_id, 'payload', c.payload, 'status', c.status, 'refusal', c.refusal)
          ORDER BY s.case_code, c.case_id) AS items
      FROM caseward.handover h JOIN caseward.handover_case c USING (handover_id)
        LEFT JOIN caseward.case_summary s USING (case_id)
      WHERE h.handover_id = $1 GROUP BY h.handover_id`,
    [handoverId],
  );
}

/** Whether an order for this caseload waits for a case. */
export async function isHandingOver(sql: Sql, personId: string): Promise<boolean> {
  const found = await row(
    sql,
    `SELECT FROM caseward.handover h JOIN caseward.handover_case c USING (handover_id)
      WHERE h.person_id = $1 AND c.status = 'pending' LIMIT 1`,
    [personId],
  );
  return found !== null;
}

/** Orders that nobody may be carrying out: given some time ago, and not every case has answered. */
export async function unfinishedHandovers(sql: Sql, olderThanSeconds: number): Promise<string[]> {
  const found = await rows<{ handoverId: string }>(
    sql,
    `SELECT handover_id AS "handoverId" FROM caseward.handover h
      WHERE ordered_real_at <= clock_timestamp() - make_interval(secs => $1) AND EXISTS (
        SELECT FROM caseward.handover_case c WHERE c.handover_id = h.handover_id AND c.status = 'pending')
      ORDER BY ordered_real_at`,
    [olderThanSeconds],
  );
  return found.map(({ handoverId }) => handoverId);
}

/** What became of one case of an order; the first answer stands. */
export async function endHandoverCase(
  sql: Sql,
  handoverId: string,
  caseId: string,
  refusal: Refusal | null,
): Promise<void> {
  await rows(
    sql,
    `UPDATE caseward.handover_case SET status = $3, refusal = $4
      WHERE handover_id = $1 AND case_id = $2 AND status = 'pending'`,
    [handoverId, caseId, refusal === null ? 'done' : 'refused', refusal === null ? null : JSON.stringify(refusal)],
  );
}
