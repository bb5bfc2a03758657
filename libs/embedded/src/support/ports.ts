import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { EmbeddedError } from '../errors.js';
import { portOwner } from './port-owner.js';

export const LOOPBACK = '127.0.0.1';
// Below the range from which systems pick ports for outgoing connections: a port found free here stays free.
const LOWEST = 20_000;
const HIGHEST = 32_000;
const ATTEMPTS = 200;

/** A number must be free; a preference gives way to any free port; without a wish an earlier port or any free one will do. */
export type PortWish = number | { readonly prefer: number };

export interface PortRequest {
  readonly wish?: PortWish | undefined;
  /** The port of an earlier run, used again when it is free. */
  readonly remembered?: number | undefined;
  /** What the port is for, and which setting chooses it. */
  readonly purpose: string;
  readonly setting: string;
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) return port;
  }
  throw new EmbeddedError(
    'port-taken',
    `No free port was found between ${LOWEST} and ${HIGHEST}.`,
    'end programs that hold ports there, or name the ports yourself.',
  );
}

export async function resolvePort({ wish, remembered, purpose, setting }: PortRequest): Promise<number> {
  if (typeof wish === 'number') {
    if (await isFree(wish)) return wish;
    const owner = portOwner(wish) ?? 'another program';
    throw new EmbeddedError(
      'port-taken',
      `Port ${wish} for ${purpose} is taken by ${owner}.`,
      `end that program, or choose another port with ${setting}; without that setting a free one is taken.`,
    );
  }
  for (const port of [wish?.prefer, remembered]) {
    if (port !== undefined && (await isFree(port))) return port;
  }
  return freePort();
}
