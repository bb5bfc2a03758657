import type { Role } from '../access/actor.js';
import type { RiskLevel } from '../policy/policy.js';
import type { Instant, LocalDate } from '../time/instant.js';
import type { CommandType } from './commands.js';
import type { EscalationEnd } from './events.js';
import { OBLIGATIONS, type Derivation, type KnownObligation, type ObligationKind } from './obligation.js';
import type { Stage } from './lifecycle.js';
import { referralTasks, type ReferralTaskKind } from './referral-tasks.js';
import type { CaseState, Escalation } from './state.js';

/** Who finds a task in the inbox: one person, or everybody with a role in a team, office or agency. */
export interface Assignee {
  readonly personId: string | null;
  readonly role: Role | null;
  readonly scopeId: string | null;
}

export interface CaseRow {
  readonly caseId: string;
  readonly seq: number;
  readonly caseCode: string | null;
  readonly stage: Stage;
  readonly level: RiskLevel;
  readonly episode: number;
  readonly caseworkerId: string | null;
  readonly teamId: string | null;
  readonly officeId: string | null;
  readonly agencyId: string | null;
  readonly closureRecommended: boolean;
  readonly closedAt: Instant | null;
  readonly policyVersion: string | null;
}
export interface ObligationRow {
  readonly key: string;
  readonly kind: ObligationKind;
  readonly episode: number;
  readonly level: RiskLevel;
  readonly anchor: Instant;
  readonly dueOn: LocalDate | null;
  readonly dueAt: Instant | null;
  readonly overdueFrom: Instant;
  readonly status: 'open' | 'met' | 'cancelled';
  readonly endedAt: Instant | null;
  readonly endCause: string | null;
  readonly knownSince: Instant;
  readonly derivation: Derivation;
}
export interface BreachRow {
  readonly breachId: string;
  readonly key: string;
  readonly kind: ObligationKind;
  readonly dueOn: LocalDate | null;
  readonly overdueFrom: Instant;
  readonly level: RiskLevel;
  readonly caseworkerId: string;
  readonly agencyId: string;
  readonly raisedAt: Instant;
  readonly withdrawnAt: Instant | null;
}
export interface EscalationRow {
  readonly escalationId: string;
  readonly key: string;
  readonly kind: ObligationKind;
  readonly breachId: string | null;
  readonly riskLevel: RiskLevel;
  readonly step: number;
  readonly status: Escalation['status'];
  readonly openedAt: Instant;
  readonly assignee: Assignee;
  readonly acknowledgedBy: string | null;
  readonly resolvedAt: Instant | null;
  readonly resolvedAs: EscalationEnd | null;
}
export interface TaskRow {
  readonly taskId: string;
  readonly kind:
    | ObligationKind
    | ReferralTaskKind
    | 'lowering_approval'
    | 'closure_approval'
    | 'reopening_approval'
    | 'escalation'
    | 'first_contact';
  /** The command that completes it. */
  readonly command: CommandType;
  readonly assignee: Assignee;
  readonly riskLevel: RiskLevel;
  readonly dueOn: LocalDate | null;
  /** The first instant that is too late; null when the task has no clock. */
  readonly dueAt: Instant | null;
  readonly openedAt: Instant;
}

/** The read model of one case: a function of its state, so that a rebuild must equal what the append wrote. */
export interface ReadModel {
  readonly case: CaseRow;
  readonly obligations: readonly ObligationRow[];
  readonly breaches: readonly BreachRow[];
  readonly escalations: readonly EscalationRow[];
  /** Open tasks only. */
  readonly tasks: readonly TaskRow[];
}

/** What one append changes. Rows are whole; removed tasks by id, removed obligations never happen. */
export interface ReadModelChanges {
  readonly case: CaseRow;
  readonly obligations: readonly ObligationRow[];
  readonly breaches: readonly BreachRow[];
  readonly escalations: readonly EscalationRow[];
  readonly tasks: readonly TaskRow[];
  readonly removedTaskIds: readonly string[];
}

const TASK_COMMAND: Readonly<Record<ObligationKind, CommandType>> = {
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
};

function supervisors(state: CaseState): Assignee {
  return { personId: null, role: 'SUP', scopeId: state.owner?.teamId ?? null };
}

function caseworker(state: CaseState): Assignee {
  return { personId: state.owner?.caseworkerId ?? null, role: null, scopeId: null };
}

/** Step 1 goes to the team's supervisor, 2 to the office's manager, 3 to the agency's head, unless reassigned. */
export function escalationAssignee(state: CaseState, escalation: Escalation): Assignee {
  if (escalation.assignedTo !== null) return { personId: escalation.assignedTo, role: null, scopeId: null };
  if (escalation.step === 1) return supervisors(state);
  if (escalation.step === 2) return { personId: null, role: 'MGR', scopeId: state.owner?.officeId ?? null };
  return { personId: null, role: 'HEAD', scopeId: state.owner?.agencyId ?? null };
}

function obligationTask(state: CaseState, obligation: KnownObligation): TaskRow {
  return {
    taskId: `duty:${obligation.key}`,
    kind: obligation.kind,
    command: TASK_COMMAND[obligation.kind],
    assignee: OBLIGATIONS[obligation.kind].doneBy === 'supervisor' ? supervisors(state) : caseworker(state),
    riskLevel: state.level,
    dueOn: obligation.due.dueOn,
    dueAt: obligation.due.overdueFrom,
    openedAt: obligation.anchor,
  };
}

