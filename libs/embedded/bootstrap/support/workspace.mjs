import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(fileURLToPath(new URL('../../../..', import.meta.url)));
export const engineSources = join(root, 'libs/embedded/engine');
/** Locks and logs of the set-up: outside node_modules, which an installation empties. */
export function setupFolder(folder = root) {
  return join(folder, '.caseward/setup');
}

/** The cache lies outside the checkout, so that neither `git clean` nor a second clone costs another build. */
export function cacheFolder(env = process.env) {
  if (env.CASEWARD_CACHE) return resolve(env.CASEWARD_CACHE);
  return env.XDG_CACHE_HOME ? join(resolve(env.XDG_CACHE_HOME), 'caseward') : join(homedir(), '.cache/caseward');
}

/** Values that the shell already gives win over the file. */
export function loadDotEnv(folder = root) {
  const file = join(folder, '.env');
  if (!existsSync(file)) return false;
  process.loadEnvFile(file);
  return true;
}

/** Nx without its daemon and its screen: nothing stays behind and the output is plain lines. */
export function toolEnv() {
  const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true' };
  // A production setting of the shell must not reach the tools: they would leave out the development packages.
  delete env.NODE_ENV;
  return env;
}

export function binary(name) {
  return join(root, 'node_modules/.bin', name);
}
