import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

const WRITE_DUTY_READ_MODEL = `
  CREATE FUNCTION caseward.write_duty_read_model(p_case_id uuid, p_changes jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
  DECLARE
    file caseward.duty_file := jsonb_populate_record(NULL::caseward.duty_file, p_changes -> 'duty_file');
    announced integer := 0;
    written integer;
  BEGIN
    INSERT INTO caseward.duty_file (case_id, seq, kind, subject_id, team_id, office_id, agency_id, opened_at, ended_at,
        hidden_from, policy_version)
      VALUES (p_case_id, file.seq, file.kind, file.subject_id, file.team_id, file.office_id, file.agency_id, file.opened_at,
        file.ended_at, file.hidden_from, file.policy_version)
      ON CONFLICT (case_id) DO UPDATE SET seq = excluded.seq, kind = excluded.kind, subject_id = excluded.subject_id,
        team_id = excluded.team_id, office_id = excluded.office_id, agency_id = excluded.agency_id,
        opened_at = excluded.opened_at, ended_at = excluded.ended_at, hidden_from = excluded.hidden_from,
        policy_version = excluded.policy_version;

    INSERT INTO caseward.obligation (case_id, key, kind, episode, level, anchor, due_on, due_at, overdue_from, status,
        ended_at, end_cause, known_since, derivation)
      SELECT p_case_id, key, kind, episode, level, anchor, due_on, due_at, overdue_from, status, ended_at, end_cause,
        known_since, derivation
      FROM jsonb_populate_recordset(NULL::caseward.obligation, p_changes -> 'obligations')
      ON CONFLICT (case_id, key) DO UPDATE SET kind = excluded.kind, episode = excluded.episode, level = excluded.level,
        anchor = excluded.anchor, due_on = excluded.due_on, due_at = excluded.due_at,
        overdue_from = excluded.overdue_from, status = excluded.status, ended_at = excluded.ended_at,
        end_cause = excluded.end_cause, known_since = excluded.known_since, derivation = excluded.derivation;

    INSERT INTO caseward.breach (case_id, breach_id, key, kind, due_on, overdue_from, level, caseworker_id, agency_id,
        raised_at, withdrawn_at)
      SELECT p_case_id, breach_id, key, kind, due_on, overdue_from, level, caseworker_id, agency_id, raised_at, withdrawn_at
      FROM jsonb_populate_recordset(NULL::caseward.breach, p_changes -> 'breaches')
      ON CONFLICT (case_id, breach_id) DO UPDATE SET key = excluded.key, kind = excluded.kind, due_on = excluded.due_on,
        overdue_from = excluded.overdue_from, level = excluded.level, caseworker_id = excluded.caseworker_id,
        agency_id = excluded.agency_id, raised_at = excluded.raised_at, withdrawn_at = excluded.withdrawn_at;

    INSERT INTO caseward.escalation (case_id, escalation_id, key, kind, breach_id, risk_level, step, status, opened_at,
        assignee_person, assignee_role, assignee_scope, acknowledged_by, resolved_at, resolved_as)
      SELECT p_case_id, escalation_id, key, kind, breach_id, risk_level, step, status, opened_at,
        assignee_person, assignee_role, assignee_scope, acknowledged_by, resolved_at, resolved_as
      FROM jsonb_populate_recordset(NULL::caseward.escalation, p_changes -> 'escalations')
      ON CONFLICT (case_id, escalation_id) DO UPDATE SET key = excluded.key, kind = excluded.kind,
        breach_id = excluded.breach_id, risk_level = excluded.risk_level, step = excluded.step, status = excluded.status,
        opened_at = excluded.opened_at, assignee_person = excluded.assignee_person,
        assignee_role = excluded.assignee_role, assignee_scope = excluded.assignee_scope,
        acknowledged_by = excluded.acknowledged_by, resolved_at = excluded.resolved_at, resolved_as = excluded.resolved_as;

    WITH put AS (
      INSERT INTO caseward.task AS t (case_id, task_id, kind, command, assignee_person, assignee_role, assignee_scope,
          team_id, office_id, agency_id, risk_level, due_on, due_at, opened_at)
        SELECT p_case_id, task_id, kind, command, assignee_person, assignee_role, assignee_scope,
          file.team_id, file.office_id, file.agency_id, risk_level, due_on, due_at, opened_at
        FROM jsonb_populate_recordset(NULL::caseward.task, p_changes -> 'tasks')
        ON CONFLICT (case_id, task_id) DO UPDATE SET kind = excluded.kind, command = excluded.command,
          assignee_person = excluded.assignee_person, assignee_role = excluded.assignee_role,
          assignee_scope = excluded.assignee_scope, team_id = excluded.team_id, office_id = excluded.office_id,
          agency_id = excluded.agency_id, risk_level = excluded.risk_level, due_on = excluded.due_on,
          due_at = excluded.due_at, opened_at = excluded.opened_at
        RETURNING t.case_id, t.task_id,
          old.case_id IS NOT NULL AND (old.assignee_person, old.assignee_role, old.assignee_scope)
            IS DISTINCT FROM (new.assignee_person, new.assignee_role, new.assignee_scope) AS moved,
          old.assignee_person AS old_person, old.assignee_role AS old_role, old.assignee_scope AS old_scope,
          new.assignee_person, new.assignee_role, new.assignee_scope
    )
    INSERT INTO caseward.inbox_change (case_id, task_id, kind, assignee_person, assignee_role, assignee_scope, team_id,
        office_id, agency_id)
      SELECT case_id, task_id, 'put', assignee_person, assignee_role, assignee_scope, file.team_id, file.office_id,
        file.agency_id FROM put
      UNION ALL
      SELECT case_id, task_id, 'removed', old_person, old_role, old_scope, NULL, NULL, NULL FROM put WHERE moved;
    GET DIAGNOSTICS announced = ROW_COUNT;

    WITH removed AS (
      DELETE FROM caseward.task
        WHERE case_id = p_case_id
          AND task_id = ANY (ARRAY(SELECT jsonb_array_elements_text(p_changes -> 'removed_task_ids')))
        RETURNING *
    )
    INSERT INTO caseward.inbox_change (case_id, task_id, kind, assignee_person, assignee_role, assignee_scope, team_id,
        office_id, agency_id)
      SELECT case_id, task_id, 'removed', assignee_person, assignee_role, assignee_scope, team_id, office_id, agency_id
      FROM removed;
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN announced + written > 0;
  END $$;
  COMMENT ON FUNCTION caseward.write_duty_read_model IS
    'All read models of one duty file; true when an inbox changed. Call it under the lock of the file.';
`;

