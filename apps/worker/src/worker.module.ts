import { keyFilesOf, readWorkerConfig, type WorkerConfig } from '@caseward/config';
import { createLogger, type Logger } from '@caseward/observability';
import { createDataSource } from '@caseward/persistence';
import { loadKeyring, type Keyring } from '@caseward/security';
import { CaseClient, connectEngine, engineAddress, type EngineConnection } from '@caseward/temporal';
import { Module } from '@nestjs/common';
import type { PayloadCodec } from '@temporalio/common';
import type { DataSource } from 'typeorm';
import { CASE_CLIENT, CODEC, CONFIG, ENGINE, KEYRING, LOGGER, RECORD } from './tokens.js';
import { WorkerProcess } from './worker-process.js';

/** Wires the worker. Nothing connects here: `WorkerProcess` starts things in their order. */
@Module({
  providers: [
    { provide: CONFIG, useFactory: () => readWorkerConfig() },
    {
      provide: LOGGER,
      useFactory: ({ LOG_LEVEL }: WorkerConfig): Logger => createLogger('worker', LOG_LEVEL),
      inject: [CONFIG],
    },
    {
      provide: RECORD,
      useFactory: ({ DATABASE_URL: url, DATABASE_POOL_SIZE: poolSize }: WorkerConfig): DataSource =>
        createDataSource({ url, poolSize, applicationName: 'caseward-worker' }),
      inject: [CONFIG],
    },
    {
      provide: KEYRING,
      useFactory: (config: WorkerConfig): Promise<Keyring> => loadKeyring(keyFilesOf(config, config.NODE_ENV)),
      inject: [CONFIG],
    },
    { provide: CODEC, useFactory: ({ codec }: Keyring): PayloadCodec => codec, inject: [KEYRING] },
    {
      provide: ENGINE,
      useFactory: (config: WorkerConfig, codec: PayloadCodec): EngineConnection =>
        connectEngine(engineAddress(config), codec),
      inject: [CONFIG, CODEC],
    },
    {
      provide: CASE_CLIENT,
      useFactory: ({ client }: EngineConnection): CaseClient => new CaseClient(client),
      inject: [ENGINE],
    },
    WorkerProcess,
  ],
})
export class WorkerModule {}
