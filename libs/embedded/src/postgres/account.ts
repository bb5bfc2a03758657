import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedError } from '../errors.js';

const NAME = 'postgres';

/** The user that PostgreSQL runs as; undefined when that is simply the current one. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

function find(): Account | undefined {
  try {
    const fields = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .find(([name]) => name === NAME);
    return fields === undefined ? undefined : { uid: Number(fields[2]), gid: Number(fields[3]) };
  } catch {
    return undefined;
  }
}

function create(): void {
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', NAME]],
    // Alpine and other small systems.
    ['adduser', ['-S', '-D', '-H', NAME]],
  ];
  for (const [command, args] of ways) {
    try {
      execFileSync(command, args, { stdio: 'ignore' });
      return;
    } catch {
      // Not here, or refused: the next way, or the message below.
    }
  }
}

/** Whoever owns the cluster: somebody may have run this as an ordinary user before running it as root. */
function owner(dataDir: string): Account | undefined {
  const stat = statSync(join(dataDir, 'cluster'), { throwIfNoEntry: false });
  return stat === undefined || stat.uid === 0 ? undefined : { uid: stat.uid, gid: stat.gid };
}

/** Who would run the server as things are, without creating anybody; undefined also for an ordinary user. */
export function knownAccount(dataDir: string): Account | undefined {
  return process.getuid?.() === 0 ? (owner(dataDir) ?? find()) : undefined;
}

/** PostgreSQL refuses to run as root. Root therefore runs it as the user "postgres", who is created when absent. */
export function serverAccount(dataDir: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const existing = knownAccount(dataDir);
  if (existing !== undefined) return existing;
  create();
  const created = find();
  if (created !== undefined) return created;
  throw new EmbeddedError(
    'account-missing',
    `PostgreSQL does not run as root, and the user "${NAME}" could not be created.`,
    `create it (useradd --system ${NAME}), or run this as an ordinary user.`,
  );
}
