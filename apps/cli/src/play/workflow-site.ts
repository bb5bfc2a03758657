import { mkdirSync, rmSync } from 'node:fs';
import { engineBinaries, startPostgres } from '@caseward/embedded';
import { migrate } from '@caseward/persistence';
import { play, type PlayReport, type Scenario } from '@caseward/scenario';
import { loadKeyring } from '@caseward/security';
import { dataConverter } from '@caseward/temporal';
import { buildWorkflowBundle } from '@caseward/temporal/worker';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { keyFileOf } from '../stack/local-stack.js';
import { workflowDriver } from './workflow-driver.js';

export interface Site {
  play(scenario: Scenario): Promise<PlayReport>;
  stop(): Promise<void>;
}

/** A database and a time-skipping engine for this run only. */
export async function startWorkflowSite(dataDir: string): Promise<Site> {
  // The database's user has to pass through it, so it is made before anything makes it for its owner alone.
  mkdirSync(dataDir, { recursive: true });
  process.env['CASEWARD_TEST_SERVER_LOG'] ??= `${dataDir}/engine.log`;
  const telemetryOptions = { logging: { filter: 'error,temporalio_sdk_core::worker::workflow=off' } };
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [], telemetryOptions });
  const { codec } = await loadKeyring({ path: keyFileOf(dataDir), environment: 'development' });
  const [postgres, env, bundle] = await Promise.all([
    startPostgres({ dataDir: `${dataDir}/postgres` }),
    TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: engineBinaries().testServer } },
      client: { dataConverter: dataConverter(codec) },
    }),
    buildWorkflowBundle(),
  ]);
  await migrate({ adminUrl: postgres.superUrl, appPassword: decodeURIComponent(new URL(postgres.url).password) });
  const engine = {
    client: env.client,
    native: env.nativeConnection,
    namespace: env.namespace ?? 'default',
    sleep: (ms: number) => env.sleep(ms),
    nowMs: () => env.currentTimeMs(),
  };
  const start = workflowDriver({ engine, codec, databaseUrl: postgres.url, bundle });
  let played = 0;
  return {
    play: (scenario) => play(scenario, start, { run: `${scenario.id}/${(played += 1)}` }),
    stop: async () => {
      await env.teardown();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
