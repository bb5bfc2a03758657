import type { QueryRunner } from 'typeorm';

/** Writes what a table or view and each of its columns mean into the catalog, where `psql \d+` and auditors find it. */
export async function comment(
  runner: QueryRunner,
  table: string,
  meaning: string,
  columns: Readonly<Record<string, string>>,
  kind: 'TABLE' | 'VIEW' = 'TABLE',
): Promise<void> {
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
  const lines = Object.entries(columns).map(([name, text]) => `COMMENT ON COLUMN ${table}.${name} IS ${quoted(text)};`);
  await runner.query([`COMMENT ON ${kind} ${table} IS ${quoted(meaning)};`, ...lines].join('\n'));
}
