import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comment } from './comment.js';

/** Folds of the record, written by the append and rebuildable at any time. */
export class CreateReadModels1795305602000 implements MigrationInterface {
  readonly name = 'CreateReadModels1795305602000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE caseward.case_summary (
        case_id uuid PRIMARY KEY,
        seq integer NOT NULL,
        case_code text COLLATE "C",
        stage text NOT NULL,
        level text NOT NULL,
        episode integer NOT NULL,
        caseworker_id text COLLATE "C",
        team_id text COLLATE "C",
        office_id text COLLATE "C",
        agency_id text COLLATE "C",
        closure_recommended boolean NOT NULL,
        closed_at timestamptz(3),
        policy_version text
      );
      CREATE INDEX case_summary_by_code ON caseward.case_summary (case_code);
      CREATE INDEX case_summary_by_caseworker ON caseward.case_summary (caseworker_id, coalesce(case_code, ''), case_id);
      CREATE INDEX case_summary_by_team ON caseward.case_summary (team_id, coalesce(case_code, ''), case_id);
      CREATE INDEX case_summary_by_office ON caseward.case_summary (office_id, coalesce(case_code, ''), case_id);
      CREATE INDEX case_summary_by_agency ON caseward.case_summary (agency_id, coalesce(case_code, ''), case_id);

      CREATE TABLE caseward.obligation (
        case_id uuid NOT NULL,
        key text COLLATE "C" NOT NULL,
        kind text NOT NULL,
        episode integer NOT NULL,
        level text NOT NULL,
        anchor timestamptz(3) NOT NULL,
        due_on date,
        due_at timestamptz(3),
        overdue_from timestamptz(3) NOT NULL,
        status text NOT NULL,
        ended_at timestamptz(3),
        end_cause text,
        known_since timestamptz(3) NOT NULL,
        derivation jsonb NOT NULL,
        PRIMARY KEY (case_id, key),
        CHECK (num_nonnulls(due_on, due_at) = 1)
      );
      CREATE INDEX obligation_open_by_deadline ON caseward.obligation (overdue_from) WHERE status = 'open';

      CREATE TABLE caseward.breach (
        case_id uuid NOT NULL,
        breach_id text COLLATE "C" NOT NULL,
        key text COLLATE "C" NOT NULL,
        kind text NOT NULL,
        due_on date,
        overdue_from timestamptz(3) NOT NULL,
        level text NOT NULL,
        caseworker_id text COLLATE "C" NOT NULL,
        agency_id text COLLATE "C" NOT NULL,
        raised_at timestamptz(3) NOT NULL,
        withdrawn_at timestamptz(3),
        PRIMARY KEY (case_id, breach_id)
      );
      CREATE INDEX breach_by_agency ON caseward.breach (agency_id, raised_at) WHERE withdrawn_at IS NULL;

      CREATE TABLE caseward.escalation (
        case_id uuid NOT NULL,
        escalation_id text COLLATE "C" NOT NULL,
        key text COLLATE "C" NOT NULL,
        kind text NOT NULL,
        breach_id text COLLATE "C",
        risk_level text NOT NULL,
        step integer NOT NULL,
        status text NOT NULL,
        opened_at timestamptz(3) NOT NULL,
        assignee_person text COLLATE "C",
        assignee_role text,
        assignee_scope text COLLATE "C",
        acknowledged_by text COLLATE "C",
        resolved_at timestamptz(3),
        resolved_as text,
        PRIMARY KEY (case_id, escalation_id)
      );
      CREATE INDEX escalation_unresolved ON caseward.escalation (opened_at, case_id, escalation_id)
        WHERE status <> 'resolved';

      CREATE TABLE caseward.task (
        case_id uuid NOT NULL,
        task_id text COLLATE "C" NOT NULL,
        kind text NOT NULL,
        command text NOT NULL,
        assignee_person text COLLATE "C",
        assignee_role text,
        assignee_scope text COLLATE "C",
        team_id text COLLATE "C",
        office_id text COLLATE "C",
        agency_id text COLLATE "C",
        risk_level text NOT NULL,
        due_on date,
        due_at timestamptz(3),
        opened_at timestamptz(3) NOT NULL,
        PRIMARY KEY (case_id, task_id)
      );
      CREATE INDEX task_of_person ON caseward.task
        (assignee_person, coalesce(due_at, 'infinity'), case_id, task_id) WHERE assignee_person IS NOT NULL;
      CREATE INDEX task_of_role ON caseward.task
        (assignee_role, assignee_scope, coalesce(due_at, 'infinity'), case_id, task_id) WHERE assignee_role IS NOT NULL;
      CREATE INDEX task_of_team ON caseward.task (team_id, coalesce(due_at, 'infinity'), case_id, task_id);
      CREATE INDEX task_of_office ON caseward.task (office_id, coalesce(due_at, 'infinity'), case_id, task_id);
      CREATE INDEX task_of_agency ON caseward.task (agency_id, coalesce(due_at, 'infinity'), case_id, task_id);

      CREATE TABLE caseward.inbox_change (
        transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
        change_id bigint GENERATED ALWAYS AS IDENTITY,
        case_id uuid NOT NULL,
        task_id text COLLATE "C" NOT NULL,
        kind text NOT NULL CHECK (kind IN ('put', 'removed')),
        assignee_person text COLLATE "C",
        assignee_role text,
        assignee_scope text COLLATE "C",
        team_id text COLLATE "C",
        office_id text COLLATE "C",
        agency_id text COLLATE "C",
        changed_real_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (transaction_id, change_id)
      );

      GRANT SELECT, INSERT, UPDATE, DELETE
        ON caseward.case_summary, caseward.obligation, caseward.breach, caseward.escalation, caseward.task TO caseward_app;
      GRANT SELECT, INSERT, DELETE ON caseward.inbox_change TO caseward_app;
    `);
    await this.#comments(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE caseward.inbox_change;
      DROP TABLE caseward.task;
      DROP TABLE caseward.escalation;
      DROP TABLE caseward.breach;
      DROP TABLE caseward.obligation;
      DROP TABLE caseward.case_summary;
    `);
  }

  async #comments(runner: QueryRunner): Promise<void> {
    const caseId = 'The case.';
    const assignee = {
      assignee_person: 'The one person it is assigned to; null when a role is.',
      assignee_role: 'Role code; anybody with it in assignee_scope may act.',
      assignee_scope: 'Team, office or agency of the role.',
    };
    const owner = {
      team_id: 'Team that the case belongs to.',
      office_id: 'Office that the case belongs to.',
      agency_id: 'Agency that the case belongs to.',
    };
    await comment(runner, 'caseward.case_summary', 'One row for each case: where it stands.', {
      case_id: 'Opaque id of the case.',
      seq: 'The last event folded into this row and all other read models of the case.',
      case_code: 'Pseudonymous code that staff use; null before registration.',
      stage: 'Stage of the life cycle.',
      level: 'Risk level: the highest of its concerns.',
      episode: '0 before registration; each re-opening starts another.',
      caseworker_id: 'Person id of the caseworker.',
      ...owner,
      closure_recommended: 'The rules recommend to close.',
      closed_at: 'When it was closed; null while open.',
      policy_version: 'Version of the policy snapshot that the case carries.',
    });
    await comment(runner, 'caseward.obligation', 'Duties with a clock, running and ended.', {
      case_id: caseId,
      key: 'Stable name of the duty within the case; survives rescheduling.',
      kind: 'What has to be done.',
      episode: 'Episode that it belongs to.',
      level: 'Risk level when the due date was last set.',
      anchor: 'The fact that started the clock.',
      due_on: 'Due by the end of this local day; null when due at an exact instant.',
      due_at: 'Due at this instant; null when due by the end of a day.',
      overdue_from: 'The first instant that is too late.',
      status: 'open, met or cancelled.',
      ended_at: 'When it was met or cancelled, as it happened.',
      end_cause: 'What ended it.',
      known_since: 'When the record came to know this due date.',
      derivation: 'Rule, policy key, term and starting point of the date.',
    });
    await comment(runner, 'caseward.breach', 'Missed deadlines; never removed, at most withdrawn.', {
      case_id: caseId,
      breach_id: 'Id within the case.',
      key: 'The duty that was missed.',
      kind: 'What had to be done.',
      due_on: 'The local day it was due; null when it was due at an exact instant.',
      overdue_from: 'The first instant that was too late.',
      level: 'Risk level of the duty.',
      caseworker_id: 'Caseworker at the last moment on time.',
      agency_id: 'Agency at the last moment on time.',
      raised_at: 'When it was raised.',
      withdrawn_at: 'When a late entry showed that the act was on time.',
    });
    await comment(runner, 'caseward.escalation', 'Missed deadlines that somebody above has to look at.', {
      case_id: caseId,
      escalation_id: 'Id within the case.',
      key: 'The duty that was missed.',
      kind: 'What had to be done.',
      breach_id: 'The breach it follows; null when the miss is no breach.',
      risk_level: 'Risk level of the duty.',
      step: 'Highest step reached: 1 supervisor, 2 manager, 3 agency head.',
      status: 'open, acknowledged or resolved.',
      opened_at: 'When it was opened.',
      ...assignee,
      acknowledged_by: 'Who acknowledged it.',
      resolved_at: 'When it was resolved.',
      resolved_as: 'How it ended.',
    });
    await comment(runner, 'caseward.task', 'Open work: the inbox. One narrow row for each thing to do.', {
      case_id: caseId,
      task_id: 'Id within the case.',
      kind: 'What has to be done.',
      command: 'The command that completes it.',
      ...assignee,
      ...owner,
      risk_level: 'Risk level, for display.',
      due_on: 'Due by the end of this local day, where a day was promised.',
      due_at: 'The first instant that is too late; null when there is no clock. Overdue is computed when asked.',
      opened_at: 'When it came up.',
    });
    await comment(runner, 'caseward.inbox_change', 'Which inboxes changed, for live updates; pruned after a while.', {
      transaction_id:
        'Writing transaction: readers take only what is older than every running one, so that none is skipped.',
      change_id: 'Order within the transaction.',
      case_id: caseId,
      task_id: 'The task.',
      kind: 'put: new or changed; removed: no longer in the inbox of this assignee.',
      ...assignee,
      ...owner,
      changed_real_at: 'Real time of writing; rows are pruned by it.',
    });
  }
}
