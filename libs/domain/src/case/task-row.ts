import type { Role } from '../access/actor.js';
import type { RiskLevel } from '../policy/policy.js';
import type { Instant, LocalDate } from '../time/instant.js';
import type { CommandType } from './commands.js';
import type { DutyCommandType } from '../duty/commands.js';
import { OBLIGATION_KINDS, type Due, type ObligationKind } from './obligation.js';
import type { CaseState } from './state.js';

/** Who finds a task in the inbox: one person, or everybody with a role in a team, office or agency. */
export interface Assignee {
  readonly personId: string | null;
  readonly role: Role | null;
  readonly scopeId: string | null;
}

const FURTHER_TASKS = [
  'first_contact',
  'lowering_approval',
  'closure_approval',
  'reopening_approval',
  'escalation',
  'immediate_concern',
  'immediate_concern_told',
  'urgent_screen',
  'card_alert',
  'consent_override',
  'invite_to_take_part',
  'exit_advice',
  'conflict_of_interest',
  'mandatory_report_advice',
  'mandatory_report_decision',
  'referral_request',
  'referral_result',
  'child_follow_up',
  'provider_follow_up',
  'sharing_explanation',
  'referral_recall',
  'conference',
  'conference_view',
  'bid_decision',
  'transfer_proposal',
  'death',
  'death_correction',
  'notice',
  'quality_confirmation',
  'quality_action_review',
  'sop_adoption',
  'destruction_confirmation',
] as const;
export type TaskKind = ObligationKind | (typeof FURTHER_TASKS)[number];
/** What can wait for somebody: every duty with a clock, and what has none. */
export const TASK_KINDS: readonly TaskKind[] = [...OBLIGATION_KINDS, ...FURTHER_TASKS];

export interface TaskRow {
  readonly taskId: string;
  readonly kind: TaskKind;
  /** The command that completes it. */
  readonly command: CommandType | DutyCommandType;
  readonly assignee: Assignee;
  readonly riskLevel: RiskLevel;
  readonly dueOn: LocalDate | null;
  /** The first instant that is too late; null when the task has no clock. */
  readonly dueAt: Instant | null;
  readonly openedAt: Instant;
}

export const person = (personId: string): Assignee => ({ personId, role: null, scopeId: null });
export const everybody = (role: Role, scopeId: string | null): Assignee => ({ personId: null, role, scopeId });

export function supervisors({ owner }: CaseState): Assignee {
  return everybody('SUP', owner?.teamId ?? null);
}

export function managers({ owner }: CaseState): Assignee {
  return everybody('MGR', owner?.officeId ?? null);
}

/** FLOW-2: until a caseworker is found, what a caseworker does waits for the team's supervisors. */
export function caseworker(state: CaseState): Assignee {
  if (state.unassigned || state.owner === null) return supervisors(state);
  return person(state.owner.caseworkerId);
}

/** A task without a clock unless one is given. */
export function task(
  state: CaseState,
  kind: TaskKind,
  id: string,
  command: CommandType,
  assignee: Assignee,
  openedAt: Instant,
  due: Pick<Due, 'dueOn' | 'overdueFrom'> | null = null,
): TaskRow {
  return {
    taskId: id,
    kind,
    command,
    assignee,
    riskLevel: state.level,
    dueOn: due?.dueOn ?? null,
    dueAt: due?.overdueFrom ?? null,
    openedAt,
  };
}
