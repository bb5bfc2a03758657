import type {
  BreachRow,
  CaseRow,
  CustodyRow,
  DutyFileRow,
  Derivation,
  EmergencyRow,
  EscalationEnd,
  EscalationRow,
  GuestRow,
  Instant,
  LocalDate,
  ObligationKind,
  ObligationRow,
  RiskLevel,
  Role,
  Stage,
  TaskRow,
} from '@caseward/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INSTANT, NULLABLE_INSTANT } from './columns.js';

// Each class implements the row of the domain: a column that one side gains and the other lacks fails the build.
// `inbox_change` has no class: its transaction ids are of a type that the ORM does not know.

@Entity({ name: 'case_summary' })
export class CaseSummaryEntity implements CaseRow {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @Column({ type: 'integer' }) readonly seq!: number;
  @Column({ type: 'text', nullable: true }) readonly caseCode!: string | null;
  @Column({ type: 'text' }) readonly stage!: Stage;
  @Column({ type: 'text' }) readonly level!: RiskLevel;
  @Column({ type: 'integer' }) readonly episode!: number;
  @Column({ type: 'text', nullable: true }) readonly caseworkerId!: string | null;
  @Column({ type: 'text', nullable: true }) readonly teamId!: string | null;
  @Column({ type: 'text', nullable: true }) readonly officeId!: string | null;
  @Column({ type: 'text', nullable: true }) readonly agencyId!: string | null;
  @Column({ type: 'boolean' }) readonly closureRecommended!: boolean;
  @Column(NULLABLE_INSTANT) readonly closedAt!: Instant | null;
  @Column({ type: 'text', nullable: true }) readonly policyVersion!: string | null;
}

@Entity({ name: 'obligation' })
export class ObligationEntity implements ObligationRow {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @PrimaryColumn({ type: 'text' }) readonly key!: string;
  @Column({ type: 'text' }) readonly kind!: ObligationKind;
  @Column({ type: 'integer' }) readonly episode!: number;
  @Column({ type: 'text' }) readonly level!: RiskLevel;
  @Column(INSTANT) readonly anchor!: Instant;
  @Column({ type: 'date', nullable: true }) readonly dueOn!: LocalDate | null;
  @Column(NULLABLE_INSTANT) readonly dueAt!: Instant | null;
  @Column(INSTANT) readonly overdueFrom!: Instant;
  @Column({ type: 'text' }) readonly status!: ObligationRow['status'];
  @Column(NULLABLE_INSTANT) readonly endedAt!: Instant | null;
  @Column({ type: 'text', nullable: true }) readonly endCause!: string | null;
  @Column(INSTANT) readonly knownSince!: Instant;
  @Column({ type: 'jsonb' }) readonly derivation!: Derivation;
}

@Entity({ name: 'breach' })
export class BreachEntity implements BreachRow {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @PrimaryColumn({ type: 'text' }) readonly breachId!: string;
  @Column({ type: 'text' }) readonly key!: string;
  @Column({ type: 'text' }) readonly kind!: ObligationKind;
  @Column({ type: 'date', nullable: true }) readonly dueOn!: LocalDate | null;
  @Column(INSTANT) readonly overdueFrom!: Instant;
  @Column({ type: 'text' }) readonly level!: RiskLevel;
  @Column({ type: 'text' }) readonly caseworkerId!: string;
  @Column({ type: 'text' }) readonly agencyId!: string;
  @Column(INSTANT) readonly raisedAt!: Instant;
  @Column(NULLABLE_INSTANT) readonly withdrawnAt!: Instant | null;
}

