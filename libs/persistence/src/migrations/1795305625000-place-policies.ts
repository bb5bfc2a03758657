import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

/** Offices lie in areas; an order to adopt a version reaches duty files too, and says since when it waits. */
export class PlacePolicies1795305625000 implements MigrationInterface {
  readonly name = 'PlacePolicies1795305625000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE caseward.office ADD COLUMN area text COLLATE "C";
      ALTER TABLE caseward.policy_adoption ADD COLUMN ordered_real_at timestamptz NOT NULL DEFAULT clock_timestamp();
      ALTER TABLE caseward.policy_adoption_case ADD COLUMN is_duty_file boolean NOT NULL DEFAULT false;
      DROP INDEX caseward.policy_adoption_case_pending;
      CREATE INDEX policy_adoption_case_pending ON caseward.policy_adoption_case (adoption_id, is_duty_file, case_id)
        WHERE status = 'pending';
    `);
    await comment(runner, 'caseward.office', 'Offices of an agency; a manager leads one.', {
      area: 'Code of the area that the office works in: its values hold for cases that name no area; null for none.',
    });
    await comment(
      runner,
      'caseward.policy_adoption',
      'Orders that open cases and duty files go on by another version.',
      {
        ordered_real_at: 'Real time: what is older and not done is taken up again by a worker.',
      },
    );
    await comment(
      runner,
      'caseward.policy_adoption_case',
      'The cases and duty files of an order, and what became of each.',
      {
        case_id: 'A case or duty file that was open when the order was given; both have their id in the record.',
        is_duty_file: 'Whether it is a duty file.',
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM caseward.policy_adoption_case WHERE is_duty_file;
      DROP INDEX caseward.policy_adoption_case_pending;
      ALTER TABLE caseward.policy_adoption_case DROP COLUMN is_duty_file;
      CREATE INDEX policy_adoption_case_pending ON caseward.policy_adoption_case (adoption_id, case_id)
        WHERE status = 'pending';
      ALTER TABLE caseward.policy_adoption DROP COLUMN ordered_real_at;
      ALTER TABLE caseward.office DROP COLUMN area;
    `);
    await comment(runner, 'caseward.policy_adoption', 'Orders that open cases go on by another version.', {});
    await comment(runner, 'caseward.policy_adoption_case', 'The cases of an order, and what became of each.', {
      case_id: 'A case that was open when the order was given.',
    });
  }
}
