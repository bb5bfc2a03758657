import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

const ENDS = `'signed_out', 'revoked', 'replaced'`;
const MORE_ENDS = `${ENDS}, 'all_others', 'password_changed', 'by_administrator', 'factors_removed'`;

const endsMayBe = (ends: string): string => `ALTER TABLE caseward.session
  DROP CONSTRAINT session_end_reason_check, ADD CONSTRAINT session_end_reason_check CHECK (end_reason IN (${ends}))`;

/** People change their passwords, and end all their sessions in one act: also those that would begin with a token of before. */
export class ChangePasswords1795305626000 implements MigrationInterface {
  readonly name = 'ChangePasswords1795305626000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE caseward.person ADD COLUMN signed_out_real_at timestamptz;
      ALTER TABLE caseward.account ADD COLUMN password_changed_real_at timestamptz;
      ${endsMayBe(MORE_ENDS)};
    `);
    await comment(runner, 'caseward.person', 'Staff. Children and families are never in this table.', {
      signed_out_real_at:
        'Real time at which all sessions were last ended; whoever signed in before begins none. Null: never.',
    });
    await comment(runner, 'caseward.account', 'Password sign-in of a person.', {
      password_changed_real_at:
        'Real time at which the person chose the password; null while it is the one that came with the directory.',
    });
    await comment(runner, 'caseward.session', 'Who is signed in on which device. All times are real times.', {
      end_reason:
        'signed_out, revoked from elsewhere, replaced by a new sign-in in the same browser, all_others ended in one act, password_changed, ended by_administrator, or factors_removed.',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE caseward.session SET end_reason = 'revoked' WHERE end_reason NOT IN (${ENDS});
      ${endsMayBe(ENDS)};
      ALTER TABLE caseward.account DROP COLUMN password_changed_real_at;
      ALTER TABLE caseward.person DROP COLUMN signed_out_real_at;
    `);
    await comment(runner, 'caseward.session', 'Who is signed in on which device. All times are real times.', {
      end_reason: 'signed_out, revoked from elsewhere, or replaced by a new sign-in in the same browser.',
    });
  }
}
