import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Lock } from '../../bootstrap/support/lock.mjs';
import { EmbeddedError } from '../errors.js';
import { Postgres } from '../postgres/postgres.js';
import { NodeProgram } from '../processes/node-program.js';
import { Warden } from '../processes/warden-client.js';
import { claimFolder } from '../support/claim.js';
import { elapsed } from '../support/clock.js';
import type { Log } from '../support/log-file.js';
import { StickyPort } from '../support/sticky-port.js';
import { engineBinaries } from '../temporal/engine-binaries.js';
import { TemporalServer } from '../temporal/temporal-server.js';
import { ExternalPostgres, ExternalTemporal } from './external.js';
import { programEnv } from './program-env.js';
import { publishStack, unpublishStack } from './running-stack.js';
import { PORT_SETTINGS, type StackPorts } from './stack-ports.js';

export interface DatabaseUrls {
  /** For worker and operators, as the role caseward_app. */
  readonly databaseUrl: string;
  /** For the API, as the role caseward_api. */
  readonly databaseApiUrl: string;
  /** For migrations. */
  readonly databaseAdminUrl: string;
  /** The password inside databaseUrl, for a migration that sets it. */
  readonly appPassword: string;
  /** The password inside databaseApiUrl, as well. */
  readonly apiPassword: string;
  /** The password of the role caseward_names, with which the API reaches the list of names. */
  readonly namesPassword: string;
}

export interface StackOptions {
  /** Holds everything that must survive: databases, passwords, logs, remembered ports. */
  readonly dataDir: string;
  /** Compiled main files of the two programs. */
  readonly apiEntry: string;
  readonly workerEntry: string;
  /** Further settings for both programs; they win over those of the stack. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly ports?: StackPorts;
  /** Without Temporal's web pages. */
  readonly headless?: boolean;
  readonly namespace?: string;
  /** The `temporal` program; looked for when not given. */
  readonly temporalBinary?: string;
  /** Servers that run elsewhere and are used instead of embedded ones. */
  readonly externalDatabase?:
    { readonly url: string; readonly apiUrl: string; readonly namesUrl: string; readonly adminUrl: string } | undefined;
  readonly externalTemporal?: { readonly address: string } | undefined;
  /** Runs when the database is up and before anything uses it. */
  readonly migrate?: (urls: DatabaseUrls) => Promise<void>;
  /** Start each part again when it ends without having been asked to. */
  readonly supervise?: boolean;
  readonly shelter?: string | false;
  readonly log?: Log;
}

/** The whole system on one machine: database, engine, worker and API, together or one by one. */
export class Stack {
  readonly dataDir: string;
  readonly postgres: Postgres | ExternalPostgres;
  readonly temporal: TemporalServer | ExternalTemporal;
  readonly worker: NodeProgram;
  readonly api: NodeProgram;
  private claim: Lock | undefined;
  private wanted = false;

  constructor(private readonly options: StackOptions) {
    this.dataDir = resolve(options.dataDir);
    this.postgres = this.makePostgres();
    this.temporal = this.makeTemporal();
    this.worker = this.makeProgram('worker', options.workerEntry, 'workerHealth');
    this.api = this.makeProgram('api', options.apiEntry, 'api');
  }

  get urls(): DatabaseUrls {
    const { url, apiUrl, namesUrl, superUrl } = this.postgres;
    return {
      databaseUrl: url,
      databaseApiUrl: apiUrl,
      databaseAdminUrl: superUrl,
      appPassword: passwordIn(url),
      apiPassword: passwordIn(apiUrl),
      namesPassword: passwordIn(namesUrl),
    };
  }

  /** Starts everything and resolves when all of it is ready; a failure stops what had started. */
  async startAll(): Promise<void> {
    this.wanted = true;
    mkdirSync(this.dataDir, { recursive: true });
    this.claim ??= await claimFolder(this.dataDir, 'The data folder', this.options.log);
    this.claim.addHelper(Warden.get().pid);
    try {
      // The two servers do not need each other, the two programs need both.
      await together([this.startDatabase(), this.timed('engine', this.temporal.start())]);
      this.requireWanted();
      await together([this.timed('worker', this.worker.start()), this.timed('api', this.api.start())]);
      this.requireWanted();
    } catch (error) {
      await this.stopAll();
      throw error;
    }
    this.publish();
  }

