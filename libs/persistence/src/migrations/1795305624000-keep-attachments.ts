import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

const TABLES = `
  CREATE TABLE caseward.attachment (
    attachment_id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES caseward.case_key ON DELETE CASCADE,
    kind text COLLATE "C" NOT NULL,
    media_type text COLLATE "C" NOT NULL
      CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
    status text COLLATE "C" NOT NULL CHECK (status IN ('stored', 'quarantined', 'refused')),
    request_digest text COLLATE "C" NOT NULL,
    size_bytes integer NOT NULL CHECK (size_bytes BETWEEN 0 AND 20971520),
    iv bytea,
    tag bytea,
    ciphertext bytea,
    created_by text COLLATE "C" NOT NULL,
    created_at timestamptz(3) NOT NULL,
    scanned_real_at timestamptz,
    CONSTRAINT attachment_keeps_nothing_refused CHECK (num_nulls(iv, tag, ciphertext) = CASE status WHEN 'refused' THEN 3 ELSE 0 END)
  );
  ALTER TABLE caseward.attachment ALTER ciphertext SET STORAGE EXTERNAL;
  CREATE INDEX attachment_by_case ON caseward.attachment (case_id, created_at);
  CREATE INDEX attachment_waiting ON caseward.attachment (scanned_real_at NULLS FIRST) WHERE status = 'quarantined';

  CREATE TABLE caseward.attachment_ticket (
    ticket_digest bytea PRIMARY KEY,
    attachment_id uuid NOT NULL REFERENCES caseward.attachment ON DELETE CASCADE,
    case_id uuid NOT NULL,
    person_id text COLLATE "C" NOT NULL,
    session_id uuid NOT NULL,
    expires_real_at timestamptz NOT NULL
  );
  CREATE INDEX attachment_ticket_of ON caseward.attachment_ticket (attachment_id);
  CREATE INDEX attachment_ticket_by_end ON caseward.attachment_ticket (expires_real_at);
`;

/** Who reads the forms of a case reads its files, and adds to them under her or his own name only. */
const GUARD = `
  ALTER TABLE caseward.attachment ENABLE ROW LEVEL SECURITY;
  ALTER TABLE caseward.attachment FORCE ROW LEVEL SECURITY;
  GRANT SELECT ON caseward.attachment TO caseward_app, caseward_api, caseward_api_system;
  GRANT INSERT ON caseward.attachment TO caseward_api;
  GRANT UPDATE (status, iv, tag, ciphertext, scanned_real_at) ON caseward.attachment TO caseward_api_system;
  CREATE POLICY worker ON caseward.attachment TO caseward_app USING (true) WITH CHECK (true);
  CREATE POLICY api_system ON caseward.attachment TO caseward_api_system USING (true) WITH CHECK (true);
  CREATE POLICY reader ON caseward.attachment FOR SELECT TO caseward_api USING (caseward.reads_whole(case_id));
  CREATE POLICY writer ON caseward.attachment FOR INSERT TO caseward_api
    WITH CHECK (created_by = caseward.reader('person_id') AND caseward.reads_whole(case_id));

  ALTER TABLE caseward.attachment_ticket ENABLE ROW LEVEL SECURITY;
  ALTER TABLE caseward.attachment_ticket FORCE ROW LEVEL SECURITY;
  GRANT SELECT ON caseward.attachment_ticket TO caseward_app, caseward_api_system;
  GRANT INSERT ON caseward.attachment_ticket TO caseward_api;
  GRANT DELETE ON caseward.attachment_ticket TO caseward_api_system;
  CREATE POLICY worker ON caseward.attachment_ticket TO caseward_app USING (true) WITH CHECK (true);
  CREATE POLICY api_system ON caseward.attachment_ticket TO caseward_api_system USING (true) WITH CHECK (true);
  CREATE POLICY writer ON caseward.attachment_ticket FOR INSERT TO caseward_api
    WITH CHECK (person_id = caseward.reader('person_id') AND caseward.reads_whole(case_id));
`;

/**
 * Files of a case, sealed with its key. They hang on the row of that key: whatever deletes the key deletes them, and no
 * file can come in where there is none.
 */
export class KeepAttachments1795305624000 implements MigrationInterface {
  readonly name = 'KeepAttachments1795305624000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query([TABLES, GUARD].join('\n'));
    await comment(
      runner,
      'caseward.attachment',
      'Photos and documents of a case, sealed. Nothing is kept of the name that a file had.',
      {
        attachment_id: 'The Idempotency-Key of the upload.',
        case_id: 'The case; its files go with its key.',
        kind: 'What it is, as a code.',
        media_type: 'What its first bytes say, and what it is handed out as.',
        status:
          'stored: handed out; quarantined: not looked at yet, kept and not handed out; refused: found harmful, not kept.',
        request_digest: 'Keyed digest of what was sent, to know a repetition.',
        size_bytes: 'Size before sealing.',
        iv: 'Initialisation vector; null when refused.',
        tag: 'Authentication tag; null when refused.',
        ciphertext: 'The sealed content; null when refused.',
        created_by: 'Who sent it.',
        created_at: 'By the clock of the deployment.',
        scanned_real_at: 'Real time at which the scanner was last asked; null: never.',
      },
    );
    await comment(
      runner,
      'caseward.attachment_ticket',
      'Leave to fetch one file once, from the address for files. Deleted by the use of it.',
      {
        ticket_digest: 'SHA-256 of the ticket, which is not stored.',
        attachment_id: 'The file.',
        case_id: 'Its case.',
        person_id: 'Who asked for it.',
        session_id: 'The session that it was asked for in; the ticket ends with it.',
        expires_real_at: 'Real time after which it opens nothing.',
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE caseward.attachment_ticket;
      DROP TABLE caseward.attachment;
    `);
  }
}
