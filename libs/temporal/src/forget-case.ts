import type { Client } from '@temporalio/client';
import type { CaseClient } from './case-client.js';
import { isNotFound } from './run-history.js';

/**
 * Ends what the engine still runs of a case and asks it to delete every history of it, which the engine does in its own
 * time. Before the key of the case is destroyed: a workflow that cannot read its own history would be tried for ever.
 * A run leaves the lists of the engine before its history does, so whoever asks remembers what was there.
 * @returns asked for a case, again and again: whether nothing of it is left
 */
export function forgettingCases({ client }: CaseClient): (caseId: string) => Promise<boolean> {
  const asked = new Map<string, ReadonlySet<string>>();
  return async (caseId) => {
    await isThere(() => client.workflow.getHandle(caseId).terminate('erased'));
    const left = await runsOf(client, caseId);
    for (const runId of new Set([...left, ...(asked.get(caseId) ?? [])])) {
      if (await deletes(client, caseId, runId)) left.add(runId);
    }
    if (left.size === 0) asked.delete(caseId);
    else asked.set(caseId, left);
    return left.size === 0;
  };
}

/** @returns whether it was still there */
function deletes(client: Client, workflowId: string, runId: string): Promise<boolean> {
  const { namespace } = client.options;
  const workflowExecution = { workflowId, runId };
  return isThere(() => client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution }));
}

/** The list of the engine lags behind, so the run of the moment is asked for by itself. */
async function runsOf(client: Client, caseId: string): Promise<Set<string>> {
  const found = new Set<string>();
  await isThere(async () => found.add((await client.workflow.getHandle(caseId).describe()).runId));
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = "${caseId}"` })) found.add(runId);
  return found;
}

async function isThere(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}
