import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';
import { DROP_READER_FUNCTIONS, READER_FUNCTIONS } from './reader-functions.js';

/** Work by role that waits for the reader, or for whoever the reader oversees (IM-12: nothing of hidden files). */
const WAITING = `(assignee_person = caseward.reader('person_id')
  OR (assignee_role = caseward.reader('role') AND assignee_scope = ANY (caseward.reader_scopes()))`;
const IS_ADMINISTRATOR = `(caseward.reader('role') = 'ADM' AND caseward.reader('person_id') IS NOT NULL)`;
/** Lists are made once for each statement, however many rows it looks at. */
const isIn = (list: string): string => `case_id = ANY ((SELECT caseward.${list})::uuid[])`;
const NOT_HIDDEN = `case_id <> ALL ((SELECT caseward.files_hidden_from(caseward.reader('person_id')))::uuid[])`;
const OURS = 'caseward.is_ours(case_id, caseworker_id, team_id, office_id, agency_id)';

const MAY_OPEN_DUTY = `(NOT hidden_from @> jsonb_build_array(caseward.reader('person_id'))
  AND ARRAY[kind || ':any', CASE WHEN subject_id = caseward.reader('person_id') THEN kind || ':subject' END,
    CASE WHEN agency_id IS NULL THEN kind || ':common' WHEN agency_id = caseward.reader('agency_id') THEN kind || ':agency' END,
    CASE WHEN agency_id = caseward.reader('agency_id') AND office_id = caseward.reader('office_id') THEN kind || ':office' END,
    CASE WHEN agency_id = caseward.reader('agency_id') AND team_id = caseward.reader('team_id') THEN kind || ':team' END]
    && (SELECT caseward.duty_rights())::text[])`;

/** Stages, dates and decisions of the case or duty file that a row of another table belongs to. */
const structureOf = (table: string): string => `(
  EXISTS (SELECT FROM caseward.case_summary s WHERE s.case_id = ${table}.case_id AND (${IS_ADMINISTRATOR}
    OR caseward.is_ours(s.case_id, s.caseworker_id, s.team_id, s.office_id, s.agency_id) OR s.${isIn('emergency_cases()')}))
  OR EXISTS (SELECT FROM caseward.duty_file f WHERE f.case_id = ${table}.case_id AND ${MAY_OPEN_DUTY}))`;

/** Which rows of each table with case data a person reads; whatever is not named here, a person does not read at all. */
const READ: Readonly<Record<string, string | null>> = {
  case_summary: `${OURS} OR ${IS_ADMINISTRATOR} OR ${isIn('emergency_cases()')} OR ${isIn('shared_with_reader()')}
    OR ${isIn('waiting_for_reader()')}`,
  case_event: `${structureOf('case_event')} OR caseward.is_shared(case_id,
    ARRAY[data ->> 'referralId', data ->> 'transferId', data ->> 'conferenceId'])`,
  obligation: structureOf('obligation'),
  breach: structureOf('breach'),
  case_custody: `(agency_id = caseward.reader('agency_id') AND (caseward.reader('role') = 'HEAD' OR EXISTS (
      SELECT FROM caseward.person p WHERE p.person_id = caseworker_id AND CASE caseward.reader('role')
        WHEN 'SUP' THEN p.team_id = caseward.reader('team_id') WHEN 'MGR' THEN p.office_id = caseward.reader('office_id')
        ELSE false END)))
    OR ${structureOf('case_custody')}`,
  task: `${NOT_HIDDEN} AND ${WAITING} OR (agency_id = caseward.reader('agency_id') AND CASE caseward.reader('role')
    WHEN 'SUP' THEN team_id = caseward.reader('team_id') WHEN 'MGR' THEN office_id = caseward.reader('office_id')
    WHEN 'HEAD' THEN true ELSE false END) OR ${structureOf('task')})`,
  escalation: `${NOT_HIDDEN} AND ${WAITING} OR ${structureOf('escalation')})`,
  duty_file: `${MAY_OPEN_DUTY} OR ${isIn('waiting_for_reader()')}`,
  case_guest: `caseward.is_shared(case_id, ARRAY[about]) OR ${structureOf('case_guest')}`,
  command: `actor_person_id = caseward.reader('person_id') OR ${structureOf('command')}`,
  command_request: `person_id = caseward.reader('person_id') OR ${structureOf('command_request')}`,
  form_content: `caseward.reads_whole(case_id) OR caseward.is_own_draft(case_id, content_id, created_by)
    OR caseward.is_shared_content(case_id, content_id)`,
  form_draft: null,
  data_entry_case: `person_id = caseward.reader('person_id') OR ${structureOf('data_entry_case')}`,
  handover_case: structureOf('handover_case'),
  access_log: IS_ADMINISTRATOR,
  erased_case: structureOf('erased_case'),
  case_code: null,
  case_key: 'true',
  policy_adoption_case: null,
  caseload_place: null,
  inbox_change: null,
  owed_retention: null,
  workflow_history: null,
};