function approvalTasks(state: CaseState): TaskRow[] {
  const approval = (taskId: string, kind: TaskRow['kind'], command: CommandType, openedAt: Instant): TaskRow => ({
    taskId,
    kind,
    command,
    assignee: supervisors(state),
    riskLevel: state.level,
    dueOn: null,
    dueAt: null,
    openedAt,
  });
  const rows = Object.values(state.lowerings).map((lowering) =>
    approval(`lowering:${lowering.concernId}`, 'lowering_approval', 'confirmLowering', lowering.proposedAt),
  );
  if (state.closureRequest !== null) {
    rows.push(approval('closure', 'closure_approval', 'approveClosure', state.closureRequest.requestedAt));
  }
  if (state.reopeningRequest !== null) {
    rows.push(approval('reopening', 'reopening_approval', 'approveReopening', state.reopeningRequest.requestedAt));
  }
  return rows;
}

function escalationTask(state: CaseState, escalation: Escalation): TaskRow {
  return {
    taskId: `escalation:${escalation.escalationId}`,
    kind: 'escalation',
    command: escalation.status === 'open' ? 'acknowledgeEscalation' : 'resolveEscalation',
    assignee: escalationAssignee(state, escalation),
    riskLevel: escalation.riskLevel,
    dueOn: null,
    dueAt: null,
    openedAt: escalation.openedAt,
  };
}

/** What the caseworker does next before a clock runs: eligibility, consent, registration (FLOW-1). */
function firstContactTasks(state: CaseState): TaskRow[] {
  const command = firstContactCommand(state);
  if (command === null) return [];
  const common = { kind: 'first_contact', command, assignee: caseworker(state), riskLevel: state.level } as const;
  return [{ taskId: 'first_contact', ...common, dueOn: null, dueAt: null, openedAt: state.identifiedAt ?? '' }];
}

function firstContactCommand(state: CaseState): CommandType | null {
  if (state.stage === 'IDENTIFIED') return 'answerEligibility';
  if (state.stage !== 'CONSENT_PENDING') return null;
  return state.consent === null ? 'recordConsent' : 'registerCase';
}

function tasksOf(state: CaseState): TaskRow[] {
  return [
    ...firstContactTasks(state),
    ...Object.values(state.obligations)
      .filter((obligation) => obligation.status === 'open')
      .map((obligation) => obligationTask(state, obligation)),
    ...referralTasks(state, caseworker(state)),
    ...approvalTasks(state),
    ...state.escalations.filter(({ status }) => status !== 'resolved').map((row) => escalationTask(state, row)),
  ];
}

function caseRow(state: CaseState): CaseRow {
  return {
    caseId: state.caseId,
    seq: state.seq,
    caseCode: state.caseCode,
    stage: state.stage,
    level: state.level,
    episode: state.episode,
    caseworkerId: state.owner?.caseworkerId ?? null,
    teamId: state.owner?.teamId ?? null,
    officeId: state.owner?.officeId ?? null,
    agencyId: state.owner?.agencyId ?? null,
    closureRecommended: state.closureRecommended,
    closedAt: state.closure?.closedAt ?? null,
    policyVersion: state.policy?.version ?? null,
  };
}

function obligationRow({ due, remindedFor: _, ...rest }: KnownObligation): ObligationRow {
  return { ...rest, dueOn: due.dueOn, dueAt: due.dueAt, overdueFrom: due.overdueFrom };
}

export function readModelOf(state: CaseState): ReadModel {
  return {
    case: caseRow(state),
    obligations: Object.values(state.obligations).map(obligationRow),
    breaches: state.breaches.map(({ due, owner, withdrawnBySeq: _, ...rest }) => ({
      ...rest,
      dueOn: due.dueOn,
      overdueFrom: due.overdueFrom,
      caseworkerId: owner.caseworkerId,
      agencyId: owner.agencyId,
    })),
    escalations: state.escalations.map(({ missedAt: _, assignedTo: __, ...rest }) => ({
      ...rest,
      assignee: escalationAssignee(state, { ...rest, missedAt: _, assignedTo: __ }),
    })),
    tasks: tasksOf(state),
  };
}

function changed<Row>(before: readonly Row[], after: readonly Row[], id: (row: Row) => string): Row[] {
  const known = new Map(before.map((row) => [id(row), JSON.stringify(row)]));
  return after.filter((row) => known.get(id(row)) !== JSON.stringify(row));
}

/** What to write so that the read model of `before` becomes the one of `after`. */
export function readModelChanges(before: CaseState, after: CaseState): ReadModelChanges {
  const [from, to] = [readModelOf(before), readModelOf(after)];
  const stillOpen = new Set(to.tasks.map(({ taskId }) => taskId));
  return {
    case: to.case,
    obligations: changed(from.obligations, to.obligations, ({ key }) => key),
    breaches: changed(from.breaches, to.breaches, ({ breachId }) => breachId),
    escalations: changed(from.escalations, to.escalations, ({ escalationId }) => escalationId),
    tasks: changed(from.tasks, to.tasks, ({ taskId }) => taskId),
    removedTaskIds: from.tasks.map(({ taskId }) => taskId).filter((taskId) => !stillOpen.has(taskId)),
  };
}
