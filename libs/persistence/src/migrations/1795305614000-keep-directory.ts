import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

/** The annexes of the SOP as data: the directory of services, roles and responsibilities, terms. */
export class KeepDirectory1795305614000 implements MigrationInterface {
  readonly name = 'KeepDirectory1795305614000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE caseward.directory_entry (
        command_id uuid PRIMARY KEY,
        file_id uuid NOT NULL,
        entry_id uuid NOT NULL,
        organisation text NOT NULL,
        provider_id text COLLATE "C" NOT NULL,
        provider_agency_id text COLLATE "C" NOT NULL,
        service text NOT NULL,
        area text COLLATE "C" NOT NULL,
        criteria text,
        hours text,
        contact_role text NOT NULL,
        contact_phone text,
        contact_email text,
        channel text NOT NULL,
        capacity text,
        trained_on date,
        is_active boolean NOT NULL,
        digest text NOT NULL,
        written_by text COLLATE "C" NOT NULL,
        written_at timestamptz(3) NOT NULL
      );
      CREATE INDEX directory_entry_of_file ON caseward.directory_entry (file_id, entry_id);
      CREATE INDEX directory_entry_by_id ON caseward.directory_entry (entry_id);
      CREATE TRIGGER directory_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON caseward.directory_entry
        FOR EACH STATEMENT EXECUTE FUNCTION caseward.refuse_change();
      GRANT SELECT, INSERT ON caseward.directory_entry TO caseward_app;

      CREATE TABLE caseward.annex_entry (
        change_id uuid PRIMARY KEY,
        annex text NOT NULL CHECK (annex IN ('roles', 'terms')),
        code text COLLATE "C" NOT NULL,
        version integer NOT NULL CHECK (version >= 1),
        name jsonb NOT NULL,
        meaning jsonb NOT NULL,
        is_active boolean NOT NULL,
        written_by text COLLATE "C" NOT NULL,
        written_at timestamptz(3) NOT NULL,
        UNIQUE (annex, code, version)
      );
      CREATE TRIGGER annex_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON caseward.annex_entry
        FOR EACH STATEMENT EXECUTE FUNCTION caseward.refuse_change();
      GRANT SELECT, INSERT ON caseward.annex_entry TO caseward_app;
    `);
    await this.#comments(runner);
  }

  async #comments(runner: QueryRunner): Promise<void> {
    await comment(
      runner,
      'caseward.directory_entry',
      'Versions of services in the directory; never changed. One counts once the record has its command.',
      {
        command_id: 'The command that keeps this version; the key of the request.',
        file_id: 'The duty file of the directory, whose record and clocks it belongs to.',
        entry_id: 'The service, over all its versions.',
        organisation: 'Name of the organisation as families know it. An organisation, never a person.',
        provider_id: 'Id of its referral focal point.',
        provider_agency_id: 'Id of the organisation.',
        service: 'Type of service.',
        area: 'Code of the area.',
        criteria: 'Who can get the service.',
        hours: 'Opening hours.',
        contact_role: 'Function of the contact, such as focal point for referrals.',
        contact_phone: 'Telephone of the organisation.',
        contact_email: 'E-mail of the organisation.',
        channel: 'How referrals reach it.',
        capacity: 'How many can be helped, and how long they wait.',
        trained_on: 'When its staff were last trained with the agencies; null when unknown.',
        is_active: 'False: the service is no longer there.',
        digest: 'SHA-256 of the entry, which the record has too.',
        written_by: 'Person who wrote the version.',
        written_at: 'By the clock of the deployment.',
      },
    );
    await comment(
      runner,
      'caseward.annex_entry',
      'Versions of what roles are responsible for and what terms mean; never changed.',
      {
        change_id: 'The key of the request.',
        annex: 'roles or terms.',
        code: 'The role or term, over all its versions.',
        version: 'Counted from 1; the highest is in use.',
        name: 'What it is called, by language.',
        meaning: 'What it means or is responsible for, by language.',
        is_active: 'False: it is no longer used.',
        written_by: 'Person who wrote the version.',
        written_at: 'By the clock of the deployment.',
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE caseward.annex_entry; DROP TABLE caseward.directory_entry;');
  }
}
