import type { ClockSegment } from '@caseward/domain';
import { ConflictError } from './errors.js';
import { row, rows, type Sql } from './query.js';

/** The history of a closed run, as the engine gave it; its payloads stay encrypted. */
export interface ArchivedHistory {
  readonly caseId: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly firstEventId: number;
  readonly lastEventId: number;
  readonly encoding: 'json' | 'proto';
  readonly history: Buffer;
}

/** Keeps a history; a run that is kept already is left as it is. */
export async function archiveHistory(sql: Sql, archived: ArchivedHistory): Promise<void> {
  await rows(
    sql,
    `INSERT INTO caseward.workflow_history (case_id, workflow_id, run_id, first_event_id, last_event_id, encoding, history)
      VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (workflow_id, run_id) DO NOTHING`,
    [
      archived.caseId,
      archived.workflowId,
      archived.runId,
      archived.firstEventId,
      archived.lastEventId,
      archived.encoding,
      archived.history,
    ],
  );
}

/** The kept histories of a case, in the order of archiving. */
export async function archivedHistories(sql: Sql, caseId: string): Promise<ArchivedHistory[]> {
  return rows<ArchivedHistory>(
    sql,
    `SELECT case_id AS "caseId", workflow_id AS "workflowId", run_id AS "runId", first_event_id::integer AS "firstEventId",
        last_event_id::integer AS "lastEventId", encoding, history
      FROM caseward.workflow_history WHERE case_id = $1 ORDER BY archive_id`,
    [caseId],
  );
}

/** The line of the simulation clock, oldest segment first; empty where time is real. */
export async function readClockSegments(sql: Sql): Promise<ClockSegment[]> {
  return rows<ClockSegment>(
    sql,
    `SELECT real_from_ms::double precision AS "realFromMs", simulated_from AS "simulatedFrom", speed
      FROM caseward.simulation_clock_segment ORDER BY segment_id`,
  );
}

/**
 * Adds a segment at the end of the line.
 * @throws ConflictError when it would begin before the last one: the past keeps its meaning
 */
export async function addClockSegment(sql: Sql, segment: ClockSegment): Promise<void> {
  const added = await row(
    sql,
    `INSERT INTO caseward.simulation_clock_segment (real_from_ms, simulated_from, speed)
      SELECT $1::bigint, $2::timestamptz, $3::double precision
      WHERE NOT EXISTS (SELECT FROM caseward.simulation_clock_segment WHERE real_from_ms > $1::bigint)
      RETURNING segment_id`,
    [segment.realFromMs, segment.simulatedFrom, segment.speed],
  );
  if (added === null) throw new ConflictError('a clock segment cannot begin before the last one');
}
