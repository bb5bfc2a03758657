import type { MigrationInterface, QueryRunner } from 'typeorm';

const WRITE_READ_MODEL = (assignments: string): string => `
  CREATE OR REPLACE FUNCTION caseward.write_shared_case_read_model(p_case_id uuid, p_changes jsonb) RETURNS boolean
    LANGUAGE plpgsql AS $$
  DECLARE
    announced boolean := caseward.write_guests_and_case(p_case_id, p_changes);
  BEGIN
    IF jsonb_array_length(coalesce(p_changes -> 'emergencies', '[]')) > 0 THEN
      INSERT INTO caseward.emergency_access (case_id, access_id, person_id, agency_id, starts_at, ends_at)
        SELECT p_case_id, access_id, person_id, agency_id, starts_at, ends_at
        FROM jsonb_populate_recordset(NULL::caseward.emergency_access, p_changes -> 'emergencies')
        ON CONFLICT (case_id, access_id) DO UPDATE SET person_id = excluded.person_id,
          agency_id = excluded.agency_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at;
    END IF;${assignments}
    RETURN announced;
  END $$;
`;

/** Somebody whom this organisation does not know has no assignments; whoever is assigned already stays so. */
const ASSIGNMENTS = `
    IF jsonb_array_length(coalesce(p_changes -> 'assignments', '[]')) > 0 THEN
      INSERT INTO caseward.data_entry_case (assignment_id, person_id, case_id, starts_at, recorded_at, assigned_by)
        SELECT gen_random_uuid(), a.person_id, p_case_id, a.starts_at, a.recorded_at, a.assigned_by
        FROM jsonb_populate_recordset(NULL::caseward.data_entry_case, p_changes -> 'assignments') a
          JOIN caseward.person USING (person_id)
        ON CONFLICT DO NOTHING;
    END IF;`;

const TRIGGER = `
  CREATE FUNCTION caseward.assign_who_typed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO caseward.data_entry_case (assignment_id, person_id, case_id, starts_at, recorded_at, assigned_by)
      SELECT gen_random_uuid(), p.person_id, NEW.case_id, NEW.recorded_at, NEW.recorded_at, NEW.actor ->> 'authoredBy'
      FROM caseward.person p WHERE p.person_id = NEW.actor ->> 'personId'
      ON CONFLICT DO NOTHING;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION caseward.assign_who_typed IS
    'Assigns a new case to the data entry person who typed it in, in the transaction of its first event.';
  CREATE TRIGGER case_event_assigns_who_typed AFTER INSERT ON caseward.case_event
    FOR EACH ROW WHEN (NEW.seq = 1 AND NEW.actor ->> 'role' = 'DE')
    EXECUTE FUNCTION caseward.assign_who_typed();
`;

/** Section 2: who is assigned to a case that was typed in is decided in the domain and written with its read models. */
export class AssignByTheAppend1795305627100 implements MigrationInterface {
  readonly name = 'AssignByTheAppend1795305627100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER case_event_assigns_who_typed ON caseward.case_event;
      DROP FUNCTION caseward.assign_who_typed();
      ${WRITE_READ_MODEL(ASSIGNMENTS)}
      COMMENT ON FUNCTION caseward.write_shared_case_read_model IS
        'The read models of one case, with guests, emergency accesses and who types it in; true when an inbox changed.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${WRITE_READ_MODEL('')}
      COMMENT ON FUNCTION caseward.write_shared_case_read_model IS
        'The read models of one case, with guests and emergency accesses; true when an inbox changed.';
      ${TRIGGER}
    `);
  }
}
