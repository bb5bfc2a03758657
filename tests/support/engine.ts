import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { setTimeout as realSleep } from 'node:timers/promises';
import { engineBinaries, startTemporalServer, type TemporalServer } from '@caseward/embedded';
import { connectEngine, dataConverter } from '@caseward/temporal';
import type { Client } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { NativeConnection } from '@temporalio/worker';
import { realMs } from './clock.js';
import './runtime.js';

/** A Temporal server under test, whichever of the two it is. */
export interface Engine {
  readonly client: Client;
  readonly native: NativeConnection;
  readonly address: string;
  readonly namespace: string;
  /** Moves the engine's time on: at once on the time-skipping server, really on the other one. */
  sleep(ms: number): Promise<void>;
  nowMs(): Promise<number>;
  stop(): Promise<void>;
}

/** Time stands nearly still until a test sleeps, and then jumps. One per spec file: its clock is global. */
export async function timeSkippingEngine(codec: PayloadCodec): Promise<Engine> {
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: engineBinaries().testServer } },
    client: { dataConverter: dataConverter(codec) },
  });
  return {
    client: env.client,
    native: env.nativeConnection,
    address: env.address,
    namespace: env.namespace ?? 'default',
    sleep: (ms) => env.sleep(ms),
    nowMs: () => env.currentTimeMs(),
    stop: () => env.teardown(),
  };
}

export interface DevelopmentEngine extends Engine {
  readonly server: TemporalServer;
  /** Where the server keeps its files. */
  readonly folder: string;
}

/** The development server with its store in a folder of its own. */
export async function developmentEngine(codec: PayloadCodec): Promise<DevelopmentEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'caseward-engine-'));
  const server = await startTemporalServer({
    binary: engineBinaries().temporal,
    dataDir: join(folder, 'temporal'),
    headless: true,
  });
  const connected = connectEngine({ address: server.address, namespace: server.namespace }, codec);
  const native = await NativeConnection.connect({ address: server.address });
  return {
    server,
    client: connected.client,
    native,
    address: server.address,
    namespace: server.namespace,
    sleep: (ms) => realSleep(ms),
    nowMs: async () => realMs(),
    folder: join(folder, 'temporal'),
    async stop() {
      await native.close();
      await connected.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
