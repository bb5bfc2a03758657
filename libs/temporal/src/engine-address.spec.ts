import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectionOptions, engineAddress } from './engine-address.js';

/** The first byte of a TLS handshake. */
const HANDSHAKE = 0x16;

describe('a token for the engine', () => {
  let server: Server;
  let heard: Promise<Buffer>;

  beforeEach(async () => {
    server = createServer((socket) => socket.on('error', () => undefined));
    heard = new Promise((resolve) => {
      server.once('connection', (socket) => {
        socket.once('data', (bytes) => {
          resolve(bytes);
          socket.destroy();
        });
      });
    });
    await once(server.listen(0, 'localhost'), 'listening');
  });
  afterEach(() => void server.close());

  it.each([
    [
      'a process that gives commands',
      async (options: object) => Connection.connect({ ...options, connectTimeout: 500 }),
    ],
    ['a process that works', async (options: object) => NativeConnection.connect(options)],
  ])('never leaves %s unencrypted', async (_, connect) => {
    const { port } = server.address() as AddressInfo;
    const settings = {
      TEMPORAL_ADDRESS: `localhost:${port}`,
      TEMPORAL_NAMESPACE: 'default',
      TEMPORAL_API_KEY: 'an-invented-token',
    };
    const connected = connect(connectionOptions(engineAddress(settings))).catch(() => undefined);
    const bytes = await heard;
    expect([bytes[0], bytes.includes('an-invented-token')]).toEqual([HANDSHAKE, false]);
    server.close();
    await connected;
  });
});
