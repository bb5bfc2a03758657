import { emergencyAccessesOf, windowOf, type EmergencyWindow } from '../access/emergency.js';
import { guestsOf, type Guest } from '../access/relations.js';
import type { RiskLevel } from '../policy/policy.js';
import type { Instant, LocalDate } from '../time/instant.js';
import { detailsOf, type Custody } from './details.js';
import type { EscalationEnd } from './events.js';
import type { Stage } from './lifecycle.js';
import type { Derivation, KnownObligation, ObligationKind } from './obligation.js';
import type { CaseState, Clocked, Escalation } from './state.js';
import type { Assignee, TaskRow } from './task-row.js';
import { escalationAssignee, tasksOf } from './tasks.js';

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
/** PERM-4: who may open the case as a guest, and what for. */
export interface GuestRow extends Guest {
  readonly guestId: string;
}
/** TR-5: who had the case before. */
export interface CustodyRow extends Custody {
  readonly custodyId: string;
}

/** Who may read the case in an emergency, and until when. Who asks compares with the moment; no job has to shut it. */
export interface EmergencyRow extends EmergencyWindow {
  readonly accessId: string;
}

/** The read model of one case: a function of its state, so that a rebuild must equal what the append wrote. */
export interface ReadModel {
  readonly case: CaseRow;
  readonly obligations: readonly ObligationRow[];
  readonly breaches: readonly BreachRow[];
  readonly escalations: readonly EscalationRow[];
  /** Open tasks only. */
  readonly tasks: readonly TaskRow[];
  readonly guests: readonly GuestRow[];
  readonly custody: readonly CustodyRow[];
  readonly emergencies: readonly EmergencyRow[];
}

/** What one append changes. Rows are whole; removed tasks and guests by id, nothing else is removed. */
export interface ReadModelChanges {
  readonly case: CaseRow;
  readonly obligations: readonly ObligationRow[];
  readonly breaches: readonly BreachRow[];
  readonly escalations: readonly EscalationRow[];
  readonly tasks: readonly TaskRow[];
  readonly removedTaskIds: readonly string[];
  readonly guests: readonly GuestRow[];
  readonly custody: readonly CustodyRow[];
  readonly removedGuestIds: readonly string[];
  readonly emergencies: readonly EmergencyRow[];
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

export function obligationRow({ due, remindedFor: _, ...rest }: KnownObligation): ObligationRow {
  return { ...rest, dueOn: due.dueOn, dueAt: due.dueAt, overdueFrom: due.overdueFrom };
}

export function breachRows({ breaches }: Clocked): BreachRow[] {
  return breaches.map(({ due, owner, withdrawnBySeq: _, ...rest }) => ({
    ...rest,
    dueOn: due.dueOn,
    overdueFrom: due.overdueFrom,
    caseworkerId: owner.caseworkerId,
    agencyId: owner.agencyId,
  }));
}

export function escalationRow({ missedAt: _, assignedTo: __, ...rest }: Escalation, assignee: Assignee): EscalationRow {
  return { ...rest, assignee };
}

export function readModelOf(state: CaseState): ReadModel {
  return {
    case: caseRow(state),
    obligations: Object.values(state.obligations).map(obligationRow),
    breaches: breachRows(state),
    escalations: state.escalations.map((escalation) =>
      escalationRow(escalation, escalationAssignee(state, escalation)),
    ),
    tasks: tasksOf(state),
    guests: guestsOf(state).map((guest) => ({ ...guest, guestId: guestIdOf(guest) })),
    custody: detailsOf(state).custody.map((row) => ({ ...row, custodyId: `${row.agencyId}:${row.until}` })),
    emergencies: emergencyAccessesOf(state).map((access) => ({ accessId: access.accessId, ...windowOf(access) })),
  };
}

function guestIdOf({ relation, about, personId, agencyId }: Guest): string {
  return `${relation}:${about}:${personId ?? agencyId ?? ''}`;
}

/** Rows that are new or other than before. */
export function changed<Row>(before: readonly Row[], after: readonly Row[], id: (row: Row) => string): Row[] {
  const known = new Map(before.map((row) => [id(row), JSON.stringify(row)]));
  return after.filter((row) => known.get(id(row)) !== JSON.stringify(row));
}

/** What to write so that the read model of `before` becomes the one of `after`. */
export function readModelChanges(before: CaseState, after: CaseState): ReadModelChanges {
  const [from, to] = [readModelOf(before), readModelOf(after)];
  return {
    case: to.case,
    obligations: changed(from.obligations, to.obligations, ({ key }) => key),
    breaches: changed(from.breaches, to.breaches, ({ breachId }) => breachId),
    escalations: changed(from.escalations, to.escalations, ({ escalationId }) => escalationId),
    tasks: changed(from.tasks, to.tasks, taskIdOf),
    removedTaskIds: gone(from.tasks, to.tasks, taskIdOf),
    guests: changed(from.guests, to.guests, ({ guestId }) => guestId),
    removedGuestIds: gone(from.guests, to.guests, ({ guestId }) => guestId),
    custody: changed(from.custody, to.custody, ({ custodyId }) => custodyId),
    emergencies: changed(from.emergencies, to.emergencies, ({ accessId }) => accessId),
  };
}

const taskIdOf = ({ taskId }: TaskRow): string => taskId;

export function gone<Row>(before: readonly Row[], after: readonly Row[], id: (row: Row) => string): string[] {
  const kept = new Set(after.map(id));
  return before.map(id).filter((one) => !kept.has(one));
}