@Entity({ name: 'escalation' })
export class EscalationEntity implements Omit<EscalationRow, 'assignee'> {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @PrimaryColumn({ type: 'text' }) readonly escalationId!: string;
  @Column({ type: 'text' }) readonly key!: string;
  @Column({ type: 'text' }) readonly kind!: ObligationKind;
  @Column({ type: 'text', nullable: true }) readonly breachId!: string | null;
  @Column({ type: 'text' }) readonly riskLevel!: RiskLevel;
  @Column({ type: 'integer' }) readonly step!: number;
  @Column({ type: 'text' }) readonly status!: EscalationRow['status'];
  @Column(INSTANT) readonly openedAt!: Instant;
  @Column({ type: 'text', nullable: true }) readonly assigneePerson!: string | null;
  @Column({ type: 'text', nullable: true }) readonly assigneeRole!: Role | null;
  @Column({ type: 'text', nullable: true }) readonly assigneeScope!: string | null;
  @Column({ type: 'text', nullable: true }) readonly acknowledgedBy!: string | null;
  @Column(NULLABLE_INSTANT) readonly resolvedAt!: Instant | null;
  @Column({ type: 'text', nullable: true }) readonly resolvedAs!: EscalationEnd | null;
}

@Entity({ name: 'task' })
export class TaskEntity implements Omit<TaskRow, 'assignee'> {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @PrimaryColumn({ type: 'text' }) readonly taskId!: string;
  @Column({ type: 'text' }) readonly kind!: TaskRow['kind'];
  @Column({ type: 'text' }) readonly command!: TaskRow['command'];
  @Column({ type: 'text', nullable: true }) readonly assigneePerson!: string | null;
  @Column({ type: 'text', nullable: true }) readonly assigneeRole!: Role | null;
  @Column({ type: 'text', nullable: true }) readonly assigneeScope!: string | null;
  @Column({ type: 'text', nullable: true }) readonly teamId!: string | null;
  @Column({ type: 'text', nullable: true }) readonly officeId!: string | null;
  @Column({ type: 'text', nullable: true }) readonly agencyId!: string | null;
  @Column({ type: 'text' }) readonly riskLevel!: RiskLevel;
  @Column({ type: 'date', nullable: true }) readonly dueOn!: LocalDate | null;
  @Column(NULLABLE_INSTANT) readonly dueAt!: Instant | null;
  @Column(INSTANT) readonly openedAt!: Instant;
}

@Entity({ name: 'duty_file' })
export class DutyFileEntity implements DutyFileRow {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @Column({ type: 'integer' }) readonly seq!: number;
  @Column({ type: 'text' }) readonly kind!: DutyFileRow['kind'];
  @Column({ type: 'text' }) readonly subjectId!: string;
  @Column({ type: 'text', nullable: true }) readonly teamId!: string | null;
  @Column({ type: 'text', nullable: true }) readonly officeId!: string | null;
  @Column({ type: 'text', nullable: true }) readonly agencyId!: string | null;
  @Column(INSTANT) readonly openedAt!: Instant;
  @Column(NULLABLE_INSTANT) readonly endedAt!: Instant | null;
  @Column({ type: 'jsonb' }) readonly hiddenFrom!: readonly string[];
  @Column({ type: 'text' }) readonly policyVersion!: string;
}

@Entity({ name: 'case_guest' })
export class CaseGuestEntity implements GuestRow {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @PrimaryColumn({ type: 'text' }) readonly guestId!: string;
  @Column({ type: 'text' }) readonly relation!: GuestRow['relation'];
  @Column({ type: 'text' }) readonly about!: string;
  @Column({ type: 'text', nullable: true }) readonly personId!: string | null;
  @Column({ type: 'text', nullable: true }) readonly agencyId!: string | null;
}

@Entity({ name: 'case_custody' })
export class CaseCustodyEntity implements CustodyRow {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @PrimaryColumn({ type: 'text' }) readonly custodyId!: string;
  @Column({ type: 'text' }) readonly agencyId!: string;
  @Column({ type: 'text' }) readonly caseworkerId!: string;
  @Column(INSTANT) readonly until!: Instant;
  @Column({ type: 'text' }) readonly endedAs!: CustodyRow['endedAs'];
}

@Entity({ name: 'emergency_access' })
export class EmergencyAccessEntity implements EmergencyRow {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @PrimaryColumn({ type: 'text' }) readonly accessId!: string;
  @Column({ type: 'text' }) readonly personId!: string;
  @Column({ type: 'text' }) readonly agencyId!: string;
  @Column(INSTANT) readonly startsAt!: Instant;
  @Column(INSTANT) readonly endsAt!: Instant;
}
