import { createClock } from '@caseward/config';
import {
  connectEngine,
  engineAddress,
  EngineUnavailableError,
  isSilence,
  type EngineConnection,
} from '@caseward/temporal';
import type { Client } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import { CommandFailed, EXIT } from '../terminal/exit-codes.js';
import { keyringOf, type Deployment } from './deployment.js';

export interface RunningEngine {
  readonly client: Client;
  readonly codec: PayloadCodec;
}

const PROBE_MS = 5_000;

/** Whether the engine answers; asked before long work, because a client tries for half a minute on its own. */
export async function engineAnswers({ client, connection }: EngineConnection): Promise<boolean> {
  const deadline = new Date(createClock().realMs() + PROBE_MS);
  try {
    await connection.withDeadline(deadline, () => client.workflowService.getSystemInfo({}));
    return true;
  } catch {
    return false;
  }
}

/**
 * The engine of a deployment, for as long as the work takes.
 * @throws CommandFailed when it cannot be reached
 */
export async function withEngine<T>(deployment: Deployment, work: (engine: RunningEngine) => Promise<T>): Promise<T> {
  const { settings } = deployment;
  const { codec } = await keyringOf(deployment);
  const connected = connectEngine(engineAddress(settings), codec);
  const away = (): CommandFailed => {
    const what = `the engine at ${settings.TEMPORAL_ADDRESS} cannot be reached`;
    return new CommandFailed(what, EXIT.failure, 'see caseward doctor; then run the same command again.');
  };
  try {
    if (!(await engineAnswers(connected))) throw away();
    return await work({ client: connected.client, codec });
  } catch (error) {
    throw error instanceof EngineUnavailableError || isSilence(error) ? away() : error;
  } finally {
    await connected.close();
  }
}
