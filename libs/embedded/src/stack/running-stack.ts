import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { identify, isAlive } from '../../bootstrap/support/process-identity.mjs';
import { readState, writeState } from '../support/state-file.js';

/** Where the parts of a stack that runs now can be reached. */
export interface RunningStack {
  readonly pid: number;
  readonly apiUrl: string;
  readonly workerUrl: string;
  readonly databaseUrl: string;
  readonly databaseAdminUrl: string;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  readonly temporalUiUrl?: string;
}

function fileOf(dataDir: string): string {
  return join(dataDir, 'running.json');
}

export function publishStack(dataDir: string, stack: RunningStack): void {
  writeState(fileOf(dataDir), { ...stack, owner: identify(stack.pid) });
}

export function unpublishStack(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
}

/** Finds the stack that another process runs on this data folder; undefined when none is up. */
export function findRunningStack(dataDir: string): RunningStack | undefined {
  const { owner, ...stack } = readState(fileOf(dataDir));
  // Written by publishStack and by nobody else: whole, or not there.
  return isAlive(owner as Parameters<typeof isAlive>[0]) ? (stack as unknown as RunningStack) : undefined;
}
