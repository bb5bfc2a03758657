import { Client, Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import { dataConverter } from './data-converter.js';
import type { EngineAddress } from './engine-address.js';

export interface EngineConnection {
  readonly client: Client;
  readonly connection: Connection;
  close(): Promise<void>;
}

/** gRPC would wait up to two minutes before it tries a server again that was away. */
const SOON_AGAIN = { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2_000 };

/** A case takes ten updates at once, so a crowd waits in line; but nobody is to wait long beyond his own patience. */
const RETRY = defaultGrpcRetryOptions({ maxAttempts: 30, initialIntervalMs: () => 100, maxIntervalMs: () => 1_000 });

/** Lazy: the process starts without the engine, and every call says for itself that the engine is away. */
export function connectEngine(engine: EngineAddress, codec: PayloadCodec): EngineConnection {
  const connection = Connection.lazy({
    address: engine.address,
    channelArgs: SOON_AGAIN,
    interceptors: [makeGrpcRetryInterceptor(RETRY)],
    ...(engine.tls === undefined ? {} : { tls: engine.tls }),
  });
  const client = new Client({ connection, namespace: engine.namespace, dataConverter: dataConverter(codec) });
  return { client, connection, close: () => connection.close() };
}
