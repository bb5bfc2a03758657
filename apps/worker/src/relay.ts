import { settleOwedRetention } from '@caseward/activities';
import type { WorkerConfig } from '@caseward/config';
import type { DutyEvent } from '@caseward/domain';
import type { Logger } from '@caseward/observability';
import { confirmCase, unconfirmedCases, unfinishedHandovers } from '@caseward/persistence';
import { CommandPendingError, type CaseClient } from '@caseward/temporal';
import type { DataSource } from 'typeorm';

const PER_ROUND = 50;
const AT_ONCE = 4;

/**
 * Everything may have died between a command's commit and the engine's knowledge of it, and perhaps nobody ever calls
 * that case again. The relay tells each such case to read its record, so that its deadlines run all the same.
 * Many workers may do this side by side: a sync changes nothing that is known already.
 */
export class Relay {
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly config: WorkerConfig,
    private readonly logger: Logger,
    private readonly record: DataSource,
    private readonly client: CaseClient,
  ) {}

  start(): void {
    this.#timer = setTimeout(() => {
      this.#round = this.#relay().finally(() => {
        if (!this.#stopped) this.start();
      });
    }, this.config.CASEWARD_RELAY_EVERY_SECONDS * 1000);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  async #relay(): Promise<void> {
    try {
      const waiting = await unconfirmedCases(this.record, this.config.CASEWARD_RELAY_AFTER_SECONDS, PER_ROUND);
      const takeNext = async (): Promise<void> => {
        for (let next = waiting.shift(); next !== undefined && !this.#stopped; next = waiting.shift()) {
          await this.#catchUp(next.caseId);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, takeNext));
      await this.#goOn();
      await this.#settleRetention();
    } catch (error) {
      this.logger.warn({ err: error }, 'relay round broken off');
    }
  }

  /** Whoever ordered a hand-over may have died before the engine knew of it. */
  async #goOn(): Promise<void> {
    for (const handoverId of await unfinishedHandovers(this.record, this.config.CASEWARD_RELAY_AFTER_SECONDS)) {
      if (!this.#stopped) await this.client.handOver(handoverId);
    }
  }

  /** IM-7: whoever closed a case need not wait for this. */
  async #settleRetention(): Promise<void> {
    const told = await settleOwedRetention(this.record, async (fileId, command) => {
      await this.client.execute<DutyEvent>(fileId, command);
    });
    if (told > 0) this.logger.info({ told }, 'retention files were told of closures and re-openings');
  }

  /** A case that does not answer must not keep the others waiting. */
  async #catchUp(caseId: string): Promise<void> {
    try {
      const { seq } = await this.client.sync(caseId);
      const commands = await confirmCase(this.record, caseId, seq);
      this.logger.info({ caseId, commands, seq }, 'a case was told to read its record');
    } catch (error) {
      if (!(error instanceof CommandPendingError)) throw error;
      this.logger.warn({ caseId }, 'a case does not answer');
    }
  }
}
