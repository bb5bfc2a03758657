import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../support/repository.js';

const MAIN = `${root}/apps/api/dist/main.js`;

/** `apps/api/dist/main.js` as an operator runs it. */
export class ApiProgram {
  output = '';
  readonly exited: Promise<number | null>;

  private constructor(
    readonly child: ChildProcess,
    readonly url: string,
    private readonly folder: string,
  ) {
    child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.exited = once(child, 'exit').then(([code]) => code as number | null);
  }

  static async start(environment: Readonly<Record<string, string>>): Promise<ApiProgram> {
    const [port, folder] = await Promise.all([freePort(), mkdtemp(join(tmpdir(), 'caseward-api-'))]);
    const own = {
      PORT: String(port),
      CASEWARD_KEY_FILE: join(folder, 'root-key.json'),
      TEMPORAL_ADDRESS: '127.0.0.1:1',
    };
    const child = spawn(process.execPath, [MAIN], {
      env: { PATH: process.env['PATH'], ...own, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ApiProgram(child, `http://127.0.0.1:${String(port)}`, folder);
  }

  async answers(path: string): Promise<Response | null> {
    return fetch(`${this.url}${path}`).catch(() => null);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async end(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
    await this.exited;
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
