import type { Stage } from '@caseward/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { guarded } from './errors.js';
import { row, rows } from './query.js';

/** A command that would add a case to somebody's caseload. */
export interface PlaceRequest {
  readonly commandId: string;
  readonly caseId: string;
  readonly caseworkerId: string;
  /** Stages that count. */
  readonly stages: readonly Stage[];
}

/** One at a time for each caseworker, until the end of the transaction. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('caseload ' || $1, 0))`;

/** Answered for, in the record or to the sender; or forgotten by whoever took it. */
const FREED = `
  DELETE FROM caseward.caseload_place p WHERE p.caseworker_id = $1 AND (
    p.taken_real_at < clock_timestamp() - interval '1 day'
    OR EXISTS (SELECT FROM caseward.command c WHERE c.case_id = p.case_id AND c.command_id = p.command_id)
    OR EXISTS (SELECT FROM caseward.command_request r WHERE r.command_id = p.command_id AND r.refusal IS NOT NULL))`;

const COUNTED = `
  SELECT count(*)::integer AS count FROM (
    SELECT case_id FROM caseward.case_summary WHERE caseworker_id = $1 AND stage = ANY ($4)
    UNION SELECT case_id FROM caseward.caseload_place WHERE caseworker_id = $1 AND command_id <> $2
  ) AS held WHERE case_id <> $3::uuid`;

const TAKEN = `
  INSERT INTO caseward.caseload_place (command_id, case_id, caseworker_id) VALUES ($1, $2, $3)
    ON CONFLICT (command_id) DO UPDATE SET caseworker_id = excluded.caseworker_id, taken_real_at = excluded.taken_real_at`;

/**
 * SUPV-1: how many open cases a caseworker has beside this one, counting those that are on their way; and a place for this
 * one, so that of two commands at the same moment the second counts the first.
 */
export async function takePlace(dataSource: DataSource, request: PlaceRequest): Promise<number> {
  const { commandId, caseId, caseworkerId, stages } = request;
  return guarded(() =>
    dataSource.transaction(async (sql: EntityManager) => {
      await rows(sql, LOCK, [caseworkerId]);
      await rows(sql, FREED, [caseworkerId]);
      const held = await row<{ count: number }>(sql, COUNTED, [caseworkerId, commandId, caseId, stages]);
      await rows(sql, TAKEN, [commandId, caseId, caseworkerId]);
      return held?.count ?? 0;
    }),
  );
}
