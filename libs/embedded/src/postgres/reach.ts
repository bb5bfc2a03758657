import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedError } from '../errors.js';
import type { Log } from '../support/log-file.js';
import type { Account } from './account.js';
import { type PostgresBinaries, binariesIn } from './binaries.js';
import { newHome, openShelter } from './shelter.js';

/** The topmost folder on the way that this user may not enter; undefined when the user can enter the folder itself. */
export function firstBarrier(folder: string, { uid, gid }: Account): string | undefined {
  const way: string[] = [];
  for (let step = resolve(folder); ; step = dirname(step)) {
    way.unshift(step);
    if (step === dirname(step)) break;
  }
  // Asked as that user, so that groups, access lists and mount options all count. test -x alone would miss relative access.
  const script =
    'for folder do if [ -e "$folder" ] && ! cd "$folder" 2>/dev/null; then printf %s "$folder"; exit 1; fi; done';
  const { status, stdout } = spawnSync('/bin/sh', ['-c', script, 'sh', ...way], {
    uid,
    gid,
    cwd: '/',
    encoding: 'utf8',
  });
  return status === 0 ? undefined : stdout || folder;
}

/** The folder for the cluster: the one beside the state if the user can get there, else one in the shelter. */
export function chooseClusterHome(
  wanted: string,
  account: Account | undefined,
  shelter: string | false,
  log: Log,
): string {
  if (account === undefined) return wanted;
  const barrier = firstBarrier(wanted, account);
  if (barrier === undefined) return wanted;
  const place = shelterFor(shelter, account);
  if (place === undefined) {
    throw new EmbeddedError(
      'folder-unreachable',
      `As root, PostgreSQL runs as the user "postgres", and that user may not enter ${barrier}, so it cannot reach ${wanted}.`,
      `choose a folder that every user may reach (CASEWARD_DATA_DIR=/var/lib/caseward), or open this one (chmod o+x ${barrier}), or run as an ordinary user.`,
    );
  }
  const home = newHome(place, wanted);
  log(`database: the user "postgres" may not enter ${barrier}; its files are kept in ${home} instead`);
  return home;
}

function shelterFor(shelter: string | false, account: Account): string | undefined {
  const place = shelter === false ? undefined : openShelter(shelter);
  return place !== undefined && firstBarrier(place, account) === undefined ? place : undefined;
}

/** A checkout below a closed home folder hides the programs too: then a copy in the shelter is used. */
export function reachableBinaries(
  binaries: PostgresBinaries,
  account: Account | undefined,
  shelter: string | false,
  log: Log,
): PostgresBinaries {
  if (account === undefined) return binaries;
  const barrier = firstBarrier(join(binaries.native, 'bin'), account);
  if (barrier === undefined) return binaries;
  const place = shelterFor(shelter, account);
  if (place === undefined) {
    throw new EmbeddedError(
      'folder-unreachable',
      `As root, PostgreSQL runs as the user "postgres", and that user may not enter ${barrier}, where its programs are.`,
      `open that folder (chmod o+x ${barrier}), move the checkout, or run as an ordinary user.`,
    );
  }
  const copy = join(place, `postgres-${packageVersion(binaries)}-${process.platform}-${process.arch}`);
  if (!existsSync(copy)) {
    log(`database: the user "postgres" may not enter ${barrier}; the PostgreSQL programs are copied to ${copy}`);
    const draft = `${copy}.${randomUUID()}`;
    cpSync(binaries.native, draft, { recursive: true, verbatimSymlinks: true });
    // Installed under a strict umask the files are closed themselves.
    execFileSync('chmod', ['-R', 'a+rX', draft]);
    try {
      renameSync(draft, copy);
    } catch {
      // Another start made the same copy meanwhile.
      rmSync(draft, { recursive: true, force: true });
    }
  }
  return binariesIn(copy);
}

function packageVersion({ native }: PostgresBinaries): string {
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as { version: string };
  return version;
}

/** Folders below are opened for passing through only, where they belong to us: names stay hidden, files stay closed. */
export function letPass(folder: string, account: Account | undefined): void {
  if (account !== undefined) chmodSync(folder, 0o711);
}
