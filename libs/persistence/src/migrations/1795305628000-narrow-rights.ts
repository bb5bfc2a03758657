import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Columns that are ever changed, by table and role; none: the role only ever adds. */
const CHANGED: readonly (readonly [table: string, role: string, columns: string])[] = [
  ['case_key', 'caseward_api_system', ''],
  ['command_request', 'caseward_api_system', 'times_received, refusal'],
  ['command_request', 'caseward_app', 'times_received, refusal'],
  ['data_entry_case', 'caseward_api_system', 'ends_at, ended_by, end_recorded_at'],
  ['form_draft', 'caseward_api', 'form_version, revision, iv, tag, ciphertext, saved_at'],
  ['owed_retention', 'caseward_app', 'done_real_at'],
  ['policy_adoption_case', 'caseward_app', 'status, refusal'],
];

/** Whoever has the API only changes what it changes, and writes in the trail in nobody else's name. */
export class NarrowRights1795305628000 implements MigrationInterface {
  readonly name = 'NarrowRights1795305628000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, role, columns] of CHANGED) {
      await runner.query(`REVOKE UPDATE ON caseward.${table} FROM ${role}`);
      if (columns !== '') await runner.query(`GRANT UPDATE (${columns}) ON caseward.${table} TO ${role}`);
    }
    await runner.query(`
      CREATE POLICY own_name ON caseward.access_log AS RESTRICTIVE FOR INSERT TO caseward_api, caseward_api_system
        WITH CHECK (kind <> 'record'
          AND (caseward.reader('person_id') IS NULL OR person_id = caseward.reader('person_id')));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY own_name ON caseward.access_log');
    for (const [table, role] of CHANGED) await runner.query(`GRANT UPDATE ON caseward.${table} TO ${role}`);
  }
}
