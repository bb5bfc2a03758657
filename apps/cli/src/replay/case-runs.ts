import { archivedHistories } from '@caseward/persistence';
import { chainsOf, collectRuns, decodeRun, isEnded, type RunHistory } from '@caseward/temporal';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import type { ReplayDifference } from './difference.js';

/** Every history of a case that is still there. */
export interface CaseRuns {
  /**
   * Runs that continue one another, the oldest first. A case that was started anew from its record has several chains; the
   * last one is what the engine runs now.
   */
  readonly chains: readonly (readonly RunHistory[])[];
  readonly archived: number;
  /** Whether the last run of all is running. */
  readonly isRunning: boolean;
  /** What is wrong before anything is executed. */
  readonly difference: ReplayDifference | null;
}

export async function caseRuns(record: DataSource, client: Client, caseId: string): Promise<CaseRuns> {
  const kept = await archivedHistories(record, caseId);
  const archived: RunHistory[] = [];
  for (const { runId, history } of kept) {
    const run = decoded(history);
    if (run?.runId !== runId) {
      const difference = { caseId, runId, what: 'the archive does not hold a history of this run' };
      return { chains: [], archived: kept.length, isRunning: true, difference };
    }
    archived.push(run);
  }
  const live = await liveRuns(client, caseId, archived);
  const inUse = new Set(live.map(({ runId }) => runId));
  const older = chainsOf(archived.filter(({ runId }) => !inUse.has(runId)));
  const chains = live.length === 0 ? older : [...older, live];
  const last = live.at(-1);
  const isRunning = last !== undefined && !isEnded(last);
  return { chains, archived: kept.length, isRunning, difference: gap(caseId, chains) };
}

/** Read once more where the case continued as another run while the one before was being read. */
async function liveRuns(client: Client, caseId: string, archived: readonly RunHistory[]): Promise<RunHistory[]> {
  const live = await collectRuns(client, caseId, archived);
  const last = live.at(-1);
  return last !== undefined && isEnded(last) ? collectRuns(client, caseId, archived) : live;
}

function decoded(bytes: Uint8Array): RunHistory | null {
  try {
    return decodeRun(bytes);
  } catch {
    return null;
  }
}

function gap(caseId: string, chains: CaseRuns['chains']): ReplayDifference | null {
  const torn = chains.map(([first]) => first).find((first) => first !== undefined && first.continuedFrom !== null);
  if (torn === undefined) return null;
  return {
    caseId,
    runId: torn.continuedFrom,
    what: 'neither engine nor archive has this run, which another one continued',
  };
}
