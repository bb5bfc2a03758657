import type { Lock } from '../../bootstrap/support/lock.mjs';
import { claimFolder } from '../support/claim.js';
import { type Log, silent } from '../support/log-file.js';
import { type Launch, ManagedProcess, type ProcessState } from './managed-process.js';
import type { Service } from './service.js';
import { Warden } from './warden-client.js';
import type { ExitInfo } from './warden-protocol.js';

export interface OwnedServiceOptions {
  readonly name: string;
  readonly dataDir: string;
  /** What the folder holds, for the message that it is in use. */
  readonly what: string;
  readonly logFile: string;
  readonly startTimeoutMs: number;
  readonly graceMs: number;
  readonly stopSignal?: NodeJS.Signals;
  readonly supervise: boolean;
  readonly log: Log | undefined;
}

/** A server with a data folder that only one program may use at a time. */
export abstract class OwnedService implements Service {
  readonly name: string;
  readonly logFile: string;
  protected readonly log: Log;
  protected readonly dataDir: string;
  private readonly process: ManagedProcess;
  private readonly what: string;
  private claim: Lock | undefined;

  constructor({ dataDir, what, log, ...process }: OwnedServiceOptions) {
    this.name = process.name;
    this.logFile = process.logFile;
    this.dataDir = dataDir;
    this.what = what;
    this.log = log ?? silent;
    this.process = new ManagedProcess({
      ...process,
      log,
      launch: () => {
        // A later start may be the first one under another warden.
        this.claim?.addHelper(Warden.get().pid);
        return this.launch();
      },
      retryStart: (tail) => this.mayRetry(tail),
    });
  }

  /** Repairs what an earlier run left behind and says what to run; before every start. */
  protected abstract launch(): Promise<Launch>;
  /** Tells from the end of the log whether another attempt may succeed. */
  protected abstract mayRetry(logTail: string): boolean;
  /** The service is ready for the first time since it was asked to start. */
  protected abstract settled(): void;

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
    this.claim ??= await claimFolder(this.dataDir, this.what, this.log);
    try {
      await this.process.start();
    } catch (error) {
      if (this.process.state === 'idle') this.release();
      throw error;
    }
    this.settled();
  }

  async stop(): Promise<void> {
    await this.process.stop();
    this.release();
  }

  kill(signal?: NodeJS.Signals): Promise<void> {
    return this.process.kill(signal);
  }

  async restart(): Promise<void> {
    await this.process.stop();
    await this.start();
  }

  private release(): void {
    this.claim?.release();
    this.claim = undefined;
  }
}
