import type { Log } from '../support/log-file.js';
import { LOOPBACK } from '../support/ports.js';
import type { StickyPort } from '../support/sticky-port.js';
import { ManagedProcess, type ProcessState } from './managed-process.js';
import { httpReady } from './readiness.js';
import type { Service } from './service.js';
import type { ExitInfo } from './warden-protocol.js';

export interface NodeProgramOptions {
  readonly name: string;
  /** The compiled file to run. */
  readonly entry: string;
  readonly port: StickyPort;
  readonly readyPath: string;
  /** Asked at every start: addresses of the servers are known only when those run. */
  readonly env: (port: number) => NodeJS.ProcessEnv;
  readonly logFile: string;
  readonly supervise: boolean;
  readonly log: Log | undefined;
}

const START_TIMEOUT_MS = 90_000;
const DRAIN_MS = 20_000;

/** One of our own programs: ready when its readiness page says so, given time to drain when it is stopped. */
export class NodeProgram implements Service {
  readonly name: string;
  readonly logFile: string;
  private readonly process: ManagedProcess;
  private readonly port: StickyPort;

  constructor({ name, entry, port, readyPath, env, logFile, supervise, log }: NodeProgramOptions) {
    this.name = name;
    this.logFile = logFile;
    this.port = port;
    const launch = async () => {
      const number = await port.choose();
      const args = ['--enable-source-maps', entry];
      return {
        spec: { command: process.execPath, args, env: env(number), ipc: true },
        ready: httpReady(`http://${LOOPBACK}:${number}${readyPath}`),
      };
    };
    const patience = { startTimeoutMs: START_TIMEOUT_MS, graceMs: DRAIN_MS };
    const retryStart = (tail: string): boolean => tail.includes('EADDRINUSE') && port.mayMove;
    this.process = new ManagedProcess({ name, logFile, launch, supervise, retryStart, log, ...patience });
  }

  /** Known after the first start, and kept for the life of this object. */
  get url(): string {
    return `http://${LOOPBACK}:${this.port.value}`;
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  get exited(): Promise<ExitInfo> {
    return this.process.exited;
  }

  get state(): ProcessState {
    return this.process.state;
  }

  async start(): Promise<void> {
    await this.process.start();
    this.port.keep();
  }

  stop(): Promise<void> {
    return this.process.stop();
  }

  kill(signal?: NodeJS.Signals): Promise<void> {
    return this.process.kill(signal);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }
}
