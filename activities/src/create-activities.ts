import type { HostedCommand, HostedEvent } from '@caseward/domain';
import { readRecord } from '@caseward/persistence';
import type { CaseActivities } from '@caseward/workflows';
import { archiveRun, type RunSource } from './archive-history.js';
import { recordDecision, type CaseRecord } from './record-decision.js';

export interface ActivityParts {
  readonly record: CaseRecord;
  /** Where closed runs are read from. */
  readonly closedRun: RunSource;
  /** Fault injection: called between the commit and the activity's answer. */
  readonly afterCommit?: (command: HostedCommand) => void;
}

/** The activities of a worker, bound to its database and engine. */
export function createActivities({ record, closedRun, afterCommit }: ActivityParts): CaseActivities {
  return {
    recordDecision: (decision) => recordDecision(record, decision, afterCommit),
    readRecord: async ({ caseId, afterSeq }) => ({ events: await readRecord<HostedEvent>(record, caseId, afterSeq) }),
    archiveHistory: ({ caseId, runId }) => archiveRun(record, closedRun, caseId, runId),
  };
}
