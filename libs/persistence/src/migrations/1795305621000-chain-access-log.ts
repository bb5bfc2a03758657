import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACCESS_LINE, CHAIN_ACCESS, CHAIN_WHAT_IS_THERE, NOTE_COMMAND, SEAL_WHAT_IS_THERE } from './audit-functions.js';
import { comment } from './comment.js';

/** Where a sentence would fit, somebody's name would. */
const WORD = '^[A-Za-z0-9_:.-]{1,100}$';

const COLUMNS = `
  ALTER TABLE caseward.access_log DISABLE TRIGGER access_log_is_append_only;
  ALTER TABLE caseward.access_log
    ALTER COLUMN person_id DROP NOT NULL,
    ALTER COLUMN role DROP NOT NULL,
    ADD COLUMN kind text NOT NULL DEFAULT 'read',
    ADD COLUMN case_ids uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN status smallint,
    ADD COLUMN times integer NOT NULL DEFAULT 1,
    ADD COLUMN event_seq integer,
    ADD COLUMN event_hash bytea,
    ADD COLUMN chain smallint,
    ADD COLUMN entry_no bigint,
    ADD COLUMN previous_hash bytea,
    ADD COLUMN hash bytea;
`;

const CONSTRAINTS = `
  ALTER TABLE caseward.access_log
    ALTER COLUMN chain SET NOT NULL,
    ALTER COLUMN entry_no SET NOT NULL,
    ALTER COLUMN previous_hash SET NOT NULL,
    ALTER COLUMN hash SET NOT NULL,
    ADD CONSTRAINT access_log_holds_codes CHECK (kind ~ '^[a-z_]{1,20}$' AND what ~ '${WORD}' AND detail ~ '${WORD}'
      AND reason ~ '${WORD}'),
    ADD CONSTRAINT access_log_chain UNIQUE (chain, entry_no);
  DROP INDEX caseward.access_log_by_case;
  CREATE INDEX access_log_by_shown_case ON caseward.access_log USING gin (case_ids);
  ALTER TABLE caseward.access_log ENABLE TRIGGER access_log_is_append_only;
`;

const WRITERS = ['caseward_app', 'caseward_api', 'caseward_api_system'];
const WRITTEN = 'accessed_at, kind, what, person_id, role, case_id, case_ids, detail, reason, status, times';

/** Of the roles that there are, each may add an entry and say nothing about its place in a chain. */
const RIGHTS = WRITERS.map(
  (role) => `
  DO $$ BEGIN
    REVOKE INSERT ON caseward.access_log FROM ${role};
    GRANT INSERT (${WRITTEN}) ON caseward.access_log TO ${role};
  EXCEPTION WHEN undefined_object THEN NULL;
  END $$;`,
).join('');

const CHECKPOINTS = `
  CREATE TABLE caseward.audit_checkpoint (
    checkpoint_no bigint PRIMARY KEY,
    body text NOT NULL,
    signature bytea NOT NULL,
    written_real_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE TRIGGER audit_checkpoint_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON caseward.audit_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION caseward.refuse_change();
  GRANT SELECT, INSERT ON caseward.audit_checkpoint TO caseward_app;
`;

/** IM-6: the log of reads becomes a chained trail of everything that is done with case data. */
export class ChainAccessLog1795305621000 implements MigrationInterface {
  readonly name = 'ChainAccessLog1795305621000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMNS);
    await runner.query(ACCESS_LINE);
    await runner.query(CHAIN_WHAT_IS_THERE);
    await runner.query(CONSTRAINTS);
    await runner.query(CHAIN_ACCESS);
    await runner.query(SEAL_WHAT_IS_THERE);
    await runner.query(NOTE_COMMAND);
    await runner.query(RIGHTS);
    await runner.query(CHECKPOINTS);
    await describe(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE caseward.audit_checkpoint;
      DROP TRIGGER command_is_audited ON caseward.command;
      DROP FUNCTION caseward.note_command;
      DROP TRIGGER access_log_is_chained ON caseward.access_log;
      DROP FUNCTION caseward.chain_access;
      DROP FUNCTION caseward.access_line;
      ALTER TABLE caseward.access_log DISABLE TRIGGER access_log_is_append_only;
      DELETE FROM caseward.access_log WHERE person_id IS NULL OR role IS NULL OR kind NOT IN ('read', 'list', 'name');
      ALTER TABLE caseward.access_log
        DROP CONSTRAINT access_log_chain,
        DROP CONSTRAINT access_log_holds_codes,
        DROP COLUMN kind, DROP COLUMN case_ids, DROP COLUMN status, DROP COLUMN times, DROP COLUMN event_seq,
        DROP COLUMN event_hash, DROP COLUMN chain, DROP COLUMN entry_no, DROP COLUMN previous_hash, DROP COLUMN hash,
        ALTER COLUMN person_id SET NOT NULL,
        ALTER COLUMN role SET NOT NULL;
      CREATE INDEX access_log_by_case ON caseward.access_log (case_id, access_id);
      ALTER TABLE caseward.access_log ENABLE TRIGGER access_log_is_append_only;
      GRANT INSERT ON caseward.access_log TO caseward_app;
    `);
  }
}

async function describe(runner: QueryRunner): Promise<void> {
  await comment(runner, 'caseward.access_log', 'IM-6: the audit trail, written before the answer left.', {
    kind: 'read, list, write, record (the append itself), refusal, export, override, name, session.',
    what: 'What was asked for: the name of the route, or of the command after record.',
    person_id: 'Who; null where nobody had signed in.',
    role: 'In which role; null where that was not known.',
    case_id: 'The case or duty file that was asked for; null for a list.',
    case_ids: 'Every case and duty file that the answer showed.',
    detail: 'Which part of it, such as the id of a form; of a refusal, its code.',
    status: 'The HTTP status of the answer; null where there is none.',
    times: 'How often: refusals beyond the bound of a minute are one entry.',
    event_seq: 'Of a record entry, the last event of the case.',
    event_hash: 'The hash of that event, which stands for all before it.',
    chain: 'One of sixteen chains that grow side by side.',
    entry_no: '1, 2, 3, ... without a gap in its chain.',
    previous_hash: 'Hash of the entry before in its chain; 32 zero bytes for the first.',
    hash: 'SHA-256 of previous_hash and all other columns.',
  });
  await comment(runner, 'caseward.audit_checkpoint', 'Signed statements of how far each chain had come.', {
    checkpoint_no: '1, 2, 3, ... without a gap.',
    body: 'Canonical JSON: number, moment, digest of the one before, tree hash of all chains, those that moved.',
    signature: 'Ed25519 over the body; the key is outside the database.',
    written_real_at: 'Real time of writing.',
  });
}
