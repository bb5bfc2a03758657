import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

/** Whoever is back earlier, or does not go at all, is given cases again. */
export class ShortenAbsences1795305625500 implements MigrationInterface {
  readonly name = 'ShortenAbsences1795305625500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE caseward.absence
        DROP CONSTRAINT absence_check,
        ADD CONSTRAINT absence_check CHECK (ends_at >= starts_at),
        ADD COLUMN planned_ends_at timestamptz(3),
        ADD COLUMN shortening_id uuid UNIQUE,
        ADD COLUMN shortened_by text COLLATE "C",
        ADD COLUMN shortened_real_at timestamptz;
      GRANT UPDATE (ends_at, planned_ends_at, shortening_id, shortened_by, shortened_real_at)
        ON caseward.absence TO caseward_app;
    `);
    await comment(runner, 'caseward.absence', 'Times in which somebody is away and a deputy acts.', {
      planned_ends_at: 'The end that was first recorded, where the absence was shortened; null where it was not.',
      shortening_id: 'Key of the request that shortened it last.',
      shortened_by: 'Person id of whoever shortened it last.',
      shortened_real_at: 'Real time of that.',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE UPDATE (ends_at) ON caseward.absence FROM caseward_app;
      DELETE FROM caseward.absence WHERE ends_at = starts_at;
      ALTER TABLE caseward.absence
        DROP COLUMN planned_ends_at, DROP COLUMN shortening_id, DROP COLUMN shortened_by, DROP COLUMN shortened_real_at,
        DROP CONSTRAINT absence_check,
        ADD CONSTRAINT absence_check CHECK (ends_at > starts_at);
    `);
  }
}
