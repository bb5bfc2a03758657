import { CancellationScope, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { CaseActivities, DecisionToRecord, RecordedDecision, RecordedEvents } from './case-activities.js';

/**
 * The usual way: the worker that holds the workflow task does the SQL itself, at the price of no extra round trip.
 * One attempt, because the task stays open meanwhile, and because the library holds retries of a local activity to no
 * overall timeout: what fails here goes the patient way.
 */
const atOnce = proxyLocalActivities<CaseActivities>({
  startToCloseTimeout: '2s',
  retry: { maximumAttempts: 1 },
});

/** The same work for as long as the database is away. */
const patiently = proxyActivities<CaseActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', backoffCoefficient: 1.5, maximumInterval: '5s' },
});

const inBackground = proxyActivities<Pick<CaseActivities, 'archiveHistory'>>({
  startToCloseTimeout: '1m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5m' },
});

/** A case is never cancelled half way through its record; the first failure of the quick way leads to the patient one. */
function throughOutage<T>(quick: () => Promise<T>, patient: () => Promise<T>): Promise<T> {
  return CancellationScope.nonCancellable(async () => {
    try {
      return await quick();
    } catch {
      return await patient();
    }
  });
}

export function recordDecision(decision: DecisionToRecord): Promise<RecordedDecision> {
  return throughOutage(
    () => atOnce.recordDecision(decision),
    () => patiently.recordDecision(decision),
  );
}

export function readRecord(caseId: string, afterSeq: number): Promise<RecordedEvents> {
  return throughOutage(
    () => atOnce.readRecord({ caseId, afterSeq }),
    () => patiently.readRecord({ caseId, afterSeq }),
  );
}

export function archiveHistory(caseId: string, runId: string): Promise<void> {
  return CancellationScope.nonCancellable(() => inBackground.archiveHistory({ caseId, runId }));
}
