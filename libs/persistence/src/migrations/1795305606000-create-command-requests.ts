import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

/** Who asked for which command under which id: what makes a repeated request one request. */
export class CreateCommandRequests1795305606000 implements MigrationInterface {
  readonly name = 'CreateCommandRequests1795305606000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE caseward.command_request (
        command_id text COLLATE "C" PRIMARY KEY,
        case_id uuid NOT NULL,
        type text NOT NULL,
        person_id text COLLATE "C" NOT NULL,
        request_digest text NOT NULL,
        refusal jsonb,
        times_received integer NOT NULL DEFAULT 1,
        received_real_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      GRANT SELECT, INSERT, UPDATE ON caseward.command_request TO caseward_app;
    `);
    await comment(
      runner,
      'caseward.command_request',
      'Commands as they were asked for, before anybody decided on them.',
      {
        command_id: 'Chosen by the sender; the id of the command.',
        case_id: 'The case it is about.',
        type: 'Name of the command.',
        person_id: 'Who asked.',
        request_digest:
          'Keyed digest of the whole request, to tell a repetition from another request under the same id.',
        refusal: 'Code, rule, sentence and way out that the sender was given; null when it was not refused.',
        times_received: 'How often the request came.',
        received_real_at: 'Real time at which it came first.',
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE caseward.command_request');
  }
}
