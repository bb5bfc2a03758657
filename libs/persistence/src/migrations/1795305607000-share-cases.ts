import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

/** Written in the same call as all other read models: the former function becomes the first half of the new one. */
const WRITE_READ_MODEL = `
  ALTER FUNCTION caseward.write_read_model RENAME TO write_case_read_model;

  CREATE FUNCTION caseward.write_read_model(p_case_id uuid, p_changes jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
  DECLARE
    announced boolean := caseward.write_case_read_model(p_case_id, p_changes);
  BEGIN
    IF jsonb_array_length(p_changes -> 'removed_guest_ids') > 0 THEN
      DELETE FROM caseward.case_guest
        WHERE case_id = p_case_id
          AND guest_id = ANY (ARRAY(SELECT jsonb_array_elements_text(p_changes -> 'removed_guest_ids')));
    END IF;
    IF jsonb_array_length(p_changes -> 'guests') > 0 THEN
      INSERT INTO caseward.case_guest (case_id, guest_id, relation, about, person_id, agency_id)
        SELECT p_case_id, guest_id, relation, about, person_id, agency_id
        FROM jsonb_populate_recordset(NULL::caseward.case_guest, p_changes -> 'guests')
        ON CONFLICT (case_id, guest_id) DO UPDATE SET relation = excluded.relation, about = excluded.about,
          person_id = excluded.person_id, agency_id = excluded.agency_id;
    END IF;
    IF jsonb_array_length(p_changes -> 'custody') > 0 THEN
      INSERT INTO caseward.case_custody (case_id, custody_id, agency_id, caseworker_id, until, ended_as)
        SELECT p_case_id, custody_id, agency_id, caseworker_id, until, ended_as
        FROM jsonb_populate_recordset(NULL::caseward.case_custody, p_changes -> 'custody')
        ON CONFLICT (case_id, custody_id) DO UPDATE SET agency_id = excluded.agency_id,
          caseworker_id = excluded.caseworker_id, until = excluded.until, ended_as = excluded.ended_as;
    END IF;
    RETURN announced;
  END $$;
  COMMENT ON FUNCTION caseward.write_read_model IS
    'All read models of one case; true when an inbox changed. Call it under the lock of the case.';
`;

/** Who may open a case as a guest, and who had it before. */
export class ShareCases1795305607000 implements MigrationInterface {
  readonly name = 'ShareCases1795305607000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE caseward.case_guest (
        case_id uuid NOT NULL,
        guest_id text COLLATE "C" NOT NULL,
        relation text NOT NULL,
        about text COLLATE "C" NOT NULL,
        person_id text COLLATE "C",
        agency_id text COLLATE "C",
        PRIMARY KEY (case_id, guest_id),
        CHECK (num_nonnulls(person_id, agency_id) = 1)
      );
      CREATE INDEX case_guest_by_person ON caseward.case_guest (person_id) WHERE person_id IS NOT NULL;
      CREATE INDEX case_guest_by_agency ON caseward.case_guest (agency_id) WHERE agency_id IS NOT NULL;
      CREATE TABLE caseward.case_custody (
        case_id uuid NOT NULL,
        custody_id text COLLATE "C" NOT NULL,
        agency_id text COLLATE "C" NOT NULL,
        caseworker_id text COLLATE "C" NOT NULL,
        until timestamptz(3) NOT NULL,
        ended_as text NOT NULL,
        PRIMARY KEY (case_id, custody_id)
      );
      CREATE INDEX case_custody_by_agency ON caseward.case_custody (agency_id, until, case_id);
      GRANT SELECT, INSERT, UPDATE, DELETE ON caseward.case_guest, caseward.case_custody TO caseward_app;
    `);
    await runner.query(WRITE_READ_MODEL);
    await comment(
      runner,
      'caseward.case_guest',
      'Who may open a case that is not theirs, as long as the row is there.',
      {
        case_id: 'The case.',
        guest_id: 'Id within the case.',
        relation: 'provider of a referral, receiver of a transfer or member of a conference.',
        about: 'The referral, transfer or conference.',
        person_id: 'The one person who is let in; null when an agency is.',
        agency_id: 'The agency whose supervisors and managers are let in; null when a person is.',
      },
    );
    await comment(runner, 'caseward.case_custody', 'Agencies that handed a case over: their own record ends there.', {
      case_id: 'The case.',
      custody_id: 'Id within the case.',
      agency_id: 'The agency that had it.',
      caseworker_id: 'Person id of its last caseworker there.',
      until: 'When the other agency accepted it.',
      ended_as: 'How it ended there.',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION caseward.write_read_model;
      ALTER FUNCTION caseward.write_case_read_model RENAME TO write_read_model;
      DROP TABLE caseward.case_custody;
      DROP TABLE caseward.case_guest;
    `);
  }
}
