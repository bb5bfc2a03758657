import type { HostedCommand } from '@caseward/domain';
import type { Refusal } from './commands.js';
import { row, rows, type Sql } from './query.js';

/** A command as it was asked for, before anybody decided on it. */
export interface CommandRequest {
  readonly commandId: string;
  readonly caseId: string;
  readonly type: HostedCommand['type'];
  readonly personId: string;
  /** Keyed digest of the whole request, to tell a repetition from another request under the same id. */
  readonly requestDigest: string;
}

export interface NotedRequest extends CommandRequest {
  /** The refusal that its sender was given, if that was the end of it. */
  readonly refusal: Refusal | null;
}

/** Notes a request under its id. @returns the request that had the id before; null when it is new */
export async function noteRequest(sql: Sql, request: CommandRequest): Promise<NotedRequest | null> {
  const { commandId, caseId, type, personId, requestDigest } = request;
  const noted = await row<{ earlier: NotedRequest | null }>(
    sql,
    `INSERT INTO caseward.command_request AS r (command_id, case_id, type, person_id, request_digest)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (command_id) DO UPDATE SET times_received = r.times_received + 1
      RETURNING CASE WHEN old.command_id IS NOT NULL THEN jsonb_build_object(
        'commandId', old.command_id, 'caseId', old.case_id, 'type', old.type, 'personId', old.person_id,
        'requestDigest', old.request_digest, 'refusal', old.refusal) END AS earlier`,
    [commandId, caseId, type, personId, requestDigest],
  );
  return noted?.earlier ?? null;
}

/** A request noted under this id; null when there is none. */
export async function findRequest(sql: Sql, commandId: string): Promise<NotedRequest | null> {
  return row<NotedRequest>(
    sql,
    `SELECT command_id AS "commandId", case_id AS "caseId", type, person_id AS "personId",
        request_digest AS "requestDigest", refusal
      FROM caseward.command_request WHERE command_id = $1`,
    [commandId],
  );
}

/** What its sender was told. A later repetition may still be accepted: then the record knows better. */
export async function noteRefusal(sql: Sql, commandId: string, refusal: Refusal): Promise<void> {
  await rows(sql, 'UPDATE caseward.command_request SET refusal = $2 WHERE command_id = $1', [
    commandId,
    JSON.stringify(refusal),
  ]);
}
