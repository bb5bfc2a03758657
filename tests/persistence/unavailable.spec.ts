import { randomUUID } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { initialState } from '@caseward/domain';
import {
  appendEvents,
  guarded,
  openDataSource,
  readRecord,
  RecordError,
  RecordUnavailableError,
} from '@caseward/persistence';
import type { Pool } from 'pg';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { appendInput, intake } from './a-case.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const unavailable = (reason: string) => expect.objectContaining({ name: 'RecordUnavailableError', reason }) as unknown;
/** A way to the database that can swallow everything, as a machine does that lost its power. */
async function silenceableProxy(target: URL) {
  let isSilent = false;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => isSilent || to.write(bytes));
      from.on('error', () => undefined);
      from.on('close', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.port = String((server.address() as AddressInfo).port);
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: url.href, close, silence: () => void (isSilent = true), speak: () => void (isSilent = false) };
}
const anInput = () => appendInput(initialState(randomUUID()), intake()[0]!);

describe('a database that is away', () => {
  it('is told apart from one that refuses', async () => {
    const url = new URL(database.url);
    const sockets = new Set<Socket>();
    const server = createServer((socket) => sockets.add(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url.port = String((server.address() as AddressInfo).port);
    const silent = openDataSource({ url: url.href, connectTimeoutMs: 200 });
    await expect(silent).rejects.toEqual(unavailable('CONNECTION'));
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
    await expect(openDataSource({ url: url.href })).rejects.toEqual(unavailable('ECONNREFUSED'));
  });

  it('is noticed in the middle of a statement, and used again once it is back', async () => {
    const record = await openDataSource({ url: database.url, poolSize: 2 });
    const admin = await openDataSource({ url: database.superUrl });
    const sleeping = expect(
      // A lock that another session holds is the longest append there can be.
      (async () => {
        const input = anInput();
        await admin.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [input.caseId]);
        return appendEvents(record, input);
      })(),
    ).rejects.toThrow(RecordUnavailableError);
    await expect
      .poll(() =>
        admin.query(`SELECT 1 FROM pg_stat_activity WHERE wait_event = 'advisory' AND datname = current_database()`),
      )
      .toHaveLength(1);
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'caseward_app' AND datname = current_database()`,
    );
    await sleeping;
    const read = () => readRecord(record, randomUUID()).catch((error: unknown) => error);
    await expect.poll(read).toEqual([]);
    await record.destroy();
    await admin.destroy();
  });

  it.each(['statement', 'commit'])(
    'is noticed between two statements of a transaction: by the next %s',
    async (next) => {
      const record = await openDataSource({ url: database.url, poolSize: 1 });
      const admin = await openDataSource({ url: database.superUrl, poolSize: 1 });
      const broken = guarded(() =>
        record.transaction(async (sql) => {
          const [own] = await sql.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
          await admin.query('SELECT pg_terminate_backend($1)', [own?.pid]);
          await expect.poll(() => sql.queryRunner?.isReleased).toBe(true);
          if (next === 'statement') await sql.query('SELECT 1');
        }),
      );
      await expect(broken).rejects.toEqual(unavailable('CONNECTION'));
      await record.destroy();
      await admin.destroy();
    },
  );

  it('is survived also by a connection that nobody listens to at that moment', async () => {
    const record = await openDataSource({ url: database.url, poolSize: 1 });
    const admin = await openDataSource({ url: database.superUrl, poolSize: 1 });
    const pool = (record.driver as PostgresDriver).master as Pool;
    const handedOut = await pool.connect();
    const { rows } = await handedOut.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const ended = new Promise((resolve) => handedOut.once('end', resolve));
    await admin.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
    await expect(guarded(() => handedOut.query('SELECT 1'))).rejects.toEqual(unavailable('CONNECTION'));
    handedOut.release();
    expect(await readRecord(record, randomUUID())).toEqual([]);
    await record.destroy();
    await admin.destroy();
  });

  it('counts as away when it does not answer in time', async () => {
    const record = await openDataSource({ url: database.url, statementTimeoutMs: 100 });
    await expect(appendWhileLocked()).rejects.toEqual(unavailable('57014'));
    await record.destroy();

    async function appendWhileLocked() {
      const admin = await openDataSource({ url: database.superUrl, poolSize: 1 });
      const input = anInput();
      await admin.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [input.caseId]);
      try {
        return await appendEvents(record, input);
      } finally {
        await admin.destroy();
      }
    }
  });
});

describe('a connection that falls silent', () => {
  it('is given up, and the next statement takes another', async () => {
    const proxy = await silenceableProxy(new URL(database.url));
    const record = await openDataSource({
      url: proxy.url,
      poolSize: 1,
      statementTimeoutMs: 100,
      connectTimeoutMs: 500,
    });
    expect(await readRecord(record, randomUUID())).toEqual([]);
    proxy.silence();
    await expect(readRecord(record, randomUUID())).rejects.toEqual(unavailable('CONNECTION'));
    proxy.speak();
    expect(await readRecord(record, randomUUID())).toEqual([]);
    await record.destroy();
    proxy.close();
  });
});

describe('a refused statement', () => {
  it('names the schema and never shows what was sent', async () => {
    const record = await openDataSource({ url: database.url });
    const input = anInput();
    const secret = 'Zaytuna\u0000Alqanari';
    const events = input.events.map((event) => ({ ...event, data: { ...event.data, note: secret } })) as never;
    const error = await appendEvents(record, { ...input, events }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RecordError);
    expect(inspect(error, { depth: 10 })).not.toMatch(/Zaytuna|Alqanari|caseworkerId/);
    expect((error as RecordError).code).toBe('22P05');
    await record.destroy();
  });
});
