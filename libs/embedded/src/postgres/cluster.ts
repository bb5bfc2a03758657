import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { EmbeddedError } from '../errors.js';
import { Warden } from '../processes/warden-client.js';
import { type Log, logTail } from '../support/log-file.js';
import { readState, writeState } from '../support/state-file.js';
import type { Account } from './account.js';
import type { PostgresBinaries } from './binaries.js';
import { chooseClusterHome, letPass } from './reach.js';

export const SUPERUSER = 'postgres';
export const APP_ROLE = 'caseward_app';
export const API_ROLE = 'caseward_api';
export const NAMES_ROLE = 'caseward_names';
export const DATABASE = 'caseward';
const PASSWORDS = 'passwords.json';

export interface ClusterSite {
  /** The folder of the state, the passwords and the lock. */
  readonly dataDir: string;
  readonly binaries: PostgresBinaries;
  readonly account: Account | undefined;
  readonly shelter: string | false;
  readonly logFile: string;
  readonly log: Log;
}

export interface Passwords {
  readonly superuser: string;
  readonly app: string;
  /** Of the role of the API, which the migration makes. */
  readonly api: string;
  /** Of the role for the list of names, as well. */
  readonly names: string;
}

const freshPassword = (): string => randomBytes(24).toString('base64url');

function knownPasswords(dataDir: string): Passwords | undefined {
  const { superuser, app, api, names } = readState(join(dataDir, PASSWORDS));
  if (typeof superuser !== 'string' || typeof app !== 'string') return undefined;
  if (typeof api === 'string' && typeof names === 'string') return { superuser, app, api, names };
  // From before the API and the list of names had roles of their own.
  const known = { superuser, app, api: freshPassword(), names: freshPassword() };
  writeState(join(dataDir, PASSWORDS), known);
  return known;
}

function freshPasswords(dataDir: string): Passwords {
  const [superuser, app, api, names] = [freshPassword(), freshPassword(), freshPassword(), freshPassword()];
  const fresh = { superuser, app, api, names };
  writeState(join(dataDir, PASSWORDS), fresh);
  return fresh;
}

/** Runs one of PostgreSQL's own tools to its end, as the server's user. */
async function runAsServer(site: ClusterSite, command: string, args: string[], stdin?: string): Promise<void> {
  const { account, logFile } = site;
  const run = await Warden.get().spawn({
    command,
    args,
    env: serverEnv(),
    logFile,
    stopSignal: 'SIGINT',
    graceMs: 5_000,
    cwd: '/',
    ...(account ?? {}),
    ...(stdin === undefined ? {} : { stdin }),
  });
  const { code, signal } = await run.exited;
  const output = logTail(logFile);
  if (code === 0 && !/\b(ERROR|FATAL|PANIC):/.test(output)) return;
  throw new EmbeddedError(
    'start-failed',
    `${command} failed (${signal ?? `code ${code}`}).`,
    `read the end of ${logFile}:\n${output}`,
  );
}

/** Settings of the shell for another database must not reach this one, and messages are read here in English. */
export function serverEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

function giveTo(path: string, account: Account | undefined): void {
  if (account !== undefined) chownSync(path, account.uid, account.gid);
}

/** Hands a tool a file that only the server's user can read, for as long as the tool runs. */
async function withSecret(
  site: ClusterSite,
  file: string,
  content: string,
  use: (file: string) => Promise<void>,
): Promise<void> {
  writeFileSync(file, `${content}\n`, { mode: 0o600 });
  giveTo(file, site.account);
  try {
    await use(file);
  } finally {
    rmSync(file, { force: true });
  }
}

/** Single-user mode needs no port, no connection and no password. */
function runStatements(site: ClusterSite, cluster: string, statements: readonly string[]): Promise<void> {
  const run = (file: string) => runAsServer(site, site.binaries.postgres, ['--single', '-D', cluster, SUPERUSER], file);
  return withSecret(site, `${cluster}.statements`, statements.join('\n'), run);
}

async function initialise(site: ClusterSite, draft: string, { superuser, app }: Passwords): Promise<void> {
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  giveTo(draft, site.account);
  // PostgreSQL's own collation: the order of texts must not change when the operating system is upgraded.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  await withSecret(site, `${draft}.secret`, superuser, (file) => {
    const access = ['--auth=scram-sha-256', `--username=${SUPERUSER}`, `--pwfile=${file}`];
    return runAsServer(site, site.binaries.initdb, [`--pgdata=${draft}`, ...locale, ...access, '--no-instructions']);
  });
  await runStatements(site, draft, [`CREATE ROLE ${APP_ROLE} LOGIN PASSWORD '${app}'`, `CREATE DATABASE ${DATABASE}`]);
}

/** The cluster is there but its passwords were lost: it gets new ones. */
async function renewPasswords(site: ClusterSite, cluster: string): Promise<Passwords> {
  const passwords = freshPasswords(site.dataDir);
  site.log('database: the file with its passwords is gone; setting new ones');
  await runStatements(site, cluster, [
    `ALTER ROLE ${SUPERUSER} PASSWORD '${passwords.superuser}'`,
    `ALTER ROLE ${APP_ROLE} PASSWORD '${passwords.app}'`,
  ]);
  return passwords;
}

/**
 * Makes sure that there is a cluster, and answers with its real folder. A new one is made under a draft name and gets its
 * own name when it is complete: whatever interrupts this, the next start finds either nothing or a whole cluster.
 */
export async function ensureCluster(site: ClusterSite): Promise<{ folder: string; passwords: Passwords }> {
  const named = join(site.dataDir, 'cluster');
  const elsewhere = lstatSync(named, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (existsSync(join(named, 'PG_VERSION'))) {
    const folder = elsewhere ? readlinkSync(named) : named;
    return { folder, passwords: knownPasswords(site.dataDir) ?? (await renewPasswords(site, folder)) };
  }
  // A link without a cluster behind it: its folder was removed, so the database begins anew.
  if (elsewhere) rmSync(named);
  return createCluster(site, named);
}

async function createCluster(site: ClusterSite, named: string): Promise<{ folder: string; passwords: Passwords }> {
  letPass(site.dataDir, site.account);
  const home = chooseClusterHome(site.dataDir, site.account, site.shelter, site.log);
  const folder = join(home, 'cluster');
  const draft = join(home, 'cluster.draft');
  if (existsSync(draft)) site.log('database: an earlier set-up did not finish; it is done over');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  letPass(home, site.account);
  site.log('database: creating the cluster');
  const passwords = knownPasswords(site.dataDir) ?? freshPasswords(site.dataDir);
  await initialise(site, draft, passwords);
  renameSync(draft, folder);
  if (folder !== named) symlinkSync(folder, named);
  return { folder, passwords };
}
