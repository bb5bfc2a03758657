import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

/** Encrypted form content, the keys of the cases, and, in a schema of their own, the names. */
export class CreateContents1795305604000 implements MigrationInterface {
  readonly name = 'CreateContents1795305604000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE caseward.case_key (
        case_id uuid PRIMARY KEY,
        root_key_id text NOT NULL,
        wrapped_key bytea NOT NULL,
        created_real_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE TABLE caseward.case_code (
        case_code text COLLATE "C" PRIMARY KEY,
        case_id uuid NOT NULL UNIQUE,
        reserved_real_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE TABLE caseward.form_content (
        content_id uuid PRIMARY KEY,
        case_id uuid NOT NULL REFERENCES caseward.case_key,
        form text NOT NULL,
        form_version integer NOT NULL CHECK (form_version >= 1),
        digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
        iv bytea NOT NULL CHECK (octet_length(iv) = 12),
        tag bytea NOT NULL CHECK (octet_length(tag) = 16),
        ciphertext bytea NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz(3) NOT NULL
      );
      CREATE INDEX form_content_by_case ON caseward.form_content (case_id, created_at, content_id);
      CREATE TRIGGER form_content_is_append_only BEFORE UPDATE ON caseward.form_content
        FOR EACH STATEMENT EXECUTE FUNCTION caseward.refuse_change();
      GRANT SELECT, INSERT, UPDATE ON caseward.case_key TO caseward_app;
      GRANT SELECT, INSERT ON caseward.case_code, caseward.form_content TO caseward_app;

      CREATE TABLE names.name_code (
        case_id uuid PRIMARY KEY,
        iv bytea NOT NULL CHECK (octet_length(iv) = 12),
        tag bytea NOT NULL CHECK (octet_length(tag) = 16),
        ciphertext bytea NOT NULL,
        changed_by text NOT NULL,
        changed_at timestamptz(3) NOT NULL
      );
      GRANT USAGE ON SCHEMA names TO caseward_names;
      GRANT SELECT, INSERT, UPDATE ON names.name_code TO caseward_names;
    `);
    await comment(
      runner,
      'caseward.case_key',
      'One data key for each case, wrapped by a root key that is not in this database.',
      {
        case_id: 'The case.',
        root_key_id: 'The root key that unwraps it.',
        wrapped_key: 'The wrapped key. Without it nothing that the case rests in can be read again.',
        created_real_at: 'Real time of creation.',
      },
    );
    await comment(runner, 'caseward.case_code', 'Codes given out, so that no two cases share one.', {
      case_code: 'The pseudonymous code.',
      case_id: 'The case it was given to.',
      reserved_real_at: 'Real time at which it was given out.',
    });
    await comment(
      runner,
      'caseward.form_content',
      'What people wrote in forms, encrypted; a correction is another content.',
      {
        content_id: 'Chosen by the sender, so that sending again stores once.',
        case_id: 'The case, whose key encrypts it.',
        form: 'Name of the form.',
        form_version: 'Version of the form that it was filled in.',
        digest:
          'SHA-256, hexadecimal, of iv, tag and ciphertext; events carry it, so that it can be checked without any key.',
        iv: 'Initialisation vector of AES-256-GCM.',
        tag: 'Authentication tag; covers case, content, form and version too.',
        ciphertext: 'The encrypted canonical JSON.',
        created_by: 'Person id of the author.',
        created_at: 'When the deployment received it, by its own clock.',
      },
    );
    await comment(
      runner,
      'names.name_code',
      'Which child a case code stands for; readable by a role of its own only.',
      {
        case_id: 'The case.',
        iv: 'Initialisation vector of AES-256-GCM.',
        tag: 'Authentication tag.',
        ciphertext: 'Names and identifiers, encrypted with the key of the case.',
        changed_by: 'Person id of the last author.',
        changed_at: 'When it was last changed, by the clock of the deployment.',
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE names.name_code;
      REVOKE USAGE ON SCHEMA names FROM caseward_names;
      DROP TABLE caseward.form_content;
      DROP TABLE caseward.case_code;
      DROP TABLE caseward.case_key;
    `);
  }
}
