import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

const TABLES = `
  CREATE TABLE caseward.agency_key (
    agency_id text COLLATE "C" NOT NULL,
    version integer NOT NULL CHECK (version >= 1),
    root_key_id text NOT NULL,
    wrapped_key bytea NOT NULL,
    created_real_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (agency_id, version)
  );
  GRANT SELECT, INSERT, UPDATE ON caseward.agency_key TO caseward_app;

  ALTER TABLE caseward.case_key
    ALTER root_key_id DROP NOT NULL,
    ADD generation integer NOT NULL DEFAULT 0,
    ADD agency_id text COLLATE "C",
    ADD agency_key_version integer,
    ADD secret_tree text COLLATE "C",
    ADD CONSTRAINT case_key_of_agency FOREIGN KEY (agency_id, agency_key_version) REFERENCES caseward.agency_key,
    ADD CONSTRAINT case_key_is_wrapped_once CHECK (num_nulls(agency_id, agency_key_version, secret_tree)
      = CASE WHEN root_key_id IS NULL THEN 0 ELSE 3 END);
  CREATE INDEX case_key_by_agency ON caseward.case_key (agency_id, agency_key_version);

  CREATE TABLE caseward.case_key_end (
    case_id uuid NOT NULL,
    generation integer NOT NULL,
    ended_real_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    destroyed_real_at timestamptz,
    PRIMARY KEY (case_id, generation)
  );
  CREATE INDEX case_key_end_open ON caseward.case_key_end (ended_real_at) WHERE destroyed_real_at IS NULL;
  GRANT SELECT, UPDATE (destroyed_real_at) ON caseward.case_key_end TO caseward_app;
  GRANT SELECT ON caseward.case_key_end TO caseward_api, caseward_api_system;
  ALTER TABLE caseward.case_key_end ENABLE ROW LEVEL SECURITY;
  ALTER TABLE caseward.case_key_end FORCE ROW LEVEL SECURITY;
  CREATE POLICY worker ON caseward.case_key_end TO caseward_app USING (true) WITH CHECK (true);
  CREATE POLICY api_system ON caseward.case_key_end TO caseward_api_system USING (true) WITH CHECK (true);
  CREATE POLICY reader ON caseward.case_key_end FOR SELECT TO caseward_api USING (true);
`;

