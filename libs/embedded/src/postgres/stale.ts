import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, identify, isZombie } from '../../bootstrap/support/process-identity.mjs';
import { EmbeddedError } from '../errors.js';
import type { Log } from '../support/log-file.js';
import { until } from '../support/until.js';

const WIND_DOWN_MS = 20_000;

export interface PostmasterRecord {
  readonly pid: number;
  readonly ready: boolean;
}

/** What the running server, or one that died, wrote about itself. */
export function readPostmaster(cluster: string): PostmasterRecord | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

function stillServes(pid: number): boolean {
  return identify(pid) !== undefined && /postgres/.test(commandOf(pid));
}

/**
 * PostgreSQL refuses to start while the pid in its lock file exists. It cannot see that the process is a zombie that
 * nobody reaped, or that the pid belongs to something else by now; we can. A server that really still runs lost its
 * program (whose claim on the folder we hold now), so it is asked to stop.
 */
export async function clearStalePostmaster(cluster: string, log: Log): Promise<void> {
  const record = readPostmaster(cluster);
  if (record === undefined) return;
  const { pid } = record;
  if (stillServes(pid)) {
    log(`database: stopping process ${pid}, which an earlier run left behind`);
    process.kill(pid, 'SIGINT');
    if (!(await until(() => !stillServes(pid), { timeoutMs: WIND_DOWN_MS }))) {
      throw new EmbeddedError(
        'folder-in-use',
        `The PostgreSQL server of an earlier run (process ${pid}) does not stop.`,
        `end it (kill -9 ${pid}), then start again; the database recovers by itself.`,
      );
    }
  }
  if (readPostmaster(cluster)?.pid !== pid) return;
  const why = isZombie(pid) ? 'is dead but was never reaped' : 'is gone';
  log(`database: clearing the lock file of process ${pid}, which ${why}`);
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}
