import { EmbeddedError } from '../errors.js';
import type { PortWish } from '../support/ports.js';

export interface StackPorts {
  readonly postgres?: PortWish | undefined;
  readonly temporal?: PortWish | undefined;
  readonly temporalUi?: PortWish | undefined;
  readonly api?: PortWish | undefined;
  readonly workerHealth?: PortWish | undefined;
}

/** Which setting chooses each port, and the usual number, which gives way when somebody else uses it. */
export const PORT_SETTINGS = {
  postgres: { setting: 'CASEWARD_POSTGRES_PORT', usual: undefined },
  temporal: { setting: 'CASEWARD_TEMPORAL_PORT', usual: 7233 },
  temporalUi: { setting: 'CASEWARD_TEMPORAL_UI_PORT', usual: 8233 },
  api: { setting: 'PORT', usual: 3000 },
  workerHealth: { setting: 'CASEWARD_WORKER_HEALTH_PORT', usual: 3001 },
} as const;

function wish(
  { setting, usual }: { setting: string; usual: number | undefined },
  env: NodeJS.ProcessEnv,
): PortWish | undefined {
  const text = env[setting];
  if (text === undefined || text === '') return usual === undefined ? undefined : { prefer: usual };
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new EmbeddedError(
    'bad-setting',
    `${setting}=${text} is not a port.`,
    `give a number from 1 to 65535, or leave ${setting} out.`,
  );
}

/** The wishes of a person who starts a stack: a port that was set must be free, a usual one is only preferred. */
export function portsFromEnv(env: NodeJS.ProcessEnv = process.env): StackPorts {
  return {
    postgres: wish(PORT_SETTINGS.postgres, env),
    temporal: wish(PORT_SETTINGS.temporal, env),
    temporalUi: wish(PORT_SETTINGS.temporalUi, env),
    api: wish(PORT_SETTINGS.api, env),
    workerHealth: wish(PORT_SETTINGS.workerHealth, env),
  };
}
