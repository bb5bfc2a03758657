import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TemporalServer, engineBinaries, startTemporalServer } from '@caseward/embedded';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFolder, removeFolder } from './scratch.js';

/** The addresses on which a process listens, as the kernel has them. */
function listenersOf(pid: number): string[] {
  const LISTEN = '0A';
  const sockets = readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(`/proc/${pid}/fd/${fd}`));
  const lines = ['tcp', 'tcp6'].flatMap((family) => readFileSync(`/proc/${pid}/net/${family}`, 'utf8').split('\n'));
  return lines.flatMap((line) => {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
    if (state !== LISTEN || !sockets.includes(`socket:[${inode}]`)) return [];
    const [address = ''] = local.split(':');
    return [address.length === 8 ? Buffer.from(address, 'hex').reverse().join('.') : address];
  });
}

/** A file may be closed between being listed and being looked at. */
function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

describe('the embedded Temporal server', () => {
  const folder = openFolder();
  const dataDir = join(folder, 'temporal');
  const namespace = 'caseward';
  let server: TemporalServer;

  const withClient = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
    const connection = await Connection.connect({ address: server.address });
    try {
      return await work(new Client({ connection, namespace }));
    } finally {
      await connection.close();
    }
  };
  const begin = (workflowId: string) =>
    withClient((client) => client.workflow.start('waiting', { taskQueue: 'nobody', workflowId }));
  const stateOf = (workflowId: string) =>
    withClient(async (client) => (await client.workflow.getHandle(workflowId).describe()).status.name);

  beforeAll(async () => {
    server = await startTemporalServer({ binary: engineBinaries().temporal, dataDir, namespace });
  });
  afterAll(async () => {
    await server.stop();
    removeFolder(folder);
  });

  it('serves its namespace and its pages', async () => {
    await begin('first');
    expect(await stateOf('first')).toBe('RUNNING');
    expect((await fetch(server.uiUrl ?? '')).status).toBe(200);
  });

  it.skipIf(process.platform !== 'linux')('listens on this machine only, with every one of its ports', () => {
    const listening = listenersOf(server.pid ?? 0);
    expect(listening.length).toBeGreaterThanOrEqual(2);
    expect(listening.filter((address) => address !== '127.0.0.1')).toEqual([]);
  });

  it('keeps its workflows, and its address, over kill -9', async () => {
    await begin('second');
    const { address } = server;
    await server.kill();
    await server.start();
    expect(server.address).toBe(address);
    expect(await stateOf('second')).toBe('RUNNING');
  });

  it('refuses a second server on the same database', async () => {
    const second = startTemporalServer({ binary: engineBinaries().temporal, dataDir, namespace });
    await expect(second).rejects.toMatchObject({ code: 'folder-in-use' });
  });

  it('keeps its workflows over an orderly restart', async () => {
    await server.restart();
    expect(await stateOf('second')).toBe('RUNNING');
  });

  it('begins anew when its database was interrupted while it was made', async () => {
    await server.stop();
    for (const suffix of ['-wal', '-shm']) rmSync(join(dataDir, `temporal.db${suffix}`), { force: true });
    writeFileSync(join(dataDir, 'temporal.db'), 'half a database');
    writeFileSync(join(dataDir, 'temporal.db.unfinished'), '');
    await server.start();
    await begin('third');
    expect(await stateOf('third')).toBe('RUNNING');
    expect(existsSync(join(dataDir, 'temporal.db.unfinished'))).toBe(false);
  });

  it('says what is wrong with a program that cannot be started', async () => {
    const other = startTemporalServer({
      binary: join(folder, 'nowhere'),
      dataDir: join(folder, 'other'),
      headless: true,
    });
    await expect(other).rejects.toMatchObject({ code: 'start-failed' });
  });
});
