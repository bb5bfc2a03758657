import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Section 2: data entry sees what it is assigned to, and is assigned to each case that it types in from the beginning. */
export class AssignDataEntry1795305618000 implements MigrationInterface {
  readonly name = 'AssignDataEntry1795305618000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
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
      CREATE INDEX data_entry_case_of ON caseward.data_entry_case (case_id) WHERE ends_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX caseward.data_entry_case_of;
      DROP TRIGGER case_event_assigns_who_typed ON caseward.case_event;
      DROP FUNCTION caseward.assign_who_typed();
    `);
  }
}
