import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { loadTokenKey, RootKeys } from '@caseward/security';
import { EXIT, type ExitCode } from '../terminal/exit-codes.js';
import type { Terminal } from '../terminal/terminal.js';

/** Processes in production never make keys by themselves: a key that appears by accident cannot be backed up in time. */
export async function makeKeys(
  terminal: Terminal,
  _options: unknown,
  [folder = '.']: readonly string[],
): Promise<ExitCode> {
  const directory = resolve(folder);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const files = { rootKey: join(directory, 'root.key'), tokenKey: join(directory, 'token-key.pem') };
  await RootKeys.load({ path: files.rootKey, environment: 'development' });
  await loadTokenKey({ path: files.tokenKey, environment: 'development' });
  if (terminal.json) terminal.record(files);
  else
    terminal.data(`${files.rootKey}\n${files.tokenKey}\nKeep copies of both, apart from the backups of the database.`);
  return EXIT.ok;
}
