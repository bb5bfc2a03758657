// A process of its own, started by the first managed process. It is the parent of all of them, for one reason: when the
// program that asked for them dies, even by kill -9, the channel to it breaks, and the warden stops and reaps every child.
// It never outlives its last duty, and signals from a terminal do not reach it.
import { type ChildProcess, type Serializable, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { FromWarden, SpawnSpec, ToWarden } from './warden-protocol.js';

interface Ward {
  readonly child: ChildProcess;
  readonly spec: SpawnSpec;
  readonly gone: Promise<void>;
}

const wards = new Map<number, Ward>();
let windingUp = false;

function tell(message: FromWarden): void {
  if (process.connected) process.send?.(message, undefined, {}, () => undefined);
}

function start(request: number, spec: SpawnSpec): void {
  const log = openSync(spec.logFile, 'a', 0o600);
  const input = spec.stdin === undefined ? 'ignore' : openSync(spec.stdin, 'r');
  const { command, args, env, cwd, uid, gid } = spec;
  const child = spawn(command, args, {
    env,
    ...(cwd === undefined ? {} : { cwd }),
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
    detached: true,
    stdio: spec.ipc === true ? [input, log, log, 'ipc'] : [input, log, log],
  });
  closeSync(log);
  if (typeof input === 'number') closeSync(input);
  child.once('error', ({ message }) => {
    if (child.pid === undefined) tell({ kind: 'failed', request, message });
  });
  const { pid } = child;
  if (pid === undefined) return;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      wards.delete(pid);
      endGroup(pid);
      tell({ kind: 'exit', pid, code, signal });
      resolve();
    });
  });
  wards.set(pid, { child, spec, gone });
  child.on('message', (body: Serializable) => tell({ kind: 'message', pid, body }));
  tell({ kind: 'spawned', request, pid });
}

/** Whatever a process started in its own group must not outlive it. */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The usual case: nothing was left.
  }
}

async function stop({ child, spec, gone }: Ward): Promise<void> {
  child.kill(spec.stopSignal);
  const timer = setTimeout(() => child.kill('SIGKILL'), spec.graceMs);
  await gone;
  clearTimeout(timer);
}

/** The last one started stops first: programs before the servers they use. */
async function windUp(): Promise<void> {
  if (windingUp) return;
  windingUp = true;
  for (const ward of [...wards.values()].reverse()) await stop(ward);
  process.exit(0);
}

process.on('message', (message: ToWarden) => {
  if (message.kind === 'signal') {
    wards.get(message.pid)?.child.kill(message.signal);
    return;
  }
  if (windingUp) return;
  try {
    start(message.request, message.spec);
  } catch (error) {
    tell({ kind: 'failed', request: message.request, message: String(error) });
  }
});
process.on('disconnect', () => void windUp());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void windUp());
