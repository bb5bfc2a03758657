import type { DataSource, EntityManager } from 'typeorm';
import { guarded } from './errors.js';

/** A data source, or one transaction of it. */
export type Sql = Pick<DataSource | EntityManager, 'query'>;

/** Rows of one statement, in one round trip. The caller names the row type: the statement stands beside it. */
export async function rows<Row>(sql: Sql, statement: string, parameters: unknown[] = []): Promise<Row[]> {
  return guarded(() => sql.query<Row[]>(statement, parameters));
}

/** The first row, or null. */
export async function row<Row>(sql: Sql, statement: string, parameters: unknown[] = []): Promise<Row | null> {
  return (await rows<Row>(sql, statement, parameters))[0] ?? null;
}
