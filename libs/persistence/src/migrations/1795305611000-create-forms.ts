import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

/** Form versions, for ever; and what people have begun to fill in, until they send it. */
export class CreateForms1795305611000 implements MigrationInterface {
  readonly name = 'CreateForms1795305611000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE caseward.form_version (
        form text COLLATE "C" NOT NULL CHECK (form ~ '^[a-z][a-z0-9_]*$'),
        version integer NOT NULL CHECK (version >= 2),
        context text COLLATE "C" NOT NULL,
        definition jsonb NOT NULL,
        digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
        published_at timestamptz(3) NOT NULL,
        PRIMARY KEY (form, version)
      );
      CREATE TRIGGER form_version_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON caseward.form_version
        FOR EACH STATEMENT EXECUTE FUNCTION caseward.refuse_change();
      GRANT SELECT, INSERT ON caseward.form_version TO caseward_app;

      CREATE TABLE caseward.form_draft (
        case_id uuid NOT NULL REFERENCES caseward.case_key ON DELETE CASCADE,
        form text COLLATE "C" NOT NULL,
        person_id text NOT NULL,
        form_version integer NOT NULL CHECK (form_version >= 1),
        revision uuid NOT NULL,
        iv bytea NOT NULL CHECK (octet_length(iv) = 12),
        tag bytea NOT NULL CHECK (octet_length(tag) = 16),
        ciphertext bytea NOT NULL,
        saved_at timestamptz(3) NOT NULL,
        PRIMARY KEY (case_id, form, person_id)
      );
      GRANT SELECT, INSERT, UPDATE, DELETE ON caseward.form_draft TO caseward_app;
    `);
    await comment(runner, 'caseward.form_version', 'Every version of every form that was ever filled in here.', {
      form: 'Code of the form.',
      version:
        'Its version. Version 1 is the free form and has no definition; those of a context are base * 1000 + revision.',
      context: 'Whose wording it is: standard, or the context whose overlay made it.',
      definition: 'Fields, words and conditions, with every option list in it.',
      digest: 'SHA-256, hexadecimal, of the canonical JSON of the definition.',
      published_at: 'When this deployment first had it, by its own clock.',
    });
    await comment(
      runner,
      'caseward.form_draft',
      'Forms that somebody has begun, encrypted; one per case, form and person.',
      {
        case_id: 'The case, whose key encrypts it. Goes with the key.',
        form: 'Code of the form.',
        person_id: 'Who is filling it in. Nobody else reads it.',
        form_version: 'Version that it was begun in.',
        revision: 'New with each save: who saves says which one was read. Also the content id of the encryption.',
        iv: 'Initialisation vector of AES-256-GCM.',
        tag: 'Authentication tag; covers case, revision, form and version too.',
        ciphertext: 'The encrypted canonical JSON.',
        saved_at: 'When it was last saved, by the clock of the deployment.',
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE caseward.form_draft; DROP TABLE caseward.form_version;');
  }
}
