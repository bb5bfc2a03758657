import { join } from 'node:path';
import type { Launch } from '../processes/managed-process.js';
import { OwnedService } from '../processes/owned-service.js';
import { httpAnswers } from '../processes/readiness.js';
import type { Log } from '../support/log-file.js';
import { LOOPBACK, type PortWish } from '../support/ports.js';
import { StickyPort } from '../support/sticky-port.js';
import { namespaceAnswers } from './grpc-probe.js';
import { clearOrphan, recordServer } from './orphan.js';
import { TemporalStore } from './store.js';

export interface TemporalServerOptions {
  /** The `temporal` program. */
  readonly binary: string;
  /** Holds the server's database and state; created when absent. */
  readonly dataDir: string;
  readonly port?: PortWish | undefined;
  readonly uiPort?: PortWish | undefined;
  /** Without the web pages. */
  readonly headless?: boolean;
  readonly namespace?: string;
  readonly logFile?: string;
  /** Further arguments for `temporal server start-dev`. */
  readonly args?: readonly string[];
  readonly supervise?: boolean;
  readonly log?: Log | undefined;
}

const STOP_GRACE_MS = 10_000;
const START_TIMEOUT_MS = 60_000;
const PORT_TAKEN = /address already in use/i;

/** Temporal's development server with its store in a file, on the loopback interface only. */
export class TemporalServer extends OwnedService {
  readonly namespace: string;
  private readonly headless: boolean;
  private readonly port: StickyPort;
  private readonly uiPort: StickyPort;

  constructor(private readonly options: TemporalServerOptions) {
    const { dataDir } = options;
    super({
      name: 'temporal',
      dataDir,
      what: 'The Temporal database',
      logFile: options.logFile ?? join(dataDir, 'temporal.log'),
      startTimeoutMs: START_TIMEOUT_MS,
      graceMs: STOP_GRACE_MS,
      supervise: options.supervise ?? false,
      log: options.log,
    });
    this.namespace = options.namespace ?? 'default';
    this.headless = options.headless ?? false;
    const sticky = (key: string, wish: PortWish | undefined, purpose: string, setting: string): StickyPort =>
      new StickyPort({ key, wish, purpose, setting, file: join(dataDir, 'temporal.json') });
    this.port = sticky('port', options.port, 'the Temporal server', 'CASEWARD_TEMPORAL_PORT');
    this.uiPort = sticky('uiPort', options.uiPort, 'the Temporal pages', 'CASEWARD_TEMPORAL_UI_PORT');
  }

  /** Known after the first start, and kept for the life of this object. */
  get address(): string {
    return `${LOOPBACK}:${this.port.value}`;
  }

  get uiUrl(): string | undefined {
    return this.headless ? undefined : `http://${LOOPBACK}:${this.uiPort.value}`;
  }

  protected override settled(): void {
    this.port.keep();
    if (!this.headless) this.uiPort.keep();
  }

  protected override mayRetry(tail: string): boolean {
    return PORT_TAKEN.test(tail) && (this.port.mayMove || this.uiPort.mayMove);
  }

  protected override async launch(): Promise<Launch> {
    const { dataDir, headless } = this;
    await clearOrphan(dataDir, this.log);
    const store = new TemporalStore(dataDir);
    store.prepare(dataDir, this.log);
    const port = await this.port.choose();
    const uiPort = headless ? undefined : await this.uiPort.choose();
    const args = this.arguments(store.file, port, uiPort);
    return {
      spec: { command: this.options.binary, args, env: serverEnv(), cwd: dataDir },
      ready: async ({ pid }) => {
        recordServer(dataDir, pid);
        const up = await namespaceAnswers(this.address, this.namespace);
        if (!up || (this.uiUrl !== undefined && !(await httpAnswers(this.uiUrl)))) return false;
        store.complete();
        return true;
      },
    };
  }

  private arguments(file: string, port: number, uiPort: number | undefined): string[] {
    return [
      ...['server', 'start-dev', '--ip', LOOPBACK, '--port', String(port), '--namespace', this.namespace],
      ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-disable-news-fetch']),
      ...['--db-filename', file, '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
      // Neither the server nor its pages ask anybody outside this machine for news or newer versions.
      ...['--dynamic-config-value', 'frontend.enableServerVersionCheck=false'],
      // The server deletes a history once it has noted that the workflow ended, by itself every 30 s: erasure waits for it.
      ...['--dynamic-config-value', 'history.transferProcessorUpdateAckInterval="1s"'],
      ...['--disable-config-file', '--disable-config-env', '--color', 'never'],
      ...(this.options.args ?? []),
    ];
  }
}

/** Settings of the shell for the command-line client must not reach the server. */
function serverEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}

/** Starts a Temporal server and resolves when it answers. */
export async function startTemporalServer(options: TemporalServerOptions): Promise<TemporalServer> {
  const server = new TemporalServer(options);
  await server.start();
  return server;
}
