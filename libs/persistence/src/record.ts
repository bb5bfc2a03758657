import type { CaseEvent } from '@caseward/domain';
import type { ChainedEvent } from '@caseward/security';
import { rows, type Sql } from './query.js';

/** The recorded events of a case with `seq > afterSeq`, in order; none for an unknown case. */
export async function readRecord(sql: Sql, caseId: string, afterSeq = 0): Promise<CaseEvent[]> {
  const found = await rows<{ event: CaseEvent }>(
    sql,
    `SELECT caseward.event_json(e) AS event FROM caseward.case_event e
      WHERE e.case_id = $1 AND e.seq > $2 ORDER BY e.seq`,
    [caseId, afterSeq],
  );
  return found.map(({ event }) => event);
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
