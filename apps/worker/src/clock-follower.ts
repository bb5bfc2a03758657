import type { Clock } from '@caseward/config';
import { createClock } from '@caseward/config';
import type { ClockSegment } from '@caseward/domain';
import type { Logger } from '@caseward/observability';
import { readClockSegments } from '@caseward/persistence';
import type { DataSource } from 'typeorm';

const LOOK_EVERY_MS = 500;

export interface ClockFollowerParts {
  readonly record: DataSource;
  readonly logger: Logger;
  /** Load the workflow code for this line of segments. */
  readonly onNewLine: (segments: readonly ClockSegment[]) => Promise<void>;
  /** A segment has begun: timers that were armed under the one before run at the wrong speed. */
  readonly onSegmentBegun: () => Promise<void>;
}

/**
 * Follows the simulation clock of the deployment. Whoever changes its speed adds a segment that begins a few seconds
 * ahead, so that every worker has loaded it by then: a moment must read the same now and in a later replay.
 */
export class ClockFollower {
  readonly #clock: Clock = createClock();
  #segments: readonly ClockSegment[] = [];
  #begun = 0;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(private readonly parts: ClockFollowerParts) {}

  /** @returns the line as it is now; changes are reported from here on */
  async start(): Promise<readonly ClockSegment[]> {
    this.#segments = await readClockSegments(this.parts.record);
    this.#lookAgain();
    return this.#segments;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  #lookAgain(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#round = this.#look()
        .catch((error: unknown) => this.parts.logger.warn({ err: error }, 'the clock could not be followed'))
        .finally(() => this.#lookAgain());
    }, LOOK_EVERY_MS);
  }

  async #look(): Promise<void> {
    const segments = await readClockSegments(this.parts.record);
    if (segments.length > this.#segments.length) {
      await this.parts.onNewLine(segments);
      this.#segments = segments;
    }
    const begun = this.#segments.filter(({ realFromMs }) => realFromMs <= this.#clock.realMs()).length;
    if (begun === this.#begun) return;
    await this.parts.onSegmentBegun();
    this.#begun = begun;
  }
}
