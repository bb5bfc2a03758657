import type { HostedCommand, HostedEvent } from '@caseward/domain';
import { readRecord } from '@caseward/persistence';
import type { CaseActivities } from '@caseward/workflows';
import { Context } from '@temporalio/activity';
import { adoptInCases, type GiveCommand } from './adopt-policy.js';
import { archiveRun, type RunSource } from './archive-history.js';
import { handOverCases, type TellCase } from './hand-over.js';
import { recordDecision, type CaseRecord } from './record-decision.js';

const PULSE_MS = 1_000;

export interface ActivityParts {
  readonly record: CaseRecord;
  /** Where closed runs are read from. */
  readonly closedRun: RunSource;
  /** How a case is given a command from here; only a worker that carries out orders needs it. */
  readonly give?: GiveCommand;
  /** The same for a worker that hands caseloads over. */
  readonly tell?: TellCase;
  /** Fault injection: called between the commit and the activity's answer. */
  readonly afterCommit?: (command: HostedCommand) => void;
}

/** The activities of a worker, bound to its database and engine. */
export function createActivities({ record, closedRun, give, tell, afterCommit }: ActivityParts): CaseActivities {
  return {
    recordDecision: (decision) => recordDecision(record, decision, afterCommit),
    readRecord: async ({ caseId, afterSeq }) => ({ events: await readRecord<HostedEvent>(record, caseId, afterSeq) }),
    archiveHistory: ({ caseId, runId }) => archiveRun(record, closedRun, caseId, runId),
    adoptInCases: async ({ adoptionId }) => {
      if (give === undefined) throw new Error('this worker carries out no orders');
      const context = Context.current();
      const run = { stopping: context.cancellationSignal, alive: () => context.heartbeat() };
      return { left: await adoptInCases(record, give, adoptionId, run) };
    },
    handOverCases: async ({ handoverId }) => {
      if (tell === undefined) throw new Error('this worker carries out no orders');
      const context = Context.current();
      const alive = (): void => context.heartbeat();
      // A case may take its time to answer; a worker that died says nothing at all.
      const pulse = setInterval(alive, PULSE_MS);
      try {
        return { left: await handOverCases(record, tell, handoverId, { stopping: context.cancellationSignal, alive }) };
      } finally {
        clearInterval(pulse);
      }
    },
  };
}
