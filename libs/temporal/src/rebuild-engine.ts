import { WorkflowNotFoundError } from '@temporalio/client';
import type { CaseClient } from './case-client.js';

export interface RebuildProgress {
  readonly done: number;
  readonly total: number;
  readonly caseId: string;
  readonly found: 'running' | 'started';
}

export interface RebuildReport {
  readonly started: number;
  readonly running: number;
}

export interface RebuildRequest {
  readonly client: CaseClient;
  /** Every case that may still have something to come, from the record. */
  readonly caseIds: readonly string[];
  readonly atOnce?: number;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

const AT_ONCE = 8;

/** Starts every case that the engine has lost, from its record. It can be stopped and run again. */
export async function rebuildEngine({
  client,
  caseIds,
  atOnce = AT_ONCE,
  onProgress,
}: RebuildRequest): Promise<RebuildReport> {
  const count = { started: 0, running: 0 };
  const waiting = [...caseIds];
  const takeNext = async (): Promise<void> => {
    for (let caseId = waiting.shift(); caseId !== undefined; caseId = waiting.shift()) {
      const found = (await isRunning(client, caseId)) ? 'running' : 'started';
      if (found === 'started') await client.sync(caseId);
      count[found] += 1;
      onProgress?.({ done: count.started + count.running, total: caseIds.length, caseId, found });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, takeNext));
  return count;
}

async function isRunning({ client }: CaseClient, caseId: string): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(caseId).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
