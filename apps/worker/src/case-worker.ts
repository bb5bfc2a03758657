import { readFile } from 'node:fs/promises';
import { createActivities } from '@caseward/activities';
import type { WorkerConfig } from '@caseward/config';
import type { ClockSegment } from '@caseward/domain';
import type { Logger } from '@caseward/observability';
import {
  connectionOptions,
  encodeRun,
  engineAddress,
  fetchRun,
  type CaseClient,
  type EngineConnection,
} from '@caseward/temporal';
import { buildWorkflowBundle, caseWorkerOptions, withClock } from '@caseward/temporal/worker';
import type { PayloadCodec } from '@temporalio/common';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { DataSource } from 'typeorm';
import { faultAfterCommit } from './fault.js';
import { patiently } from './patience.js';

/** For the relay and the health page. */
const CONNECTIONS_KEPT_FREE = 2;

export interface CaseWorkerParts {
  readonly config: WorkerConfig;
  readonly logger: Logger;
  readonly record: DataSource;
  readonly engine: EngineConnection;
  readonly codec: PayloadCodec;
  readonly client: CaseClient;
  /** The worker ended by itself: the process is of no use any more. */
  readonly onFailure: (error: unknown) => void;
}

/** Runs cases. On another clock it runs other workflow code, so a change of the clock exchanges the worker inside. */
export class CaseWorker {
  #connection: NativeConnection | undefined;
  #bundle: string | undefined;
  #worker: Worker | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly parts: CaseWorkerParts) {}

  get state(): string {
    return this.#worker?.getState() ?? 'STARTING';
  }

  async start(segments: readonly ClockSegment[]): Promise<void> {
    const { config, logger } = this.parts;
    const options = connectionOptions(engineAddress(config));
    this.#bundle ??= await this.#loadBundle();
    this.#connection ??= await patiently('engine', logger, () => NativeConnection.connect(options));
    const bundle = withClock(this.#bundle, segments);
    this.#worker = await Worker.create(this.#options(this.#connection, bundle));
    this.#running = this.#worker.run();
    this.#running.catch(this.parts.onFailure);
    logger.info({ clockSegments: segments.length, bundleBytes: bundle.length }, 'worker runs');
  }

  /** Takes no new work, ends what is under way. */
  async drain(): Promise<void> {
    if (this.#worker?.getState() === 'RUNNING') this.#worker.shutdown();
    await this.#running.catch(() => undefined);
  }

  async stop(): Promise<void> {
    await this.drain();
    await this.#connection?.close();
  }

  #options(connection: NativeConnection, bundle: string): ReturnType<typeof caseWorkerOptions> {
    const { config, record, engine, codec, client } = this.parts;
    const afterCommit = faultAfterCommit(config.CASEWARD_FAULT);
    return caseWorkerOptions({
      connection,
      namespace: config.TEMPORAL_NAMESPACE,
      codec,
      bundle,
      maxCachedWorkflows: config.CASEWARD_MAX_CACHED_WORKFLOWS,
      maxConcurrentRecords: Math.max(1, config.DATABASE_POOL_SIZE - CONNECTIONS_KEPT_FREE),
      activities: createActivities({
        record,
        closedRun: async (caseId, runId) => {
          const run = await fetchRun(engine.client, caseId, runId);
          return run === null ? null : encodeRun(run);
        },
        give: (caseId, command) => client.giveAdoption(caseId, command),
        tell: (caseId, command) => client.tell(caseId, command),
        ...(afterCommit === undefined ? {} : { afterCommit }),
      }),
    });
  }

  async #loadBundle(): Promise<string> {
    const { CASEWARD_WORKFLOW_BUNDLE: path } = this.parts.config;
    return path === undefined ? await buildWorkflowBundle() : await readFile(path, 'utf8');
  }
}
