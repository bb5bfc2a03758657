import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { identify, isAlive, parentOf } from './process-identity.mjs';
import { say } from './reporter.mjs';

const TAIL_LINES = 40;
const TERM_PATIENCE_MS = 2_500;
const STARTER_MS = 500;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const tools = new Set();
const cleanups = new Set();
let stopping = false;
let handedOver = false;

/** Registers work to do when the set-up is interrupted; the answer takes it back. */
export function onInterrupt(work) {
  cleanups.add(work);
  return () => cleanups.delete(work);
}

export function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs a tool in a process group of its own, so that an interruption reaches its children too. Resolves with the exit code
 * and the last lines; the whole output goes to the log file.
 */
export function runTool({ command, args, cwd, env, log, onLine, lock, abort }) {
  return new Promise((resolve, reject) => {
    const tail = [];
    let lines = 0;
    if (log !== undefined) mkdirSync(dirname(log), { recursive: true });
    const file = log === undefined ? undefined : createWriteStream(log);
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    child.on('error', (error) => reject(error));
    if (child.pid === undefined) return;
    tools.add(child);
    lock?.addHelper(child.pid);
    const stop = () => signalGroup(child.pid, 'SIGTERM');
    if (abort?.aborted) stop();
    abort?.addEventListener('abort', stop, { once: true });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines += 1;
        tail.push(line);
        if (tail.length > TAIL_LINES) tail.shift();
        file?.write(`${line}\n`);
        onLine?.(line);
      });
    }
    child.on('close', (code, signal) => {
      tools.delete(child);
      signalGroup(child.pid, 'SIGKILL');
      lock?.removeHelper(child.pid);
      abort?.removeEventListener('abort', stop);
      file?.end();
      if (!stopping) resolve({ code, signal, tail, lines });
    });
  });
}

/** Runs a command on this terminal, output and all, and resolves with its exit code. */
export function runOnTerminal(command, args, { env, cwd }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, detached: true, stdio: 'inherit' });
    child.on('error', reject);
    if (child.pid === undefined) return;
    tools.add(child);
    child.on('exit', (code, signal) => {
      tools.delete(child);
      signalGroup(child.pid, 'SIGKILL');
      if (!stopping) resolve(exitCode(code, signal));
    });
  });
}

export function exitCode(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}

/**
 * npm runs this behind a shell. When npm is told to end it ends that shell, which passes nothing on: what was started would
 * stay. So the processes above are watched, and when one is gone this one ends as if asked to. Started by hand there is
 * nothing to watch: then outliving the shell may be just what is wanted.
 */
function watchStarter() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = identify(process.ppid);
  const npm = identify(parentOf(process.ppid));
  const timer = setInterval(() => {
    const here =
      process.platform === 'linux'
        ? isAlive(shell) && (npm === undefined || isAlive(npm))
        : process.ppid === shell?.pid;
    if (here) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, STARTER_MS);
  timer.unref();
}

/** Any signal during the set-up: stop every group, put things back, leave. */
export function guardInterrupts() {
  watchStarter();
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (handedOver || stopping) return;
      say(`\n${signal}: stopping the set-up. The next run takes up where this one ended.`);
      void abandon().then(() => process.exit(exitCode(null, signal)));
    });
  }
}

/** Stops whatever still runs in the background and puts things back; for every way out that is not success. */
export async function abandon() {
  stopping = true;
  await stopTools();
  for (const work of cleanups) work();
}

async function stopTools() {
  const running = [...tools];
  for (const child of running) signalGroup(child.pid, 'SIGTERM');
  const gone = Promise.all(running.map((child) => new Promise((resolve) => child.once('exit', resolve))));
  let timer;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, TERM_PATIENCE_MS);
  });
  await Promise.race([gone, patience]);
  clearTimeout(timer);
  for (const child of running) signalGroup(child.pid, 'SIGKILL');
}

/**
 * Gives the terminal to the program itself and ends as it ends. It runs in its own group and gets each signal from here:
 * a Ctrl-C reaches this process twice (from the terminal and from npm), and the program takes a second signal as an order
 * to stop at once. The channel lets the program notice when this process is killed.
 */
export function handOver(command, args, { env }) {
  handedOver = true;
  const child = spawn(command, args, { env, detached: true, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  let last = 0;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      const now = Date.now();
      if (now - last < 500) return;
      last = now;
      child.kill(signal);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(exitCode(code, signal)));
  });
}
