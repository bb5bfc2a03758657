import { readFileSync } from 'node:fs';
import type { TLSConfig } from '@temporalio/client';

export interface EngineAddress {
  readonly address: string;
  readonly namespace: string;
  readonly tls?: TLSConfig;
  readonly apiKey?: string;
}

export type EngineOptions = Pick<EngineAddress, 'address' | 'tls' | 'apiKey'>;

/** The settings of that name, as the configuration reads them. */
export interface EngineSettings {
  readonly TEMPORAL_ADDRESS: string;
  readonly TEMPORAL_NAMESPACE: string;
  readonly TEMPORAL_TLS_CA_FILE?: string | undefined;
  readonly TEMPORAL_TLS_CERT_FILE?: string | undefined;
  readonly TEMPORAL_TLS_KEY_FILE?: string | undefined;
  readonly TEMPORAL_API_KEY?: string | undefined;
}

/** Where the engine is, with the certificates read: a fault in them shows before any work is taken. */
export function engineAddress(settings: EngineSettings): EngineAddress {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace, TEMPORAL_API_KEY: apiKey } = settings;
  const tls = tlsOf(settings);
  return {
    address,
    namespace,
    ...(tls === undefined ? {} : { tls }),
    ...(apiKey === undefined ? {} : { apiKey }),
  };
}

/** Undefined: as the engine's library has it, which is TLS with a token and none without. */
function tlsOf(settings: EngineSettings): TLSConfig | undefined {
  const { TEMPORAL_TLS_CA_FILE: ca, TEMPORAL_TLS_CERT_FILE: crt, TEMPORAL_TLS_KEY_FILE: key } = settings;
  if (ca === undefined && crt === undefined) return undefined;
  return {
    ...(ca === undefined ? {} : { serverRootCACertificate: readFileSync(ca) }),
    ...(crt === undefined || key === undefined
      ? {}
      : { clientCertPair: { crt: readFileSync(crt), key: readFileSync(key) } }),
  };
}

/** The engine as the library's connections take it. */
export function connectionOptions({ address, tls, apiKey }: EngineAddress): EngineOptions {
  return { address, ...(tls === undefined ? {} : { tls }), ...(apiKey === undefined ? {} : { apiKey }) };
}