/** What deletes a key from the database says so, in the same transaction: copies of the database still have to be shut. */
const ENDS = `
  CREATE FUNCTION caseward.end_case_key() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    INSERT INTO caseward.case_key_end (case_id, generation) VALUES (OLD.case_id, OLD.generation)
      ON CONFLICT (case_id, generation) DO NOTHING;
    -- What was copied for the answers to requests for this file rests under the keys of those requests.
    DELETE FROM caseward.case_key k USING caseward.duty_file f
      WHERE k.case_id = f.case_id AND f.kind = 'access_request' AND f.subject_id = OLD.case_id::text
        AND EXISTS (SELECT FROM caseward.erased_case e WHERE e.case_id = OLD.case_id);
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION caseward.end_case_key IS 'Notes that a key was deleted here and has to be destroyed for older copies too.';
  CREATE TRIGGER case_key_ends AFTER DELETE ON caseward.case_key
    FOR EACH ROW EXECUTE FUNCTION caseward.end_case_key();

  INSERT INTO caseward.case_key_end (case_id, generation, ended_real_at)
    SELECT e.case_id, 0, clock_timestamp() FROM caseward.erased_case e;

  CREATE FUNCTION caseward.purge_erased(p_case_id uuid) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    purged integer;
  BEGIN
    DELETE FROM caseward.workflow_history h WHERE h.case_id = p_case_id
      AND EXISTS (SELECT FROM caseward.erased_case e WHERE e.case_id = p_case_id);
    GET DIAGNOSTICS purged = ROW_COUNT;
    RETURN purged;
  END $$;
  COMMENT ON FUNCTION caseward.purge_erased IS
    'Deletes the archived histories of a case that two people erased; does nothing to any other.';

  CREATE FUNCTION caseward.erase_again(p_case_id uuid, p_generation integer, p_file_id uuid, p_manner text, p_erased_at timestamptz)
    RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    came_back boolean;
  BEGIN
    SELECT true INTO came_back FROM caseward.case_key k WHERE k.case_id = p_case_id AND k.generation <= p_generation;
    IF p_file_id IS NOT NULL THEN
      INSERT INTO caseward.erased_case (case_id, file_id, manner, erased_at)
        VALUES (p_case_id, p_file_id, p_manner, p_erased_at) ON CONFLICT (case_id) DO NOTHING;
    END IF;
    IF came_back IS NULL THEN
      RETURN false;
    END IF;
    DELETE FROM caseward.form_draft WHERE case_id = p_case_id;
    DELETE FROM caseward.form_content WHERE case_id = p_case_id OR (p_file_id IS NOT NULL AND case_id IN (
      SELECT f.case_id FROM caseward.duty_file f WHERE f.kind = 'access_request' AND f.subject_id = p_case_id::text));
    DELETE FROM names.name_code WHERE case_id = p_case_id;
    DELETE FROM caseward.case_key WHERE case_id = p_case_id;
    RETURN true;
  END $$;
  COMMENT ON FUNCTION caseward.erase_again IS
    'For the owner, after a restore: deletes what the journal of destroyed keys names. The application has no right to it.';
  REVOKE ALL ON FUNCTION caseward.end_case_key, caseward.purge_erased, caseward.erase_again FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION caseward.purge_erased TO caseward_app;
`;

/** Keys of agencies between the root key and the keys of the cases; and what has to be destroyed outside the database. */
export class WrapKeysByAgency1795305622000 implements MigrationInterface {
  readonly name = 'WrapKeysByAgency1795305622000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(ENDS);
    await comment(runner, 'caseward.agency_key', 'Keys of the agencies, which wrap those of their cases.', {
      agency_id: 'The agency; deployment for what no agency carries.',
      version: 'The highest one wraps; lower ones only open.',
      root_key_id: 'The root key, outside this database, that unwraps it.',
      wrapped_key: 'The wrapped key.',
      created_real_at: 'Real time of creation.',
    });
    await comment(
      runner,
      'caseward.case_key',
      'One data key for each case, wrapped by the key of its agency together with a secret that is not in this database.',
      {
        generation: 'How many keys of this case ended before; the secret is one of this generation.',
        root_key_id: 'The root key that unwraps it alone, as before agencies had keys; null since.',
        agency_id: 'The agency whose key unwraps it.',
        agency_key_version: 'Which of its keys.',
        secret_tree: 'Where, outside this database, the secret comes from.',
      },
    );
    await comment(
      runner,
      'caseward.case_key_end',
      'IM-7: keys that were deleted here, and are to be destroyed for copies too.',
      {
        case_id: 'The case or duty file.',
        generation: 'Which of its keys.',
        ended_real_at: 'Real time at which it was deleted.',
        destroyed_real_at: 'Real time at which its secret was destroyed; null while it was not.',
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION caseward.erase_again;
      DROP FUNCTION caseward.purge_erased;
      DROP TRIGGER case_key_ends ON caseward.case_key;
      DROP FUNCTION caseward.end_case_key;
      DROP TABLE caseward.case_key_end;
      DROP INDEX caseward.case_key_by_agency;
      ALTER TABLE caseward.case_key
        DROP CONSTRAINT case_key_is_wrapped_once, DROP CONSTRAINT case_key_of_agency,
        DROP secret_tree, DROP agency_key_version, DROP agency_id, DROP generation,
        ALTER root_key_id SET NOT NULL;
      DROP TABLE caseward.agency_key;
    `);
  }
}
