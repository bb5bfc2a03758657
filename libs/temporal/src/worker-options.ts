import type { CaseActivities, StateSinks } from '@caseward/workflows';
import { TASK_QUEUE } from '@caseward/workflows/messages';
import type { PayloadCodec } from '@temporalio/common';
import type { InjectedSinks, NativeConnection, WorkerOptions } from '@temporalio/worker';
import { dataConverter } from './data-converter.js';

export interface CaseWorkerParts {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly codec: PayloadCodec;
  readonly bundle: string;
  readonly activities: CaseActivities;
  readonly taskQueue?: string;
  /** Cases kept in memory; 0 replays a run for every task. */
  readonly maxCachedWorkflows: number;
  /** Work on the record at one time: not more than there are connections, or it would time out waiting for one. */
  readonly maxConcurrentRecords?: number;
  readonly shutdownGraceMs?: number;
}

const SHUTDOWN_GRACE_MS = 12_000;
const RECORDS = 4;

/** States are for replays; a live worker drops them. */
const noStates: InjectedSinks<StateSinks> = {
  caseward: { state: { fn: () => undefined, callDuringReplay: false } },
};

/** What every worker of this task queue runs with, in production and in tests. */
export function caseWorkerOptions(parts: CaseWorkerParts): WorkerOptions {
  const records = parts.maxConcurrentRecords ?? RECORDS;
  return {
    connection: parts.connection,
    namespace: parts.namespace,
    taskQueue: parts.taskQueue ?? TASK_QUEUE,
    workflowBundle: { code: parts.bundle },
    dataConverter: dataConverter(parts.codec),
    activities: { ...parts.activities },
    sinks: noStates,
    maxCachedWorkflows: parts.maxCachedWorkflows,
    maxConcurrentLocalActivityExecutions: records,
    maxConcurrentActivityTaskExecutions: records,
    // A dead worker's cases go to another one after this long.
    stickyQueueScheduleToStartTimeout: '2s',
    shutdownGraceTime: parts.shutdownGraceMs ?? SHUTDOWN_GRACE_MS,
  };
}
