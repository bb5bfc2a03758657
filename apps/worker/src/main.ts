import 'reflect-metadata';
import { ConfigurationError } from '@caseward/config';
import { dieWithParent } from '@caseward/embedded';
import { NotDurableError } from '@caseward/persistence';
import { KeyFileError } from '@caseward/security';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { WorkerModule } from './worker.module.js';

const MENDABLE = [ConfigurationError, KeyFileError, NotDurableError];

let app: INestApplicationContext | undefined;
let stopping = false;

/** The first signal lets work under way end; the second, or one before there is work, ends the process at once. */
function stop(): void {
  if (stopping || app === undefined) process.exit(stopping ? 1 : 0);
  stopping = true;
  app.close().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}

if (process.env['CASEWARD_DIE_WITH_PARENT'] === 'true') dieWithParent();
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
// The engine's library would otherwise handle the signals itself, before our connections know.
Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });

try {
  app = await NestFactory.createApplicationContext(WorkerModule, { logger: false, abortOnError: false });
} catch (error) {
  // A fault that an operator can mend needs its sentence, not a stack.
  console.error(MENDABLE.some((kind) => error instanceof kind) ? (error as Error).message : error);
  process.exit(1);
}
