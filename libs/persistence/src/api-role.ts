import { ConflictError } from './errors.js';
import { row, type Sql } from './query.js';
import { API_ROLE } from './roles.js';

/** @throws ConflictError where the API would sign in as somebody whom row security lets see everything */
export async function assertApiRole(sql: Sql): Promise<void> {
  const found = await row<{ name: string; isBound: boolean }>(
    sql,
    `SELECT rolname AS name, NOT (rolsuper OR rolbypassrls) AS "isBound" FROM pg_roles WHERE rolname = current_user`,
  );
  if (found?.name === API_ROLE && found.isBound) return;
  throw new ConflictError(`the API has to sign in to the database as ${API_ROLE}, not as ${found?.name ?? 'nobody'}`);
}
