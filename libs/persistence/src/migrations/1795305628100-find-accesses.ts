import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * IM-6: who saw a case. Row security lets no index of arrays be used before it has looked at each row, so that an
 * administrator would wait for the whole trail to be read; this names the entries, and row security looks at those only.
 */
export class FindAccesses1795305628100 implements MigrationInterface {
  readonly name = 'FindAccesses1795305628100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION caseward.accesses_to(p_case_id uuid, p_kinds text[], p_before bigint, p_limit integer) RETURNS bigint[]
        STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF caseward.reader('person_id') IS NOT NULL AND caseward.reader('role') IS DISTINCT FROM 'ADM' THEN
          RETURN ARRAY[]::bigint[];
        END IF;
        -- Gathered before they are put in order: along the order, a rare case would be looked for in all that was ever done.
        RETURN ARRAY(
          WITH found AS MATERIALIZED (SELECT e.access_id, e.kind FROM caseward.access_log e WHERE e.case_ids @> ARRAY[p_case_id])
          SELECT f.access_id FROM found f WHERE f.kind = ANY (p_kinds) AND (p_before IS NULL OR f.access_id < p_before)
            ORDER BY f.access_id DESC LIMIT p_limit);
      END $$;
      COMMENT ON FUNCTION caseward.accesses_to IS
        'Entries of the audit trail that showed a case, the latest first: their numbers only, for administrators and programs.';
      REVOKE ALL ON FUNCTION caseward.accesses_to FROM PUBLIC;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION caseward.accesses_to');
  }
}
