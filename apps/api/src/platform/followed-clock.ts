import { createClock, type Clock } from '@caseward/config';
import type { ClockSegment, Instant } from '@caseward/domain';
import { readClockSegments } from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import type { Logger } from './request-log.js';

const LOOK_EVERY_MS = 500;

/** The deployment's simulation clock. Segments are announced seconds before they begin, so looking twice a second is in time. */
export class FollowedClock implements Clock {
  #clock = createClock();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly logger: Logger,
  ) {}

  get segments(): readonly ClockSegment[] {
    return this.#clock.segments;
  }

  now(): Instant {
    return this.#clock.now();
  }

  realMs(): number {
    return this.#clock.realMs();
  }

  async start(): Promise<void> {
    await this.#look();
    this.#lookAgain();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #lookAgain(): void {
    this.#timer = setTimeout(() => {
      this.#look()
        .catch((error: unknown) => this.logger.warn({ err: error }, 'the clock could not be followed'))
        .finally(() => this.#lookAgain());
    }, LOOK_EVERY_MS).unref();
  }

  async #look(): Promise<void> {
    const segments = await readClockSegments(this.dataSource);
    if (segments.length !== this.segments.length) this.#clock = createClock(segments);
  }
}
