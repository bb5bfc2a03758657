import { setTimeout as delay } from 'node:timers/promises';
import { elapsed } from './clock.js';

export interface UntilOptions {
  readonly timeoutMs: number;
  readonly everyMs?: number;
  /** Ends the wait early, for example because the process that is waited for has ended. */
  readonly given?: () => boolean;
}

/** Asks again until the probe answers true. Resolves with false when time runs out or the reason to wait is gone. */
export async function until(probe: () => boolean | Promise<boolean>, options: UntilOptions): Promise<boolean> {
  const deadline = elapsed() + options.timeoutMs;
  for (;;) {
    if (await probe()) return true;
    if (elapsed() >= deadline || options.given?.() === false) return false;
    await delay(options.everyMs ?? 40);
  }
}
