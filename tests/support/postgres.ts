import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate, namesAddress, openDataSource } from '@caseward/persistence';
import { root } from './repository.js';

/** A database of its own for one spec file, on the server that all spec files of a run share. */
export interface TestDatabase {
  readonly name: string;
  /** As the app role, which may only add to the record. */
  readonly url: string;
  /** As the role of the API, which reads on behalf of the person that a transaction names. */
  readonly apiUrl: string;
  /** As the role of the list of names. */
  readonly namesUrl: string;
  /** As the superuser. */
  readonly superUrl: string;
  readonly appPassword: string;
  /** Ends every connection to it and removes it. */
  drop(): Promise<void>;
}

export interface TestDatabaseSettings {
  /** Without roles, schemas and tables; default false. */
  readonly empty?: boolean;
}

interface Announcement {
  readonly keeper: number;
  readonly url?: string;
  readonly error?: string;
}

const APP_PASSWORD = 'only-for-tests-app';
const TEMPLATE = 'caseward_template';

/** Needs nothing but the installed packages; the first call of a run starts the server. */
export async function testDatabase({ empty = false }: TestDatabaseSettings = {}): Promise<TestDatabase> {
  const server = await sharedServer();
  const name = `test_${randomBytes(6).toString('hex')}`;
  if (!empty) await ensureTemplate(server);
  await administer(server, `CREATE DATABASE ${name} TEMPLATE ${empty ? 'template0' : TEMPLATE}`);
  const superUrl = withDatabase(server, name);
  const url = new URL(superUrl);
  url.username = 'caseward_app';
  url.password = APP_PASSWORD;
  const apiUrl = new URL(url);
  apiUrl.username = 'caseward_api';
  return {
    name,
    url: url.href,
    apiUrl: apiUrl.href,
    namesUrl: namesAddress(url.href),
    superUrl,
    appPassword: APP_PASSWORD,
    drop: () => administer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** The database as it is now, under another name: what an older backup would bring back. Nothing may be connected to it. */
export async function databaseCopy(of: TestDatabase): Promise<TestDatabase> {
  const server = await sharedServer();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(server, `CREATE DATABASE ${name} TEMPLATE ${of.name}`);
  const moved = (url: string): string => withDatabase(url, name);
  return {
    ...of,
    name,
    url: moved(of.url),
    apiUrl: moved(of.apiUrl),
    namesUrl: moved(of.namesUrl),
    superUrl: moved(of.superUrl),
    drop: () => administer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function administer(server: string, ...statements: string[]): Promise<void> {
  const admin = await openDataSource({ url: server, poolSize: 1, applicationName: 'tests' });
  try {
    for (const statement of statements) await admin.query(statement);
  } finally {
    await admin.destroy();
  }
}

/** Migrates once for a run: copying a database takes a fraction of the time. */
async function ensureTemplate(server: string): Promise<void> {
  const admin = await openDataSource({
    url: server,
    poolSize: 1,
    applicationName: 'tests',
    statementTimeoutMs: 60_000,
  });
  try {
    await admin.query('SELECT pg_advisory_lock(1)');
    const found = await admin.query<unknown[]>('SELECT FROM pg_database WHERE datname = $1 AND datistemplate', [
      TEMPLATE,
    ]);
    if (found.length > 0) return;
    await admin.query(`DROP DATABASE IF EXISTS ${TEMPLATE}`);
    await admin.query(`CREATE DATABASE ${TEMPLATE} TEMPLATE template0`);
    await migrate({ adminUrl: withDatabase(server, TEMPLATE), appPassword: APP_PASSWORD });
    await admin.query(`ALTER DATABASE ${TEMPLATE} IS_TEMPLATE true`);
  } finally {
    await admin.destroy();
  }
}

/** The run is the process that forked this one; whoever makes the folder first starts the server, the others wait for it. */
async function sharedServer(): Promise<string> {
  const given = process.env['CASEWARD_TEST_POSTGRES_URL'];
  if (given !== undefined) return given;
  const folder = join('/tmp', `caseward-test-${process.ppid}`);
  if (await madeFolder(folder)) startKeeper(folder);
  for (let waited = 0; waited < 30_000; waited += 50) {
    const server = await announced(folder);
    if (server?.error !== undefined) throw new Error(`PostgreSQL for tests did not start:\n${server.error}`);
    if (server?.url !== undefined) return server.url;
    await sleep(50);
  }
  throw new Error(`PostgreSQL for tests did not start within 30 s; see ${folder}`);
}

async function madeFolder(folder: string): Promise<boolean> {
  await removeForsaken(folder);
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** A run that was killed together with its keeper left its folder, and a later run got its process id. */
async function removeForsaken(folder: string): Promise<void> {
  const keeper = (await announced(folder))?.keeper;
  if (keeper !== undefined && !isAlive(keeper)) await rm(folder, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function startKeeper(folder: string): void {
  const keeper = `${root}/tests/support/postgres-keeper.mjs`;
  spawn(process.execPath, [keeper, folder, String(process.ppid)], { detached: true, stdio: 'ignore' }).unref();
}

async function announced(folder: string): Promise<Announcement | null> {
  try {
    return JSON.parse(await readFile(join(folder, 'server.json'), 'utf8')) as Announcement;
  } catch {
    return null;
  }
}
