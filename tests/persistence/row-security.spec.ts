import { createDataSource, migrate, openDataSource, rows, row, type Behalf } from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';

interface Table {
  readonly name: string;
  readonly isForced: boolean;
  readonly policies: readonly string[];
}

const RECORD = ['case_event', 'case_summary', 'task', 'obligation', 'breach', 'escalation', 'duty_file', 'case_guest'];

describe('row security', () => {
  let database: TestDatabase;
  let owner: DataSource;
  let ofApi: DataSource;
  let behalf: Behalf | null = null;

  beforeAll(async () => {
    database = await testDatabase();
    owner = await openDataSource({ url: database.superUrl, poolSize: 2 });
    ofApi = await createDataSource({ url: database.apiUrl, poolSize: 2, behalf: () => behalf }).initialize();
  });
  afterAll(async () => {
    await ofApi.destroy();
    await owner.destroy();
    await database.drop();
  });

  async function tablesWithCases(): Promise<Table[]> {
    return rows<Table>(
      owner,
      `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS "isForced",
          ARRAY(SELECT p.polname::text FROM pg_policy p WHERE p.polrelid = c.oid ORDER BY 1) AS policies
        FROM pg_class c WHERE c.relnamespace = 'caseward'::regnamespace AND c.relkind = 'r'
          AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('case_id', 'case_ids'))
        ORDER BY 1`,
    );
  }

  it('is forced on every table that knows a case, with a policy for each of the three roles that needs one', async () => {
    const tables = await tablesWithCases();
    console.log(`row security: ${String(tables.length)} tables with case data`);
    expect(tables.length).toBeGreaterThan(20);
    expect(tables.filter(({ isForced }) => !isForced).map(({ name }) => name)).toEqual([]);
    const lacking = tables.filter(({ policies }) => !policies.includes('worker') || !policies.includes('api_system'));
    expect(lacking.map(({ name }) => name)).toEqual([]);
  });

  it('shows nothing where nobody is named, and nothing to somebody who has nothing to do with it', async () => {
    await owner.query('SET session_replication_role = replica');
    const caseId = '11111111-1111-4111-8111-111111111111';
    await owner.query(
      `INSERT INTO caseward.case_summary (case_id, seq, stage, level, episode, caseworker_id, team_id, office_id, agency_id,
          closure_recommended) VALUES ($1, 1, 'OPEN', 'LOW', 1, 'p-cw', 't', 'o', 'a', false)`,
      [caseId],
    );
    const seen = async (): Promise<number> =>
      (await rows(ofApi, 'SELECT FROM caseward.case_summary WHERE case_id = $1', [caseId])).length;
    const as = (personId: string, agencyId = 'a'): Behalf => ({
      ...{ kind: 'person', now: '2026-03-02T10:00:00.000Z' },
      reader: { personId, role: 'CW', teamId: 't', officeId: 'o', agencyId },
    });
    const found: number[] = [];
    for (const one of [null, as('p-cw'), as('p-other'), as('p-cw', 'b'), null]) {
      behalf = one;
      found.push(await seen());
    }
    expect(found).toEqual([0, 1, 0, 0, 0]);
  });

  it('is not for any role of ours to go around, nor to write the record by', async () => {
    const roles = await rows(
      owner,
      `SELECT rolname FROM pg_roles WHERE rolname LIKE 'caseward%' AND (rolsuper OR rolbypassrls OR rolcreaterole)`,
    );
    expect(roles).toEqual([]);
    const owned = await rows(owner, `SELECT FROM pg_class WHERE pg_get_userbyid(relowner) LIKE 'caseward%'`);
    expect(owned).toEqual([]);
    for (const role of ['caseward_api', 'caseward_api_system']) {
      for (const table of RECORD) {
        const right = await row<{ may: boolean }>(
          owner,
          `SELECT has_table_privilege($1, $2, 'INSERT, UPDATE, DELETE, TRUNCATE') AS may`,
          [role, `caseward.${table}`],
        );
        expect(right?.may, `${role} ${table}`).toBe(false);
      }
    }
    const inherits = await row<{ may: boolean }>(
      owner,
      `SELECT pg_has_role('caseward_api', 'caseward_api_system', 'USAGE') AS may`,
    );
    expect(inherits?.may).toBe(false);
  });

  it('is not undone by a view, nor by a function that looks names up elsewhere', async () => {
    const views = await rows<{ name: string }>(
      owner,
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'caseward'::regnamespace AND relkind = 'v'
        AND NOT coalesce(reloptions @> ARRAY['security_invoker=true'], false)`,
    );
    expect(views).toEqual([]);
    const functions = await rows<{ name: string }>(
      owner,
      `SELECT proname AS name FROM pg_proc WHERE pronamespace IN ('caseward'::regnamespace, 'names'::regnamespace)
        AND prosecdef AND NOT EXISTS (SELECT FROM unnest(proconfig) c WHERE c LIKE 'search_path=%')`,
    );
    expect(functions).toEqual([]);
  });

  it('is not set up by a role that it binds: such a role would erase and look up nothing, and not say so', async () => {
    await owner.query(
      `DO $$ BEGIN CREATE ROLE bound_owner LOGIN PASSWORD 'only-for-tests'; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
    );
    const url = new URL(database.superUrl);
    [url.username, url.password] = ['bound_owner', 'only-for-tests'];
    await expect(migrate({ adminUrl: url.href, appPassword: database.appPassword })).rejects.toThrow('BYPASSRLS');
  });
});
