import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, without a trailing slash; found from the sources and from what is compiled of them. */
export const root = rootAbove(dirname(fileURLToPath(import.meta.url)));

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'nx.json')) ? folder : rootAbove(dirname(folder));
}

export const readText = (path: string): string => readFileSync(`${root}/${path}`, 'utf8');

export const isThere = (path: string): boolean => existsSync(`${root}/${path}`);

export const readJson = <Shape>(path: string): Shape => JSON.parse(readText(path)) as Shape;

const skipped = new Set(['node_modules', 'dist', '.git', '.nx', '.caseward', 'coverage']);

/** Every file below `folder` whose name ends in `suffix`, as a path from the root. */
export function filesBelow(folder: string, suffix: string): string[] {
  return readdirSync(`${root}/${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(path, suffix);
    return path.endsWith(suffix) ? [path] : [];
  });
}

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly private: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, string>>;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly workspaces?: readonly string[];
}

export interface PackageRule {
  readonly folder: string;
  readonly imports: readonly string[];
  readonly external?: readonly string[];
  readonly node?: boolean;
}

/** boundaries.json: who may import whom. */
export const packageRules = readJson<{ packages: Record<string, PackageRule> }>(
  'tests/architecture/boundaries.json',
).packages;
