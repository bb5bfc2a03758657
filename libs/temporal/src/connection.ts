import { Client, Connection } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import { dataConverter } from './data-converter.js';
import { connectionOptions, type EngineAddress } from './engine-address.js';
import { Retries } from './retry.js';

export interface EngineConnection {
  readonly client: Client;
  readonly connection: Connection;
  close(): Promise<void>;
}

/** gRPC would wait up to two minutes before it tries a server again that was away. */
const SOON_AGAIN = { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2_000 };

/** Lazy: the process starts without the engine, and every call says for itself that the engine is away. */
export function connectEngine(engine: EngineAddress, codec: PayloadCodec): EngineConnection {
  const retries = new Retries();
  const connection = Connection.lazy({
    ...connectionOptions(engine),
    channelArgs: SOON_AGAIN,
    interceptors: [retries.interceptor],
  });
  const client = new Client({ connection, namespace: engine.namespace, dataConverter: dataConverter(codec) });
  return {
    client,
    connection,
    async close() {
      await retries.end();
      await connection.close();
    },
  };
}
