import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from '@temporalio/client';

export interface EngineAddress {
  readonly address: string;
  readonly namespace: string;
  readonly tls?: ConnectionOptions['tls'];
}

/** The settings of that name, as the configuration reads them. */
export interface EngineSettings {
  readonly TEMPORAL_ADDRESS: string;
  readonly TEMPORAL_NAMESPACE: string;
  readonly TEMPORAL_TLS_CA_FILE?: string | undefined;
  readonly TEMPORAL_TLS_CERT_FILE?: string | undefined;
  readonly TEMPORAL_TLS_KEY_FILE?: string | undefined;
}

/** Where the engine is, with the certificates read: a fault in them shows before any work is taken. */
export function engineAddress(settings: EngineSettings): EngineAddress {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = settings;
  const [ca, crt, key] = [
    settings.TEMPORAL_TLS_CA_FILE,
    settings.TEMPORAL_TLS_CERT_FILE,
    settings.TEMPORAL_TLS_KEY_FILE,
  ];
  if (ca === undefined && crt === undefined) return { address, namespace };
  return {
    address,
    namespace,
    tls: {
      ...(ca === undefined ? {} : { serverRootCACertificate: readFileSync(ca) }),
      ...(crt === undefined || key === undefined
        ? {}
        : { clientCertPair: { crt: readFileSync(crt), key: readFileSync(key) } }),
    },
  };
}
