import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

/** What the deployment itself needs to remember. */
export class CreateOperations1795305605000 implements MigrationInterface {
  readonly name = 'CreateOperations1795305605000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE caseward.workflow_history (
        workflow_id text COLLATE "C" NOT NULL,
        run_id text COLLATE "C" NOT NULL,
        case_id uuid NOT NULL,
        first_event_id bigint NOT NULL,
        last_event_id bigint NOT NULL,
        encoding text NOT NULL,
        history bytea NOT NULL,
        archived_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        archive_id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        PRIMARY KEY (workflow_id, run_id)
      );
      CREATE INDEX workflow_history_by_case ON caseward.workflow_history (case_id, archive_id);

      CREATE TABLE caseward.simulation_clock_segment (
        segment_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        real_from_ms bigint NOT NULL,
        simulated_from timestamptz(3) NOT NULL,
        speed double precision NOT NULL CHECK (speed >= 0)
      );

      CREATE TABLE caseward.policy_version (
        version text COLLATE "C" PRIMARY KEY,
        "values" jsonb NOT NULL,
        zone jsonb NOT NULL,
        published_at timestamptz(3) NOT NULL
      );

      GRANT SELECT, INSERT ON caseward.workflow_history, caseward.simulation_clock_segment, caseward.policy_version
        TO caseward_app;
    `);
    await comment(
      runner,
      'caseward.workflow_history',
      'Histories of closed runs, kept for replay beyond the retention of the engine.',
      {
        workflow_id: 'Workflow id.',
        run_id: 'Run id.',
        case_id: 'The case.',
        first_event_id: 'First event id of the history.',
        last_event_id: 'Last event id of the history.',
        encoding: 'How the bytes are encoded.',
        history: 'The history; its payloads are encrypted by the codec.',
        archived_at: 'Real time of archiving.',
        archive_id: 'Order of archiving.',
      },
    );
    await comment(
      runner,
      'caseward.simulation_clock_segment',
      'The line of a simulation clock; empty where time is real.',
      {
        segment_id: 'Order of the segments.',
        real_from_ms: 'Real UTC milliseconds from which on it holds.',
        simulated_from: 'Simulated instant at that moment.',
        speed: 'Simulated time per real time; 0 stands still.',
      },
    );
    await comment(
      runner,
      'caseward.policy_version',
      'Published policies; never changed, only followed by another version.',
      {
        version: 'Name of the version.',
        '"values"': 'Every value by its key in the catalogue.',
        zone: 'The time zone as a table of offsets.',
        published_at: 'When it was published, by the clock of the deployment.',
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE caseward.policy_version;
      DROP TABLE caseward.simulation_clock_segment;
      DROP TABLE caseward.workflow_history;
    `);
  }
}
