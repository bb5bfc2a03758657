import { createDataSource, noteAccess, openDataSource, rows, type Access, type Behalf } from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';

const OURS = `('caseward', 'names')`;
const GRANTEE = `CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END`;

/** Who the roles are, and whose other role each may take. */
const ROLES = `
  SELECT format('role %s: %s', r.rolname, concat_ws(', ',
      CASE WHEN r.rolcanlogin THEN 'signs in' ELSE 'nobody signs in' END,
      CASE WHEN r.rolinherit THEN 'inherits' END,
      CASE WHEN r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication THEN 'RULES' END,
      (SELECT string_agg(format('may become %s%s', m.roleid::regrole::text, CASE WHEN m.inherit_option THEN ' and is it' ELSE '' END),
        ', ' ORDER BY 1) FROM pg_auth_members m WHERE m.member = r.oid))) AS line
  FROM pg_roles r WHERE r.rolname LIKE 'caseward\\_%' ORDER BY r.rolname`;

const PLACES = `
  SELECT format('%s: %s may %s', place, grantee, string_agg(privilege, ', ' ORDER BY privilege)) AS line FROM (
    SELECT 'database' AS place, ${GRANTEE} AS grantee, a.privilege_type AS privilege, d.datdba AS owner, a.grantee AS id
      FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a WHERE d.datname = current_database()
    UNION ALL
    SELECT 'schema ' || n.nspname, ${GRANTEE}, a.privilege_type, n.nspowner, a.grantee
      FROM pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
      WHERE n.nspname IN ('caseward', 'names', 'public')
    UNION ALL
    SELECT 'defaults for ' || d.defaclobjtype::text, ${GRANTEE}, a.privilege_type, 0, a.grantee
      FROM pg_default_acl d, aclexplode(d.defaclacl) a
  ) AS given WHERE id <> owner GROUP BY place, grantee ORDER BY place, grantee`;

/** Tables, views and sequences: what each role may, with the columns where it is some of them only. */
const RELATIONS = `
  SELECT format(E'%s %s.%s%s', CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'S' THEN 'sequence' ELSE c.relkind::text END,
      n.nspname, c.relname, CASE WHEN c.relforcerowsecurity AND c.relrowsecurity THEN ', rows guarded'
        WHEN c.relrowsecurity THEN ', ROWS GUARDED BUT NOT FROM THE OWNER' ELSE '' END) || coalesce((
    SELECT string_agg(format(E'\\n  %s: %s', grantee, rights), '' ORDER BY grantee) FROM (
      SELECT grantee, string_agg(format('%s%s', privilege, columns), ', ' ORDER BY privilege) AS rights FROM (
        SELECT ${GRANTEE} AS grantee, a.privilege_type AS privilege, '' AS columns FROM aclexplode(c.relacl) a WHERE a.grantee <> c.relowner
        UNION ALL
        SELECT ${GRANTEE}, a.privilege_type, format(' (%s)', string_agg(t.attname, ', ' ORDER BY t.attnum))
          FROM pg_attribute t, aclexplode(t.attacl) a WHERE t.attrelid = c.oid GROUP BY a.grantee, a.privilege_type
      ) AS each GROUP BY grantee) AS given), '') AS line
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN ${OURS} AND c.relkind IN ('r', 'v', 'm', 'p', 'f', 'S') ORDER BY n.nspname, c.relkind = 'S', c.relname`;

const POLICIES = `
  SELECT format('policy %s on %s.%s for %s to %s%s%s', p.policyname, p.schemaname, p.tablename, p.cmd, array_to_string(p.roles, ', '),
    E'\\n  sees ' || regexp_replace(p.qual, '\\s+', ' ', 'g'), E'\\n  writes ' || regexp_replace(p.with_check, '\\s+', ' ', 'g')) AS line
  FROM pg_policies p WHERE p.schemaname IN ${OURS} ORDER BY p.schemaname, p.tablename, p.policyname`;

/** Whoever may call a function of the owner's does with it what the owner may. */
const FUNCTIONS = `
  SELECT format('function %s.%s%s: %s', n.nspname, f.proname,
    CASE WHEN f.prosecdef THEN ', as its owner' ELSE '' END
      || CASE WHEN f.prosecdef AND f.proconfig IS DISTINCT FROM ARRAY['search_path=pg_catalog, pg_temp'] THEN ', LOOKS WHERE THE CALLER SAYS' ELSE '' END,
    coalesce((SELECT string_agg(${GRANTEE}, ', ' ORDER BY 1)
      FROM aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) a WHERE a.grantee <> f.proowner), 'nobody')) AS line
  FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace WHERE n.nspname IN ${OURS} ORDER BY n.nspname, f.proname`;

