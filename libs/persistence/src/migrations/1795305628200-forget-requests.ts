import type { MigrationInterface, QueryRunner } from 'typeorm';

const endCaseKey = (more: string): string => `
  CREATE OR REPLACE FUNCTION caseward.end_case_key() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    INSERT INTO caseward.case_key_end (case_id, generation) VALUES (OLD.case_id, OLD.generation)
      ON CONFLICT (case_id, generation) DO NOTHING;
    -- What was copied for the answers to requests for this file rests under the keys of those requests.
    DELETE FROM caseward.case_key k USING caseward.duty_file f
      WHERE k.case_id = f.case_id AND f.kind = 'access_request' AND f.subject_id = OLD.case_id::text
        AND EXISTS (SELECT FROM caseward.erased_case e WHERE e.case_id = OLD.case_id);
    ${more}
    RETURN NULL;
  END $$;
`;

/**
 * CONS-4, IM-7: a keyed digest of what somebody sent lets whoever has the root key try what it was. It ends with the key of
 * the case; a repetition is known by its id, its sender and its kind from then on.
 */
export class ForgetRequests1795305628200 implements MigrationInterface {
  readonly name = 'ForgetRequests1795305628200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX command_request_by_case ON caseward.command_request (case_id);
      ${endCaseKey(`UPDATE caseward.command_request SET request_digest = 'erased.' WHERE case_id = OLD.case_id;`)}
      UPDATE caseward.command_request r SET request_digest = 'erased.' FROM caseward.case_key_end e
        WHERE e.case_id = r.case_id AND NOT EXISTS (SELECT FROM caseward.case_key k WHERE k.case_id = r.case_id);
      COMMENT ON COLUMN caseward.command_request.request_digest IS
        'Keyed digest of the whole request, to tell a repetition from another request under the same id; erased with the key of the case.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      COMMENT ON COLUMN caseward.command_request.request_digest IS
        'Keyed digest of the whole request, to tell a repetition from another request under the same id.';
      ${endCaseKey('')}
      DROP INDEX caseward.command_request_by_case;
    `);
  }
}
