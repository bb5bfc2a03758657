import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import {
  ManagedProcess,
  type ManagedProcessOptions,
  type ReadyProbe,
  freePort,
  lineReady,
  messageReady,
  portsFromEnv,
  startPostgres,
} from '@caseward/embedded';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRunning, openFolder, programFile, removeFolder } from './scratch.js';

let folder: string;
let managed: ManagedProcess | undefined;
beforeEach(() => {
  folder = openFolder();
});
afterEach(async () => {
  await managed?.stop();
  managed = undefined;
  removeFolder(folder);
});

function node(script: string, ready: ReadyProbe, more: Partial<ManagedProcessOptions> = {}): ManagedProcess {
  const spec = { command: process.execPath, args: ['-e', script], env: process.env, ipc: true };
  const logFile = join(folder, 'logs/node.log');
  managed = new ManagedProcess({ name: 'node', logFile, launch: async () => ({ spec, ready }), ...more });
  return managed;
}

const lasting = 'console.log("here I am"); setInterval(() => {}, 1e6);';

describe('a managed process', () => {
  it('is ready when it has written its line, and keeps the logs of earlier runs', async () => {
    const program = node(`${lasting} console.log(process.pid)`, lineReady(/^here I am$/));
    await program.start();
    const { pid } = program;
    expect(program.state).toBe('ready');
    await program.restart();
    expect(readFileSync(join(folder, 'logs/node.log.1'), 'utf8')).toContain(String(pid));
  });

  it('is ready when it has sent its message', async () => {
    const program = node(
      `process.send({ port: 1 }); ${lasting}`,
      messageReady((message) => typeof message === 'object'),
    );
    await program.start();
    expect(program.state).toBe('ready');
  });

  it('shows the end of its log when it ends before it is ready', async () => {
    const program = node('console.error("no such table"); process.exit(3)', lineReady(/never/));
    await expect(program.start()).rejects.toThrow(/ended before it was ready[\s\S]*no such table/);
  });

  it('is ended when it is not ready in time', async () => {
    const program = node(lasting, lineReady(/never/), { startTimeoutMs: 300 });
    await expect(program.start()).rejects.toMatchObject({ code: 'start-timeout' });
    expect(program.pid).toBeUndefined();
  });

  it('can be stopped while it starts', async () => {
    const program = node(lasting, lineReady(/never/));
    const start = program.start();
    await expect.poll(() => program.pid).toBeDefined();
    await Promise.all([expect(start).rejects.toMatchObject({ code: 'stopped' }), program.stop()]);
    expect(program.pid).toBeUndefined();
  });

  it('is ended by force when it does not stop', async () => {
    const stubborn = `process.on('SIGTERM', () => {}); ${lasting}`;
    const program = node(stubborn, lineReady(/here/), { graceMs: 200 });
    await program.start();
    const { exited } = program;
    await program.stop();
    expect(await exited).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('is started again when it is supervised and somebody kills it, and not after a stop', async () => {
    const said: string[] = [];
    const program = node(lasting, lineReady(/here/), { supervise: true, log: (line) => said.push(line) });
    await program.start();
    const first = program.pid ?? 0;
    process.kill(first, 'SIGKILL');
    await expect.poll(() => program.state === 'ready' && program.pid !== first, { timeout: 10_000 }).toBe(true);
    expect(said.join('\n')).toMatch(/ended \(SIGKILL\); starting it again[\s\S]*running again/);
    await program.stop();
    expect(program.state).toBe('idle');
  });
});

describe('the processes of a program that is killed', () => {
  it('end with it, in order, and its folder can be used at once', async () => {
    const owner = spawn(process.execPath, [programFile('owner.mjs'), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(owner.stdout, 'data')) as [Buffer];
    const { pids } = JSON.parse(line.toString()) as { pids: number[] };
    expect(pids.map(isRunning)).toEqual([true, true]);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    // Taking over waits for the end of what is still being stopped.
    const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
    expect(pids.map(isRunning)).toEqual([false, false]);
    expect(readFileSync(join(folder, 'diary'), 'utf8')).toContain('drained');
    expect(readFileSync(join(folder, 'postgres/postgres.log.1'), 'utf8')).toContain('received fast shutdown request');
    await postgres.stop();
  });
});

describe('the process that watches over the others', () => {
  it('may itself be killed: what it watched is ended and, supervised, started again', async () => {
    const dataDir = join(folder, 'postgres');
    const postgres = await startPostgres({ dataDir, supervise: true });
    const { pid, url } = postgres;
    const { helpers } = JSON.parse(readFileSync(join(dataDir, 'owner.lock'), 'utf8')) as { helpers: { pid: number }[] };
    process.kill(helpers[0]?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => postgres.state === 'ready' && postgres.pid !== pid, { timeout: 20_000 }).toBe(true);
    expect(isRunning(pid ?? 0)).toBe(false);
    expect(postgres.url).toBe(url);
    await postgres.stop();
  });
});

describe('a port', () => {
  it('that was asked for and is taken is refused, with its owner and the setting that chooses another', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    try {
      const start = startPostgres({ dataDir: join(folder, 'postgres'), port });
      await expect(start).rejects.toMatchObject({ code: 'port-taken' });
      await expect(start).rejects.toThrow(/CASEWARD_POSTGRES_PORT/);
      if (process.platform === 'linux') await expect(start).rejects.toThrow(`process ${process.pid}`);
    } finally {
      other.close();
    }
  });

  it('that is only usual gives way; one that was set does not', () => {
    expect(portsFromEnv({ PORT: '4000' })).toMatchObject({ api: 4000, temporal: { prefer: 7233 } });
    expect(() => portsFromEnv({ PORT: 'many' })).toThrow('PORT=many is not a port');
  });
});
