import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@caseward/observability';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;

/** At start the database or the engine may come up later than this process: keep trying, and say so. */
export async function patiently<T>(what: string, logger: Logger, attempt: () => Promise<T>): Promise<T> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await attempt();
    } catch (error) {
      logger.warn({ err: error, what, nextTryMs: wait }, 'not reachable yet');
      await sleep(wait);
    }
  }
}
