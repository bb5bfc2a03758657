import { readWorkerConfig, type WorkerConfig } from '@caseward/config';
import { createLogger, type Logger } from '@caseward/observability';
import { createDataSource } from '@caseward/persistence';
import { DeploymentCodecKeys, EncryptingPayloadCodec, RootKeys } from '@caseward/security';
import { CaseClient, connectEngine, engineAddress, type EngineConnection } from '@caseward/temporal';
import { Module } from '@nestjs/common';
import type { PayloadCodec } from '@temporalio/common';
import type { DataSource } from 'typeorm';
import { CASE_CLIENT, CODEC, CONFIG, ENGINE, LOGGER, RECORD } from './tokens.js';
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
      provide: CODEC,
      useFactory: async ({ CASEWARD_KEY_FILE: path, NODE_ENV: environment }: WorkerConfig): Promise<PayloadCodec> =>
        new EncryptingPayloadCodec(new DeploymentCodecKeys(await RootKeys.load({ path, environment }))),
      inject: [CONFIG],
    },
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
