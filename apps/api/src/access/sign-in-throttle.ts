import { Inject, Injectable } from '@nestjs/common';
import { fromMs, toMs } from '@caseward/domain';
import { failuresOf, forgetFailures, noteFailure } from '@caseward/persistence';
import { API_PARTS, type ApiParts } from '../api-parts.js';

export const WINDOW_SECONDS = 5 * 60;

/**
 * How many failures in five minutes are borne. An account is slowed for devices that never signed in to it, so that
 * somebody who guesses cannot lock its owner out; a known device has a count of its own.
 */
export const MOST_FAILURES = { login: 5, device: 10, address: 50, factor: 5 } as const;
export type Counted = keyof typeof MOST_FAILURES;
export type Count = readonly [what: Counted, of: string];

/** Counted in the record, for all processes; after five minutes everything is as before. */
@Injectable()
export class SignInThrottle {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  /** Seconds until another try is heard; 0 when it is heard now. */
  async waits(...counts: readonly Count[]): Promise<number> {
    const nowMs = this.parts.clock.realMs();
    const waits = await Promise.all(
      counts.map(async (count) => {
        const failures = await failuresOf(this.parts.dataSource, this.#bucket(count), fromMs(nowMs), WINDOW_SECONDS);
        if (failures === null || failures.count < MOST_FAILURES[count[0]]) return 0;
        return Math.max(1, Math.ceil((toMs(failures.since) - nowMs) / 1000) + WINDOW_SECONDS);
      }),
    );
    return Math.max(0, ...waits);
  }

  async failed(...counts: readonly Count[]): Promise<void> {
    const realAt = fromMs(this.parts.clock.realMs());
    const buckets = counts.map((count) => this.#bucket(count));
    await noteFailure(this.parts.dataSource, buckets, realAt, WINDOW_SECONDS);
  }

  async succeeded(...counts: readonly Count[]): Promise<void> {
    await forgetFailures(
      this.parts.dataSource,
      counts.map((count) => this.#bucket(count)),
    );
  }

  #bucket([what, of]: Count): Buffer {
    return this.parts.secrets.signInKeys.digest(`failures of ${what}`, of);
  }
}
