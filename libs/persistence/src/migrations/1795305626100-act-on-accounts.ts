import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

/** What administrators do to the accounts of others, and the codes that they hand over for it. */
export class ActOnAccounts1795305626100 implements MigrationInterface {
  readonly name = 'ActOnAccounts1795305626100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE caseward.account ADD COLUMN awaits_factor boolean NOT NULL DEFAULT false;

      CREATE TABLE caseward.account_act (
        act_id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('sessions_ended', 'password_code', 'factors_removed')),
        person_id text COLLATE "C" NOT NULL REFERENCES caseward.person,
        acted_by text COLLATE "C" NOT NULL CHECK (acted_by <> person_id),
        reason text NOT NULL CHECK (reason ~ '^[a-z_]{1,40}$'),
        acted_real_at timestamptz NOT NULL
      );
      CREATE INDEX account_act_of ON caseward.account_act (person_id, acted_real_at);
      GRANT SELECT, INSERT ON caseward.account_act TO caseward_app;

      CREATE TABLE caseward.personal_code (
        person_id text COLLATE "C" NOT NULL REFERENCES caseward.person,
        purpose text NOT NULL CHECK (purpose IN ('password', 'factor')),
        act_id uuid NOT NULL UNIQUE REFERENCES caseward.account_act,
        code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
        ends_real_at timestamptz NOT NULL,
        PRIMARY KEY (person_id, purpose)
      );
      CREATE INDEX personal_code_by_end ON caseward.personal_code (ends_real_at);
      GRANT SELECT, INSERT, DELETE ON caseward.personal_code TO caseward_app;
    `);
    await comment(runner, 'caseward.account', 'Password sign-in of a person.', {
      awaits_factor:
        'True from the removal of all second factors by somebody else to the registration of the next one.',
    });
    await comment(runner, 'caseward.account_act', 'What was done to the account of somebody by another person.', {
      act_id: 'Key of the request; the entry of the audit trail carries it.',
      kind: 'sessions_ended; password_code: a code for a new password was made; factors_removed.',
      person_id: 'Whose account it is.',
      acted_by: 'Person id of the administrator, or operator for a command on the machine. Never the person.',
      reason: 'Code of the reason.',
      acted_real_at: 'Real time of the act.',
    });
    await comment(runner, 'caseward.personal_code', 'One-time codes that are open; each is deleted when it is used.', {
      person_id: 'Whose code it is.',
      purpose: 'password: to choose a new password. factor: to register a second factor after all were removed.',
      act_id: 'The act that made it.',
      code_hash: 'SHA-256 of the code, which has 128 random bits and is shown once.',
      ends_real_at: 'Real time after which it is worth nothing, 24 hours after it was made at most.',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE caseward.personal_code;
      DROP TABLE caseward.account_act;
      ALTER TABLE caseward.account DROP COLUMN awaits_factor;
    `);
  }
}
