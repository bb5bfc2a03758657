import { breachRows, escalationRow, gone, changed, obligationRow } from '../case/read-model.js';
import type { ReadModelChanges } from '../case/read-model.js';
import { everybody, person, type Assignee, type TaskRow } from '../case/task-row.js';
import type { Escalation } from '../case/state.js';
import type { Instant } from '../time/instant.js';
import { ORGANISATION } from './clocks.js';
import { coordination } from './coordination.js';
import type { DutyKind } from './duties.js';
import type { DutyFileKind, DutyState } from './file.js';
import { DUTY_FILES } from './kinds/index.js';

export interface DutyFileRow {
  /** The id of the file in the record. */
  readonly caseId: string;
  readonly seq: number;
  readonly kind: DutyFileKind;
  readonly subjectId: string;
  readonly teamId: string | null;
  readonly officeId: string | null;
  readonly agencyId: string | null;
  readonly openedAt: Instant;
  readonly endedAt: Instant | null;
  readonly hiddenFrom: readonly string[];
  readonly policyVersion: string;
}

export interface DutyReadModel {
  readonly dutyFile: DutyFileRow;
  readonly obligations: ReadModelChanges['obligations'];
  readonly breaches: ReadModelChanges['breaches'];
  readonly escalations: ReadModelChanges['escalations'];
  /** Open tasks only. */
  readonly tasks: readonly TaskRow[];
}

/** What one append changes for a duty file. */
export interface DutyReadModelChanges extends DutyReadModel {
  readonly removedTaskIds: readonly string[];
}

function fileRow(state: DutyState): DutyFileRow {
  const { caseId, seq, fileKind: kind, subjectId, scope, openedAt, endedAt, hiddenFrom, policy } = state;
  return { caseId, seq, kind, subjectId, ...scope, openedAt, endedAt, hiddenFrom, policyVersion: policy.version };
}

/**
 * Whoever stands above: the manager of the office, the head of the agency where there is no office or no answer, the
 * coordination group for what belongs to no agency.
 */
function escalatedTo(state: DutyState, { assignedTo, step }: Escalation): Assignee {
  const { scope, fileKind } = state;
  if (assignedTo !== null) return person(assignedTo);
  const own = DUTY_FILES[fileKind].escalatedTo?.(state);
  if (own !== undefined) return own;
  if (scope.agencyId === null) return coordination;
  if (step < 3 && scope.officeId !== null) return everybody('MGR', scope.officeId);
  return everybody('HEAD', scope.agencyId);
}

function dutyTasks(state: DutyState): TaskRow[] {
  const rules = DUTY_FILES[state.fileKind];
  return Object.values(state.obligations)
    .filter((duty) => duty.status === 'open' && (rules.waits?.(state, duty) ?? true))
    .map(({ key, kind, anchor, due }) => ({
      taskId: `duty:${key}`,
      kind,
      command: rules.commandOf(kind as DutyKind),
      assignee: rules.assigneeOf(state, kind as DutyKind, key),
      riskLevel: ORGANISATION,
      dueOn: due.dueOn,
      dueAt: due.overdueFrom,
      openedAt: anchor,
    }));
}

function escalationTasks(state: DutyState): TaskRow[] {
  return state.escalations
    .filter(({ status }) => status !== 'resolved')
    .map((escalation) => ({
      taskId: `escalation:${escalation.escalationId}`,
      kind: 'escalation',
      command: escalation.status === 'open' ? 'acknowledgeDutyEscalation' : 'resolveDutyEscalation',
      assignee: escalatedTo(state, escalation),
      riskLevel: ORGANISATION,
      dueOn: null,
      dueAt: null,
      openedAt: escalation.openedAt,
    }));
}

/** A function of the state, so that a rebuild must equal what the append wrote. */
export function dutyReadModelOf(state: DutyState): DutyReadModel {
  const further = DUTY_FILES[state.fileKind].tasks?.(state) ?? [];
  return {
    dutyFile: fileRow(state),
    obligations: Object.values(state.obligations).map(obligationRow),
    breaches: breachRows(state),
    escalations: state.escalations.map((escalation) => escalationRow(escalation, escalatedTo(state, escalation))),
    tasks: [
      ...further.map((task) => ({ ...task, riskLevel: ORGANISATION }) as TaskRow),
      ...escalationTasks(state),
      ...dutyTasks(state),
    ],
  };
}

/** What to write so that the read model of `before` becomes the one of `after`. @param before null: it was not open */
export function dutyReadModelChanges(before: DutyState | null, after: DutyState): DutyReadModelChanges {
  const to = dutyReadModelOf(after);
  if (before === null) return { ...to, removedTaskIds: [] };
  const from = dutyReadModelOf(before);
  return {
    dutyFile: to.dutyFile,
    obligations: changed(from.obligations, to.obligations, ({ key }) => key),
    breaches: changed(from.breaches, to.breaches, ({ breachId }) => breachId),
    escalations: changed(from.escalations, to.escalations, ({ escalationId }) => escalationId),
    tasks: changed(from.tasks, to.tasks, ({ taskId }) => taskId),
    removedTaskIds: gone(from.tasks, to.tasks, ({ taskId }) => taskId),
  };
}
