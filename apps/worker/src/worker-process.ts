import { destroyAgain } from '@caseward/activities';
import type { WorkerConfig } from '@caseward/config';
import type { Logger } from '@caseward/observability';
import { durabilityFaults, faceFaults, guarded, hostedIds, rows } from '@caseward/persistence';
import type { Keyring } from '@caseward/security';
import type { CaseClient, EngineConnection } from '@caseward/temporal';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { PayloadCodec } from '@temporalio/common';
import type { DataSource } from 'typeorm';
import { CaseWorker } from './case-worker.js';
import { Checkpointer } from './checkpointer.js';
import { ClockFollower } from './clock-follower.js';
import { HealthServer } from './health.js';
import { patiently } from './patience.js';
import { Relay } from './relay.js';
import { CASE_CLIENT, CODEC, CONFIG, ENGINE, KEYRING, LOGGER, RECORD } from './tokens.js';

const AT_ONCE = 8;

/** What runs in this process and in which order it starts and ends. */
@Injectable()
export class WorkerProcess implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly worker: CaseWorker;
  private readonly relay: Relay;
  private readonly checkpointer: Checkpointer;
  private readonly health: HealthServer;
  private readonly clock: ClockFollower;

  constructor(
    @Inject(CONFIG) private readonly config: WorkerConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(RECORD) private readonly record: DataSource,
    @Inject(ENGINE) private readonly engine: EngineConnection,
    @Inject(CODEC) codec: PayloadCodec,
    @Inject(CASE_CLIENT) private readonly client: CaseClient,
    @Inject(KEYRING) private readonly keyring: Keyring,
  ) {
    this.worker = new CaseWorker({
      config,
      logger,
      record,
      engine,
      codec,
      client,
      onFailure: (error) => this.fail(error),
    });
    this.relay = new Relay(config, logger, record, client, keyring);
    this.checkpointer = new Checkpointer(config, logger, record);
    this.health = new HealthServer({
      port: config.CASEWARD_WORKER_HEALTH_PORT,
      workerState: () => this.worker.state,
      recordAnswers: () => this.recordAnswers(),
    });
    this.clock = new ClockFollower({
      record,
      logger,
      onNewLine: async (segments) => {
        await this.worker.drain();
        await this.worker.start(segments);
      },
      onSegmentBegun: () => this.syncAll(),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.health.listen();
    await patiently('record', this.logger, () => guarded(() => this.record.initialize()));
    await this.lookAtDurability();
    await this.destroyAgain();
    // Neither waits for the engine, which may be away for long: the trail goes on being written to meanwhile.
    await this.checkpointer.start();
    this.relay.start();
    await this.worker.start(this.config.CASEWARD_SIMULATION ? await this.clock.start() : []);
  }

  /** Work first, then what it needs: the connections to the engine, and the database last. */
  async onApplicationShutdown(): Promise<void> {
    await this.clock.stop();
    await this.relay.stop();
    await this.worker.stop();
    await this.checkpointer.stop();
    await this.engine.close();
    if (this.record.isInitialized) await this.record.destroy();
    await this.health.close();
    this.logger.info('worker ended');
  }

  /** @throws NotDurableError in production; elsewhere it is only said */
  private async lookAtDurability(): Promise<void> {
    const faults = await patiently('record', this.logger, () => durabilityFaults(this.record));
    const isProduction = this.config.NODE_ENV === 'production';
    faceFaults(faults, { isProduction, warn: (words) => this.logger.warn(words) });
  }

  /** IM-7: files that came back with a backup bring back no key that was destroyed. */
  private async destroyAgain(): Promise<void> {
    const { keyService, journal } = this.keyring;
    const parts = { record: this.record, secrets: keyService.secrets, journal };
    const destroyed = await patiently('keys', this.logger, () => destroyAgain(parts));
    if (destroyed > 0)
      this.logger.warn({ destroyed }, 'keys that had been destroyed were back, and are destroyed again');
  }

  private async recordAnswers(): Promise<boolean> {
    try {
      await rows(this.record, 'SELECT 1');
      return true;
    } catch {
      return false;
    }
  }

  /** Lets every case and every duty file arm its timer by the clock that has just begun. */
  private async syncAll(): Promise<void> {
    const ids = await hostedIds(this.record);
    const takeNext = async (): Promise<void> => {
      for (let id = ids.shift(); id !== undefined; id = ids.shift()) await this.client.sync(id);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, takeNext));
  }

  /** A worker that ended by itself does nothing any more: whoever supervises the process starts another one. */
  private fail(error: unknown): void {
    this.logger.fatal({ err: error }, 'worker failed');
    process.exit(1);
  }
}