let database: TestDatabase;
let owner: DataSource;
let api: DataSource;
let behalf: Behalf | null = null;

beforeAll(async () => {
  database = await testDatabase();
  owner = await openDataSource({ url: database.superUrl, poolSize: 2 });
  api = await createDataSource({ url: database.apiUrl, poolSize: 2, behalf: () => behalf }).initialize();
});
afterAll(async () => {
  await api.destroy();
  await owner.destroy();
  await database.drop();
});

it.each([
  ['roles', [ROLES, PLACES]],
  ['tables', [RELATIONS]],
  ['policies', [POLICIES]],
  ['functions', [FUNCTIONS]],
])('what each role may is written down, and nothing else is so: %s', async (name, questions) => {
  const found = await Promise.all(questions.map((question) => rows<{ line: string }>(owner, question)));
  const text = found.map((lines) => `${lines.map(({ line }) => line).join('\n')}\n`).join('\n');
  expect(text).not.toMatch(/RULES|LOOKS WHERE|BUT NOT FROM/);
  // Look at every line of the difference before you write it anew with `--update`.
  await expect(text).toMatchFileSnapshot(`./rights/${name}.txt`);
});

const NOW = '2026-03-01T08:00:00.000Z';
const PERSON: Behalf = { kind: 'person', reader: { personId: 'p-cw', role: 'CW' }, now: NOW };
const ITSELF: Behalf = { kind: 'system', task: 'give_command' };
const denied = { code: '42501' };

describe('whoever has taken over the API', () => {
  it.each([
    [null, 'INSERT INTO caseward.audit_checkpoint SELECT 1, $$$$, $$$$'],
    [null, 'UPDATE caseward.agency_key SET wrapped_key = $$$$'],
    [null, 'INSERT INTO caseward.simulation_clock_segment (real_from_ms, simulated_from, speed) SELECT 0, now(), 9'],
    [null, 'INSERT INTO caseward.person (person_id, display_name, role) SELECT $$p$$, $$p$$, $$ADM$$'],
    [null, 'UPDATE caseward.account SET person_id = $$p-cw$$'],
    [null, 'DELETE FROM caseward.account'],
    [ITSELF, 'UPDATE caseward.case_key SET wrapped_key = $$$$'],
    [ITSELF, 'UPDATE caseward.command_request SET person_id = $$p-cw$$'],
    [ITSELF, 'UPDATE caseward.data_entry_case SET person_id = $$p-cw$$'],
    [PERSON, 'UPDATE caseward.form_draft SET person_id = $$p-cw$$'],
    [PERSON, 'SELECT caseward.append_events(gen_random_uuid(), 0, $${}$$, $$[]$$, $${}$$)'],
  ])('may not as %j: %s', async (who, statement) => {
    behalf = who;
    await expect(api.query(statement)).rejects.toMatchObject(denied);
  });

  it('lets no trigger of ours write into the trail from a table of its own', async () => {
    behalf = PERSON;
    await expect(
      api.transaction(async (sql) => {
        await sql.query('CREATE TEMPORARY TABLE own (LIKE caseward.command)');
        await sql.query('CREATE TRIGGER t AFTER INSERT ON own FOR EACH ROW EXECUTE FUNCTION caseward.note_command()');
      }),
    ).rejects.toMatchObject(denied);
  });

  it('writes in the trail in nobody else’s name, and nothing that only the record says [IM-6]', async () => {
    const entry: Access = {
      ...{
        accessedAt: NOW,
        personId: 'p-cw',
        role: 'CW',
        what: 'cases.file',
        caseId: null,
        detail: null,
        reason: null,
      },
    };
    behalf = PERSON;
    await noteAccess(api, entry);
    await expect(noteAccess(api, { ...entry, personId: 'p-other' })).rejects.toMatchObject(denied);
    await expect(noteAccess(api, { ...entry, kind: 'record' })).rejects.toMatchObject(denied);
    behalf = ITSELF;
    await noteAccess(api, { ...entry, personId: 'p-other' });
    await expect(noteAccess(api, { ...entry, kind: 'record' })).rejects.toMatchObject(denied);
  });
});
