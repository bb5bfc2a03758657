import type { CommandType } from './commands.js';
import { ALLOWED_AFTER_DEATH } from './lifecycle.js';
import { ruleOf, type CaseObligationKind, type KnownObligation } from './obligation.js';
import type { CaseState, Escalation } from './state.js';
import { collaborationTasks } from './tasks-collaboration.js';
import { firstContactTasks } from './tasks-first-contact.js';
import {
  caseworker,
  everybody,
  managers,
  person,
  supervisors,
  task,
  type Assignee,
  type TaskKind,
  type TaskRow,
} from './task-row.js';

const TASK_COMMAND: Readonly<Record<CaseObligationKind, CommandType>> = {
  assessment: 'completeAssessment',
  plan: 'agreePlan',
  plan_signoff: 'signOffPlan',
  follow_up: 'recordFollowUp',
  review: 'holdReview',
  reassessment: 'completeAssessment',
  plan_revision: 'agreePlan',
  closure_decision: 'keepCaseOpen',
  post_closure_review: 'holdFinalReview',
  urgent_action: 'addressImmediateConcern',
  assignment: 'assignCase',
  referral_answer: 'answerReferral',
  transfer_answer: 'acceptTransfer',
  mandatory_report: 'decideMandatoryReport',
  emergency_review: 'reviewEmergencyAccess',
};

const afterDeath: ReadonlySet<string> = ALLOWED_AFTER_DEATH;

/** What a closed case still asks for besides its clocks: everything else ended with it. */
const AFTER_CLOSURE: ReadonlySet<TaskKind> = new Set<TaskKind>([
  'reopening_approval',
  'escalation',
  'death_correction',
  'notice',
]);

/** Step 1 goes to the team's supervisor, 2 to the office's manager, 3 to the agency's head, unless reassigned. */
export function escalationAssignee(state: CaseState, escalation: Escalation): Assignee {
  if (escalation.assignedTo !== null) return person(escalation.assignedTo);
  if (escalation.step === 1) return supervisors(state);
  if (escalation.step === 2) return managers(state);
  return everybody('HEAD', state.owner?.agencyId ?? null);
}

/** MAND-1: the highest level decides. TR-6: whoever answers for the receiving agency answers a transfer. */
function dutyAssignee(state: CaseState, { kind }: KnownObligation): Assignee {
  if (kind === 'mandatory_report') return managers(state);
  if (kind === 'transfer_answer') return everybody('SUP', receiverOf(state));
  return ruleOf(kind).doneBy === 'supervisor' ? supervisors(state) : caseworker(state);
}

function receiverOf({ transfers }: CaseState): string | null {
  return Object.values(transfers).find(({ status }) => status === 'sent')?.toAgencyId ?? null;
}

function dutyTasks(state: CaseState): TaskRow[] {
  return Object.values(state.obligations)
    .filter(({ status }) => status === 'open')
    .flatMap((duty) => {
      const { kind, key, anchor, due } = duty;
      const row = task(
        state,
        kind,
        `duty:${key}`,
        TASK_COMMAND[kind as CaseObligationKind],
        dutyAssignee(state, duty),
        anchor,
        due,
      );
      if (kind !== 'transfer_answer') return [row];
      return [row, { ...row, taskId: `${row.taskId}:managers`, assignee: everybody('MGR', receiverOf(state)) }];
    });
}

function approvalTasks(state: CaseState): TaskRow[] {
  const approver = supervisors(state);
  const { closureRequest, reopeningRequest, deathCorrection } = state;
  const rows = Object.values(state.lowerings).map(({ concernId, proposedAt }) =>
    task(state, 'lowering_approval', `lowering:${concernId}`, 'confirmLowering', approver, proposedAt),
  );
  if (closureRequest !== null) {
    rows.push(task(state, 'closure_approval', 'closure', 'approveClosure', approver, closureRequest.requestedAt));
  }
  if (reopeningRequest !== null) {
    const since = reopeningRequest.requestedAt;
    rows.push(task(state, 'reopening_approval', 'reopening', 'approveReopening', approver, since));
  }
  if (deathCorrection !== null) {
    const since = deathCorrection.proposedAt;
    rows.push(task(state, 'death_correction', 'death_correction', 'confirmDeathCorrection', managers(state), since));
  }
  return rows;
}

/** CLOSE-5: the supervisor is told at once; what is left to do is to close the case. */
function deathTasks(state: CaseState): TaskRow[] {
  const { death, closure, closureRequest } = state;
  const recorded = state.facts.findLast(({ type }) => type === 'DeathRecorded');
  if (death === null || closure !== null || closureRequest !== null || recorded === undefined) return [];
  const row = task(state, 'death', 'death', 'requestClosure', supervisors(state), recorded.occurredAt);
  return [row, { ...row, taskId: 'death:caseworker', assignee: caseworker(state) }];
}

function escalationTasks(state: CaseState): TaskRow[] {
  return state.escalations
    .filter(({ status }) => status !== 'resolved')
    .map((escalation) => {
      const { escalationId, status, riskLevel, openedAt } = escalation;
      const command = status === 'open' ? 'acknowledgeEscalation' : 'resolveEscalation';
      const assignee = escalationAssignee(state, escalation);
      const row = task(state, 'escalation', `escalation:${escalationId}`, command, assignee, openedAt);
      return { ...row, riskLevel };
    });
}

/** 3.4: who works with the child is told; each takes note for her- or himself. */
function noticeTasks(state: CaseState): TaskRow[] {
  return state.notices.map(({ noticeId, personId, at }) =>
    task(state, 'notice', `notice:${noticeId}`, 'acknowledgeNotice', person(personId), at),
  );
}

/** Everything that waits for somebody, by what the record says now. */
export function tasksOf(state: CaseState): TaskRow[] {
  const withoutClock = [
    ...firstContactTasks(state),
    ...approvalTasks(state),
    ...deathTasks(state),
    ...collaborationTasks(state),
    ...noticeTasks(state),
    ...escalationTasks(state),
  ];
  const { stage, death } = state;
  const kept = withoutClock
    .filter(({ kind }) => stage !== 'CLOSED' || AFTER_CLOSURE.has(kind))
    .filter(({ command }) => death === null || afterDeath.has(command));
  return [...kept, ...dutyTasks(state)];
}
