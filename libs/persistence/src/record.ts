import type { CaseEvent, HostedEvent } from '@caseward/domain';
import type { ChainedEvent } from '@caseward/security';
import { row, rows, type Sql } from './query.js';

/** The recorded events of a case, or of a duty file, with `seq > afterSeq`, in order; none for an unknown id. */
export async function readRecord<E extends HostedEvent = CaseEvent>(
  sql: Sql,
  caseId: string,
  afterSeq = 0,
): Promise<E[]> {
  const found = await rows<{ event: E }>(
    sql,
    `SELECT caseward.event_json(e) AS event FROM caseward.case_event e
      WHERE e.case_id = $1 AND e.seq > $2 ORDER BY e.seq`,
    [caseId, afterSeq],
  );
  return found.map(({ event }) => event);
}

/** The number of the last event of a case or a duty file; 0 for an unknown id. */
export async function lastSeqOf(sql: Sql, caseId: string): Promise<number> {
  const found = await row<{ seq: number }>(
    sql,
    'SELECT seq FROM caseward.case_event WHERE case_id = $1 ORDER BY seq DESC LIMIT 1',
    [caseId],
  );
  return found?.seq ?? 0;
}

/** The recorded events of several cases; cases without any are left out. */
export async function readRecords(sql: Sql, caseIds: readonly string[]): Promise<Map<string, CaseEvent[]>> {
  const found = await rows<{ event: CaseEvent }>(
    sql,
    `SELECT caseward.event_json(e) AS event FROM caseward.case_event e
      WHERE e.case_id = ANY ($1::uuid[]) ORDER BY e.case_id, e.seq`,
    [caseIds],
  );
  const byCase = new Map<string, CaseEvent[]>();
  for (const { event } of found) {
    const events = byCase.get(event.caseId);
    if (events === undefined) byCase.set(event.caseId, [event]);
    else events.push(event);
  }
  return byCase;
}

/** Ids of recorded cases in their order, from the first one or from those that follow `after`. */
export async function recordedCases(sql: Sql, after: string | null, limit: number): Promise<string[]> {
  const found = await rows<{ case_id: string }>(
    sql,
    `SELECT DISTINCT case_id FROM caseward.case_event
      WHERE $1::uuid IS NULL OR case_id > $1 ORDER BY case_id LIMIT $2`,
    [after, limit],
  );
  return found.map(({ case_id: caseId }) => caseId);
}

export async function countRecordedCases(sql: Sql): Promise<number> {
  const counted = await row<{ count: number }>(
    sql,
    'SELECT count(DISTINCT case_id)::integer AS count FROM caseward.case_event',
  );
  return counted?.count ?? 0;
}

/** The events of a case with their links, for `verifyChain`. */
export async function readChain(sql: Sql, caseId: string): Promise<ChainedEvent[]> {
  return rows<ChainedEvent>(
    sql,
    `SELECT caseward.event_json(e) AS event, e.previous_hash AS "previousHash", e.hash
      FROM caseward.case_event e WHERE e.case_id = $1 ORDER BY e.seq`,
    [caseId],
  );
}
