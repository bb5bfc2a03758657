import { dutyFileReaders } from '@caseward/domain';
import type { DataSource, QueryRunner } from 'typeorm';
import { openDataSource, SCHEMA } from './data-source.js';
import { guarded } from './errors.js';
import { grantToApi } from './api-grants.js';
import { MIGRATION_LOCK } from './locks.js';
import { comment } from './migrations/comment.js';
import { row, rows } from './query.js';
import { API_ROLE, API_SYSTEM_ROLE, APP_ROLE, NAMES_ROLE } from './roles.js';

const minute = 60_000;

export interface MigrateSettings {
  /** A role that may create roles and schemas; it owns the tables. */
  readonly adminUrl: string;
  /** Password that the app role gets. */
  readonly appPassword: string;
  /** Password that the role of the API gets; default that of the app role. */
  readonly apiPassword?: string;
  /** Password that the role of the list of names gets; default that of the app role. */
  readonly namesPassword?: string;
  /** Called before each step, for progress. */
  readonly onStep?: (step: string) => void;
}

/**
 * Brings roles, schemas and tables up to date; safe to call from many processes at once.
 * @returns names of the migrations that were run
 * @throws RecordUnavailableError
 */
export async function migrate(settings: MigrateSettings): Promise<string[]> {
  return withMigrations(settings.adminUrl, async (dataSource, runner) => {
    await requireUtf8(dataSource);
    await requireOversight(dataSource);
    settings.onStep?.('roles and schemas');
    await ensureRole(runner, APP_ROLE, settings.appPassword);
    await ensureRole(runner, API_SYSTEM_ROLE, null);
    await ensureRole(runner, API_ROLE, settings.apiPassword ?? settings.appPassword);
    await lend(runner);
    await ensureRole(runner, NAMES_ROLE, settings.namesPassword ?? settings.appPassword);
    await ensureSchemas(runner);
    settings.onStep?.('tables');
    const done = await dataSource.runMigrations({ transaction: 'each' });
    await describeMigrationTable(runner);
    await writeDutyReaders(runner);
    await grantToApi(runner);
    return done.map(({ name }) => name);
  });
}

/** Undoes every migration: for tests of the migrations, and for nothing else. */
export async function undoMigrations(adminUrl: string): Promise<void> {
  await withMigrations(adminUrl, async (dataSource) => {
    for (const _ of dataSource.migrations) await dataSource.undoLastMigration({ transaction: 'each' });
  });
}

/** Names of the migrations that the database has not seen: a server is not ready while there are some. */
export async function pendingMigrations(dataSource: DataSource): Promise<string[]> {
  const table = await row<{ exists: boolean }>(
    dataSource,
    `SELECT to_regclass('${SCHEMA}.migration') IS NOT NULL AS exists`,
  );
  const known =
    table?.exists === true ? await rows<{ name: string }>(dataSource, `SELECT name FROM ${SCHEMA}.migration`) : [];
  const names = new Set(known.map(({ name }) => name));
  return dataSource.migrations.map(({ name }) => name ?? '').filter((name) => !names.has(name));
}

async function withMigrations<T>(
  url: string,
  work: (dataSource: DataSource, runner: QueryRunner) => Promise<T>,
): Promise<T> {
  const settings = { url, applicationName: 'caseward-migrate', poolSize: 3, statementTimeoutMs: 30 * minute };
  const dataSource = await openDataSource(settings);
  const runner = dataSource.createQueryRunner();
  try {
    return await guarded(async () => {
      await runner.query('SELECT pg_advisory_lock($1, $2)', [...MIGRATION_LOCK]);
      return work(dataSource, runner);
    });
  } finally {
    // Ending the session gives the lock back, also after a fault.
    await runner.release();
    await dataSource.destroy();
  }
}

async function requireUtf8(dataSource: DataSource): Promise<void> {
  const encoding = await row<{ server_encoding: string }>(dataSource, 'SHOW server_encoding');
  if (encoding?.server_encoding !== 'UTF8') {
    throw new Error(
      `the database must use the encoding UTF8, not ${String(encoding?.server_encoding)}: create it again`,
    );
  }
}

/** Its functions erase and look up on behalf of others: a role that row security binds would find nothing and say nothing. */
async function requireOversight(dataSource: DataSource): Promise<void> {
  const found = await row<{ oversees: boolean }>(
    dataSource,
    'SELECT rolsuper OR rolbypassrls AS oversees FROM pg_roles WHERE rolname = current_user',
  );
  if (found?.oversees !== true) {
    throw new Error('the role that migrates must be a superuser, or have BYPASSRLS: see docs/operations.md');
  }
}

/** Who may open which duty file is said by the domain; the database keeps a copy, for its own checks. */
async function writeDutyReaders(runner: QueryRunner): Promise<void> {
  const given = `jsonb_to_recordset($1::jsonb) AS g(kind text, role text, relation text)`;
  const known = JSON.stringify(dutyFileReaders());
  await runner.query(
    `DELETE FROM ${SCHEMA}.duty_file_reader r WHERE NOT EXISTS (
      SELECT FROM ${given} WHERE (g.kind, g.role, g.relation) = (r.kind, r.role, r.relation))`,
    [known],
  );
  await runner.query(
    `INSERT INTO ${SCHEMA}.duty_file_reader (kind, role, relation) SELECT g.kind, g.role, g.relation FROM ${given}
      ON CONFLICT DO NOTHING`,
    [known],
  );
}

/** Roles belong to the whole server, so another database's migration may be doing the same at this moment. */
async function ensureRole(runner: QueryRunner, role: string, password: string | null): Promise<void> {
  await runner.query(`
    DO $$ BEGIN
      CREATE ROLE ${role} NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$`);
  if (password === null) return;
  const [quoted] = (await runner.query('SELECT quote_literal($1) AS text', [password])) as { text: string }[];
  await repeatedly(() => runner.query(`ALTER ROLE ${role} LOGIN PASSWORD ${quoted?.text ?? ''}`));
}

/** Lent, not inherited: the API has to say that it acts as itself. */
async function lend(runner: QueryRunner): Promise<void> {
  await repeatedly(() => runner.query(`ALTER ROLE ${API_ROLE} NOINHERIT`));
  await repeatedly(() => runner.query(`GRANT ${API_SYSTEM_ROLE} TO ${API_ROLE} WITH INHERIT FALSE`));
}

/** PostgreSQL answers two changes of one role at once with an internal error for the second. */
async function repeatedly(work: () => Promise<unknown>, attempts = 20): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (attempt === attempts || !String(error).includes('concurrently updated')) throw error;
    }
  }
}

async function ensureSchemas(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE SCHEMA IF NOT EXISTS ${SCHEMA};
    COMMENT ON SCHEMA ${SCHEMA} IS 'The record of the cases, its read models and what the deployment needs.';
    CREATE SCHEMA IF NOT EXISTS names;
    COMMENT ON SCHEMA names IS 'Which child a case code stands for; reachable with a role of its own only.';
    GRANT USAGE ON SCHEMA ${SCHEMA} TO ${APP_ROLE}, ${API_ROLE}, ${API_SYSTEM_ROLE};
  `);
}

async function describeMigrationTable(runner: QueryRunner): Promise<void> {
  await runner.query(`GRANT SELECT ON ${SCHEMA}.migration TO ${APP_ROLE}, ${API_ROLE}, ${API_SYSTEM_ROLE}`);
  await comment(runner, `${SCHEMA}.migration`, 'Migrations that were run.', {
    id: 'Order of running.',
    timestamp: 'Milliseconds in the name of the migration.',
    name: 'Name of the migration.',
  });
}
