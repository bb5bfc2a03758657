import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { fromMs } from '@caseward/domain';
import { pruneCodes, pruneFailures, pruneSessions, pruneThings } from '@caseward/persistence';
import { asSystem } from '../access/behalf.js';
import { WINDOW_SECONDS } from '../access/sign-in-throttle.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';

const EVERY_MS = 3_600_000;

/** Sessions, failures and what the provider remembers are kept no longer than they mean something. */
@Injectable()
export class Forgetting implements OnApplicationBootstrap, OnApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;

  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.#due(), EVERY_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  /** What is over by now. */
  async forget(): Promise<void> {
    const { dataSource, clock } = this.parts;
    const realAt = fromMs(clock.realMs());
    await asSystem('know_caller', async () => {
      await pruneSessions(dataSource, realAt);
      await pruneFailures(dataSource, realAt, WINDOW_SECONDS);
      await pruneThings(dataSource, realAt);
      await pruneCodes(dataSource, realAt);
    });
  }

  async #due(): Promise<void> {
    try {
      await this.forget();
    } catch (error) {
      this.parts.logger.warn({ err: error }, 'what is over is kept for another hour');
    }
  }
}
