import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { OLDEST_SERVER, artifacts, cachedProgram } from './artifacts.mjs';

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

export function onPath(name, env = process.env) {
  return (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/** The server release inside a `temporal` program, such as "1.31.2"; undefined when it does not say. */
export function serverVersion(path) {
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return /Server (\d+\.\d+[^\s,)]*)/.exec(stdout ?? '')?.[1];
}

/** What is wrong with a program that somebody pointed at, in words; undefined when it will do. */
function fault(artifact, path) {
  if (!isExecutable(path)) return 'there is no executable file';
  if (artifact.kind !== 'server') return undefined;
  const version = serverVersion(path);
  if (version === undefined) return 'it does not answer --version as the temporal program does';
  const [major, minor] = version.split('.').map(Number);
  const recent = major > OLDEST_SERVER[0] || (major === OLDEST_SERVER[0] && minor >= OLDEST_SERVER[1]);
  return recent ? undefined : `it holds server ${version}, and ${OLDEST_SERVER.join('.')} is the oldest that will do`;
}

/** A test server that was built here is a script around Java libraries: without Java it is there but cannot run. */
function cached(artifact, env) {
  const path = cachedProgram(artifact.kind, env);
  if (!isExecutable(path)) return {};
  if (existsSync(join(dirname(path), 'lib')) && onPath('java', env) === undefined) {
    return { note: `${path} needs Java, and there is no java on PATH` };
  }
  return { path };
}

/**
 * Looks for a program without fetching or building anything: the environment's own setting, PATH, the cache.
 * A setting that cannot be used is an error, because passing over it in silence would run something else than asked for.
 */
export function findEngine(kind, env = process.env) {
  const artifact = artifacts[kind];
  const notes = [];
  const setting = env[artifact.variable];
  if (setting) {
    const path = resolve(setting);
    const problem = fault(artifact, path);
    if (problem !== undefined) throw new Error(`${artifact.variable} names ${path}, but ${problem}.`);
    return { path, from: artifact.variable, notes };
  }
  const found = onPath(artifact.program, env);
  if (found !== undefined) {
    const problem = fault(artifact, found);
    if (problem === undefined) return { path: found, from: 'PATH', notes };
    notes.push(`${found} on PATH is passed over: ${problem}`);
  }
  const { path, note } = cached(artifact, env);
  if (note !== undefined) notes.push(note);
  return path === undefined ? { notes } : { path, from: 'cache', notes };
}
