import { join } from 'node:path';
import { createStack, type Stack, type StackPorts } from '@caseward/embedded';
import { apiAddress, migrate, namesAddress, openDataSource } from '@caseward/persistence';
import { RootKeys, SignInKeys } from '@caseward/security';
import type { DataSource } from 'typeorm';
import { apiEntry, workerEntry } from './workspace.js';

export interface LocalStackOptions {
  readonly dataDir: string;
  /** Fills a database that has its tables; runs at every start, so it adds only what is missing. */
  readonly seed: (record: DataSource, keys: SignInKeys) => Promise<void>;
  readonly say?: (line: string) => void;
  readonly simulation?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly ports?: StackPorts;
  readonly supervise?: boolean;
  /** Without Temporal's web pages. */
  readonly headless?: boolean;
}

/** Servers that somebody else runs, from the environment. */
function external(
  env: NodeJS.ProcessEnv,
): Pick<Parameters<typeof createStack>[0], 'externalDatabase' | 'externalTemporal'> {
  const { DATABASE_URL: url, DATABASE_ADMIN_URL: adminUrl, TEMPORAL_ADDRESS: address } = env;
  const { DATABASE_API_URL: apiUrl, DATABASE_NAMES_URL: namesUrl } = env;
  return {
    ...(url && adminUrl
      ? {
          externalDatabase: {
            ...{ url, adminUrl },
            ...{ apiUrl: apiUrl ?? apiAddress(url), namesUrl: namesUrl ?? namesAddress(url) },
          },
        }
      : {}),
    ...(address ? { externalTemporal: { address } } : {}),
  };
}

export function keyFileOf(dataDir: string): string {
  return join(dataDir, 'keys', 'root.json');
}

/** Beside the database's own files, and none of them: whoever rules the database does not write here. */
export function checkpointFolderIn(dataDir: string): string {
  return join(dataDir, 'checkpoints');
}

/** A played year is a year of requests in minutes, all from this machine. */
const PLAYED_LIMITS = {
  CASEWARD_REQUESTS_PER_MINUTE_PERSON: '1000000',
  CASEWARD_REQUESTS_PER_MINUTE_ADDRESS: '1000000',
} as const;

/** Whoever starts several programs signs in several times in the half minute for which a code is good: once for each act. */
const STEP_UP_ONLY = { CASEWARD_SECOND_FACTOR_AT_SIGN_IN: 'false' } as const;

/** The whole system on this machine, its database migrated and seeded before anything uses it. */
export function localStack({ dataDir, seed, say, simulation = false, ...options }: LocalStackOptions): Stack {
  const keyFile = process.env['CASEWARD_KEY_FILE'] ?? keyFileOf(dataDir);
  return createStack({
    dataDir,
    apiEntry,
    workerEntry,
    supervise: options.supervise ?? false,
    headless: options.headless ?? false,
    ...external(process.env),
    ...(options.ports === undefined ? {} : { ports: options.ports }),
    ...(say === undefined ? {} : { log: say }),
    env: {
      CASEWARD_KEY_FILE: keyFile,
      CASEWARD_CHECKPOINT_FOLDER: process.env['CASEWARD_CHECKPOINT_FOLDER'] ?? checkpointFolderIn(dataDir),
      CASEWARD_FILES_PORT: process.env['CASEWARD_FILES_PORT'] ?? '0',
      CASEWARD_SIMULATION: String(simulation),
      ...(process.env['CASEWARD_SECOND_FACTOR_AT_SIGN_IN'] === undefined ? STEP_UP_ONLY : {}),
      ...(simulation ? PLAYED_LIMITS : {}),
      ...options.env,
    },
    migrate: async ({ databaseUrl, databaseAdminUrl, ...passwords }) => {
      const { appPassword, apiPassword, namesPassword } = passwords;
      const done = await migrate({ adminUrl: databaseAdminUrl, appPassword, apiPassword, namesPassword });
      say?.(done.length === 0 ? 'database: its tables are up to date' : `database: ${done.length} migrations run`);
      const record = await openDataSource({ url: databaseUrl, poolSize: 2, applicationName: 'caseward-seed' });
      try {
        const roots = await RootKeys.load({ path: keyFile, environment: process.env['NODE_ENV'] });
        await seed(record, new SignInKeys(roots));
      } finally {
        await record.destroy();
      }
    },
  });
}
