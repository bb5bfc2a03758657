import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policySnapshot, type Command } from '@caseward/domain';
import {
  engineBinaries,
  startPostgres,
  startTemporalServer,
  type Postgres,
  type TemporalServer,
} from '@caseward/embedded';
import { createDataSource, migrate } from '@caseward/persistence';
import { CaseClient, connectEngine, type EngineConnection } from '@caseward/temporal';
import type { DataSource } from 'typeorm';
import { realMs } from '../support/clock.js';
import { PlayedCase } from '../support/case-commands.js';
import { recordLookup } from '../support/case-worker.js';
import { TEST_KEY_FILE, TEST_SECRETS_FILE, testCodec } from '../support/test-codec.js';
import { WorkerProgram } from '../support/worker-program.js';
import '../support/runtime.js';

const CALLER = `${import.meta.dirname}/caller.mjs`;

/** Assessments due after a few seconds, escalating soon: deadlines that really pass within a test. */
export function hastyPolicy(seconds: number) {
  const hours = seconds / 3600;
  return policySnapshot('hasty', {
    'assessment.low': { hours },
    'escalation.low': {
      remindHours: null,
      steps: [
        { level: 1, afterHours: 0 },
        { level: 2, afterHours: 2 / 3600 },
      ],
    },
  });
}

/** Database, engine and worker as processes of their own, each of which can be killed and started again. */
export class Machine {
  private readonly workers: WorkerProgram[] = [];
  private readonly connections: EngineConnection[] = [];

  private constructor(
    private readonly folder: string,
    readonly postgres: Postgres,
    readonly temporal: TemporalServer,
    readonly record: DataSource,
  ) {}

  static async start(): Promise<Machine> {
    const folder = await mkdtemp(join(tmpdir(), 'caseward-machine-'));
    // The database runs as another user when the tests run as root.
    await chmod(folder, 0o755);
    await writeFile(join(folder, 'root-key.json'), TEST_KEY_FILE, { mode: 0o600 });
    await mkdir(join(folder, 'cases'));
    await writeFile(join(folder, 'cases', 'case-secrets.json'), TEST_SECRETS_FILE, { mode: 0o600 });
    const [postgres, temporal] = await Promise.all([
      startPostgres({ dataDir: join(folder, 'postgres') }),
      startTemporalServer({ binary: engineBinaries().temporal, dataDir: join(folder, 'temporal'), headless: true }),
    ]);
    await migrate({ adminUrl: postgres.superUrl, appPassword: new URL(postgres.url).password });
    const record = await createDataSource({ url: postgres.url, poolSize: 4, connectTimeoutMs: 1_000 }).initialize();
    return new Machine(folder, postgres, temporal, record);
  }

  get engine(): { readonly address: string; readonly namespace: string } {
    return { address: this.temporal.address, namespace: this.temporal.namespace };
  }

  get temporalFolder(): string {
    return join(this.folder, 'temporal');
  }

  async worker(environment: Readonly<Record<string, string>> = {}): Promise<WorkerProgram> {
    const worker = await WorkerProgram.start({
      NODE_ENV: 'test',
      DATABASE_URL: this.postgres.url,
      TEMPORAL_ADDRESS: this.temporal.address,
      CASEWARD_KEY_FILE: join(this.folder, 'root-key.json'),
      ...environment,
    });
    this.workers.push(worker);
    return worker;
  }

  /** A connection of its own: one that saw the engine die is not to be trusted. */
  client(patienceMs = 60_000): CaseClient {
    const connected = connectEngine(this.engine, testCodec());
    this.connections.push(connected);
    return new CaseClient(connected.client, { patienceMs, record: recordLookup(this.record) });
  }

  case(client: CaseClient, caseId?: string): PlayedCase {
    return new PlayedCase({
      client,
      record: this.record,
      nowMs: async () => realMs(),
      ...(caseId === undefined ? {} : { caseId }),
    });
  }

  /** Somebody who gives a command and can be killed while waiting for the answer. */
  caller(caseId: string, command: Command): { kill: () => void } {
    const order = { engine: this.engine, keyFile: join(this.folder, 'root-key.json'), caseId, command };
    const child = spawn(process.execPath, [CALLER, JSON.stringify(order)], { stdio: 'ignore' });
    return { kill: () => void child.kill('SIGKILL') };
  }

  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.end()));
    await Promise.all(this.connections.map((connection) => connection.close()));
    await this.record.destroy();
    await this.temporal.stop();
    await this.postgres.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
