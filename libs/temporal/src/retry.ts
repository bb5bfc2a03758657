import { setTimeout as sleep } from 'node:timers/promises';
import { defaultGrpcRetryOptions, makeGrpcRetryInterceptor, type ConnectionOptions } from '@temporalio/client';
import { realMs } from './clock.js';

type Interceptor = NonNullable<ConnectionOptions['interceptors']>[number];

/** A case takes ten updates at once, so a crowd waits in line; but nobody is to wait long beyond his own patience. */
const usual = defaultGrpcRetryOptions({ maxAttempts: 30, initialIntervalMs: () => 100, maxIntervalMs: () => 1_000 });

/**
 * Sends a call again when the failure may pass. A call that waits for its next attempt when its channel is closed would
 * end the whole process by an exception that nobody can catch: so the end comes after the last of those attempts.
 */
export class Retries {
  #ending = false;
  #lastAttemptAt = 0;
  readonly interceptor: Interceptor = makeGrpcRetryInterceptor({
    retryableDecider: (attempt, status) => !this.#ending && usual.retryableDecider(attempt, status),
    delayFunction: (attempt, status) => {
      const delay = usual.delayFunction(attempt, status);
      this.#lastAttemptAt = Math.max(this.#lastAttemptAt, realMs() + delay);
      return delay;
    },
  });

  async end(): Promise<void> {
    this.#ending = true;
    const wait = this.#lastAttemptAt - realMs();
    // The timer of the attempt itself was set first.
    if (wait > -1) await sleep(wait + 20);
  }
}
