import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

/** Agencies, offices, teams, staff and their accounts. */
export class CreateOrganisation1795305600000 implements MigrationInterface {
  readonly name = 'CreateOrganisation1795305600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE caseward.agency (
        agency_id text COLLATE "C" PRIMARY KEY,
        name text NOT NULL
      );
      CREATE TABLE caseward.office (
        office_id text COLLATE "C" PRIMARY KEY,
        agency_id text COLLATE "C" NOT NULL REFERENCES caseward.agency,
        name text NOT NULL
      );
      CREATE TABLE caseward.team (
        team_id text COLLATE "C" PRIMARY KEY,
        office_id text COLLATE "C" NOT NULL REFERENCES caseward.office,
        name text NOT NULL
      );
      CREATE TABLE caseward.person (
        person_id text COLLATE "C" PRIMARY KEY,
        display_name text NOT NULL,
        role text NOT NULL,
        team_id text COLLATE "C" REFERENCES caseward.team,
        office_id text COLLATE "C" REFERENCES caseward.office,
        agency_id text COLLATE "C" REFERENCES caseward.agency,
        active boolean NOT NULL DEFAULT true
      );
      CREATE INDEX person_by_team ON caseward.person (team_id) WHERE active;
      CREATE INDEX person_by_agency ON caseward.person (agency_id) WHERE active;
      CREATE TABLE caseward.account (
        login text COLLATE "C" PRIMARY KEY CHECK (login = lower(login)),
        person_id text COLLATE "C" NOT NULL UNIQUE REFERENCES caseward.person,
        password_hash text NOT NULL,
        changed_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
      );
      GRANT SELECT, INSERT, UPDATE ON caseward.agency, caseward.office, caseward.team, caseward.person, caseward.account
        TO caseward_app;
    `);
    await comment(runner, 'caseward.agency', 'Organisations that carry cases.', {
      agency_id: 'Opaque id.',
      name: 'Name shown to staff.',
    });
    await comment(runner, 'caseward.office', 'Offices of an agency; a manager leads one.', {
      office_id: 'Opaque id.',
      agency_id: 'The agency it belongs to.',
      name: 'Name shown to staff.',
    });
    await comment(runner, 'caseward.team', 'Teams of an office; a supervisor leads one.', {
      team_id: 'Opaque id.',
      office_id: 'The office it belongs to.',
      name: 'Name shown to staff.',
    });
    await comment(runner, 'caseward.person', 'Staff. Children and families are never in this table.', {
      person_id: 'Opaque id: the one that events, tasks and tokens carry.',
      display_name: 'Name shown to colleagues.',
      role: 'Role code: CW, SUP, MGR, HEAD, DE, ADM or COORD.',
      team_id: 'Team; null for a manager, a head or an administrator.',
      office_id: 'Office; null for a head or an administrator.',
      agency_id: 'Agency; null for an administrator of the deployment.',
      active: 'False once the person has left: no sign-in, not offered as an assignee.',
    });
    await comment(runner, 'caseward.account', 'Password sign-in of a person.', {
      login: 'What is typed at sign-in; lower case.',
      person_id: 'Whose account it is.',
      password_hash: 'Argon2id in PHC notation.',
      changed_at: 'Real time of the last change of the account.',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE caseward.account;
      DROP TABLE caseward.person;
      DROP TABLE caseward.team;
      DROP TABLE caseward.office;
      DROP TABLE caseward.agency;
    `);
  }
}
