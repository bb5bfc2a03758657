import type { MigrationInterface, QueryRunner } from 'typeorm';

const WRITE_READ_MODEL = `
  CREATE FUNCTION caseward.write_read_model(p_case_id uuid, p_changes jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
  DECLARE
    owner caseward.case_summary := jsonb_populate_record(NULL::caseward.case_summary, p_changes -> 'case');
    owner_changed boolean;
    announced integer := 0;
    written integer;
  BEGIN
    INSERT INTO caseward.case_summary (case_id, seq, case_code, stage, level, episode, caseworker_id, team_id, office_id,
        agency_id, closure_recommended, closed_at, policy_version)
      VALUES (p_case_id, owner.seq, owner.case_code, owner.stage, owner.level, owner.episode, owner.caseworker_id,
        owner.team_id, owner.office_id, owner.agency_id, owner.closure_recommended, owner.closed_at, owner.policy_version)
      ON CONFLICT (case_id) DO UPDATE SET seq = excluded.seq, case_code = excluded.case_code, stage = excluded.stage,
        level = excluded.level, episode = excluded.episode, caseworker_id = excluded.caseworker_id,
        team_id = excluded.team_id, office_id = excluded.office_id, agency_id = excluded.agency_id,
        closure_recommended = excluded.closure_recommended, closed_at = excluded.closed_at,
        policy_version = excluded.policy_version
      RETURNING old.case_id IS NOT NULL
        AND (old.team_id, old.office_id, old.agency_id) IS DISTINCT FROM (new.team_id, new.office_id, new.agency_id)
      INTO owner_changed;

    IF jsonb_array_length(p_changes -> 'obligations') > 0 THEN
      INSERT INTO caseward.obligation (case_id, key, kind, episode, level, anchor, due_on, due_at, overdue_from, status,
          ended_at, end_cause, known_since, derivation)
        SELECT p_case_id, key, kind, episode, level, anchor, due_on, due_at, overdue_from, status, ended_at, end_cause,
          known_since, derivation
        FROM jsonb_populate_recordset(NULL::caseward.obligation, p_changes -> 'obligations')
        ON CONFLICT (case_id, key) DO UPDATE SET kind = excluded.kind, episode = excluded.episode, level = excluded.level,
          anchor = excluded.anchor, due_on = excluded.due_on, due_at = excluded.due_at,
          overdue_from = excluded.overdue_from, status = excluded.status, ended_at = excluded.ended_at,
          end_cause = excluded.end_cause, known_since = excluded.known_since, derivation = excluded.derivation;
    END IF;

    IF jsonb_array_length(p_changes -> 'breaches') > 0 THEN
      INSERT INTO caseward.breach (case_id, breach_id, key, kind, due_on, overdue_from, level, caseworker_id, agency_id,
          raised_at, withdrawn_at)
        SELECT p_case_id, breach_id, key, kind, due_on, overdue_from, level, caseworker_id, agency_id, raised_at, withdrawn_at
        FROM jsonb_populate_recordset(NULL::caseward.breach, p_changes -> 'breaches')
        ON CONFLICT (case_id, breach_id) DO UPDATE SET key = excluded.key, kind = excluded.kind, due_on = excluded.due_on,
          overdue_from = excluded.overdue_from, level = excluded.level, caseworker_id = excluded.caseworker_id,
          agency_id = excluded.agency_id, raised_at = excluded.raised_at, withdrawn_at = excluded.withdrawn_at;
    END IF;

    IF jsonb_array_length(p_changes -> 'escalations') > 0 THEN
      INSERT INTO caseward.escalation (case_id, escalation_id, key, kind, breach_id, risk_level, step, status, opened_at,
          assignee_person, assignee_role, assignee_scope, acknowledged_by, resolved_at, resolved_as)
        SELECT p_case_id, escalation_id, key, kind, breach_id, risk_level, step, status, opened_at,
          assignee_person, assignee_role, assignee_scope, acknowledged_by, resolved_at, resolved_as
        FROM jsonb_populate_recordset(NULL::caseward.escalation, p_changes -> 'escalations')
        ON CONFLICT (case_id, escalation_id) DO UPDATE SET key = excluded.key, kind = excluded.kind,
          breach_id = excluded.breach_id, risk_level = excluded.risk_level, step = excluded.step,
          status = excluded.status, opened_at = excluded.opened_at, assignee_person = excluded.assignee_person,
          assignee_role = excluded.assignee_role, assignee_scope = excluded.assignee_scope,
          acknowledged_by = excluded.acknowledged_by, resolved_at = excluded.resolved_at,
          resolved_as = excluded.resolved_as;
    END IF;

    IF jsonb_array_length(p_changes -> 'tasks') > 0 THEN
      WITH put AS (
        INSERT INTO caseward.task AS t (case_id, task_id, kind, command, assignee_person, assignee_role, assignee_scope,
            team_id, office_id, agency_id, risk_level, due_on, due_at, opened_at)
          SELECT p_case_id, task_id, kind, command, assignee_person, assignee_role, assignee_scope,
            owner.team_id, owner.office_id, owner.agency_id, risk_level, due_on, due_at, opened_at
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
        SELECT case_id, task_id, 'put', assignee_person, assignee_role, assignee_scope, owner.team_id, owner.office_id,
          owner.agency_id FROM put
        UNION ALL
        SELECT case_id, task_id, 'removed', old_person, old_role, old_scope, NULL, NULL, NULL FROM put WHERE moved;
      GET DIAGNOSTICS announced = ROW_COUNT;
    END IF;

    IF jsonb_array_length(p_changes -> 'removed_task_ids') > 0 THEN
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
      announced := announced + written;
    END IF;

    IF owner_changed THEN
      UPDATE caseward.task SET team_id = owner.team_id, office_id = owner.office_id, agency_id = owner.agency_id
        WHERE case_id = p_case_id
          AND (team_id, office_id, agency_id) IS DISTINCT FROM (owner.team_id, owner.office_id, owner.agency_id);
    END IF;
    RETURN announced > 0;
  END $$;
  COMMENT ON FUNCTION caseward.write_read_model IS
    'Upserts whole rows of one case, deletes finished tasks, notes whose inbox changed; true when any. Call it under the lock of the case.';
`;

