import type { Stage } from '@caseward/domain';
import { row, rows, type Sql } from './query.js';

/** A command that would add a case to somebody's caseload. */
export interface PlaceRequest {
  readonly commandId: string;
  readonly caseId: string;
  readonly caseworkerId: string;
  /** Stages that count. */
  readonly stages: readonly Stage[];
}

/**
 * SUPV-1: how many open cases a caseworker has beside this one, counting those that are on their way; and a place for this
 * one, so that of two commands at the same moment the second counts the first.
 */
export async function takePlace(sql: Sql, request: PlaceRequest): Promise<number> {
  const { commandId, caseId, caseworkerId, stages } = request;
  const held = await row<{ held: number }>(sql, 'SELECT caseward.take_place($1, $2, $3, $4) AS held', [
    ...[commandId, caseId, caseworkerId, stages],
  ]);
  return held?.held ?? 0;
}

/** The command was refused: its place is free again. */
export async function freePlace(sql: Sql, commandId: string): Promise<void> {
  await rows(sql, 'DELETE FROM caseward.caseload_place WHERE command_id = $1', [commandId]);
}
