import { rows, type Sql } from './query.js';

/** Each of them off means that an acknowledged write, or the whole record, may be gone after a crash. */
const NEEDED = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;
type Setting = (typeof NEEDED)[number];

const FIX: Readonly<Record<Setting, string>> = {
  fsync: 'ALTER SYSTEM SET fsync = on, then SELECT pg_reload_conf()',
  full_page_writes: 'ALTER SYSTEM SET full_page_writes = on, then SELECT pg_reload_conf()',
  synchronous_commit:
    'ALTER SYSTEM SET synchronous_commit = on, then SELECT pg_reload_conf(); also ALTER ROLE and ALTER DATABASE ... RESET synchronous_commit, and no options=-c in the address',
};

export interface DurabilityFault {
  readonly what: string;
  readonly fix: string;
}

/** What of this connection's settings could lose a write that was acknowledged. */
export async function durabilityFaults(sql: Sql): Promise<DurabilityFault[]> {
  const off = await rows<{ name: Setting }>(
    sql,
    `SELECT name FROM unnest($1::text[]) WITH ORDINALITY AS needed (name, place)
      WHERE current_setting(name) = 'off' ORDER BY place`,
    [[...NEEDED]],
  );
  return off.map(({ name }) => ({ what: `PostgreSQL runs with ${name} = off`, fix: FIX[name] }));
}

/** The server may lose what it has acknowledged: nothing that has to be kept belongs there. */
export class NotDurableError extends Error {
  override readonly name = 'NotDurableError';

  constructor(readonly faults: readonly DurabilityFault[]) {
    super(faults.map(({ what, fix }) => `${what}: an acknowledged write could be lost. ${fix}.`).join('\n'));
  }
}

/**
 * Production does not start on such a server; elsewhere it is only said.
 * @throws NotDurableError
 */
export function faceFaults(
  faults: readonly DurabilityFault[],
  { isProduction, warn }: { readonly isProduction: boolean; readonly warn: (words: string) => void },
): void {
  if (faults.length === 0) return;
  const error = new NotDurableError(faults);
  if (isProduction) throw error;
  warn(error.message);
}
