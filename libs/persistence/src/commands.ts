import type { CaseEvent, HostedCommand, HostedEvent, Instant, RefusalCode, RefusalDetails } from '@caseward/domain';
import { row, rows, type Sql } from './query.js';

/** What a rule said no with, as the domain gave it. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly rule: string;
  readonly message: string;
  readonly details: RefusalDetails;
}

export interface RefusedCommand {
  readonly caseId: string;
  readonly commandId: string;
  readonly type: HostedCommand['type'];
  readonly actorPersonId: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly refusal: Refusal;
}

export interface CommandOutcome {
  readonly caseId: string;
  readonly commandId: string;
  readonly type: HostedCommand['type'];
  readonly actorPersonId: string;
  readonly outcome: 'accepted' | 'refused';
  /** First of its events; null when refused or when it changed nothing. */
  readonly firstSeq: number | null;
  /** The seq of the case once it was applied; null when refused. */
  readonly lastSeq: number | null;
  readonly refusal: Refusal | null;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  /** Real time at which the engine was known to hold it. */
  readonly confirmedAt: Instant | null;
}

const OUTCOME = `
  SELECT case_id AS "caseId", command_id AS "commandId", type, actor_person_id AS "actorPersonId", outcome,
    first_seq AS "firstSeq", last_seq AS "lastSeq", refusal, occurred_at AS "occurredAt", recorded_at AS "recordedAt",
    confirmed_at AS "confirmedAt"
  FROM caseward.command`;

/** Records that a command whose sender did not wait was refused. Repeating changes nothing, nor can it hide an acceptance. */
export async function recordRefusal(sql: Sql, refused: RefusedCommand): Promise<void> {
  await rows(
    sql,
    `INSERT INTO caseward.command (case_id, command_id, type, actor_person_id, outcome, refusal, occurred_at, recorded_at)
      VALUES ($1, $2, $3, $4, 'refused', $5, $6, $7) ON CONFLICT (case_id, command_id) DO NOTHING`,
    [
      refused.caseId,
      refused.commandId,
      refused.type,
      refused.actorPersonId,
      JSON.stringify(refused.refusal),
      refused.occurredAt,
      refused.recordedAt,
    ],
  );
}

/**
 * What became of a command; null while nothing is known.
 * Senders choose the ids, so two cases may know the same one: name the case or the sender where you know them.
 */
export async function commandOutcome(
  sql: Sql,
  commandId: string,
  known: { readonly caseId?: string; readonly actorPersonId?: string } = {},
): Promise<CommandOutcome | null> {
  return row<CommandOutcome>(
    sql,
    `${OUTCOME} WHERE command_id = $1 AND ($2::uuid IS NULL OR case_id = $2) AND ($3::text IS NULL OR actor_person_id = $3)
      ORDER BY committed_real_at DESC LIMIT 1`,
    [commandId, known.caseId ?? null, known.actorPersonId ?? null],
  );
}

/** The events that a command was recorded with and the seq it led to; null when it was not accepted. */
export async function resultOf<E extends HostedEvent = CaseEvent>(
  sql: Sql,
  caseId: string,
  commandId: string,
): Promise<{ readonly seq: number; readonly events: E[] } | null> {
  return row(
    sql,
    `SELECT c.last_seq AS seq, coalesce((
        SELECT jsonb_agg(caseward.event_json(e) ORDER BY e.seq) FROM caseward.case_event e
        WHERE e.case_id = c.case_id AND e.seq BETWEEN c.first_seq AND c.last_seq AND e.command_id = c.command_id), '[]') AS events
      FROM caseward.command c WHERE c.case_id = $1 AND c.command_id = $2 AND c.outcome = 'accepted'`,
    [caseId, commandId],
  );
}

/** The engine holds these commands. Unknown and confirmed ones are passed over. @returns how many were confirmed now */
export async function confirmCommands(sql: Sql, commandIds: readonly string[]): Promise<number> {
  if (commandIds.length === 0) return 0;
  return confirmed(sql, 'command_id = ANY ($1::text[])', [commandIds]);
}

/** The engine holds the case up to `seq`, so it holds every command up to there. @returns how many were confirmed now */
export async function confirmCase(sql: Sql, caseId: string, seq: number): Promise<number> {
  return confirmed(sql, 'case_id = $1 AND last_seq <= $2', [caseId, seq]);
}

async function confirmed(sql: Sql, which: string, parameters: unknown[]): Promise<number> {
  const result = await row<{ count: number }>(
    sql,
    `WITH done AS (
        UPDATE caseward.command SET confirmed_at = clock_timestamp()
        WHERE ${which} AND outcome = 'accepted' AND confirmed_at IS NULL RETURNING 1)
      SELECT count(*)::integer AS count FROM done`,
    parameters,
  );
  return result?.count ?? 0;
}

export interface UnconfirmedCase {
  readonly caseId: string;
  readonly commands: number;
  /** Real time of the oldest one. */
  readonly since: Instant;
}

/**
 * Cases with commands that are in the record while nobody knows whether the engine holds them, oldest first.
 * @param olderThanSeconds of real time, whatever clock the deployment runs on
 */
export async function unconfirmedCases(sql: Sql, olderThanSeconds: number, limit = 100): Promise<UnconfirmedCase[]> {
  return rows(
    sql,
    `SELECT case_id AS "caseId", count(*)::integer AS commands, min(committed_real_at) AS since
      FROM caseward.command
      WHERE outcome = 'accepted' AND confirmed_at IS NULL
        AND committed_real_at <= clock_timestamp() - make_interval(secs => $1)
      GROUP BY case_id ORDER BY min(committed_real_at) LIMIT $2`,
    [olderThanSeconds, limit],
  );
}
