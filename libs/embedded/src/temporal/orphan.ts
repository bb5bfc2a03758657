import { join } from 'node:path';
import { identify, isAlive } from '../../bootstrap/support/process-identity.mjs';
import type { Log } from '../support/log-file.js';
import { readState, writeState } from '../support/state-file.js';
import { until } from '../support/until.js';

const PATIENCE_MS = 10_000;

function recordFile(dataDir: string): string {
  return join(dataDir, 'temporal.pid.json');
}

/** Notes which process works on the store: unlike PostgreSQL, the server leaves no such note itself. */
export function recordServer(dataDir: string, pid: number): void {
  if (readState(recordFile(dataDir)).pid === pid) return;
  const identity = identify(pid);
  if (identity !== undefined) writeState(recordFile(dataDir), { ...identity });
}

/** Two servers on one store would spoil it. One that lost its program (whose claim we hold now) is ended first. */
export async function clearOrphan(dataDir: string, log: Log): Promise<void> {
  const { pid, started } = readState(recordFile(dataDir));
  if (typeof pid !== 'number' || typeof started !== 'string') return;
  const identity = { pid, started };
  if (!isAlive(identity)) return;
  log(`engine: stopping process ${pid}, which an earlier run left behind`);
  process.kill(pid, 'SIGTERM');
  if (await until(() => !isAlive(identity), { timeoutMs: PATIENCE_MS })) return;
  process.kill(pid, 'SIGKILL');
  await until(() => !isAlive(identity), { timeoutMs: PATIENCE_MS });
}
