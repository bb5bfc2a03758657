import { createClock, type WorkerConfig } from '@caseward/config';
import { fromMs } from '@caseward/domain';
import type { Logger } from '@caseward/observability';
import { checkpointRound } from '@caseward/persistence';
import {
  CheckpointFolder,
  checkpointFolderOf,
  checkpointKeyPathOf,
  loadCheckpointKey,
  type CheckpointKey,
} from '@caseward/security';
import type { DataSource } from 'typeorm';

/**
 * Signs every minute where the audit trail stands and keeps that outside the database, so that not even whoever rules the
 * database can take back what was there. Of many workers, one does it at a time.
 */
export class Checkpointer {
  readonly #clock = createClock();
  readonly #store: CheckpointFolder;
  #key: CheckpointKey | undefined;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly config: WorkerConfig,
    private readonly logger: Logger,
    private readonly record: DataSource,
  ) {
    this.#store = new CheckpointFolder(checkpointFolderOf(config));
  }

  /** @throws KeyFileError */
  async start(): Promise<void> {
    const path = checkpointKeyPathOf(this.config);
    this.#key = await loadCheckpointKey({ path, environment: this.config.NODE_ENV });
    this.#again();
  }

  /** The last word before the end: what was done since the round before is covered as well. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#round;
    if (this.#key !== undefined && this.record.isInitialized) await this.#check(this.#key);
  }

  #again(): void {
    const key = this.#key;
    if (this.#stopped || key === undefined) return;
    this.#timer = setTimeout(() => {
      this.#round = this.#check(key).finally(() => this.#again());
    }, this.config.CASEWARD_CHECKPOINT_EVERY_SECONDS * 1000);
  }

  async #check(key: CheckpointKey): Promise<void> {
    try {
      const madeAt = fromMs(this.#clock.realMs());
      const { made, contradicted } = await checkpointRound({
        ...{ dataSource: this.record, store: this.#store },
        ...{ key, madeAt },
      });
      if (contradicted.length > 0) {
        const places = contradicted.map(({ chain, entryNo }) => `${String(chain)}/${String(entryNo)}`);
        this.logger.error({ places }, 'the audit trail was changed; run caseward audit verify');
      }
      if (made !== null) this.logger.info({ checkpoint: made.no, entries: made.size }, 'the audit trail was signed');
    } catch (error) {
      this.logger.error({ err: error }, 'the audit trail could not be signed, or not be kept in its second place');
    }
  }
}
