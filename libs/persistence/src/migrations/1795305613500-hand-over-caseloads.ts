import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

/** Each statement sees what was committed before it began, so all that follows the lock sees every place that was taken. */
const TAKE_PLACE = `
  CREATE FUNCTION caseward.take_place(p_command_id text, p_case_id uuid, p_caseworker_id text, p_stages text[])
    RETURNS integer LANGUAGE plpgsql AS $$
  DECLARE
    held integer;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('caseload ' || p_caseworker_id, 0));
    DELETE FROM caseward.caseload_place p WHERE p.caseworker_id = p_caseworker_id AND (
      p.taken_real_at < clock_timestamp() - interval '1 day'
      OR EXISTS (SELECT FROM caseward.command c WHERE c.case_id = p.case_id AND c.command_id = p.command_id)
      OR EXISTS (SELECT FROM caseward.command_request r WHERE r.command_id = p.command_id AND r.refusal IS NOT NULL));
    SELECT count(*) INTO held FROM (
      SELECT s.case_id FROM caseward.case_summary s
        WHERE s.caseworker_id = p_caseworker_id AND s.stage = ANY (p_stages)
      UNION SELECT p.case_id FROM caseward.caseload_place p
        WHERE p.caseworker_id = p_caseworker_id AND p.command_id <> p_command_id
    ) AS counted WHERE counted.case_id <> p_case_id;
    INSERT INTO caseward.caseload_place (command_id, case_id, caseworker_id)
      VALUES (p_command_id, p_case_id, p_caseworker_id)
      ON CONFLICT (command_id) DO UPDATE SET caseworker_id = excluded.caseworker_id,
        taken_real_at = excluded.taken_real_at;
    RETURN held;
  END $$;
  COMMENT ON FUNCTION caseward.take_place IS
    'How many open cases a caseworker has beside this one, those on their way included; and a place for this one.';
`;

/** Caseloads that go to others, case by case, until every case has answered. */
export class HandOverCaseloads1795305613500 implements MigrationInterface {
  readonly name = 'HandOverCaseloads1795305613500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TAKE_PLACE);
    await runner.query(`
      CREATE TABLE caseward.handover (
        handover_id uuid PRIMARY KEY,
        person_id text COLLATE "C" NOT NULL REFERENCES caseward.person,
        reason text NOT NULL CHECK (reason IN ('left', 'ill', 'leave', 'other')),
        ordered_by jsonb NOT NULL,
        ordered_at timestamptz(3) NOT NULL,
        ordered_real_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX handover_by_person ON caseward.handover (person_id, ordered_at);
      CREATE TABLE caseward.handover_case (
        handover_id uuid NOT NULL REFERENCES caseward.handover,
        case_id uuid NOT NULL,
        command_id uuid NOT NULL UNIQUE,
        payload jsonb NOT NULL,
        status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'done', 'refused')),
        refusal jsonb,
        PRIMARY KEY (handover_id, case_id)
      );
      CREATE INDEX handover_case_pending ON caseward.handover_case (handover_id, case_id) WHERE status = 'pending';
      GRANT SELECT, INSERT ON caseward.handover TO caseward_app;
      GRANT SELECT, INSERT ON caseward.handover_case TO caseward_app;
      GRANT UPDATE (status, refusal) ON caseward.handover_case TO caseward_app;
    `);
    await comment(runner, 'caseward.handover', 'Orders to hand the cases of a caseworker over to others.', {
      handover_id: 'Key of the request; also names the workflow that carries the order out.',
      person_id: 'Whose cases.',
      reason: 'left, ill, leave or other.',
      ordered_by: 'Who ordered it, with role and place at that moment.',
      ordered_at: 'By the clock of the deployment.',
      ordered_real_at: 'Real time.',
    });
    await comment(runner, 'caseward.handover_case', 'The cases of an order, and what became of each.', {
      handover_id: 'The order.',
      case_id: 'The case.',
      command_id: 'The command that the case is given: the same however often it is tried.',
      payload: 'To whom, whether child and family were consulted, overrides; narratives by reference only.',
      status: 'pending, done or refused.',
      refusal: 'Code, rule, sentence and way out.',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE caseward.handover_case;
      DROP TABLE caseward.handover;
      DROP FUNCTION caseward.take_place;
    `);
  }
}
