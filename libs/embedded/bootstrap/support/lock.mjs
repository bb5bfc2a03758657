import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identify, isAlive } from './process-identity.mjs';

const GUARD_PATIENCE_MS = 5_000;
const WRITING_MS = 2_000;

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function ageOf(file) {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
}

/** Creates the file with its content in one step, so that nobody ever reads half a lock. */
function createWhole(file, content) {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    // Some file systems know no hard links; there an exclusive create has to do.
    return createExclusive(file, content, error);
  } finally {
    rmSync(draft, { force: true });
  }
}

function createExclusive(file, content, cause) {
  if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(cause.code)) throw cause;
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Two processes may see the same stale lock; the guard makes sure that the second does not remove the first one's new lock. */
async function removeStale(file, token) {
  if (token === undefined && ageOf(file) < WRITING_MS) return delay(20);
  const guard = `${file}.guard`;
  try {
    mkdirSync(guard);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (ageOf(guard) > GUARD_PATIENCE_MS) rmSync(guard, { recursive: true, force: true });
    return delay(20);
  }
  try {
    if (read(file)?.token === token) rmSync(file, { force: true });
  } finally {
    rmdirSync(guard);
  }
}

function held(file, record) {
  const save = () => {
    const draft = `${file}.${record.token}`;
    writeFileSync(draft, JSON.stringify(record), { mode: 0o600 });
    renameSync(draft, file);
  };
  return {
    addHelper(pid) {
      const identity = identify(pid);
      if (identity === undefined || record.helpers.some((helper) => helper.pid === pid)) return;
      record.helpers.push(identity);
      save();
    },
    removeHelper(pid) {
      record.helpers = record.helpers.filter((helper) => helper.pid !== pid);
      save();
    },
    release() {
      if (read(file)?.token === record.token) rmSync(file, { force: true });
    },
  };
}

/**
 * Takes the lock, or says who holds it. A lock whose owner is dead is broken; `onStale` may first deal with the helpers
 * that the dead owner left behind.
 */
export async function tryLock(file, { onStale } = {}) {
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    const record = { ...identify(process.pid), helpers: [], token: randomUUID(), since: new Date().toISOString() };
    if (createWhole(file, JSON.stringify(record))) return { lock: held(file, record) };
    const holder = read(file);
    if (holder !== undefined && isAlive(holder)) return { holder };
    if (holder !== undefined) await onStale?.(holder);
    await removeStale(file, holder?.token);
  }
}

/** Waits for the lock; `onWait` is told about the holder now and then. */
export async function waitForLock(file, { onStale, onWait, everyMs = 5_000 } = {}) {
  let told = -Infinity;
  for (;;) {
    const { lock, holder } = await tryLock(file, { onStale });
    if (lock !== undefined) return lock;
    if (Date.now() - told >= everyMs) {
      told = Date.now();
      onWait?.(holder);
    }
    await delay(150);
  }
}
