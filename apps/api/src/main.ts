import 'reflect-metadata';
import { ConfigurationError, readApiConfig } from '@caseward/config';
import { createLogger } from '@caseward/observability';
import { NotDurableError } from '@caseward/persistence';
import { KeyFileError } from '@caseward/security';
import { ApiProcess } from './api-process.js';

const MENDABLE = [ConfigurationError, KeyFileError, NotDurableError];

let api: ApiProcess | undefined;
let isStopping = false;

/** The first signal lets requests under way end; the second ends the process at once. */
function stop(): void {
  if (isStopping) process.exit(1);
  isStopping = true;
  const stopped = api?.stop() ?? Promise.resolve();
  stopped.then(
    () => process.exit(0),
    (error: unknown) => fail(error),
  );
}

function fail(error: unknown): never {
  // A fault that an operator can mend needs its sentence, not a stack.
  console.error(MENDABLE.some((kind) => error instanceof kind) ? (error as Error).message : error);
  process.exit(1);
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
if (process.env['CASEWARD_DIE_WITH_PARENT'] === 'true') {
  process.once('disconnect', stop);
  process.channel?.unref();
}

try {
  const config = readApiConfig();
  api = new ApiProcess(config, createLogger('api', config.LOG_LEVEL));
  await api.start();
} catch (error) {
  if (!isStopping) fail(error);
}
