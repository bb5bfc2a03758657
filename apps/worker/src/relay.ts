import { destroyEndedKeys, settleOwedRetention } from '@caseward/activities';
import { createClock, type WorkerConfig } from '@caseward/config';
import type { DutyEvent } from '@caseward/domain';
import type { Logger } from '@caseward/observability';
import {
  CASE_WRAPPING,
  confirmCase,
  dropAbandonedDrafts,
  readClockSegments,
  rewrapAgencyKeys,
  rewrapCaseKeys,
  unconfirmedCases,
  unfinishedAdoptions,
  unfinishedHandovers,
} from '@caseward/persistence';
import type { Keyring } from '@caseward/security';
import { CommandPendingError, forgettingCases, type CaseClient } from '@caseward/temporal';
import type { DataSource } from 'typeorm';

const PER_ROUND = 50;
const AT_ONCE = 4;
const DRAFTS_EVERY_MS = 600_000;

const clock = createClock();

/**
 * Everything may have died between a command's commit and the engine's knowledge of it, and perhaps nobody ever calls
 * that case again. The relay tells each such case to read its record, so that its deadlines run all the same.
 * Many workers may do this side by side: a sync changes nothing that is known already.
 */
export class Relay {
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  #stopped = false;
  #draftsAgainMs = 0;
  readonly #forget: (caseId: string) => Promise<boolean>;

  constructor(
    private readonly config: WorkerConfig,
    private readonly logger: Logger,
    private readonly record: DataSource,
    private readonly client: CaseClient,
    private readonly keyring: Keyring,
  ) {
    this.#forget = forgettingCases(client);
  }

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

  /** What one of them cannot do now keeps none of the others from its turn: not even an engine that is away. */
  async #relay(): Promise<void> {
    await this.#inTurn('cases that have to read their record', () => this.#catchAllUp());
    await this.#inTurn('orders', () => this.#goOn());
    await this.#inTurn('retention', () => this.#settleRetention());
    await this.#inTurn('destruction of keys', () => this.#destroyKeys());
    await this.#inTurn('keys wrapped anew', () => this.#wrapAnew());
    await this.#inTurn('drafts', () => this.#dropDrafts());
  }

  async #inTurn(what: string, work: () => Promise<void>): Promise<void> {
    if (this.#stopped) return;
    try {
      await work();
    } catch (error) {
      this.logger.warn({ err: error, what }, 'a part of the relay was broken off');
    }
  }

  async #catchAllUp(): Promise<void> {
    const waiting = await unconfirmedCases(this.record, this.config.CASEWARD_RELAY_AFTER_SECONDS, PER_ROUND);
    const takeNext = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined && !this.#stopped; next = waiting.shift()) {
        await this.#catchUp(next.caseId);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, takeNext));
  }

  /** Whoever gave an order may have died before the engine knew of it, and an engine may have lost what it knew. */
  async #goOn(): Promise<void> {
    const after = this.config.CASEWARD_RELAY_AFTER_SECONDS;
    for (const handoverId of await unfinishedHandovers(this.record, after)) {
      if (!this.#stopped) await this.client.handOver(handoverId);
    }
    for (const adoptionId of await unfinishedAdoptions(this.record, after)) {
      if (!this.#stopped) await this.client.adoptPolicy(adoptionId);
    }
  }

  /** IM-7: whoever closed a case need not wait for this. */
  async #settleRetention(): Promise<void> {
    const told = await settleOwedRetention(this.record, async (fileId, command) => {
      await this.client.execute<DutyEvent>(fileId, command);
    });
    if (told > 0) this.logger.info({ told }, 'retention files were told of closures and re-openings');
  }

  /** IM-7: who signed need not wait for this; until it is done, an older copy of the database can still be read. */
  async #destroyKeys(): Promise<void> {
    const { keyService, journal } = this.keyring;
    const parts = { record: this.record, secrets: keyService.secrets, journal, forget: this.#forget };
    const destroyed = await destroyEndedKeys(parts);
    if (destroyed > 0) this.logger.info({ destroyed }, 'keys of erased cases were destroyed');
  }

  /** Keys that an operator has replaced, or a case has taken to another agency; a rotation goes on here when it broke off. */
  async #wrapAnew(): Promise<void> {
    const { keyService } = this.keyring;
    const wrapped =
      (await rewrapAgencyKeys(this.record, keyService, CASE_WRAPPING)) +
      (await rewrapCaseKeys(this.record, keyService, PER_ROUND));
    if (wrapped > 0) this.logger.info({ wrapped }, 'keys were wrapped anew');
  }

  /** IM-4: an abandoned draft has days to go, so that it is enough to look now and then. */
  async #dropDrafts(): Promise<void> {
    const realMs = clock.realMs();
    if (realMs < this.#draftsAgainMs) return;
    const simulated = createClock(await readClockSegments(this.record));
    const dropped = await dropAbandonedDrafts(this.record, simulated.now());
    this.#draftsAgainMs = realMs + DRAFTS_EVERY_MS;
    if (dropped > 0) this.logger.info({ dropped }, 'abandoned drafts of forms were removed');
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
