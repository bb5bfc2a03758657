import { join, resolve } from 'node:path';
import { findRunningStack } from '@caseward/embedded';
import { openDataSource } from '@caseward/persistence';
import { DeploymentCodecKeys, EncryptingPayloadCodec, RootKeys } from '@caseward/security';
import { connectEngine, engineAddress, type EngineConnection } from '@caseward/temporal';
import type { PayloadCodec } from '@temporalio/common';
import type { DataSource } from 'typeorm';
import { keyFileOf } from '../stack/local-stack.js';
import { dataFolder, scratchFolder } from '../stack/workspace.js';
import { CommandFailed, EXIT } from '../terminal/exit-codes.js';
import type { CommonOptions } from '../commands/common.js';

export interface DeploymentOptions extends CommonOptions {
  readonly data?: string;
}

/** Where the parts of a deployment that runs can be reached. */
export interface Deployment {
  readonly databaseUrl: string;
  readonly engine: Parameters<typeof connectEngine>[0];
  readonly keyFile: string;
}

function fromEnvironment(env: NodeJS.ProcessEnv): Deployment | null {
  const { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS, CASEWARD_KEY_FILE: keyFile } = env;
  if (!databaseUrl || !TEMPORAL_ADDRESS || !keyFile) return null;
  const engine = engineAddress({ ...env, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE: env['TEMPORAL_NAMESPACE'] ?? 'default' });
  return { databaseUrl, engine, keyFile };
}

function running(folder: string): Deployment | null {
  const stack = findRunningStack(folder);
  if (stack === undefined) return null;
  const { databaseUrl, temporalAddress: address, temporalNamespace: namespace } = stack;
  return { databaseUrl, engine: { address, namespace }, keyFile: keyFileOf(folder) };
}

/**
 * The deployment that is meant: the given folder, the environment's, or whichever runs on this machine.
 * @throws CommandFailed when none is found
 */
export function findDeployment({ data }: DeploymentOptions): Deployment {
  const folders = data === undefined ? [dataFolder(), join(scratchFolder('demo'), 'stack')] : [resolve(data)];
  const fromEnv = data === undefined ? fromEnvironment(process.env) : null;
  const found = fromEnv ?? folders.map(running).find((each) => each !== null);
  if (found !== undefined) return found;
  throw new CommandFailed(
    `nothing runs on ${folders.join(' or ')}`,
    EXIT.usage,
    'start it with npm start, or name it: --data FOLDER, or DATABASE_URL, TEMPORAL_ADDRESS and CASEWARD_KEY_FILE.',
  );
}

export interface OpenDeployment {
  readonly record: DataSource;
  readonly codec: PayloadCodec;
  readonly engine: EngineConnection;
}

/** Connects for the time of some work. */
export async function withDeployment<T>(options: DeploymentOptions, work: (open: OpenDeployment) => Promise<T>): Promise<T> {
  const { databaseUrl, engine: address, keyFile } = findDeployment(options);
  const roots = await RootKeys.load({ path: keyFile, environment: process.env['NODE_ENV'] });
  const codec = new EncryptingPayloadCodec(new DeploymentCodecKeys(roots));
  const record = await openDataSource({ url: databaseUrl, poolSize: 4, applicationName: 'caseward-cli' });
  const engine = connectEngine(address, codec);
  try {
    return await work({ record, codec, engine });
  } finally {
    await engine.close();
    await record.destroy();
  }
}

/** Only the record: the engine may be away. */
export async function withRecord<T>(options: DeploymentOptions, work: (record: DataSource) => Promise<T>): Promise<T> {
  const url = options.data === undefined ? process.env['DATABASE_URL'] : undefined;
  const databaseUrl = url ?? findDeployment(options).databaseUrl;
  const record = await openDataSource({ url: databaseUrl, poolSize: 4, applicationName: 'caseward-cli' });
  try {
    return await work(record);
  } finally {
    await record.destroy();
  }
}
