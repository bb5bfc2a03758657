import { join } from 'node:path';
import { endHelpers, obtainEngine } from '../engine/obtain.mjs';
import { artifacts } from '../engine/artifacts.mjs';
import { build, buildIsCurrent } from '../steps/build.mjs';
import { install, installNeed } from '../steps/install.mjs';
import { ensurePostgresLinks } from '../steps/postgres-links.mjs';
import { waitForLock } from './lock.mjs';
import { abandon, guardInterrupts, onInterrupt } from './processes.mjs';
import { SetupFailure, say, seconds } from './reporter.mjs';
import { loadDotEnv, root, setupFolder } from './workspace.mjs';

/** One set-up at a time per checkout: two at once would install and compile into the same folders. */
export async function alone(work) {
  const waiting = (holder) =>
    say(`  setup     another set-up of this checkout is running (process ${holder.pid}); waiting for it`);
  const lock = await waitForLock(join(setupFolder(), 'setup.lock'), { onStale: endHelpers, onWait: waiting });
  const off = onInterrupt(() => lock.release());
  try {
    return await work(lock);
  } finally {
    off();
    lock.release();
  }
}

export async function ensurePackages() {
  if (installNeed(root) !== undefined) {
    await alone(async (lock) => {
      const need = installNeed(root);
      if (need !== undefined) await install(root, need, lock);
    });
  }
  ensurePostgresLinks(root);
}

export async function ensureBuilt() {
  if (buildIsCurrent(root)) return;
  await alone(async (lock) => {
    if (!buildIsCurrent(root)) await build(root, { lock });
  });
}

/** Starts the search for the programs and answers with their paths, as environment variables, once all are there. */
export function beginEngines(kinds, { installed, quiet }) {
  const packagesReady = installNeed(root) === undefined;
  const all = kinds.map(async (kind) => [
    artifacts[kind].variable,
    await obtainEngine(kind, { installed, packagesReady, quiet }),
  ]);
  const paths = Promise.all(all).then((entries) => Object.fromEntries(entries));
  // The failure is read where the paths are awaited; until then it must not end the process.
  paths.catch(() => undefined);
  return paths;
}

/**
 * Everything a command needs before it can run: packages, compiled workspaces and, beside them, the engine's programs.
 * Says nothing when nothing is left to do.
 */
export async function prepare({ engines, quiet = true }) {
  const began = Date.now();
  const packages = ensurePackages();
  const paths = beginEngines(engines, { installed: packages, quiet });
  await packages;
  await ensureBuilt();
  const env = await paths;
  if (!quiet) say(`✓ setup     everything is in place (${seconds(Date.now() - began)})`);
  return env;
}

/** Runs a command's main function: interruptions are guarded, failures that name their fix are shown without a stack. */
export async function runCommand(main) {
  guardInterrupts();
  loadDotEnv();
  try {
    process.exit(await main());
  } catch (error) {
    await abandon();
    say(error instanceof SetupFailure ? `\n${error.message}` : `\n${error.stack}`);
    process.exit(1);
  }
}
