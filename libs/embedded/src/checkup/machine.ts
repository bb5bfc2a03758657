import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { nodeProblem } from '../../bootstrap/node-version.mjs';
import { installNeed } from '../../bootstrap/steps/install.mjs';
import { missingPostgresLinks } from '../../bootstrap/steps/postgres-links.mjs';
import { knownAccount } from '../postgres/account.js';
import { locateBinaries } from '../postgres/binaries.js';
import { firstBarrier } from '../postgres/reach.js';
import { DEFAULT_SHELTER } from '../postgres/shelter.js';

/** Something that does not work as it is, and how to get past it. */
export interface Trouble {
  readonly what: string;
  readonly fix: string;
}

const PATIENCE_MS = 30_000;

/** Looks only: nothing here creates, installs or starts anything. */
export function nodeTrouble(): Trouble | undefined {
  const [what, fix] = nodeProblem(process.versions.node, process.platform)?.split('\nFix: ') ?? [];
  return what === undefined ? undefined : { what, fix: fix ?? 'install another Node.js.' };
}

export function packagesTrouble(root: string): Trouble | undefined {
  const need = installNeed(root);
  return need === undefined ? undefined : { what: need, fix: 'npm ci' };
}

/** Whether the database's programs run here; an absent link shows only when one of them looks for its library. */
export function postgresTrouble(root: string): Trouble | undefined {
  const missing = missingPostgresLinks(root).length;
  if (missing > 0) {
    const fix = 'npm start makes them; or npm rebuild with install scripts allowed.';
    return { what: `${missing} links of the PostgreSQL libraries are missing`, fix };
  }
  try {
    const { postgres, initdb } = locateBinaries();
    const broken = [postgres, initdb].find((program) => !runs(program));
    if (broken === undefined) return undefined;
    return { what: `${broken} does not run`, fix: 'rm -rf node_modules && npm ci, on this machine.' };
  } catch (error) {
    const [what = '', fix = ''] = (error as Error).message.split('\nFix: ');
    return { what, fix };
  }
}

function runs(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore', timeout: PATIENCE_MS }).status === 0;
}

/** Where the files of the database go for a data folder, or why they cannot go anywhere. */
export function dataFolderState(dataDir: string): { readonly note?: string } | Trouble {
  const existing = firstExisting(resolve(dataDir));
  try {
    accessSync(existing, constants.W_OK | constants.X_OK);
  } catch {
    return { what: `${existing} cannot be written`, fix: 'chown it, or choose another one with CASEWARD_DATA_DIR.' };
  }
  const folder = join(resolve(dataDir), 'postgres');
  const account = knownAccount(folder);
  const barrier = account === undefined ? undefined : firstBarrier(folder, account);
  if (account === undefined || barrier === undefined) return {};
  if (firstBarrier(DEFAULT_SHELTER, account) === undefined) {
    return { note: `the user "postgres" may not enter ${barrier}, so the database is kept below ${DEFAULT_SHELTER}` };
  }
  return {
    what: `the user "postgres" may enter neither ${barrier} nor ${DEFAULT_SHELTER}`,
    fix: `chmod o+x ${barrier}, choose another folder with CASEWARD_DATA_DIR, or run as an ordinary user.`,
  };
}

function firstExisting(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : firstExisting(dirname(folder));
}
