import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../support/log-file.js';

/** The server's database file, together with a note that stays beside it until the server has been ready once. */
export class TemporalStore {
  readonly file: string;
  private readonly unfinished: string;

  constructor(folder: string) {
    this.file = join(folder, 'temporal.db');
    this.unfinished = join(folder, 'temporal.db.unfinished');
  }

  /** A file that was interrupted while the server created its tables is of no use: the server would never start on it. */
  prepare(folder: string, log: Log): void {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o700);
    if (existsSync(this.unfinished)) {
      log('engine: an earlier set-up of its database did not finish; it is done over');
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${this.file}${suffix}`, { force: true });
    }
    if (!existsSync(this.file)) writeFileSync(this.unfinished, '');
  }

  complete(): void {
    rmSync(this.unfinished, { force: true });
  }
}
