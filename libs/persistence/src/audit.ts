import { verifyChain, type ChainedEvent, type ChainFault } from '@caseward/security';
import type { DataSource } from 'typeorm';
import { rows } from './query.js';
import { countRecordedCases } from './record.js';

export interface ChainReport {
  readonly cases: number;
  readonly events: number;
  /** Cases whose chain does not follow from their events. */
  readonly broken: readonly (ChainFault & { readonly caseId: string })[];
}

export interface ChainSettings {
  readonly onProgress?: (progress: { readonly cases: number; readonly totalCases: number }) => void;
  /** Cases read at once; default 100. */
  readonly batchSize?: number;
}

/** Recomputes the hash chain of every case. */
export async function verifyRecord(dataSource: DataSource, settings: ChainSettings = {}): Promise<ChainReport> {
  const batchSize = settings.batchSize ?? 100;
  const totalCases = await countRecordedCases(dataSource);
  const broken: (ChainFault & { caseId: string })[] = [];
  let [cases, events] = [0, 0];
  for (let after: string | null = null; ;) {
    const chains: Map<string, ChainedEvent[]> = await chainsAfter(dataSource, after, batchSize);
    for (const [caseId, chain] of chains) {
      events += chain.length;
      const fault = verifyChain(chain);
      if (fault !== null) broken.push({ caseId, ...fault });
    }
    cases += chains.size;
    settings.onProgress?.({ cases, totalCases });
    after = [...chains.keys()].at(-1) ?? null;
    if (after === null || chains.size < batchSize) return { cases, events, broken };
  }
}

/** Whole chains of the next cases: one statement, so each is seen as of one moment. */
async function chainsAfter(
  dataSource: DataSource,
  after: string | null,
  limit: number,
): Promise<Map<string, ChainedEvent[]>> {
  const links = await rows<ChainedEvent & { caseId: string }>(
    dataSource,
    `SELECT e.case_id AS "caseId", caseward.event_json(e) AS event, e.previous_hash AS "previousHash", e.hash
      FROM caseward.case_event e
      WHERE e.case_id IN (SELECT DISTINCT case_id FROM caseward.case_event
        WHERE $1::uuid IS NULL OR case_id > $1 ORDER BY case_id LIMIT $2)
      ORDER BY e.case_id, e.seq`,
    [after, limit],
  );
  const chains = new Map<string, ChainedEvent[]>();
  for (const { caseId, ...link } of links) {
    const chain = chains.get(caseId) ?? [];
    chain.push(link);
    chains.set(caseId, chain);
  }
  return chains;
}
