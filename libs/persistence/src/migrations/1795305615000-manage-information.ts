import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';
import { ERASE_CONFIRMED, OWE_RETENTION, RESOLVE_NAMES } from './information-functions.js';

const TABLES = `
  CREATE TABLE caseward.access_log (
    access_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    accessed_at timestamptz(3) NOT NULL,
    person_id text COLLATE "C" NOT NULL,
    role text NOT NULL,
    what text NOT NULL,
    case_id uuid,
    detail text COLLATE "C",
    reason text COLLATE "C",
    logged_real_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE INDEX access_log_by_case ON caseward.access_log (case_id, access_id);
  CREATE INDEX access_log_by_person ON caseward.access_log (person_id, access_id);
  CREATE TRIGGER access_log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON caseward.access_log
    FOR EACH STATEMENT EXECUTE FUNCTION caseward.refuse_change();
  GRANT SELECT, INSERT ON caseward.access_log TO caseward_app;

  CREATE TABLE caseward.owed_retention (
    case_id uuid NOT NULL,
    seq integer NOT NULL,
    command_id uuid NOT NULL UNIQUE,
    keep_until date,
    occurred_at timestamptz(3) NOT NULL,
    done_real_at timestamptz,
    PRIMARY KEY (case_id, seq)
  );
  CREATE INDEX owed_retention_open ON caseward.owed_retention (case_id, seq) WHERE done_real_at IS NULL;
  GRANT SELECT, INSERT, UPDATE ON caseward.owed_retention TO caseward_app;

  CREATE TABLE caseward.erased_case (
    case_id uuid PRIMARY KEY,
    file_id uuid NOT NULL,
    manner text NOT NULL,
    erased_at timestamptz(3) NOT NULL
  );
  CREATE TRIGGER erased_case_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON caseward.erased_case
    FOR EACH STATEMENT EXECUTE FUNCTION caseward.refuse_change();
  GRANT SELECT ON caseward.erased_case TO caseward_app;

  CREATE INDEX duty_file_hidden_from ON caseward.duty_file USING gin (hidden_from jsonb_path_ops);
`;

/** Section 8: who looked at what, which files wait for their end, and the end itself. */
export class ManageInformation1795305615000 implements MigrationInterface {
  readonly name = 'ManageInformation1795305615000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(RESOLVE_NAMES);
    await runner.query(OWE_RETENTION);
    await runner.query(ERASE_CONFIRMED);
    await comment(runner, 'caseward.access_log', 'IM-6: who read what about whom, written before the answer left.', {
      access_id: 'Order of reading.',
      accessed_at: 'When, by the clock of the deployment.',
      person_id: 'Who read.',
      role: 'In which role.',
      what: 'What was read: the name of the route.',
      case_id: 'The case or duty file; null where a list of several was read.',
      detail: 'Which part of it, such as the id of a form.',
      reason: 'Why, where the reader said so.',
      logged_real_at: 'Real time of writing.',
    });
    await comment(
      runner,
      'caseward.owed_retention',
      'IM-7: closures and re-openings that the retention file of the case has still to learn of.',
      {
        case_id: 'The case.',
        seq: 'The event of the case.',
        command_id: 'The command that tells it; always the same for this event.',
        keep_until: 'Until when the closure keeps the file; null for a re-opening.',
        occurred_at: 'When the case was closed or re-opened.',
        done_real_at: 'Real time at which the file knew; null while it does not.',
      },
    );
    await comment(runner, 'caseward.erased_case', 'Cases whose forms, names and key are gone for good.', {
      case_id: 'The case.',
      file_id: 'The retention file, with the two signatures.',
      manner: 'What was confirmed: anonymise or destroy.',
      erased_at: 'When it was confirmed.',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER case_event_confirms_destruction ON caseward.case_event;
      DROP TRIGGER case_key_is_not_made_again ON caseward.case_key;
      DROP FUNCTION caseward.follow_destruction;
      DROP FUNCTION caseward.refuse_erased;
      DROP FUNCTION caseward.erase_confirmed_case;
      DROP TRIGGER case_event_owes_retention ON caseward.case_event;
      DROP FUNCTION caseward.owe_retention;
      DROP FUNCTION caseward.retention_id;
      DROP FUNCTION caseward.read_name;
      DROP FUNCTION caseward.keep_name;
      DROP INDEX caseward.duty_file_hidden_from;
      DROP TABLE caseward.erased_case;
      DROP TABLE caseward.owed_retention;
      DROP TABLE caseward.access_log;
    `);
  }
}