const WRITE_READ_MODEL = `
  ALTER FUNCTION caseward.write_read_model RENAME TO write_shared_case_read_model;

  CREATE FUNCTION caseward.write_read_model(p_case_id uuid, p_changes jsonb) RETURNS boolean LANGUAGE sql AS $$
    SELECT CASE WHEN jsonb_exists(p_changes, 'duty_file')
      THEN caseward.write_duty_read_model(p_case_id, p_changes)
      ELSE caseward.write_shared_case_read_model(p_case_id, p_changes) END
  $$;
  COMMENT ON FUNCTION caseward.write_read_model IS
    'All read models of what one id of the record holds, a case or a duty file; true when an inbox changed.';
`;

/** Duty files stand in the record beside the cases, under ids of their own; this table says which ids those are. */
export class CreateDutyFiles1795305609000 implements MigrationInterface {
  readonly name = 'CreateDutyFiles1795305609000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE caseward.duty_file (
        case_id uuid PRIMARY KEY,
        seq integer NOT NULL,
        kind text NOT NULL,
        subject_id text COLLATE "C" NOT NULL,
        team_id text COLLATE "C",
        office_id text COLLATE "C",
        agency_id text COLLATE "C",
        opened_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        hidden_from jsonb NOT NULL,
        policy_version text NOT NULL
      );
      CREATE INDEX duty_file_by_subject ON caseward.duty_file (kind, subject_id);
      CREATE INDEX duty_file_by_agency ON caseward.duty_file (agency_id, kind, case_id);
      GRANT SELECT, INSERT, UPDATE, DELETE ON caseward.duty_file TO caseward_app;
    `);
    await runner.query(WRITE_DUTY_READ_MODEL);
    await runner.query(WRITE_READ_MODEL);
    await comment(
      runner,
      'caseward.duty_file',
      'What the organisation owes, file by file: one row for each duty file.',
      {
        case_id: 'Opaque id of the file; the record, tasks and clocks keep it where they keep the id of a case.',
        seq: 'The last event folded into this row and all other read models of the file.',
        kind: 'What the file is about.',
        subject_id: 'Opaque id of the person, team, agency, case or document that it is about.',
        team_id: 'Team that answers for it; null where it lies above the teams.',
        office_id: 'Office that answers for it; null where it lies above the offices.',
        agency_id: 'Agency that answers for it; null where it concerns several.',
        opened_at: 'When its duties began.',
        ended_at: 'When they ended; null while they run.',
        hidden_from: 'Person ids that neither find nor open it, whatever their role.',
        policy_version: 'Version of the policy snapshot that the file carries.',
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION caseward.write_read_model;
      ALTER FUNCTION caseward.write_shared_case_read_model RENAME TO write_read_model;
      DROP FUNCTION caseward.write_duty_read_model;
      DROP TABLE caseward.duty_file;
    `);
  }
}
