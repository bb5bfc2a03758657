import { readClockSegments } from '@caseward/persistence';
import { buildWorkflowBundle, Replayer, withClock } from '@caseward/temporal/worker';
import type { PayloadCodec } from '@temporalio/common';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { replayOneCase, type CaseReplay, type ReplayParts } from './case-replay.js';

interface Sources extends Omit<ReplayParts, 'replayer'> {
  readonly codec: PayloadCodec;
}

/** The workflow code of this checkout with the clock of the deployment, ready to execute histories. */
export async function withReplayer<T>(
  { codec, ...sources }: Sources,
  work: (replayCase: (caseId: string) => Promise<CaseReplay>) => Promise<T>,
): Promise<T> {
  // What a replay meets comes back as a difference; the library must not write about it as well.
  const logger = new DefaultLogger('ERROR', () => undefined);
  Runtime.install({ logger, shutdownSignals: [], telemetryOptions: { logging: { filter: 'off' } } });
  const [code, segments] = await Promise.all([buildWorkflowBundle(), readClockSegments(sources.record)]);
  const replayer = new Replayer({ bundle: withClock(code, segments), codec });
  try {
    return await work((caseId) => replayOneCase({ ...sources, replayer }, caseId));
  } finally {
    await replayer.close();
  }
}
