import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { identify } from '../../bootstrap/support/process-identity.mjs';
import { readState, writeState } from '../support/state-file.js';
import { readPostmaster } from './stale.js';

/** Where root keeps what the database's user must reach when the chosen folder cannot be reached by that user. */
export const DEFAULT_SHELTER = '/var/lib/caseward';
const OWNER = 'owner.json';

/** Makes the shelter, passable for all but open to nobody; undefined where that cannot be done. */
export function openShelter(shelter: string): string | undefined {
  try {
    mkdirSync(shelter, { recursive: true });
    chmodSync(shelter, 0o711);
    return shelter;
  } catch {
    return undefined;
  }
}

/** A new home for the cluster of this data folder, with a note of whose it is. */
export function newHome(shelter: string, dataDir: string): string {
  prune(shelter);
  const home = join(shelter, randomUUID());
  writeState(join(home, OWNER), { dataDir: resolve(dataDir) });
  return home;
}

function isAbandoned(home: string): boolean {
  const { dataDir } = readState(join(home, OWNER));
  // Elsewhere a folder that is not there may be on a disk that is not mounted just now; a temporary one is gone for good.
  if (typeof dataDir !== 'string' || !dataDir.startsWith(resolve(tmpdir()) + sep) || existsSync(dataDir)) return false;
  const server = readPostmaster(join(home, 'cluster'));
  return server === undefined || identify(server.pid) === undefined;
}

/** Clusters whose data folder was temporary and has been removed, as tests do, are removed as well. */
function prune(shelter: string): void {
  for (const name of readdirSync(shelter)) {
    const home = join(shelter, name);
    if (existsSync(join(home, OWNER)) && isAbandoned(home)) rmSync(home, { recursive: true, force: true });
  }
}
