import { Inject, Injectable } from '@nestjs/common';
import { fromMs, toMs } from '@caseward/domain';
import { countTry, failuresOf, forgetFailures, uncountTry, type Failures } from '@caseward/persistence';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { networkOf } from '../platform/network-of.js';

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

  /**
   * Counts a try before it is judged, so that many at the same moment are no way around the bound.
   * @returns seconds until another one is heard; 0 when this one is
   */
  async take(...counts: readonly Count[]): Promise<number> {
    const nowMs = this.parts.clock.realMs();
    const buckets = counts.map((count) => this.#bucket(count));
    const found = await countTry(this.parts.dataSource, buckets, fromMs(nowMs), WINDOW_SECONDS);
    const waits = counts.map(([what], at) => {
      const failures = found.find(({ bucket }) => buckets[at]?.equals(bucket));
      return failures === undefined || failures.count <= MOST_FAILURES[what] ? 0 : secondsLeft(failures, nowMs);
    });
    return Math.max(0, ...waits);
  }

  /** Whether the bound is reached, without a try. */
  async isFull([what, of]: Count): Promise<boolean> {
    const realAt = fromMs(this.parts.clock.realMs());
    const failures = await failuresOf(this.parts.dataSource, this.#bucket([what, of]), realAt, WINDOW_SECONDS);
    return (failures?.count ?? 0) >= MOST_FAILURES[what];
  }

  /** This try was no failure; those before it stay counted. */
  async giveBack(...counts: readonly Count[]): Promise<void> {
    await uncountTry(
      this.parts.dataSource,
      counts.map((count) => this.#bucket(count)),
    );
  }

  /** Whoever it was is known now: nothing before it counts any more. */
  async succeeded(...counts: readonly Count[]): Promise<void> {
    await forgetFailures(
      this.parts.dataSource,
      counts.map((count) => this.#bucket(count)),
    );
  }

  #bucket([what, of]: Count): Buffer {
    const counted = what === 'address' ? networkOf(of) : of;
    return this.parts.secrets.signInKeys.digest(`failures of ${what}`, counted);
  }
}

function secondsLeft({ since }: Failures, nowMs: number): number {
  return Math.max(1, Math.ceil((toMs(since) - nowMs) / 1000) + WINDOW_SECONDS);
}
