import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Lock, tryLock } from '../../bootstrap/support/lock.mjs';
import { type ProcessIdentity, isAlive } from '../../bootstrap/support/process-identity.mjs';
import { EmbeddedError } from '../errors.js';
import { type Log, silent } from './log-file.js';
import { until } from './until.js';

const WIND_DOWN_MS = 30_000;

/** Processes of an owner that died are still being stopped by their warden: taking over begins when they are gone. */
async function awaitEnd(helpers: readonly ProcessIdentity[], say: Log): Promise<void> {
  for (const helper of helpers.filter(isAlive)) {
    say(`an earlier run that was killed is still being stopped (process ${helper.pid}); waiting for it`);
    await until(() => !isAlive(helper), { timeoutMs: WIND_DOWN_MS });
    if (isAlive(helper)) process.kill(helper.pid, 'SIGKILL');
  }
}

/** Makes this process the only user of a data folder. A claim of a dead process is taken over; that of a living one is an error. */
export async function claimFolder(folder: string, what: string, say: Log = silent): Promise<Lock> {
  mkdirSync(folder, { recursive: true });
  const { lock, holder } = await tryLock(join(folder, 'owner.lock'), {
    onStale: ({ helpers }) => awaitEnd(helpers, say),
  });
  if (lock !== undefined) return lock;
  throw new EmbeddedError(
    'folder-in-use',
    `${what} in ${folder} is already in use by process ${holder.pid} (since ${holder.since}).`,
    `use that one, or end it (kill ${holder.pid}), or set CASEWARD_DATA_DIR to another folder.`,
  );
}
