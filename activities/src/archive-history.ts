import { archiveHistory, type Sql } from '@caseward/persistence';
import { log } from '@temporalio/activity';

/** A closed run in the form in which it is archived, payloads still encrypted. */
export interface EncodedHistory {
  readonly firstEventId: number;
  readonly lastEventId: number;
  readonly encoding: 'json' | 'proto';
  readonly history: Buffer;
}

/** Where closed runs are read from; null when the engine keeps the run no longer. */
export type RunSource = (caseId: string, runId: string) => Promise<EncodedHistory | null>;

/** The engine forgets a closed run after its retention; an audit by replay needs it for as long as the record. */
export async function archiveRun(record: Sql, source: RunSource, caseId: string, runId: string): Promise<void> {
  const run = await source(caseId, runId);
  if (run === null) {
    log.warn('a closed run is gone before it was archived', { runId });
    return;
  }
  await archiveHistory(record, { caseId, workflowId: caseId, runId, ...run });
}
