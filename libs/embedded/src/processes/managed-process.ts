import { EmbeddedError } from '../errors.js';
import { type Log, logTail, rotateLog, silent } from '../support/log-file.js';
import { until } from '../support/until.js';
import type { ReadyProbe } from './readiness.js';
import { type RunningProcess, Warden } from './warden-client.js';
import type { ExitInfo, SpawnSpec } from './warden-protocol.js';

export type ProcessState = 'idle' | 'starting' | 'ready' | 'stopping' | 'waiting';

export interface Launch {
  readonly spec: Omit<SpawnSpec, 'logFile' | 'stopSignal' | 'graceMs'>;
  readonly ready: ReadyProbe;
}

export interface ManagedProcessOptions {
  readonly name: string;
  readonly logFile: string;
  /** Called before every start: repairs what an earlier run left behind, and says what to run. */
  readonly launch: () => Promise<Launch>;
  readonly startTimeoutMs?: number;
  readonly stopSignal?: NodeJS.Signals;
  readonly graceMs?: number;
  /** Tells from the end of the log whether another attempt may succeed, for example with another port. */
  readonly retryStart?: (tail: string) => boolean;
  /** Start again, after a growing pause, whenever the process ends without having been asked to. */
  readonly supervise?: boolean;
  readonly log?: Log | undefined;
}

const START_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 15_000;
const STEADY_MS = 60_000;
const KILL_PATIENCE_MS = 10_000;

/** One process that can be started, stopped, killed and started again, any number of times. */
export class ManagedProcess {
  private current: RunningProcess | undefined;
  private phase: ProcessState = 'idle';
  private wanted = false;
  private pauseMs = FIRST_PAUSE_MS;
  private timer: NodeJS.Timeout | undefined;
  private launching: Promise<void> | undefined;
  private readonly log: Log;

  constructor(private readonly options: ManagedProcessOptions) {
    this.log = options.log ?? silent;
  }

  get name(): string {
    return this.options.name;
  }

  get state(): ProcessState {
    return this.phase;
  }

  /** The pid of the running process; undefined while none runs. */
  get pid(): number | undefined {
    return this.current?.hasExited() === false ? this.current.pid : undefined;
  }

  /** Settles when the process that was started last has ended. */
  get exited(): Promise<ExitInfo> {
    return this.current?.exited ?? Promise.resolve({ code: null, signal: null });
  }

  /** Resolves when the process is ready for work. */
  async start(): Promise<void> {
    if (this.phase !== 'idle' && this.phase !== 'waiting') {
      throw new EmbeddedError(
        'start-failed',
        `${this.name} is already ${this.phase}.`,
        'stop it first, or restart it.',
      );
    }
    clearTimeout(this.timer);
    this.wanted = true;
    this.pauseMs = FIRST_PAUSE_MS;
    try {
      await this.bringUp();
    } catch (error) {
      this.wanted = false;
      throw error;
    }
  }

  /** Asks the process to end, and makes it end when it does not within its grace period. */
  async stop(): Promise<void> {
    this.wanted = false;
    clearTimeout(this.timer);
    const run = this.current;
    if (run !== undefined && !run.hasExited()) {
      this.phase = 'stopping';
      run.signal(this.options.stopSignal ?? 'SIGTERM');
      const timer = setTimeout(() => run.signal('SIGKILL'), this.options.graceMs ?? KILL_PATIENCE_MS);
      await run.exited;
      clearTimeout(timer);
    }
    // A start that is still being prepared notices that nobody wants it any more, and undoes itself.
    await this.launching;
    this.phase = 'idle';
  }

  /** Sends a signal as somebody outside would: a supervised process is started again when it ends of it. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.current?.signal(signal);
    if (signal === 'SIGKILL') await this.current?.exited;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  private async bringUp(): Promise<void> {
    const launch = this.launch();
    this.launching = launch.catch(() => undefined);
    await launch;
  }

  private async launch(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const failure = await this.attempt();
      if (failure === undefined) return;
      this.phase = 'idle';
      const again = this.wanted && attempt < START_ATTEMPTS && this.options.retryStart?.(logTail(this.options.logFile));
      if (again !== true) throw failure;
      this.log(`${this.name} did not start; trying again`);
    }
  }

  private async attempt(): Promise<EmbeddedError | undefined> {
    const { name, logFile, stopSignal = 'SIGTERM', graceMs = KILL_PATIENCE_MS, startTimeoutMs = 60_000 } = this.options;
    this.phase = 'starting';
    rotateLog(logFile);
    let launch: Launch;
    let run: RunningProcess;
    try {
      launch = await this.options.launch();
      run = await Warden.get().spawn({ ...launch.spec, logFile, stopSignal, graceMs });
    } catch (error) {
      this.phase = 'idle';
      throw error;
    }
    this.current = run;
    void run.exited.then((info) => this.ended(run, info));
    const probe = () => launch.ready({ pid: run.pid, logFile, messages: run.messages });
    const given = () => this.wanted && !run.hasExited();
    if ((await until(probe, { timeoutMs: startTimeoutMs, given })) && given()) {
      this.phase = 'ready';
      return undefined;
    }
    const over = run.hasExited();
    if (!over) run.signal(this.wanted ? 'SIGKILL' : stopSignal);
    await run.exited;
    return this.failure(this.wanted ? (over ? 'ended' : 'slow') : 'stopped', name, startTimeoutMs);
  }

  private failure(kind: 'ended' | 'slow' | 'stopped', name: string, startTimeoutMs: number): EmbeddedError {
    const { logFile } = this.options;
    if (kind === 'stopped')
      return new EmbeddedError('stopped', `${name} was stopped while it started.`, 'start it again.');
    const what = kind === 'ended' ? 'ended before it was ready' : `was not ready after ${startTimeoutMs / 1000} s`;
    const fix = `read the end of ${logFile}:\n${logTail(logFile)}`;
    return new EmbeddedError(kind === 'ended' ? 'start-failed' : 'start-timeout', `${name} ${what}.`, fix);
  }

  private ended(run: RunningProcess, { code, signal }: ExitInfo): void {
    if (this.phase !== 'ready' || this.current !== run) return;
    this.phase = 'idle';
    if (!this.wanted) return;
    const how = signal === null ? `code ${code}` : signal;
    if (this.options.supervise !== true) {
      this.wanted = false;
      this.log(`${this.name} ended (${how})`);
      return;
    }
    this.log(`${this.name} ended (${how}); starting it again in ${this.pauseMs / 1000} s`);
    this.scheduleStart();
  }

  private scheduleStart(): void {
    this.phase = 'waiting';
    this.timer = setTimeout(() => void this.startAgain(), this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
  }

  private async startAgain(): Promise<void> {
    if (!this.wanted) return;
    try {
      await this.bringUp();
      this.log(`${this.name} is running again`);
      // A process that stays up for a while has earned a short pause the next time.
      setTimeout(() => {
        if (this.phase === 'ready') this.pauseMs = FIRST_PAUSE_MS;
      }, STEADY_MS).unref();
    } catch (error) {
      this.log(`${this.name} could not be started again: ${error instanceof Error ? error.message : String(error)}`);
      if (this.wanted) this.scheduleStart();
    }
  }
}
