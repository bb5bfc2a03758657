import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

const TABLE = `
  CREATE TABLE caseward.emergency_access (
    case_id uuid NOT NULL,
    access_id text COLLATE "C" NOT NULL,
    person_id text COLLATE "C" NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    starts_at timestamptz(3) NOT NULL,
    ends_at timestamptz(3) NOT NULL,
    PRIMARY KEY (case_id, access_id),
    CHECK (ends_at >= starts_at AND ends_at <= starts_at + interval '60 minutes')
  );
  CREATE INDEX emergency_access_by_person ON caseward.emergency_access (person_id, ends_at);
  GRANT SELECT, INSERT, UPDATE, DELETE ON caseward.emergency_access TO caseward_app;
`;

/** Written in the same call as all other read models of a case. */
const WRITE_READ_MODEL = `
  ALTER FUNCTION caseward.write_shared_case_read_model RENAME TO write_guests_and_case;

  CREATE FUNCTION caseward.write_shared_case_read_model(p_case_id uuid, p_changes jsonb) RETURNS boolean
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
    END IF;
    RETURN announced;
  END $$;
  COMMENT ON FUNCTION caseward.write_shared_case_read_model IS
    'The read models of one case, with guests and emergency accesses; true when an inbox changed.';
`;

/** The rule of `access/can-open.ts` once more: the person, the agency and the moment have to fit. */
const EMERGENCY_CASES = `
  CREATE OR REPLACE FUNCTION caseward.emergency_cases() RETURNS uuid[]
    STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF caseward.reader('role') IN ('CW', 'SUP', 'MGR') THEN
      RETURN ARRAY(SELECT e.case_id FROM caseward.emergency_access e JOIN caseward.case_summary s USING (case_id)
        WHERE e.person_id = caseward.reader('person_id')
          AND e.agency_id = caseward.reader('agency_id') AND s.agency_id = e.agency_id
          AND e.starts_at <= caseward.reader('now')::timestamptz AND e.ends_at > caseward.reader('now')::timestamptz);
    END IF;
    RETURN ARRAY[]::uuid[];
  END $$;
`;
const NO_EMERGENCY_CASES = `
  CREATE OR REPLACE FUNCTION caseward.emergency_cases() RETURNS uuid[]
    STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN ARRAY[]::uuid[];
  END $$;
`;

const GUARD = `
  ALTER TABLE caseward.emergency_access ENABLE ROW LEVEL SECURITY;
  ALTER TABLE caseward.emergency_access FORCE ROW LEVEL SECURITY;
  GRANT SELECT ON caseward.emergency_access TO caseward_api, caseward_api_system;
  CREATE POLICY worker ON caseward.emergency_access TO caseward_app USING (true) WITH CHECK (true);
  CREATE POLICY api_system ON caseward.emergency_access TO caseward_api_system USING (true) WITH CHECK (true);
  CREATE POLICY reader ON caseward.emergency_access FOR SELECT TO caseward_api
    USING (person_id = caseward.reader('person_id') OR caseward.reads_structure(case_id));
`;

/** IM-3, IM-6: who may read a case in an emergency, from when to when. */
export class OpenInEmergency1795305623000 implements MigrationInterface {
  readonly name = 'OpenInEmergency1795305623000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query([TABLE, WRITE_READ_MODEL, EMERGENCY_CASES, GUARD].join('\n'));
    await comment(
      runner,
      'caseward.emergency_access',
      'IM-3: who may read a case in an emergency. A row opens nothing before its first or after its last instant.',
      {
        case_id: 'The case.',
        access_id: 'Id within the case.',
        person_id: 'Who opened it.',
        agency_id: 'The agency of that person then; somebody who left it reads no longer.',
        starts_at: 'The moment of recording.',
        ends_at: 'The first instant at which it is shut again, by the clock of the deployment.',
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${NO_EMERGENCY_CASES}
      DROP FUNCTION caseward.write_shared_case_read_model;
      ALTER FUNCTION caseward.write_guests_and_case RENAME TO write_shared_case_read_model;
      DROP TABLE caseward.emergency_access;
    `);
  }
}
