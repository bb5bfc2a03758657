import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import type { Simulation } from '@caseward/cli';
import { instantOf, parseScenario, policyOf, type Scenario } from '@caseward/scenario';

export const root = `${import.meta.dirname}/../..`;
export const main = `${root}/apps/cli/dist/main.js`;

export function scenarioAt(path: string): Scenario {
  return parseScenario(readFileSync(`${root}/${path}`, 'utf8'));
}

export interface TemporaryFolder {
  make(): Promise<string>;
  remove(): Promise<void>;
}

/** A folder that the database's user can pass through. */
export function temporaryFolder(): TemporaryFolder {
  let folder: string | undefined;
  return {
    make: async () => {
      folder = await mkdtemp(join(tmpdir(), 'caseward-e2e-'));
      await chmod(folder, 0o755);
      return folder;
    },
    remove: async () => {
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The folder is removed when the work is done. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = temporaryFolder();
  try {
    return await work(await folder.make());
  } finally {
    await folder.remove();
  }
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `caseward` to its end, as a process of its own. */
export async function caseward(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  stdin = '',
): Promise<Finished> {
  const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, NO_COLOR: '1', ...env } });
  child.stdin.end(stdin);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

/** Until the played clock reads a local moment of the scenario. */
export async function reached(simulation: Simulation, scenario: Scenario, moment: string): Promise<void> {
  const instant = instantOf(policyOf(scenario).zone, moment);
  while (simulation.now() < instant) await sleep(50);
}
