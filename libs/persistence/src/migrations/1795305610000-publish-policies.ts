import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

/** Policies as agreed documents, from when they hold, and their adoption by running cases. */
export class PublishPolicies1795305610000 implements MigrationInterface {
  readonly name = 'PublishPolicies1795305610000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE caseward.policy_version
        ADD COLUMN title text,
        ADD COLUMN document text,
        ADD COLUMN digest text,
        ADD COLUMN contexts jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN based_on text COLLATE "C",
        ADD COLUMN approvals jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN published_by text COLLATE "C",
        ADD COLUMN effective_from date,
        ADD COLUMN effective_at timestamptz(3);
      UPDATE caseward.policy_version SET effective_at = published_at;
      ALTER TABLE caseward.policy_version ALTER COLUMN effective_at SET NOT NULL;
      CREATE INDEX policy_version_in_force ON caseward.policy_version (effective_at DESC, published_at DESC);

      CREATE TABLE caseward.policy_adoption (
        adoption_id uuid PRIMARY KEY,
        version text COLLATE "C" NOT NULL REFERENCES caseward.policy_version,
        scope_kind text NOT NULL CHECK (scope_kind IN ('all', 'agency', 'office', 'team')),
        scope_id text COLLATE "C" CHECK ((scope_id IS NULL) = (scope_kind = 'all')),
        ordered_by text COLLATE "C" NOT NULL,
        ordered_at timestamptz(3) NOT NULL
      );
      CREATE INDEX policy_adoption_by_version ON caseward.policy_adoption (version, ordered_at);
      CREATE TABLE caseward.policy_adoption_case (
        adoption_id uuid NOT NULL REFERENCES caseward.policy_adoption,
        case_id uuid NOT NULL,
        command_id uuid NOT NULL DEFAULT gen_random_uuid(),
        status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'adopted', 'refused')),
        refusal jsonb,
        PRIMARY KEY (adoption_id, case_id)
      );
      CREATE INDEX policy_adoption_case_pending ON caseward.policy_adoption_case (adoption_id, case_id)
        WHERE status = 'pending';
      GRANT SELECT, INSERT ON caseward.policy_adoption TO caseward_app;
      GRANT SELECT, INSERT, UPDATE ON caseward.policy_adoption_case TO caseward_app;
    `);
    await this.#comments(runner);
  }

  async #comments(runner: QueryRunner): Promise<void> {
    await comment(
      runner,
      'caseward.policy_version',
      'Published policies; never changed, only followed by another version.',
      {
        title: 'What the document calls itself; null for a policy without a document.',
        document: 'The text that was agreed, byte for byte.',
        digest: 'SHA-256 of the text in hexadecimal: what approvals and signatures are about.',
        contexts: 'Values of single areas, agencies and offices, by their id.',
        based_on: 'The version that it was written from.',
        approvals: 'Who agreed, in which role and when; ids and roles, no names.',
        published_by: 'Person id of the administrator who published it.',
        effective_from: 'The first day on which it holds, in its own time zone.',
        effective_at: 'The first instant at which it holds: the start of that day, never before it was published.',
      },
    );
    await comment(runner, 'caseward.policy_adoption', 'Orders that open cases go on by another version.', {
      adoption_id: 'Id of the order, and of the workflow that carries it out.',
      version: 'The version to adopt.',
      scope_kind: 'all, agency, office or team.',
      scope_id: 'Id of the agency, office or team; null for all.',
      ordered_by: 'Person id of the administrator.',
      ordered_at: 'By the clock of the deployment.',
    });
    await comment(runner, 'caseward.policy_adoption_case', 'The cases of an order, and what became of each.', {
      adoption_id: 'The order.',
      case_id: 'A case that was open when the order was given.',
      command_id: 'The command that the case is given: the same however often it is tried.',
      status: 'pending, adopted or refused.',
      refusal: 'Code and rule of the refusal.',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE caseward.policy_adoption_case;
      DROP TABLE caseward.policy_adoption;
      ALTER TABLE caseward.policy_version
        DROP COLUMN title, DROP COLUMN document, DROP COLUMN digest, DROP COLUMN contexts, DROP COLUMN based_on,
        DROP COLUMN approvals, DROP COLUMN published_by, DROP COLUMN effective_from, DROP COLUMN effective_at;
    `);
  }
}
