export { type EngineSearchResult, searchEngine } from './checkup/engine.js';
export { type Trouble, dataFolderState, nodeTrouble, packagesTrouble, postgresTrouble } from './checkup/machine.js';
export { type PortState, portStates } from './checkup/ports.js';
export { EmbeddedError, type EmbeddedErrorCode } from './errors.js';
export { Postgres, type PostgresOptions, startPostgres } from './postgres/postgres.js';
export { dieWithParent } from './processes/die-with-parent.js';
export {
  type Launch,
  ManagedProcess,
  type ManagedProcessOptions,
  type ProcessState,
} from './processes/managed-process.js';
export { type ReadyContext, type ReadyProbe, httpReady, lineReady, messageReady } from './processes/readiness.js';
export type { Service } from './processes/service.js';
export type { ExitInfo } from './processes/warden-protocol.js';
export { type Log } from './support/log-file.js';
export { type PortWish, freePort, isFree } from './support/ports.js';
export { type EngineBinaries, engineBinaries } from './temporal/engine-binaries.js';
export { TemporalServer, type TemporalServerOptions, startTemporalServer } from './temporal/temporal-server.js';
export { NodeProgram, type NodeProgramOptions } from './processes/node-program.js';
export { ExternalPostgres, ExternalTemporal } from './stack/external.js';
export { type RunningStack, findRunningStack } from './stack/running-stack.js';
export { type StackPorts, portsFromEnv } from './stack/stack-ports.js';
export { type DatabaseUrls, Stack, type StackOptions, createStack } from './stack/stack.js';
