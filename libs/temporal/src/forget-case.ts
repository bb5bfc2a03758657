import { isGrpcServiceError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { CaseClient } from './case-client.js';

/** gRPC's NOT_FOUND. */
const NOT_FOUND = 5;

/**
 * Ends what the engine still runs of a case and asks it to delete every history of it, which the engine does within a
 * minute. Before the key of the case is destroyed: a workflow that cannot read its own history would be tried for ever.
 * @returns whether nothing was left when it was asked
 */
export async function forgetCase({ client }: CaseClient, caseId: string): Promise<boolean> {
  await unlessGone(() => client.workflow.getHandle(caseId).terminate('erased'));
  const runIds = await runsOf(client, caseId);
  for (const runId of runIds) {
    const workflowExecution = { workflowId: caseId, runId };
    const { namespace } = client.options;
    await unlessGone(() => client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution }));
  }
  return runIds.size === 0;
}

/** The list of the engine lags behind, so the run of the moment is asked for by itself. */
async function runsOf(client: Client, caseId: string): Promise<Set<string>> {
  const found = new Set<string>();
  await unlessGone(async () => found.add((await client.workflow.getHandle(caseId).describe()).runId));
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = "${caseId}"` })) found.add(runId);
  return found;
}

async function unlessGone(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return;
    if (!isGrpcServiceError(error) || !isNotFound(error.code)) throw error;
  }
}

const isNotFound = (code: number): boolean => code === NOT_FOUND;
