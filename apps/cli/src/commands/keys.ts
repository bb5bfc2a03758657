import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { checkpointKeyPathOf, loadCheckpointKey, loadKeyring, loadTokenKey, secretsPathOf } from '@caseward/security';
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
  const rootKey = join(directory, 'root.key');
  const caseSecrets = secretsPathOf({ path: rootKey });
  const files = {
    ...{ rootKey, caseSecrets, tokenKey: join(directory, 'token-key.pem') },
    checkpointKey: checkpointKeyPathOf({ CASEWARD_KEY_FILE: rootKey }),
  };
  await loadKeyring({ path: rootKey, environment: 'development' });
  await loadTokenKey({ path: files.tokenKey, environment: 'development' });
  await loadCheckpointKey({ path: files.checkpointKey, environment: 'development' });
  if (terminal.json) terminal.record(files);
  else
    terminal.data(`${Object.values(files).join('\n')}\nKeep copies of them, apart from the backups of the database.`);
  return EXIT.ok;
}
