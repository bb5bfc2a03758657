import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

/** Who holds which post since when and until when, who is away, whose forms data entry types in, and taken places of a caseload. */
export class KeepPosts1795305613000 implements MigrationInterface {
  readonly name = 'KeepPosts1795305613000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE caseward.post (
        post_id uuid PRIMARY KEY,
        person_id text COLLATE "C" NOT NULL REFERENCES caseward.person,
        role text NOT NULL,
        team_id text COLLATE "C" REFERENCES caseward.team,
        office_id text COLLATE "C" REFERENCES caseward.office,
        agency_id text COLLATE "C" REFERENCES caseward.agency,
        supervisor_id text COLLATE "C" REFERENCES caseward.person,
        starts_at timestamptz(3),
        ends_at timestamptz(3),
        over_limit boolean NOT NULL DEFAULT false,
        reason text,
        opened_by text COLLATE "C" NOT NULL,
        opened_real_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        end_reason text CHECK (end_reason IN ('left', 'ill', 'moved', 'changed', 'other')),
        end_id uuid UNIQUE,
        ended_by text COLLATE "C",
        ended_real_at timestamptz,
        CHECK ((ends_at IS NULL) = (end_reason IS NULL)),
        CHECK (ends_at >= starts_at)
      );
      CREATE UNIQUE INDEX post_without_end ON caseward.post (person_id) WHERE ends_at IS NULL;
      CREATE INDEX post_of_person ON caseward.post (person_id, starts_at);
      CREATE INDEX post_by_agency ON caseward.post (agency_id);
      CREATE INDEX post_by_supervisor ON caseward.post (supervisor_id) WHERE supervisor_id IS NOT NULL;
      GRANT SELECT, INSERT ON caseward.post TO caseward_app;
      GRANT UPDATE (ends_at, end_reason, end_id, ended_by, ended_real_at) ON caseward.post TO caseward_app;

      CREATE TABLE caseward.absence (
        absence_id uuid PRIMARY KEY,
        person_id text COLLATE "C" NOT NULL REFERENCES caseward.person,
        deputy_id text COLLATE "C" NOT NULL REFERENCES caseward.person,
        kind text NOT NULL CHECK (kind IN ('leave', 'illness', 'training', 'other')),
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3) NOT NULL,
        recorded_by text COLLATE "C" NOT NULL,
        recorded_real_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CHECK (ends_at > starts_at)
      );
      CREATE INDEX absence_of_person ON caseward.absence (person_id, ends_at);
      GRANT SELECT, INSERT ON caseward.absence TO caseward_app;

      CREATE TABLE caseward.data_entry_case (
        assignment_id uuid PRIMARY KEY,
        person_id text COLLATE "C" NOT NULL REFERENCES caseward.person,
        case_id uuid NOT NULL,
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3),
        over_limit boolean NOT NULL DEFAULT false,
        reason text,
        assigned_by text COLLATE "C" NOT NULL,
        ended_by text COLLATE "C",
        CHECK (ends_at >= starts_at)
      );
      CREATE UNIQUE INDEX data_entry_case_now ON caseward.data_entry_case (person_id, case_id) WHERE ends_at IS NULL;
      GRANT SELECT, INSERT ON caseward.data_entry_case TO caseward_app;
      GRANT UPDATE (ends_at, ended_by) ON caseward.data_entry_case TO caseward_app;

      CREATE TABLE caseward.caseload_place (
        command_id text COLLATE "C" PRIMARY KEY,
        case_id uuid NOT NULL,
        caseworker_id text COLLATE "C" NOT NULL,
        taken_real_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX caseload_place_of ON caseward.caseload_place (caseworker_id);
      GRANT SELECT, INSERT, UPDATE, DELETE ON caseward.caseload_place TO caseward_app;

      INSERT INTO caseward.post (post_id, person_id, role, team_id, office_id, agency_id, opened_by)
        SELECT gen_random_uuid(), person_id, role, team_id, office_id, agency_id, 'directory'
        FROM caseward.person WHERE active;
    `);
    await describePosts(runner);
    await describeTheRest(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE caseward.caseload_place;
      DROP TABLE caseward.data_entry_case;
      DROP TABLE caseward.absence;
      DROP TABLE caseward.post;
    `);
  }
}

async function describePosts(runner: QueryRunner): Promise<void> {
  await comment(
    runner,
    'caseward.post',
    'Who held which post when. Rows are ended, never changed otherwise or removed.',
    {
      post_id: 'Id of the post; the key of the request that opened it.',
      person_id: 'Who holds it.',
      role: 'Role code.',
      team_id: 'Team; null for posts above teams.',
      office_id: 'Office; null for posts above offices.',
      agency_id: 'Agency; null for an administrator of the deployment.',
      supervisor_id: 'Who supervises this caseworker; null for other posts and where nobody was named.',
      starts_at: 'Since when; null when the post was held before the record began.',
      ends_at: 'Until when, this moment not included; null while no end is known. It may lie ahead.',
      over_limit: 'With it the supervisor has more caseworkers than the limit; a manager allowed it.',
      reason: 'Why the limit was exceeded. About staff, never about a child.',
      opened_by: 'Person who opened it, or directory.',
      opened_real_at: 'Real time at which it was recorded.',
      end_reason: 'left, ill, moved, changed (followed by another post) or other.',
      end_id: 'Key of the request that ended it.',
      ended_by: 'Person who recorded the end, or directory.',
      ended_real_at: 'Real time at which the end was recorded.',
    },
  );
}

async function describeTheRest(runner: QueryRunner): Promise<void> {
  await comment(runner, 'caseward.absence', 'Times in which somebody is away and a deputy acts.', {
    absence_id: 'Id; the key of the request.',
    person_id: 'Who is away.',
    deputy_id: 'Who acts meanwhile: somebody who may open the same cases by the own post.',
    kind: 'leave, illness, training or other.',
    starts_at: 'From when.',
    ends_at: 'Until when, this moment not included.',
    recorded_by: 'Person who recorded it.',
    recorded_real_at: 'Real time at which it was recorded.',
  });
  await comment(runner, 'caseward.data_entry_case', 'Cases whose forms a data entry person types in, over time.', {
    assignment_id: 'Id; the key of the request.',
    person_id: 'Data entry person.',
    case_id: 'The case.',
    starts_at: 'From when.',
    ends_at: 'Until when; null while it lasts.',
    over_limit: 'Above the limit; a manager allowed it.',
    reason: 'Why the limit was exceeded. About staff, never about a child.',
    assigned_by: 'Person who assigned it.',
    ended_by: 'Person who ended it.',
  });
  await comment(runner, 'caseward.caseload_place', 'Places in a caseload that a command on its way has taken.', {
    command_id: 'The command that would add a case to a caseload.',
    case_id: 'The case it is about.',
    caseworker_id: 'Whose caseload.',
    taken_real_at: 'Real time; a place that was never answered for is free after a day.',
  });
}
