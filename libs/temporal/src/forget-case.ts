import { WorkflowNotFoundError } from '@temporalio/client';
import type { CaseClient } from './case-client.js';

/**
 * Ends what the engine still runs of a case and deletes every history of it. Before its key is destroyed: a workflow
 * that cannot read its own history would be tried for ever.
 * @returns how many runs were deleted
 */
export async function forgetCase({ client }: CaseClient, caseId: string): Promise<number> {
  try {
    await client.workflow.getHandle(caseId).terminate('erased');
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
  const { namespace } = client.options;
  let deleted = 0;
  for await (const { workflowId, runId } of client.workflow.list({ query: `WorkflowId = "${caseId}"` })) {
    await client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId, runId } });
    deleted += 1;
  }
  return deleted;
}
