import { join, resolve, sep } from 'node:path';
import { ConfigurationError, readWorkerConfig, type WorkerConfig } from '@caseward/config';
import { findRunningStack, type RunningStack } from '@caseward/embedded';
import { openDataSource, RecordUnavailableError } from '@caseward/persistence';
import {
  DeploymentCodecKeys,
  EncryptingPayloadCodec,
  KeyFileError,
  RootKeys,
  type EncryptingPayloadCodec as Codec,
} from '@caseward/security';
import type { Command } from 'commander';
import type { DataSource } from 'typeorm';
import { CommandFailed, EXIT } from '../terminal/exit-codes.js';
import { keyFileOf } from './local-stack.js';
import { dataFolder, scratchFolder } from './workspace.js';

export interface DataOption {
  readonly data?: string;
}

export function withDataOption(command: Command): Command {
  return command.option('--data <name|path>', 'which deployment on this machine: a data folder, or `demo`');
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
    | 'CASEWARD_KEY_FILE'
  >;
  /** Undefined when it runs elsewhere. */
  readonly stack?: RunningStack;
}

/** Where the data of a deployment lies: a path as it is, a name below the checkout, by default where `up` has it. */
export function foldersOf(data: string | undefined): string[] {
  if (data === undefined) return [dataFolder()];
  if (data.includes(sep) || data.startsWith('.')) return [resolve(data)];
  const folder = scratchFolder(data);
  return [folder, join(folder, 'stack')];
}

/**
 * The deployment that a command is about.
 * @throws CommandFailed when none runs there, or when two could be meant
 */
export function findDeployment(data?: string, env: NodeJS.ProcessEnv = process.env): Deployment {
  const folders = foldersOf(data);
  const given = [env['DATABASE_URL'], env['DATABASE_URL_FILE']].some((value) => value !== undefined && value !== '');
  for (const folder of folders) {
    const stack = findRunningStack(folder);
    if (stack === undefined) continue;
    if (data === undefined && given && env['DATABASE_URL'] !== stack.databaseUrl) throw ambiguous(folder);
    return { where: folder, stack, settings: settingsOf(stackEnv(stack, folder, env)) };
  }
  if (data === undefined && given) return { where: 'DATABASE_URL and its like', settings: settingsOf(env) };
  const remedy =
    'start it (npm start), name the folder of one that runs (--data demo, --data PATH), or set DATABASE_URL, TEMPORAL_ADDRESS and CASEWARD_KEY_FILE.';
  throw new CommandFailed(`nothing runs on ${folders[0] ?? ''}`, EXIT.usage, remedy);
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
    CASEWARD_KEY_FILE: env['CASEWARD_KEY_FILE'] ?? keyFileOf(folder),
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
  return new CommandFailed(`the database cannot be reached (${reason})`, EXIT.failure, 'see caseward doctor.');
}

/** What decrypts the engine's payloads. A missing key is never made here: a new one could read nothing. */
export async function codecOf({ settings }: Deployment): Promise<Codec> {
  try {
    const roots = await RootKeys.load({ path: settings.CASEWARD_KEY_FILE, environment: 'production' });
    return new EncryptingPayloadCodec(new DeploymentCodecKeys(roots));
  } catch (error) {
    if (!(error instanceof KeyFileError)) throw error;
    throw new CommandFailed(error.message, EXIT.failure, 'set CASEWARD_KEY_FILE to the key file of this deployment.');
  }
}
