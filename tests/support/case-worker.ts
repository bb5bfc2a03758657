import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createActivities } from '@caseward/activities';
import type { HostedCommand } from '@caseward/domain';
import { createDataSource, lastSeqOf, resultOf, type DataSourceSettings } from '@caseward/persistence';
import { CaseClient, encodeRun, fetchRun, type RecordLookup } from '@caseward/temporal';
import { buildWorkflowBundle, caseWorkerOptions } from '@caseward/temporal/worker';
import type { CaseActivities, CaseSettings } from '@caseward/workflows';
import type { PayloadCodec } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import type { DataSource } from 'typeorm';
import type { Engine } from './engine.js';

export interface CaseWorker {
  readonly client: CaseClient;
  readonly record: DataSource;
  readonly activities: CaseActivities;
  stop(): Promise<void>;
}

export interface CaseWorkerSettings {
  readonly engine: Engine;
  readonly codec: PayloadCodec;
  readonly database: DataSourceSettings;
  readonly maxCachedWorkflows?: number;
  readonly settings?: CaseSettings;
  readonly bundle?: string;
  readonly patienceMs?: number;
  readonly taskQueue?: string;
  readonly afterCommit?: (command: HostedCommand) => void;
  /** Cases live on the main thread, where their memory can be weighed. */
  readonly onMainThread?: boolean;
  /** Puts something around the activities. */
  readonly wrap?: (activities: CaseActivities) => CaseActivities;
}

let bundle: Promise<string> | undefined;

/** Bundling costs seconds: once for a process, and kept in the folder of the test run while there is one. */
export function workflowBundle(): Promise<string> {
  return (bundle ??= keptBundle(join('/tmp', `caseward-test-${process.ppid}`)));
}

async function keptBundle(folder: string): Promise<string> {
  const path = join(folder, 'workflow-bundle.js');
  if (existsSync(path)) return await readFile(path, 'utf8');
  const code = await buildWorkflowBundle();
  if (!existsSync(folder)) return code;
  await writeFile(`${path}.${process.pid}`, code);
  await rename(`${path}.${process.pid}`, path);
  return code;
}

export function recordLookup(record: DataSource): RecordLookup {
  return {
    resultOf: (caseId, commandId) => resultOf(record, caseId, commandId),
    lastSeq: (caseId) => lastSeqOf(record, caseId),
  };
}

/** A worker in this process, wired as the real one is. */
export async function startCaseWorker(request: CaseWorkerSettings): Promise<CaseWorker> {
  const { engine, codec, settings, taskQueue, afterCommit, wrap = (activities) => activities } = request;
  const record = await createDataSource({ poolSize: 4, ...request.database }).initialize();
  const activities = createActivities({
    record,
    closedRun: async (caseId, runId) => {
      const run = await fetchRun(engine.client, caseId, runId);
      return run && encodeRun(run);
    },
    give: (caseId, command) => client.giveAdoption(caseId, command),
    tell: (caseId, command) => client.tell(caseId, command),
    ...(afterCommit === undefined ? {} : { afterCommit }),
  });
  const client = new CaseClient(engine.client, {
    record: recordLookup(record),
    patienceMs: request.patienceMs ?? 30_000,
    ...(settings === undefined ? {} : { settings }),
    ...(taskQueue === undefined ? {} : { taskQueue }),
  });
  const worker = await Worker.create({
    debugMode: request.onMainThread ?? false,
    ...caseWorkerOptions({
      connection: engine.native,
      namespace: engine.namespace,
      codec,
      bundle: request.bundle ?? (await workflowBundle()),
      activities: wrap(activities),
      maxCachedWorkflows: request.maxCachedWorkflows ?? 100,
      shutdownGraceMs: 1_000,
      ...(taskQueue === undefined ? {} : { taskQueue }),
    }),
  });
  const running = worker.run();
  return {
    client,
    record,
    activities,
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running;
      await record.destroy();
    },
  };
}
