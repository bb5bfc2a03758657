import type { Instant, LocalDate, Role } from '@caseward/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INSTANT, NULLABLE_REAL_TIME, REAL_TIME } from './columns.js';

@Entity({ name: 'access_log' })
export class AccessLogEntity {
  @PrimaryColumn({ type: 'bigint' }) readonly accessId!: string;
  @Column(INSTANT) readonly accessedAt!: Instant;
  @Column({ type: 'text' }) readonly personId!: string;
  @Column({ type: 'text' }) readonly role!: Role;
  @Column({ type: 'text' }) readonly what!: string;
  @Column({ type: 'uuid', nullable: true }) readonly caseId!: string | null;
  @Column({ type: 'text', nullable: true }) readonly detail!: string | null;
  @Column({ type: 'text', nullable: true }) readonly reason!: string | null;
  @Column(REAL_TIME) readonly loggedRealAt!: Instant;
}

@Entity({ name: 'owed_retention' })
export class OwedRetentionEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @PrimaryColumn({ type: 'integer' }) readonly seq!: number;
  @Column({ type: 'uuid' }) readonly commandId!: string;
  @Column({ type: 'date', nullable: true }) readonly keepUntil!: LocalDate | null;
  @Column(INSTANT) readonly occurredAt!: Instant;
  @Column(NULLABLE_REAL_TIME) readonly doneRealAt!: Instant | null;
}

@Entity({ name: 'erased_case' })
export class ErasedCaseEntity {
  @PrimaryColumn({ type: 'uuid' }) readonly caseId!: string;
  @Column({ type: 'uuid' }) readonly fileId!: string;
  @Column({ type: 'text' }) readonly manner!: string;
  @Column(INSTANT) readonly erasedAt!: Instant;
}
