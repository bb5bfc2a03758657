import type { QueryRunner } from 'typeorm';
import { API_ROLE, API_SYSTEM_ROLE, APP_ROLE } from './roles.js';

const ADD = 'SELECT, INSERT';

/**
 * Tables about the organisation, its people and its documents, where no row security stands: what the API may there. What
 * is not named it may not. Tables with case data have grants of their own in the migrations.
 */
const TABLES: Readonly<Record<string, string>> = {
  absence: `${ADD}, UPDATE (ends_at, planned_ends_at, shortening_id, shortened_by, shortened_real_at)`,
  account: 'SELECT, UPDATE (password_hash, changed_at, password_changed_real_at, awaits_factor)',
  account_act: ADD,
  agency: 'SELECT',
  agency_key: ADD,
  annex_entry: ADD,
  directory_entry: ADD,
  form_version: ADD,
  handover: ADD,
  migration: 'SELECT',
  office: 'SELECT, UPDATE (area)',
  person: 'SELECT, UPDATE (role, team_id, office_id, agency_id, active, signed_out_real_at)',
  personal_code: `${ADD}, DELETE`,
  policy_adoption: ADD,
  policy_version: ADD,
  post: `${ADD}, UPDATE (ends_at, end_reason, end_id, ended_by, ended_real_at)`,
  provider_state: `${ADD}, UPDATE, DELETE`,
  refusal_tally: 'SELECT',
  second_factor: `${ADD}, UPDATE (key_id, material, counter, confirmed_real_at), DELETE`,
  session: `${ADD}, DELETE,
    UPDATE (seen_real_at, stepped_up_real_at, challenge, challenge_real_at, ended_real_at, end_reason)`,
  sign_in_failure: `${ADD}, UPDATE, DELETE`,
  simulation_clock_segment: 'SELECT',
  team: 'SELECT',
};

/** What policies ask, and what reads events and dates. */
const READING = [
  ...['duty_rights', 'emergency_cases', 'files_hidden_from', 'is_assigned', 'is_ours', 'is_own_draft', 'is_shared'],
  ...['is_shared_content', 'reader', 'reader_scopes', 'reads_duty_file', 'reads_structure', 'reads_whole'],
  ...['shared_with_reader', 'sight_of', 'waiting_for_reader', 'accesses_to', 'end_of_date', 'event_json'],
  ...['local_date', 'retention_id'],
];
const APPENDING = [
  ...['append_events', 'lock_case', 'take_place', 'write_read_model', 'write_case_read_model', 'write_duty_read_model'],
  ...['write_guests_and_case', 'write_shared_case_read_model', 'files_hidden_from', 'reader'],
  ...['accesses_to', 'end_of_date', 'event_json', 'local_date', 'retention_id'],
];

const called = (functions: readonly string[]): string => functions.map((name) => `caseward.${name}`).join(', ');

/** In one transaction: whoever works meanwhile has all rights at every moment. */
const RIGHTS = [
  'REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA caseward, names FROM PUBLIC',
  `GRANT EXECUTE ON FUNCTION ${called(APPENDING)} TO ${APP_ROLE}`,
  `GRANT EXECUTE ON FUNCTION ${called(READING)} TO ${API_ROLE}`,
  `GRANT EXECUTE ON FUNCTION ${called([...READING, 'take_place'])} TO ${API_SYSTEM_ROLE}`,
  `DO $$ DECLARE
    open text;
  BEGIN
    FOR open IN SELECT format('caseward.%I', t.relname) FROM pg_class t
      WHERE t.relnamespace = 'caseward'::regnamespace AND t.relkind IN ('r', 'v') AND NOT t.relrowsecurity
    LOOP
      EXECUTE 'REVOKE ALL ON ' || open || ' FROM ${API_ROLE}, ${API_SYSTEM_ROLE}';
    END LOOP;
  END $$`,
  ...Object.entries(TABLES).map(
    ([table, may]) => `GRANT ${may} ON caseward.${table} TO ${API_ROLE}, ${API_SYSTEM_ROLE}`,
  ),
].join(';\n');

/**
 * After every migration. Nobody may call a function because everybody may: who can make a table, if only a temporary one,
 * could let a trigger of ours write into the audit trail what never happened.
 */
export async function grantToApi(runner: QueryRunner): Promise<void> {
  await runner.query(RIGHTS);
}
