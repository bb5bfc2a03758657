import { join, resolve, sep } from 'node:path';
import { ConfigurationError, keyFilesOf, readWorkerConfig, type WorkerConfig } from '@caseward/config';
import { findRunningStack, type RunningStack } from '@caseward/embedded';
import { openDataSource, RecordUnavailableError } from '@caseward/persistence';
import { KeyFileError, loadKeyring, type Keyring } from '@caseward/security';
import type { DataSource } from 'typeorm';
import type { CommonOptions } from '../commands/common.js';
import { checkpointFolderIn, keyFileOf } from '../stack/local-stack.js';
import { dataFolder, scratchFolder } from '../stack/workspace.js';
import { CommandFailed, EXIT } from '../terminal/exit-codes.js';

export interface DeploymentOptions extends CommonOptions {
  /** `--data`: a path, or the name of a folder below `.caseward`. */
  readonly data?: string;
}

/** A deployment that runs, and how its own programs reach its parts. */
export interface Deployment {
  /** The data folder, or where else the settings come from. */
  readonly where: string;
  readonly settings: Pick<
    WorkerConfig,
    | 'DATABASE_URL'
    | 'TEMPORAL_ADDRESS'
    | 'TEMPORAL_NAMESPACE'
    | 'TEMPORAL_TLS_CA_FILE'
    | 'TEMPORAL_TLS_CERT_FILE'
    | 'TEMPORAL_TLS_KEY_FILE'
    | 'TEMPORAL_API_KEY'
    | 'CASEWARD_KEY_FILE'
    | 'CASEWARD_CHECKPOINT_FOLDER'
    | 'CASEWARD_CASE_SECRETS_FILE'
    | 'CASEWARD_KEY_JOURNAL_FILE'
  >;
  /** Undefined when it runs elsewhere. */
  readonly stack?: RunningStack;
}

/** Where the data of a deployment may lie: a path as it is, a name below the checkout, by default where `up` has it. */
function foldersOf(data: string | undefined): string[] {
  if (data === undefined) return [dataFolder()];
  if (data.includes(sep) || data.startsWith('.')) return [resolve(data)];
  const folder = scratchFolder(data);
  return [folder, join(folder, 'stack')];
}

/** The data folder that is meant, whether something runs on it or not. */
export function folderOf({ data }: DeploymentOptions): string {
  const folders = foldersOf(data);
  return folders.find((folder) => findRunningStack(folder) !== undefined) ?? folders[0] ?? '';
}

/**
 * The deployment that a command is about.
 * @throws CommandFailed when none runs there, or when two could be meant
 */
export function findDeployment({ data }: DeploymentOptions, env: NodeJS.ProcessEnv = process.env): Deployment {
  const isGiven = Boolean(env['DATABASE_URL']) || Boolean(env['DATABASE_URL_FILE']);
  for (const folder of foldersOf(data)) {
    const stack = findRunningStack(folder);
    if (stack === undefined) continue;
    if (data === undefined && isGiven && env['DATABASE_URL'] !== stack.databaseUrl) throw ambiguous(folder);
    return { where: folder, stack, settings: settingsOf(stackEnv(stack, folder, env)) };
  }
  if (data === undefined && isGiven) return { where: 'the environment', settings: settingsOf(env) };
  throw nothingRuns(data);
}

function nothingRuns(data: string | undefined): CommandFailed {
  const [folder = ''] = foldersOf(data);
  const hasDemo = foldersOf('demo').some((each) => findRunningStack(each) !== undefined);
  const remedy =
    data === undefined && hasDemo
      ? 'add --data demo for the demo, which runs; or start it with npm start.'
      : 'start it with npm start, or name one that runs: --data FOLDER, or DATABASE_URL, TEMPORAL_ADDRESS and CASEWARD_KEY_FILE.';
  return new CommandFailed(`nothing runs on ${folder}`, EXIT.usage, remedy);
}

function ambiguous(folder: string): CommandFailed {
  return new CommandFailed(
    `DATABASE_URL names another database than the deployment that runs on ${folder}`,
    EXIT.usage,
    `add --data ${folder} for that one; for the other one set CASEWARD_DATA_DIR to a folder on which nothing runs.`,
  );
}

/** The address of a stack wins over settings that were made for another one. */
function stackEnv(stack: RunningStack, folder: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...env,
    DATABASE_URL: stack.databaseUrl,
    DATABASE_URL_FILE: undefined,
    TEMPORAL_ADDRESS: stack.temporalAddress,
    TEMPORAL_NAMESPACE: stack.temporalNamespace,
    CASEWARD_KEY_FILE: env['CASEWARD_KEY_FILE'] || keyFileOf(folder),
    CASEWARD_CHECKPOINT_FOLDER: env['CASEWARD_CHECKPOINT_FOLDER'] || checkpointFolderIn(folder),
  };
}

function settingsOf(env: NodeJS.ProcessEnv): WorkerConfig {
  try {
    return readWorkerConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new CommandFailed(error.message, EXIT.usage, 'correct these settings; .env.example explains each of them.');
  }
}

const STATEMENT_TIMEOUT_MS = 600_000;

/** The record, for as long as the work takes. */
export async function withRecord<T>({ settings }: Deployment, work: (record: DataSource) => Promise<T>): Promise<T> {
  const record = await openDataSource({
    url: settings.DATABASE_URL,
    poolSize: 4,
    applicationName: 'caseward-cli',
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  }).catch((error: unknown) => {
    throw error instanceof RecordUnavailableError ? databaseAway(error) : error;
  });
  try {
    return await work(record);
  } catch (error) {
    throw error instanceof RecordUnavailableError ? databaseAway(error) : error;
  } finally {
    await record.destroy();
  }
}

function databaseAway({ reason }: RecordUnavailableError): CommandFailed {
  const remedy = 'start it, or correct DATABASE_URL; logs/postgres.log in the data folder says more.';
  return new CommandFailed(`the database cannot be reached (${reason})`, EXIT.failure, remedy);
}

/** The keys of a deployment. A missing one is never made here: a new one could read nothing. */
export async function keyringOf({ settings }: Deployment): Promise<Keyring> {
  try {
    return await loadKeyring(keyFilesOf(settings));
  } catch (error) {
    if (!(error instanceof KeyFileError)) throw error;
    throw new CommandFailed(error.message, EXIT.failure, 'set CASEWARD_KEY_FILE to the key file of this deployment.');
  }
}
