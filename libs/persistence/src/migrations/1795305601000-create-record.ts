import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

/** The legal record: what happened in each case, chained, and which command it came from. */
export class CreateRecord1795305601000 implements MigrationInterface {
  readonly name = 'CreateRecord1795305601000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE caseward.case_event (
        case_id uuid NOT NULL,
        seq integer NOT NULL CHECK (seq >= 1),
        type text NOT NULL,
        occurred_at timestamptz(3) NOT NULL,
        recorded_at timestamptz(3) NOT NULL,
        command_id text NOT NULL,
        actor jsonb NOT NULL,
        data jsonb NOT NULL,
        previous_hash bytea NOT NULL CHECK (octet_length(previous_hash) = 32),
        hash bytea NOT NULL CHECK (octet_length(hash) = 32),
        PRIMARY KEY (case_id, seq)
      );

      CREATE FUNCTION caseward.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
      END $$;
      COMMENT ON FUNCTION caseward.refuse_change IS
        'Stops accidents of the owner, whom grants do not bind. Against intent there is the hash chain.';
      CREATE TRIGGER case_event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON caseward.case_event
        FOR EACH STATEMENT EXECUTE FUNCTION caseward.refuse_change();

      CREATE FUNCTION caseward.event_json(e caseward.case_event) RETURNS jsonb STABLE LANGUAGE sql AS $$
        SELECT jsonb_build_object(
          'caseId', e.case_id,
          'seq', e.seq,
          'type', e.type,
          'occurredAt', to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'recordedAt', to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'commandId', e.command_id,
          'actor', e.actor,
          'data', e.data)
      $$;
      COMMENT ON FUNCTION caseward.event_json IS 'An event in the form in which the domain knows it and the chain hashes it.';

      CREATE TABLE caseward.command (
        case_id uuid NOT NULL,
        command_id text NOT NULL,
        type text NOT NULL,
        actor_person_id text NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('accepted', 'refused')),
        first_seq integer,
        last_seq integer,
        refusal jsonb,
        occurred_at timestamptz(3) NOT NULL,
        recorded_at timestamptz(3) NOT NULL,
        committed_real_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        confirmed_at timestamptz,
        PRIMARY KEY (case_id, command_id),
        CHECK ((outcome = 'refused') = (refusal IS NOT NULL)),
        CHECK ((outcome = 'accepted') = (last_seq IS NOT NULL)),
        CHECK (first_seq <= last_seq)
      );
      CREATE INDEX command_by_id ON caseward.command (command_id);
      CREATE INDEX command_unconfirmed ON caseward.command (committed_real_at)
        WHERE outcome = 'accepted' AND confirmed_at IS NULL;

      GRANT SELECT, INSERT ON caseward.case_event TO caseward_app;
      GRANT SELECT, INSERT, UPDATE ON caseward.command TO caseward_app;
    `);
    await comment(
      runner,
      'caseward.case_event',
      'Append-only facts of every case: the truth that all else is folded from.',
      {
        case_id: 'Opaque id of the case; also its workflow id.',
        seq: '1, 2, 3, ... without a gap for one case.',
        type: 'Name of the event, past tense.',
        occurred_at: 'When it happened, as stated by the actor.',
        recorded_at: 'When the deployment learned it, by its own clock.',
        command_id: 'The command that it came from; one command may give several events.',
        actor: 'Who gave the command: person id, role and place in the organisation.',
        data: 'The fact: codes, ids and dates; never a name, never a narrative.',
        previous_hash: 'Hash of the event before; 32 zero bytes for the first.',
        hash: 'SHA-256 of previous_hash and the SHA-256 of the canonical JSON (RFC 8785) of the event.',
      },
    );
    await comment(runner, 'caseward.command', 'What became of each command that reached the record.', {
      case_id: 'The case that it was given to.',
      command_id: 'Chosen by the sender; the same id never acts twice on a case.',
      type: 'Name of the command.',
      actor_person_id: 'Who gave it.',
      outcome: 'accepted: its events are in the record; refused: a rule said no to a sender who did not wait.',
      first_seq: 'First of its events; null when it changed nothing.',
      last_seq: 'The seq of the case once it was applied.',
      refusal: 'Code, rule, sentence and way out; only when refused.',
      occurred_at: 'When it happened, as stated by the sender.',
      recorded_at: 'When the deployment learned it, by its own clock.',
      committed_real_at:
        'Real time at which the row was written, also where the deployment runs on a simulation clock.',
      confirmed_at: 'Real time at which the engine was known to hold it; null while that is not known.',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE caseward.command;
      DROP FUNCTION caseward.event_json;
      DROP TABLE caseward.case_event;
      DROP FUNCTION caseward.refuse_change;
    `);
  }
}
