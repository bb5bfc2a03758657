import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

const PUT_TOKENS = (known: string): string => `
  CREATE OR REPLACE FUNCTION names.put_tokens(p_case_id uuid, p_agency_id text, p_version integer, p_whole bytea[],
      p_parts bytea[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    DELETE FROM names.name_token WHERE case_id = p_case_id;
    INSERT INTO names.name_token (case_id, token, is_whole, agency_id, key_version)
      SELECT p_case_id, t, true, p_agency_id, p_version FROM unnest(p_whole) t
      UNION ALL SELECT p_case_id, t, false, p_agency_id, p_version FROM unnest(p_parts) t
      ON CONFLICT DO NOTHING;
    ${known}
  END $$;
`;

const FOLLOWING = `
  CREATE FUNCTION names.moved_names(p_person_id text, p_role text, p_at timestamptz, p_agency_id text, p_after uuid,
      p_limit integer) RETURNS TABLE (case_id uuid, iv bytea, tag bytea, ciphertext bytea)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    moved uuid[];
  BEGIN
    SELECT array_agg(m.case_id) INTO moved FROM (
      SELECT n.case_id FROM names.name_code n JOIN caseward.case_summary s ON s.case_id = n.case_id
        WHERE s.agency_id = p_agency_id AND n.agency_id IS DISTINCT FROM p_agency_id AND (p_after IS NULL OR n.case_id > p_after)
        ORDER BY n.case_id LIMIT p_limit) m;
    IF moved IS NULL THEN
      RETURN;
    END IF;
    INSERT INTO caseward.access_log (accessed_at, person_id, role, kind, what, case_ids)
      VALUES (p_at, p_person_id, p_role, 'write', 'name_followed', moved);
    RETURN QUERY SELECT n.case_id, n.iv, n.tag, n.ciphertext FROM names.name_code n WHERE n.case_id = ANY (moved) ORDER BY n.case_id;
  END $$;
  COMMENT ON FUNCTION names.moved_names IS
    'Names of cases that an agency carries and cannot find yet; logs which, and with whose request they followed.';

  CREATE FUNCTION names.follow_case(p_case_id uuid, p_iv bytea, p_agency_id text, p_version integer, p_whole bytea[],
      p_parts bytea[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM FROM names.name_code n JOIN caseward.case_summary s ON s.case_id = n.case_id
      WHERE n.case_id = p_case_id AND n.iv = p_iv AND s.agency_id = p_agency_id FOR UPDATE OF n;
    IF FOUND THEN
      PERFORM names.put_tokens(p_case_id, p_agency_id, p_version, p_whole, p_parts);
    END IF;
  END $$;
  COMMENT ON FUNCTION names.follow_case IS
    'Lets the agency that carries a case now find its name, and nobody else; nothing when the name was changed meanwhile.';

  REVOKE ALL ON FUNCTION names.moved_names, names.follow_case FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION names.moved_names, names.follow_case TO caseward_names;
`;

/** IM-2: the name of a case that another agency took over is found there, and no longer where it was. */
export class LetNamesFollow1795305627000 implements MigrationInterface {
  readonly name = 'LetNamesFollow1795305627000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE names.name_code ADD COLUMN agency_id text COLLATE "C";
      UPDATE names.name_code n SET agency_id =
        (SELECT t.agency_id FROM names.name_token t WHERE t.case_id = n.case_id LIMIT 1);
    `);
    await runner.query(PUT_TOKENS('UPDATE names.name_code SET agency_id = p_agency_id WHERE case_id = p_case_id;'));
    await runner.query(FOLLOWING);
    await comment(
      runner,
      'names.name_code',
      'Which child a case code stands for; readable by a role of its own only.',
      {
        agency_id:
          'The agency whose index finds the name; not the one that carries the case, where that took it over just now.',
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION names.follow_case; DROP FUNCTION names.moved_names;');
    await runner.query(PUT_TOKENS(''));
    await runner.query('ALTER TABLE names.name_code DROP COLUMN agency_id');
  }
}