/** What the API does as itself, beside reading: never a line of the record, never a row of a read model. */
const SYSTEM_WRITES = `
  GRANT INSERT, UPDATE ON caseward.command_request TO caseward_api_system;
  GRANT UPDATE (confirmed_at) ON caseward.command TO caseward_api_system;
  GRANT INSERT, UPDATE ON caseward.case_key TO caseward_api_system;
  GRANT INSERT ON caseward.case_code, caseward.form_content, caseward.handover_case, caseward.data_entry_case,
    caseward.policy_adoption_case, caseward.access_log TO caseward_api_system;
  GRANT UPDATE ON caseward.data_entry_case TO caseward_api_system;
  GRANT DELETE ON caseward.form_draft TO caseward_api_system;
  GRANT INSERT, UPDATE, DELETE ON caseward.caseload_place TO caseward_api_system;
  GRANT EXECUTE ON FUNCTION caseward.erase_refused_contents TO caseward_api_system;
`;

/** What a person writes directly: drafts of their own, the key that shuts them, and lines of the log. */
const PERSONAL_WRITES = `
  GRANT INSERT ON caseward.access_log TO caseward_api;
  CREATE POLICY writer ON caseward.access_log FOR INSERT TO caseward_api WITH CHECK (true);
  GRANT INSERT ON caseward.case_key TO caseward_api;
  CREATE POLICY writer ON caseward.case_key FOR INSERT TO caseward_api WITH CHECK (true);
  GRANT SELECT, INSERT, UPDATE, DELETE ON caseward.form_draft TO caseward_api;
  CREATE POLICY author ON caseward.form_draft TO caseward_api
    USING (person_id = caseward.reader('person_id') AND caseward.sight_of(case_id) IN ('whole', 'shared'))
    WITH CHECK (person_id = caseward.reader('person_id') AND caseward.sight_of(case_id) IN ('whole', 'shared'));
  GRANT EXECUTE ON FUNCTION caseward.erase_refused_contents, caseward.read_name, caseward.keep_name TO caseward_api;
`;

const tables = Object.keys(READ);

function guard(table: string, read: string | null): string {
  const reader =
    read === null
      ? ''
      : `GRANT SELECT ON caseward.${table} TO caseward_api;
        CREATE POLICY reader ON caseward.${table} FOR SELECT TO caseward_api USING (${read});`;
  return `ALTER TABLE caseward.${table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE caseward.${table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY worker ON caseward.${table} TO caseward_app USING (true) WITH CHECK (true);
    GRANT SELECT ON caseward.${table} TO caseward_api_system;
    CREATE POLICY api_system ON caseward.${table} TO caseward_api_system USING (true) WITH CHECK (true);
    ${reader}`;
}

/** Section 2 once more, in the database: whatever the API asks on behalf of a person, it is given what that person may see. */
export class GuardRows1795305620000 implements MigrationInterface {
  readonly name = 'GuardRows1795305620000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE caseward.duty_file_reader (
        kind text NOT NULL,
        role text NOT NULL,
        relation text NOT NULL,
        PRIMARY KEY (kind, role, relation)
      );
      GRANT SELECT ON caseward.duty_file_reader TO caseward_app;
      ALTER VIEW caseward.refusal_tally SET (security_invoker = true);
      ${READER_FUNCTIONS}
    `);
    await comment(
      runner,
      'caseward.duty_file_reader',
      'Who may open which kind of duty file; written by the migration from the rules.',
      {
        kind: 'Kind of duty file.',
        role: 'Role of the reader.',
        relation: 'How the reader stands to the file.',
      },
    );
    for (const [table, read] of Object.entries(READ)) await runner.query(guard(table, read));
    await runner.query([SYSTEM_WRITES, PERSONAL_WRITES].join('\n'));
  }

  async down(runner: QueryRunner): Promise<void> {
    const open = (table: string): string => `
      DROP POLICY IF EXISTS reader ON caseward.${table};
      DROP POLICY IF EXISTS writer ON caseward.${table};
      DROP POLICY IF EXISTS author ON caseward.${table};
      DROP POLICY api_system ON caseward.${table};
      DROP POLICY worker ON caseward.${table};
      ALTER TABLE caseward.${table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY;`;
    await runner.query(`
      ${tables.map(open).join('\n')}
      ${DROP_READER_FUNCTIONS}
      ALTER VIEW caseward.refusal_tally RESET (security_invoker);
      DROP TABLE caseward.duty_file_reader;
      REVOKE ALL ON ALL TABLES IN SCHEMA caseward FROM caseward_api, caseward_api_system;
      REVOKE ALL ON ALL FUNCTIONS IN SCHEMA caseward FROM caseward_api, caseward_api_system;
    `);
  }
}
