import { join } from 'node:path';
import type { Launch } from '../processes/managed-process.js';
import { OwnedService } from '../processes/owned-service.js';
import type { Log } from '../support/log-file.js';
import { LOOPBACK, type PortWish } from '../support/ports.js';
import { StickyPort } from '../support/sticky-port.js';
import { serverAccount } from './account.js';
import { locateBinaries } from './binaries.js';
import {
  API_ROLE,
  APP_ROLE,
  DATABASE,
  NAMES_ROLE,
  type Passwords,
  SUPERUSER,
  ensureCluster,
  serverEnv,
} from './cluster.js';
import { reachableBinaries } from './reach.js';
import { DEFAULT_SHELTER } from './shelter.js';
import { clearStalePostmaster, readPostmaster } from './stale.js';

export interface PostgresOptions {
  /** Holds the database, its passwords and its state; created when absent. */
  readonly dataDir: string;
  readonly port?: PortWish | undefined;
  readonly logFile?: string;
  /** Where files go that the database's user cannot reach in the data folder (as root only); false: fail instead. */
  readonly shelter?: string | false;
  /** Start the server again when it ends without having been asked to. */
  readonly supervise?: boolean;
  readonly log?: Log | undefined;
}

const STOP_GRACE_MS = 20_000;
const START_TIMEOUT_MS = 60_000;
const PORT_TAKEN = /could not bind/;
// The last processes of a killed server are just ending.
const MEMORY_IN_USE = /is still in use/;

/** PostgreSQL from the installed package, on the loopback interface only, and with every write made durable. */
export class Postgres extends OwnedService {
  private readonly stickyPort: StickyPort;
  private readonly shelter: string | false;
  private passwords: Passwords | undefined;

  constructor({ dataDir, port, logFile, shelter, supervise, log }: PostgresOptions) {
    super({
      name: 'postgres',
      dataDir,
      what: 'The database',
      logFile: logFile ?? join(dataDir, 'postgres.log'),
      startTimeoutMs: START_TIMEOUT_MS,
      stopSignal: 'SIGINT',
      graceMs: STOP_GRACE_MS,
      supervise: supervise ?? false,
      log,
    });
    this.shelter = shelter ?? DEFAULT_SHELTER;
    const setting = 'CASEWARD_POSTGRES_PORT';
    const file = join(dataDir, 'postgres.json');
    this.stickyPort = new StickyPort({ wish: port, purpose: 'PostgreSQL', setting, file, key: 'port' });
  }

  /** Known after the first start, and kept for the life of this object. */
  get port(): number {
    return this.stickyPort.value;
  }

  /** For the worker and for operators: a role without any right beyond those that migrations grant to it. */
  get url(): string {
    return this.urlFor(APP_ROLE, this.passwords?.app);
  }

  /** For the API, whose role sees what the person may see for whom it asks. */
  get apiUrl(): string {
    return this.urlFor(API_ROLE, this.passwords?.api);
  }

  /** For the list of names, beside it. */
  get namesUrl(): string {
    return this.urlFor(NAMES_ROLE, this.passwords?.names);
  }

  /** For migrations and maintenance. */
  get superUrl(): string {
    return this.urlFor(SUPERUSER, this.passwords?.superuser);
  }

  private urlFor(role: string, password = ''): string {
    return `postgres://${role}:${password}@${LOOPBACK}:${this.port}/${DATABASE}`;
  }

  protected override settled(): void {
    this.stickyPort.keep();
  }

  protected override mayRetry(tail: string): boolean {
    return PORT_TAKEN.test(tail) ? this.stickyPort.mayMove : MEMORY_IN_USE.test(tail);
  }

  protected override async launch(): Promise<Launch> {
    const { dataDir, shelter, logFile, log } = this;
    const account = serverAccount(dataDir);
    const binaries = reachableBinaries(locateBinaries(), account, shelter, log);
    const site = { dataDir, binaries, account, shelter, logFile, log };
    await clearStalePostmaster(join(dataDir, 'cluster'), log);
    // Before a cluster is made, which would be in vain if the port cannot be had.
    const port = await this.stickyPort.choose();
    const { folder, passwords } = await ensureCluster(site);
    this.passwords = passwords;
    const settings = {
      listen_addresses: LOOPBACK,
      port,
      unix_socket_directories: '',
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      max_connections: 200,
      timezone: 'UTC',
      log_timezone: 'UTC',
    };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    return {
      spec: {
        command: binaries.postgres,
        args: ['-D', folder, ...args],
        env: serverEnv(),
        cwd: '/',
        ...(account ?? {}),
      },
      ready: ({ pid }) => {
        const record = readPostmaster(folder);
        return record?.pid === pid && record.ready;
      },
    };
  }
}

/** Starts a PostgreSQL server and resolves when it accepts connections. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const postgres = new Postgres(options);
  await postgres.start();
  return postgres;
}
