import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@caseward/embedded';
import { root } from './repository.js';

const MAIN = `${root}/apps/worker/dist/main.js`;
const READY_WITHIN_MS = 60_000;

/** `apps/worker/dist/main.js` as an operator runs it. */
export class WorkerProgram {
  output = '';
  /** The exit code, or the signal that ended it. */
  readonly exited: Promise<number | NodeJS.Signals | null>;

  private constructor(
    readonly child: ChildProcess,
    readonly health: string,
  ) {
    child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.exited = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null);
  }

  /** Without waiting until it is ready. */
  static async launch(environment: Readonly<Record<string, string>>): Promise<WorkerProgram> {
    const port = await freePort();
    const child = spawn(process.execPath, [MAIN], {
      env: { PATH: process.env['PATH'], CASEWARD_WORKER_HEALTH_PORT: String(port), LOG_LEVEL: 'warn', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new WorkerProgram(child, `http://127.0.0.1:${port}`);
  }

  static async start(environment: Readonly<Record<string, string>>): Promise<WorkerProgram> {
    const program = await WorkerProgram.launch(environment);
    await program.ready();
    return program;
  }

  async ready(): Promise<void> {
    for (let waited = 0; waited < READY_WITHIN_MS; waited += 100) {
      if (this.child.exitCode !== null) throw new Error(`the worker ended:\n${this.output}`);
      if ((await this.answers('/readyz'))?.status === 200) return;
      await sleep(100);
    }
    throw new Error(`the worker is not ready:\n${this.output}`);
  }

  async answers(path: string): Promise<Response | null> {
    return await fetch(`${this.health}${path}`).catch(() => null);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async end(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
    await this.exited;
  }
}
