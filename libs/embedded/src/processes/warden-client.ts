import { type ChildProcess, type Serializable, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type ProcessIdentity, identify, isAlive } from '../../bootstrap/support/process-identity.mjs';
import { EmbeddedError } from '../errors.js';
import { until } from '../support/until.js';
import type { ExitInfo, FromWarden, SpawnSpec, ToWarden } from './warden-protocol.js';

export interface RunningProcess {
  readonly pid: number;
  readonly exited: Promise<ExitInfo>;
  readonly messages: readonly Serializable[];
  hasExited(): boolean;
  signal(signal: NodeJS.Signals): void;
}

interface Run {
  readonly spec: SpawnSpec;
  readonly identity: ProcessIdentity | undefined;
  readonly messages: Serializable[];
  end(info: ExitInfo): void;
}

interface Waiting {
  readonly spec: SpawnSpec;
  resolve(run: RunningProcess): void;
  reject(error: Error): void;
}

/** The connection to the warden: one for this process, opened when first needed. */
export class Warden {
  private static current: Warden | undefined;

  static get(): Warden {
    if (Warden.current === undefined || !Warden.current.child.connected) Warden.current = new Warden();
    return Warden.current;
  }

  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, Waiting>();
  private readonly runs = new Map<number, Run>();
  private lastRequest = 0;

  private constructor() {
    this.child = fork(fileURLToPath(new URL('warden.js', import.meta.url)), [], {
      detached: true,
      execArgv: [],
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.child.on('message', (message: FromWarden) => this.hear(message));
    this.child.once('exit', () => void this.lost());
    this.keepAlive();
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  spawn(spec: SpawnSpec): Promise<RunningProcess> {
    this.lastRequest += 1;
    const request = this.lastRequest;
    return new Promise((resolve, reject) => {
      this.waiting.set(request, { spec, resolve, reject });
      this.keepAlive();
      this.send({ kind: 'spawn', request, spec });
    });
  }

  private send(message: ToWarden): void {
    this.child.send(message, (error) => {
      if (error !== null && message.kind === 'spawn') this.fail(message.request, error.message);
    });
  }

  private hear(message: FromWarden): void {
    if (message.kind === 'spawned') this.spawned(message.request, message.pid);
    else if (message.kind === 'failed') this.fail(message.request, message.message);
    else if (message.kind === 'message') this.runs.get(message.pid)?.messages.push(message.body);
    else this.runs.get(message.pid)?.end({ code: message.code, signal: message.signal });
  }

  private spawned(request: number, pid: number): void {
    const waiting = this.waiting.get(request);
    this.waiting.delete(request);
    const messages: Serializable[] = [];
    let over = false;
    const exited = new Promise<ExitInfo>((resolve) => {
      const end = (info: ExitInfo): void => {
        over = true;
        this.runs.delete(pid);
        this.keepAlive();
        resolve(info);
      };
      this.runs.set(pid, { spec: waiting?.spec as SpawnSpec, identity: identify(pid), messages, end });
    });
    const signal = (name: NodeJS.Signals): void => {
      if (!over) this.send({ kind: 'signal', pid, signal: name });
    };
    waiting?.resolve({ pid, exited, messages, hasExited: () => over, signal });
  }

  private fail(request: number, message: string): void {
    const waiting = this.waiting.get(request);
    this.waiting.delete(request);
    this.keepAlive();
    const what = `${waiting?.spec.command ?? 'The program'} could not be started: ${message}`;
    waiting?.reject(new EmbeddedError('start-failed', what, 'check that the file exists and may be executed.'));
  }

  /** Somebody killed the warden: its children have no parent now, so they are ended here and counted as ended. */
  private async lost(): Promise<void> {
    for (const request of this.waiting.keys()) this.fail(request, 'the supervising process ended');
    for (const run of [...this.runs.values()].reverse()) await endOrphan(run);
  }

  /** Like a child process: what runs keeps this program alive, an idle warden does not. */
  private keepAlive(): void {
    const busy = this.runs.size > 0 || this.waiting.size > 0;
    this.child[busy ? 'ref' : 'unref']();
    this.child.channel?.[busy ? 'ref' : 'unref']();
  }
}

async function endOrphan(run: Run): Promise<void> {
  const { spec, identity } = run;
  const signal = (name: NodeJS.Signals): void => {
    if (identity !== undefined && isAlive(identity)) process.kill(identity.pid, name);
  };
  signal(spec.stopSignal);
  await until(() => !isAlive(identity), { timeoutMs: spec.graceMs });
  signal('SIGKILL');
  await until(() => !isAlive(identity), { timeoutMs: 5_000 });
  run.end({ code: null, signal: 'SIGKILL' });
}