  /** Programs first, so that they can finish their work; the database last, so that they can record it. */
  async stopAll(): Promise<void> {
    this.wanted = false;
    // Without the claim, what is published there belongs to the process that has it.
    if (this.claim !== undefined) unpublishStack(this.dataDir);
    await together([this.api.stop(), this.worker.stop()]);
    await this.temporal.stop();
    await this.postgres.stop();
    this.claim?.release();
    this.claim = undefined;
  }

  /** Somebody stopped the stack while it was starting: what has started since must not stay. */
  private requireWanted(): void {
    if (!this.wanted) throw new EmbeddedError('stopped', 'The stack was stopped while it started.', 'start it again.');
  }

  private async startDatabase(): Promise<void> {
    await this.timed('database', this.postgres.start());
    await this.options.migrate?.(this.urls);
  }

  /** Says when a part is ready, and after how long. */
  private async timed(part: string, start: Promise<void>): Promise<void> {
    const began = elapsed();
    await start;
    this.options.log?.(`${part}: ready after ${((elapsed() - began) / 1000).toFixed(1)} s`);
  }

  private publish(): void {
    const { uiUrl } = this.temporal;
    publishStack(this.dataDir, {
      pid: process.pid,
      apiUrl: this.api.url,
      workerUrl: this.worker.url,
      databaseUrl: this.postgres.url,
      databaseAdminUrl: this.postgres.superUrl,
      temporalAddress: this.temporal.address,
      temporalNamespace: this.temporal.namespace,
      ...(uiUrl === undefined ? {} : { temporalUiUrl: uiUrl }),
    });
  }

  private common(name: string): { logFile: string; supervise: boolean; log: Log | undefined } {
    const { supervise = false, log } = this.options;
    return { logFile: join(this.dataDir, 'logs', `${name}.log`), supervise, log };
  }

  private makePostgres(): Postgres | ExternalPostgres {
    const { externalDatabase, ports, shelter } = this.options;
    if (externalDatabase !== undefined) {
      const { url, adminUrl, apiUrl, namesUrl } = externalDatabase;
      return new ExternalPostgres(url, adminUrl, apiUrl, namesUrl);
    }
    const dataDir = join(this.dataDir, 'postgres');
    return new Postgres({
      ...this.common('postgres'),
      dataDir,
      port: ports?.postgres,
      ...(shelter === undefined ? {} : { shelter }),
    });
  }

  private makeTemporal(): TemporalServer | ExternalTemporal {
    const { externalTemporal, ports, headless = false, namespace = 'default', temporalBinary } = this.options;
    if (externalTemporal !== undefined) return new ExternalTemporal(externalTemporal.address, namespace);
    return new TemporalServer({
      ...this.common('temporal'),
      binary: temporalBinary ?? engineBinaries().temporal,
      dataDir: join(this.dataDir, 'temporal'),
      port: ports?.temporal,
      uiPort: ports?.temporalUi,
      headless,
      namespace,
    });
  }

  private makeProgram(name: string, entry: string, portName: 'api' | 'workerHealth'): NodeProgram {
    const { setting } = PORT_SETTINGS[portName];
    const wish = this.options.ports?.[portName];
    const file = join(this.dataDir, 'ports.json');
    const port = new StickyPort({ wish, purpose: `the ${name}`, setting, file, key: portName });
    const env = (number: number): NodeJS.ProcessEnv => {
      const { url, apiUrl, namesUrl } = this.postgres;
      const own = { [setting]: String(number) };
      return portName === 'api'
        ? this.programEnv(apiUrl, { ...own, DATABASE_NAMES_URL: namesUrl })
        : this.programEnv(url, own);
    };
    return new NodeProgram({ name, entry, port, readyPath: '/readyz', env, ...this.common(name) });
  }

  private programEnv(databaseUrl: string, own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
    const stack = {
      NODE_ENV: process.env.NODE_ENV ?? 'development',
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: this.temporal.address,
      TEMPORAL_NAMESPACE: this.temporal.namespace,
      CASEWARD_DATA_DIR: this.dataDir,
      CASEWARD_DIE_WITH_PARENT: 'true',
    };
    return programEnv(stack, { ...this.options.env, ...own });
  }
}

const passwordIn = (url: string): string => decodeURIComponent(new URL(url).password);

/** Waits for all, also when one fails: nothing may still be starting while the rest is being stopped. */
async function together(work: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

export function createStack(options: StackOptions): Stack {
  return new Stack(options);
}
