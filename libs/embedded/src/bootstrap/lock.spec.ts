import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { readFileSync, utimesSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tryLock, waitForLock } from '../../bootstrap/support/lock.mjs';
import { commandOf, identify, isAlive, isZombie } from '../../bootstrap/support/process-identity.mjs';
import { Scratch } from './scratch.js';

const lockModule = fileURLToPath(new URL('../../bootstrap/support/lock.mjs', import.meta.url));

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
});
afterEach(() => scratch.remove());

function deadPid(): number {
  return spawnSync('true').pid;
}

function leftBehind(owner: { pid: number; started: string }, helpers: { pid: number; started: string }[] = []): string {
  const record = { ...owner, helpers, token: 'left-behind', since: '2026-01-01T00:00:00.000Z' };
  return scratch.write('the.lock', JSON.stringify(record));
}

describe('a lock', () => {
  it('is held by one, and says by whom', async () => {
    const file = scratch.path('the.lock');
    const first = await tryLock(file);
    expect((await tryLock(file)).holder).toMatchObject({ pid: process.pid });
    first.lock?.release();
    expect((await tryLock(file)).lock).toBeDefined();
  });

  it('of a process that is gone is broken, after its helpers were dealt with', async () => {
    const helper = identify(process.pid);
    const file = leftBehind({ pid: deadPid(), started: 'long ago' }, helper === undefined ? [] : [helper]);
    let seen: readonly unknown[] = [];
    const { lock } = await tryLock(file, {
      onStale: ({ helpers }) => {
        seen = helpers;
      },
    });
    expect(lock).toBeDefined();
    expect(seen).toEqual([helper]);
  });

  it('of a process whose pid belongs to another one by now is broken', async () => {
    const file = leftBehind({ pid: process.pid, started: 'another start time' });
    expect((await tryLock(file)).lock).toBeDefined();
  });

  it('that holds no sense is broken', async () => {
    const file = scratch.write('the.lock', '{"pid":');
    utimesSync(file, 1, 1);
    expect((await waitForLock(file)).release).toBeTypeOf('function');
  });

  it('is waited for, and the wait is announced', async () => {
    const file = scratch.path('the.lock');
    const { lock } = await tryLock(file);
    const waiting = waitForLock(file, { onWait: () => lock?.release() });
    await expect(waiting).resolves.toBeDefined();
  });

  it('lets one at a time through when many find it stale', async () => {
    const file = leftBehind({ pid: deadPid(), started: 'long ago' });
    const counter = scratch.write('counter', '0');
    const program = `
      import { readFileSync, writeFileSync } from 'node:fs';
      import { waitForLock } from ${JSON.stringify(lockModule)};
      const lock = await waitForLock(${JSON.stringify(file)});
      const seen = Number(readFileSync(${JSON.stringify(counter)}, 'utf8'));
      await new Promise((resolve) => setImmediate(resolve));
      writeFileSync(${JSON.stringify(counter)}, String(seen + 1));
      lock.release();`;
    const runs = Array.from({ length: 5 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' }),
    );
    await Promise.all(runs.map((run) => once(run, 'exit')));
    expect(readFileSync(counter, 'utf8')).toBe('5');
  });
});

describe('a process identity', () => {
  it('ends with its process, also when nobody reaps it', async () => {
    // The shell becomes a sleep, which never asks for its child's exit code: the child stays a zombie.
    const script = 'cat <&3 & echo $!; exec sleep 30';
    const parent = spawn('/bin/sh', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] });
    const [line] = (await once(parent.stdout!, 'data')) as [Buffer];
    const pid = Number(line.toString());
    // Only then may the child end: the shell itself would still reap it.
    await expect.poll(() => commandOf(parent.pid ?? 0)).toContain('sleep 30');
    await expect.poll(() => commandOf(parent.pid ?? 0)).not.toContain('cat');
    (parent.stdio[3] as Writable).end();
    await expect.poll(() => isZombie(pid)).toBe(true);
    expect(identify(pid)).toBeUndefined();
    const living = identify(parent.pid ?? 0);
    expect(isAlive(living)).toBe(true);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    expect(isAlive(living)).toBe(false);
  });
});
