import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as scenarioPackage from '@caseward/scenario';
import type { Domain } from '../world.js';
import type { PlantedBug } from './bugs.js';
import { checkout } from './checkout.js';

/** The packages as they are with the bug in them. */
export interface Planted {
  readonly domain: Domain;
  readonly scenario: typeof scenarioPackage;
}

const root = checkout();
const GROUND = join(root, '.caseward/planted');
const COPIED = ['domain', 'contracts', 'scenario'];

/** Copies of the compiled packages, so that all of them meet the planted domain under its usual name. */
function layOut(ground: string): void {
  rmSync(ground, { recursive: true, force: true });
  for (const name of COPIED) {
    const folder = join(ground, 'node_modules/@caseward', name);
    mkdirSync(folder, { recursive: true });
    cpSync(join(root, 'libs', name, 'package.json'), join(folder, 'package.json'));
    cpSync(join(root, 'libs', name, 'dist'), join(folder, 'dist'), {
      recursive: true,
      filter: (path) => !/\.(?:map|d\.ts|tsbuildinfo)$|\.spec\.js$/.test(path),
    });
  }
}

/** @throws Error when the snippet is not there exactly once: the rule has moved, and the bug with it */
function patch(ground: string, { rule, file, snippet, replacement }: PlantedBug): void {
  const path = join(ground, 'node_modules/@caseward/domain/dist', file);
  const parts = readFileSync(path, 'utf8').split(snippet);
  if (parts.length !== 2) {
    throw new Error(
      `${rule}: "${snippet}" stands ${String(parts.length - 1)} times in ${file}; plant the bug where the rule is now`,
    );
  }
  writeFileSync(path, parts.join(replacement));
}

/** @param name of the folder; everybody who plants at the same time needs another one */
export async function plant(name: string, bug: PlantedBug | null): Promise<Planted> {
  const ground = join(GROUND, name);
  layOut(ground);
  if (bug !== null) patch(ground, bug);
  const load = async (it: string): Promise<unknown> =>
    import(pathToFileURL(join(ground, 'node_modules/@caseward', it, 'dist/index.js')).href);
  return { domain: (await load('domain')) as Domain, scenario: (await load('scenario')) as typeof scenarioPackage };
}

export function clear(name: string): void {
  rmSync(join(GROUND, name), { recursive: true, force: true });
}
