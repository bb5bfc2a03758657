import type { QueryRunner } from 'typeorm';

/**
 * Tables about the organisation, its people and its documents: no row security, the API may there what the worker may.
 * Tables with case data stand under row security, with grants of their own; a test looks for any that does not.
 */
const GRANTS = `
  DO $$ DECLARE
    g record;
  BEGIN
    FOR g IN
      SELECT t.relname, a.privilege_type, NULL AS attname FROM pg_class t, aclexplode(t.relacl) a
        WHERE t.relnamespace = 'caseward'::regnamespace AND a.grantee = 'caseward_app'::regrole
          AND t.relkind IN ('r', 'v') AND NOT t.relrowsecurity
      UNION ALL
      SELECT t.relname, a.privilege_type, c.attname FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid,
          aclexplode(c.attacl) a
        WHERE t.relnamespace = 'caseward'::regnamespace AND a.grantee = 'caseward_app'::regrole
          AND t.relkind IN ('r', 'v') AND NOT t.relrowsecurity
    LOOP
      EXECUTE format('GRANT %s %s ON caseward.%I TO caseward_api, caseward_api_system', g.privilege_type,
        CASE WHEN g.attname IS NULL THEN '' ELSE format('(%I)', g.attname) END, g.relname);
    END LOOP;
  END $$;
`;

/** After every migration, so that a table that came with it is not forgotten. */
export async function grantToApi(runner: QueryRunner): Promise<void> {
  await runner.query(GRANTS);
}