/**
 * The whole append in one statement, so that it costs one round trip and the implicit commit that ends it.
 * Each statement of a volatile function sees what was committed before it began (READ COMMITTED), so all that
 * follows the lock sees every earlier append of the case.
 */
const APPEND_EVENTS = `
  CREATE FUNCTION caseward.lock_case(p_case_id uuid) RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(hashtextextended(p_case_id::text, 0))
  $$;
  COMMENT ON FUNCTION caseward.lock_case IS 'One writer for each case until the end of the transaction, also before its first row.';

  CREATE FUNCTION caseward.append_events(p_case_id uuid, p_expected_seq integer, p_command jsonb, p_events jsonb,
    p_changes jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
  DECLARE
    last_seq integer;
    link bytea;
    next_link bytea;
    holds boolean;
    event jsonb;
    first_seq integer := CASE WHEN jsonb_array_length(p_events) > 0 THEN p_expected_seq + 1 END;
  BEGIN
    PERFORM caseward.lock_case(p_case_id);
    SELECT e.seq, e.hash INTO last_seq, link FROM caseward.case_event e
      WHERE e.case_id = p_case_id ORDER BY e.seq DESC LIMIT 1;
    last_seq := coalesce(last_seq, 0);
    link := coalesce(link, decode(repeat('00', 32), 'hex'));
    holds := EXISTS (SELECT FROM caseward.command c
      WHERE c.case_id = p_case_id AND c.command_id = p_command ->> 'command_id' AND c.outcome = 'accepted');

    IF last_seq < p_expected_seq THEN
      RAISE EXCEPTION 'the record ends before the expected seq' USING ERRCODE = 'CW001';
    END IF;
    IF holds OR last_seq > p_expected_seq THEN
      RETURN jsonb_build_object('committed', false, 'holdsCommand', holds, 'events', coalesce((
        SELECT jsonb_agg(caseward.event_json(e) ORDER BY e.seq) FROM caseward.case_event e
        WHERE e.case_id = p_case_id AND e.seq > p_expected_seq), '[]'));
    END IF;

    FOR event IN SELECT jsonb_array_elements(p_events) LOOP
      last_seq := last_seq + 1;
      next_link := sha256(link || decode(event ->> 'digest', 'hex'));
      INSERT INTO caseward.case_event (case_id, seq, type, occurred_at, recorded_at, command_id, actor, data,
          previous_hash, hash)
        VALUES (p_case_id, last_seq, event ->> 'type', (event ->> 'occurredAt')::timestamptz,
          (event ->> 'recordedAt')::timestamptz, event ->> 'commandId', event -> 'actor', event -> 'data',
          link, next_link);
      link := next_link;
    END LOOP;
    INSERT INTO caseward.command AS c (case_id, command_id, type, actor_person_id, outcome, first_seq, last_seq, occurred_at,
        recorded_at, confirmed_at)
      VALUES (p_case_id, p_command ->> 'command_id', p_command ->> 'type', p_command ->> 'actor_person_id', 'accepted',
        first_seq, last_seq, (p_command ->> 'occurred_at')::timestamptz, (p_command ->> 'recorded_at')::timestamptz,
        CASE WHEN (p_command ->> 'confirmed')::boolean THEN clock_timestamp() END)
      ON CONFLICT (case_id, command_id) DO UPDATE SET type = excluded.type, actor_person_id = excluded.actor_person_id,
        outcome = excluded.outcome, first_seq = excluded.first_seq, last_seq = excluded.last_seq, refusal = NULL,
        occurred_at = excluded.occurred_at, recorded_at = excluded.recorded_at,
        committed_real_at = excluded.committed_real_at, confirmed_at = excluded.confirmed_at;
    RETURN jsonb_build_object('committed', true, 'holdsCommand', true,
      'changesInbox', caseward.write_read_model(p_case_id, p_changes));
  END $$;
  COMMENT ON FUNCTION caseward.append_events IS
    'Compare-and-set on (case_id, seq), once for each (case_id, command_id): records the events or returns the recorded ones.';
`;

/** The functions behind the append. */
export class CreateAppend1795305603000 implements MigrationInterface {
  readonly name = 'CreateAppend1795305603000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WRITE_READ_MODEL);
    await runner.query(APPEND_EVENTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION caseward.append_events;
      DROP FUNCTION caseward.lock_case;
      DROP FUNCTION caseward.write_read_model;
    `);
  }
}
