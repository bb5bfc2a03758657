import type { MigrationInterface, QueryRunner } from 'typeorm';

/** P6d: since when the record knows that somebody types in a case, and that it ended. Until now both were entered at once. */
export class KnowAssignments1795305617000 implements MigrationInterface {
  readonly name = 'KnowAssignments1795305617000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE caseward.data_entry_case
        ADD COLUMN recorded_at timestamptz(3), ADD COLUMN end_recorded_at timestamptz(3);
      UPDATE caseward.data_entry_case SET recorded_at = starts_at, end_recorded_at = ends_at;
      ALTER TABLE caseward.data_entry_case ALTER COLUMN recorded_at SET NOT NULL,
        ADD CONSTRAINT data_entry_case_end_is_known CHECK ((ends_at IS NULL) = (end_recorded_at IS NULL));
      GRANT UPDATE (end_recorded_at) ON caseward.data_entry_case TO caseward_app;
      COMMENT ON COLUMN caseward.data_entry_case.recorded_at IS
        'When it was recorded; what is asked as known at an earlier moment does not contain it.';
      COMMENT ON COLUMN caseward.data_entry_case.end_recorded_at IS 'When its end was recorded; null while it lasts.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE caseward.data_entry_case DROP CONSTRAINT data_entry_case_end_is_known,
        DROP COLUMN recorded_at, DROP COLUMN end_recorded_at;
    `);
  }
}
