import { parentPort, workerData } from 'node:worker_threads';
import * as domain from '@caseward/domain';
import { explore } from './explorer.js';
import type { Tally } from './search.js';

/** What the thread of one world tells. */
export interface Told {
  readonly worldName: string;
  readonly tally: Tally;
  readonly isDone: boolean;
}

// Refusals are the ordinary case here, and nobody reads where they were thrown.
Error.stackTraceLimit = 0;
const { worldName, states } = workerData as { readonly worldName: string; readonly states: number };
const tell = (tally: Tally, isDone: boolean): void =>
  parentPort?.postMessage({ worldName, tally, isDone } satisfies Told);
tell(
  explore(domain, {
    worldName,
    states,
    onProgress: (tally) => {
      tell(tally, false);
    },
  }),
  true,
);
