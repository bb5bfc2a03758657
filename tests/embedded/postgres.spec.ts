import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Postgres, startPostgres } from '@caseward/embedded';
import { openDataSource } from '@caseward/persistence';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../support/repository.js';
import { openFolder, removeFolder } from './scratch.js';

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const source = await openDataSource({ url });
  try {
    return await source.query(sql);
  } finally {
    await source.destroy();
  }
}

describe('the embedded database', () => {
  const folder = openFolder();
  const dataDir = join(folder, 'postgres');
  let postgres: Postgres;

  beforeAll(async () => {
    postgres = await startPostgres({ dataDir });
  });
  afterAll(async () => {
    await postgres.stop();
    removeFolder(folder);
  });

  it('makes every write durable and listens on this machine only', async () => {
    const sql = `SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages,
      current_setting('synchronous_commit') AS commits, current_setting('listen_addresses') AS listens,
      current_setting('unix_socket_directories') AS sockets, current_setting('server_encoding') AS encoding`;
    expect(await query(postgres.superUrl, sql)).toEqual([
      { fsync: 'on', pages: 'on', commits: 'on', listens: '127.0.0.1', sockets: '', encoding: 'UTF8' },
    ]);
  });

  it('lets the programs in as a role without rights of its own', async () => {
    const sql = `SELECT current_database() AS db, current_user AS who, rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user`;
    expect(await query(postgres.url, sql)).toEqual([
      { db: 'caseward', who: 'caseward_app', rolsuper: false, rolcreaterole: false },
    ]);
    await expect(query(postgres.url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow();
  });

  it('keeps its passwords from other users', () => {
    expect(statSync(join(dataDir, 'passwords.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'cluster')).mode & 0o777).toBe(0o700);
    expect(statSync(postgres.logFile).mode & 0o777).toBe(0o600);
  });

  it('keeps what was written, and its address, over kill -9 and a restart', async () => {
    await query(postgres.superUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const { url, pid } = postgres;
    await postgres.kill();
    expect(postgres.pid).toBeUndefined();
    await postgres.start();
    expect(postgres.pid).not.toBe(pid);
    expect(postgres.url).toBe(url);
    expect(await query(postgres.superUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await postgres.restart();
    expect(await query(postgres.superUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('uses the port of its last run again, and new passwords when the old ones are lost', async () => {
    const { port, url } = postgres;
    await postgres.stop();
    rmSync(join(dataDir, 'passwords.json'));
    postgres = await startPostgres({ dataDir });
    expect(postgres.port).toBe(port);
    expect(postgres.url).not.toBe(url);
    expect(await query(postgres.superUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('starts although the lock file of a killed server names a process that is something else by now', async () => {
    await postgres.kill();
    const file = join(dataDir, 'cluster/postmaster.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)));
    await postgres.start();
    expect(await query(postgres.superUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it("is reached encrypted with the certificates of the compose file, and by nobody else's", async () => {
    const [tls, others] = ['tls', 'others'].map((name) => join(folder, name));
    for (const each of [tls, others]) execFileSync('sh', [join(root, '.docker/certificates.sh'), each!, '2']);
    const cluster = join(dataDir, 'cluster');
    const { uid, gid } = statSync(join(cluster, 'PG_VERSION'));
    for (const file of ['postgres.pem', 'postgres.key']) {
      copyFileSync(join(tls!, file), join(cluster, file));
      chownSync(join(cluster, file), uid, gid);
    }
    for (const line of ["ssl_cert_file = 'postgres.pem'", "ssl_key_file = 'postgres.key'", 'ssl = on']) {
      await query(postgres.superUrl, `ALTER SYSTEM SET ${line}`);
    }
    await postgres.restart();
    const isEncrypted = async (authority: string | undefined) => {
      const url = `${postgres.superUrl.replace('127.0.0.1', 'localhost')}?sslmode=verify-full&sslrootcert=${authority}/ca.pem`;
      return query(url, 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
    };
    expect(await isEncrypted(tls)).toEqual([{ ssl: true }]);
    await expect(isEncrypted(others)).rejects.toThrow(/certificate/);
  });

  it('refuses a second start on the same folder and names the process that has it', async () => {
    const second = startPostgres({ dataDir });
    await expect(second).rejects.toMatchObject({ code: 'folder-in-use' });
    await expect(second).rejects.toThrow(`process ${process.pid}`);
    expect(await query(postgres.superUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('a folder for the database', () => {
  let folder: string;
  let postgres: Postgres | undefined;
  beforeEach(() => {
    folder = openFolder();
  });
  afterEach(async () => {
    await postgres?.stop();
    postgres = undefined;
    removeFolder(folder);
  });

  it('with a set-up that did not finish is set up again', async () => {
    const draft = join(folder, 'postgres/cluster.draft');
    mkdirSync(join(draft, 'base'), { recursive: true });
    writeFileSync(join(draft, 'PG_VERSION'), '18\n');
    const said: string[] = [];
    postgres = await startPostgres({ dataDir: join(folder, 'postgres'), log: (line) => said.push(line) });
    expect(said.join()).toContain('did not finish');
    expect(existsSync(draft)).toBe(false);
    expect(await query(postgres.superUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  // Only root runs the database as somebody else.
  const asRoot = it.skipIf(process.getuid?.() !== 0);

  asRoot('that its user cannot reach is refused before anything is made, with the folder to open', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o700);
    const start = startPostgres({ dataDir: join(closed, 'postgres'), shelter: false });
    await expect(start).rejects.toMatchObject({ code: 'folder-unreachable' });
    await expect(start).rejects.toThrow(`may not enter ${closed}`);
    expect(existsSync(join(closed, 'postgres/passwords.json'))).toBe(false);
  });

  asRoot('that its user cannot reach is replaced by one in the shelter', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o700);
    const said: string[] = [];
    const options = {
      dataDir: join(closed, 'postgres'),
      shelter: join(folder, 'shelter'),
      log: (line: string) => said.push(line),
    };
    postgres = await startPostgres(options);
    expect(said.join()).toContain(`kept in ${join(folder, 'shelter')}`);
    expect(lstatSync(join(closed, 'postgres/cluster')).isSymbolicLink()).toBe(true);
    await query(postgres.superUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await postgres.stop();
    postgres = await startPostgres(options);
    expect(await query(postgres.superUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await postgres.stop();
    // A temporary folder that is gone takes what is in the shelter with it, at the next occasion.
    const left = readlinkSync(join(closed, 'postgres/cluster'));
    rmSync(join(closed, 'postgres'), { recursive: true });
    postgres = await startPostgres({ ...options, dataDir: join(closed, 'other') });
    expect(existsSync(left)).toBe(false);
  });
});
